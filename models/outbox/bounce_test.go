package outbox_test

import (
	"strings"
	"testing"

	"roundrobin/models/outbox"
)

func TestWhatIsHeardLater(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		gone, slow, quick, waiting := h.put(t, "director", "2026-W48"), h.put(t, "board", "2026-W48"), h.put(t, "council", "2026-W48"), h.put(t, "office", "2026-W48")
		for _, id := range []string{gone, slow, quick} {
			h.take(t, id)
		}
		must(t, h.out.Sent(h.ctx, gone))
		must(t, h.out.Sent(h.ctx, slow))
		hears := func(letter, what, status string) {
			t.Helper()
			if ours, err := h.out.Heard(h.ctx, strings.ToUpper(h.out.Mark(letter)), what, status); !ours || err != nil {
				t.Errorf("%v, %v", ours, err)
			}
		}
		hears(gone, outbox.Bounced, "5.1.1")
		h.is(t, gone, outbox.Dead, "bounced 5.1.1", 1)
		for range 2 { // said again, or otherwise
			hears(gone, outbox.Bounced, "5.7.1")
			hears(gone, outbox.Delayed, "4.4.1")
			hears(gone, outbox.Delivered, "2.0.0")
		}
		h.is(t, gone, outbox.Dead, "bounced 5.1.1", 1)
		hears(slow, outbox.Delayed, "4.4.1")
		h.is(t, slow, outbox.Sent, "delayed 4.4.1", 1)
		hears(slow, "", "2.0.0")
		h.is(t, slow, outbox.Sent, "delayed 4.4.1", 1)
		hears(slow, outbox.Delivered, "2.0.0")
		h.is(t, slow, outbox.Sent, "", 1)
		hears(quick, outbox.Bounced, "5.1.1") // before we have noted that it was taken
		must(t, h.out.Sent(h.ctx, quick))
		h.is(t, quick, outbox.Dead, "bounced 5.1.1", 1)
		hears(waiting, outbox.Bounced, "5.1.1") // what never went cannot come back
		h.is(t, waiting, outbox.Waiting, "", 0)
	})
}

// Nobody who has not had the letter can say that it came back: not by its id, not by another's mark.
func TestAForgedMarkIsNoneOfOurs(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		a, b := h.put(t, "director", "2026-W48"), h.put(t, "board", "2026-W48")
		h.take(t, a)
		must(t, h.out.Sent(h.ctx, a))
		own := h.out.Mark(a)
		flipped := own[:39] + map[bool]string{true: "b", false: "a"}[own[39] == 'a']
		for _, forged := range []string{"", a, own[:39], flipped, a + h.out.Mark(b)[16:], own + "a"} {
			if ours, err := h.out.Heard(h.ctx, forged, outbox.Bounced, "5.1.1"); ours || err != nil {
				t.Errorf("%q: %v, %v", forged, ours, err)
			}
		}
		h.is(t, a, outbox.Sent, "", 1)
	})
}
