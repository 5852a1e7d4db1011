package office_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"roundrobin/models/moderation"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// flagged is a petition that is open, with so many comments that were flagged.
func (w *working) flagged(t *testing.T, n int) (p petition.Petition, ids []string) {
	t.Helper()
	p = w.reviewed(t)
	b := w.browser(t)
	b.come()
	b.decide(p, "open", "", "")
	for i := range n {
		said, err := w.desk.Person(2).Wallet.Sign(w.desk.Person(2).Pass(t, pass.Place{Slot: p.Slot, Purpose: pass.Voice}), pass.Comment, p.ID, p.Hash, "-", i+1, []byte("-\nBob "+strconv.Itoa(i)+" did it."))
		must(t, err)
		_, err = w.petitions.HandIn(ctx, said)
		must(t, err)
		ids = append(ids, said.CommentID())
	}
	w.seal(t)
	for _, id := range ids {
		_, err := w.petitions.HandIn(ctx, w.desk.Person(3).Act(t, p.Slot, pass.Flag, p.ID, p.Hash, id, 1, "person_named"))
		must(t, err)
	}
	w.seal(t)
	return p, ids
}

func (w *working) seal(t *testing.T) {
	t.Helper()
	_, err := w.petitions.Seal(ctx, true)
	must(t, err)
}

func (w *working) round(t *testing.T, id string) string {
	t.Helper()
	x, err := w.cases.Find(ctx, id)
	must(t, err)
	return strconv.Itoa(x.Round)
}

func (b *browser) settle(id, what, round, words string) answer {
	b.t.Helper()
	return b.send("POST", "/office/flags/"+id+"/"+what, url.Values{"round": {round}, "code": {"person_named"}, "words": {words}})
}

func TestAStewardWorksThroughTheQueue(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		_, ids := w.flagged(t, 3)
		b := w.browser(t)
		b.come()
		list := b.get("/office/flags")
		list.shows(t, 200, "3 wait for a decision")
		first, err := w.cases.After(ctx, "")
		must(t, err)
		for left := len(ids); left > 0; left-- {
			b.get("/office/flags/"+first).shows(t, 200, `value="person_named" checked`)
			what := []string{"keep", "hide"}[left%2]
			got := b.settle(first, what, w.round(t, first), "It names a colleague.")
			if got.StatusCode != http.StatusSeeOther {
				t.Fatalf("%d: %s", got.StatusCode, got.body)
			}
			at := got.Header.Get("Location")
			if left == 1 {
				if at != "/office/flags?done=hide" {
					t.Errorf("after the last: %s", at)
				}
				break
			}
			if !strings.Contains(at, "?done="+what+"&of="+first+"#case") {
				t.Fatalf("goes on to %s", at)
			}
			first = strings.TrimPrefix(strings.Split(at, "?")[0], "/office/flags/")
		}
		b.get("/office/flags").shows(t, 200, "Nothing waits for you here")
		b.get("/office/record").shows(t, 200, "Hid a comment")
	})
}

func TestWhatIsWrongWithADecisionKeepsWhatWasTyped(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		_, ids := w.flagged(t, 1)
		first, second := w.browser(t), w.browser(t)
		first.come()
		second.admin()
		round := w.round(t, ids[0])
		first.settle(ids[0], "hide", round, "").shows(t, 422, "Give a reason in one line")
		bad := first.send("POST", "/office/flags/"+ids[0]+"/hide", url.Values{"round": {round}, "code": {"dislike"}, "words": {"I do not like it."}})
		bad.shows(t, 422, "Choose which of the standards")
		bad.shows(t, 422, "I do not like it.")
		first.settle(ids[0], "keep", round, "It names an office.")
		second.settle(ids[0], "hide", round, "It names Bob.").shows(t, 422, "Somebody decided about this since you read it")
		second.settle(ids[0], "uphold", w.round(t, ids[0]), "It names Bob.").shows(t, 422, "cannot be decided")
		if got := w.browser(t).get("/office/flags"); got.StatusCode != http.StatusSeeOther {
			t.Errorf("a stranger sees %d", got.StatusCode)
		}
		w.browser(t).settle(ids[0], "hide", "1", "I am nobody.").shows(t, 422, "I am nobody.") // at the door, with what was typed
	})
}

func TestMutedAppealedAndKeptSlow(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		p, ids := w.flagged(t, 1)
		ines, tomasz := w.browser(t), w.browser(t)
		ines.come()
		tomasz.admin()
		ines.settle(ids[0], "hide", w.round(t, ids[0]), "It names Bob.")
		_, err := w.petitions.HandIn(ctx, w.desk.Person(2).Act(t, p.Slot, pass.Appeal, p.ID, p.Hash, ids[0], 1, "Bob is a robot."))
		must(t, err)
		w.seal(t)
		ines.get("/office/flags/"+ids[0]).shows(t, 200, "You hid this.")
		ines.settle(ids[0], "uphold", w.round(t, ids[0]), "No.").shows(t, 422, "somebody else decides")
		tomasz.get("/office/flags/"+ids[0]).shows(t, 200, "Bob is a robot.")
		tomasz.settle(ids[0], "restore", w.round(t, ids[0]), "So it is.")
		if x, _ := w.cases.Find(ctx, ids[0]); x.Hidden != "" {
			t.Error("it is hidden still")
		}
		ines.settle(ids[0], "mute", "0", "The third time.")
		ines.get("/office/flags/"+ids[0]).shows(t, 200, "may say no more")
		talk := url.Values{"most": {"2"}, "paused": {"1"}, "words": {"gestapo\n\n"}, "reason": {"It is heated."}}
		ines.send("POST", "/office/talks/"+p.ID, talk)
		if g, err := w.cases.Guard(ctx, p.ID); err != nil || g.Most != 2 || g.Paused == "" || len(g.Words) != 1 || g.Muted != 1 {
			t.Errorf("%+v, %v", g, err)
		}
		talk.Set("most", "many")
		wrong := ines.send("POST", "/office/talks/"+p.ID, talk)
		wrong.shows(t, 422, "A number from 0 to 100.")
		wrong.shows(t, 422, "It is heated.")
		if _, total, err := w.cases.Waiting(ctx, 9, 0); total != 0 || err != nil {
			t.Errorf("%d wait, %v", total, err)
		}
		if x, _ := w.cases.Find(ctx, p.ID); x.Verdicts()[0] != moderation.Keep {
			t.Error("a petition has other verdicts")
		}
	})
}
