package store_test

import (
	"testing"

	"roundrobin/models/digest"
	"roundrobin/models/moderation"
)

// What leadership was told stays published, but for what stewards have hidden since.
func TestAPublishedSummaryQuotesNothingThatIsHidden(t *testing.T) {
	each(t, func(h *house) {
		const said = "Bob from dispatch did it."
		id := h.says(1, 1, said)
		h.flags(2, id, "person_named")
		h.seal()
		published := "They say: " + digest.Quote(digest.As(id, said), said) + " The end."
		read := func() string {
			t.Helper()
			texts, err := h.threads.Texts(ctx, id, "none")
			no(t, err)
			stand := map[string]bool{}
			for id, text := range texts {
				stand[digest.As(id, text)] = true
			}
			return digest.Unquote(published, stand, "[hidden]")
		}
		if got := read(); got != "They say: "+said+" The end." {
			t.Errorf("before: %q", got)
		}
		no(t, h.decide(id, moderation.Hide, ines))
		if got := read(); got != "They say: [hidden] The end." {
			t.Errorf("hidden: %q", got)
		}
		no(t, h.decide(id, moderation.Restore, lotte))
		if got := read(); got != "They say: "+said+" The end." {
			t.Errorf("restored: %q", got)
		}
	})
}
