package office_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"roundrobin/models/audit"
	"roundrobin/models/petition"
)

func TestAStewardReadsAndLetsItOpen(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		p := w.reviewed(t)
		b := w.browser(t)
		b.come()
		b.get("/office/petitions").shows(t, 200, "Hear our calls")
		page := b.get("/office/petitions/" + p.ID)
		page.shows(t, 200, "<em>we</em>")
		page.shows(t, 200, p.Hash.String())
		page.shows(t, 200, "24 February 2027") // the last day to sign, said before it opens
		if done := b.decide(p, "open", "", ""); done.StatusCode != http.StatusSeeOther || done.Header.Get("Location") != "/office/petitions/"+p.ID {
			t.Fatalf("%d to %s", done.StatusCode, done.Header.Get("Location"))
		}
		if w.state(t, p) != petition.Open {
			t.Fatal("it is not open")
		}
		after := b.get("/office/petitions/" + p.ID)
		after.shows(t, 200, "It is open.")
		after.shows(t, 200, ines+", steward")
		if strings.Contains(after.body, "<button class=\"btn btn-wax btn-wide\">") {
			t.Error("it can be opened again")
		}
		b.get("/office/record").shows(t, 200, "Let a petition open")
	})
}

func TestWhatIsTurnedAwayNamesAStandard(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		p := w.reviewed(t)
		b := w.browser(t)
		b.come()
		long := strings.Repeat("very ", 300)
		for situation, c := range map[string]struct{ code, words, says string }{
			"no standard":      {"", "Say what should stop.", "Choose which of the standards"},
			"another reason":   {"i_do_not_like_it", "Say what should stop.", "Choose which of the standards"},
			"no words":         {"unclear_ask", " \r\n ", "Give a reason in one line"},
			"too many of them": {"unclear_ask", long, "900 fit"},
		} {
			got := b.decide(p, "reject", c.code, c.words)
			got.shows(t, 422, c.says)
			if kept := strings.TrimSpace(c.words); !strings.Contains(got.body, kept) {
				t.Errorf("%s: what was typed is lost", situation)
			}
		}
		if w.state(t, p) != petition.Review {
			t.Fatal("something was decided")
		}
		b.decide(p, "reject", "unclear_ask", "Say which calls,\r\nand until when.")
		if w.state(t, p) != petition.Rejected {
			t.Fatal("it was not turned away")
		}
		life, err := w.petitions.Life(ctx, p.ID)
		must(t, err)
		if got := life.Last(petition.Reject).Reason; got != "unclear_ask: Say which calls, and until when." {
			t.Errorf("published: %q", got)
		}
		b.get("/office/petitions/"+p.ID).shows(t, 200, "It asks for one thing that can be answered")
	})
}

func TestTwoStewardsAndDoubleClicks(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		p := w.reviewed(t)
		first, second := w.browser(t), w.browser(t)
		first.come()
		second.admin()
		first.decide(p, "open", "", "")
		late := second.decide(p, "reject", "unclear_ask", "Say what should stop.")
		late.shows(t, 422, "no longer where that can be done")
		late.shows(t, 422, "It is open.") // and who did it
		if !strings.Contains(late.body, ines) {
			t.Error("the second steward is not told who was first")
		}
		first.decide(p, "open", "", "").shows(t, 422, "no longer where that can be done") // the button again
		stale := p
		stale.Hash[0] ^= 1
		q := w.gathering(t)
		q.Hash = stale.Hash
		first.decide(q, "hide", "person_named", "It names a colleague.").shows(t, 422, "was changed since you read it")
		first.send("POST", "/office/petitions/"+q.ID+"/hide", url.Values{"text": {"nonsense"}, "code": {"person_named"}, "words": {"x"}}).shows(t, 422, "was changed since you read it")
		if got := first.get("/office/petitions/nothing"); got.StatusCode != 422 { // NotFound in this house's table of statuses
			t.Errorf("a petition that is not there: %d", got.StatusCode)
		}
	})
}

func TestManyAtOnceDecideOnce(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		p := w.reviewed(t)
		b := w.browser(t)
		b.come()
		var wg sync.WaitGroup
		statuses := make([]int, 4)
		for i := range statuses {
			wg.Go(func() { statuses[i] = b.decide(p, "open", "", "").StatusCode })
		}
		wg.Wait()
		done := 0
		for _, s := range statuses {
			if s == http.StatusSeeOther {
				done++
			} else if s != 422 {
				t.Errorf("status %d", s)
			}
		}
		lines, _, err := w.record.Latest(ctx, 9, 0)
		lines = slices.DeleteFunc(lines, func(e audit.Entry) bool { return e.Act == audit.Ruled }) // the rules that this site began with
		if done != 1 || len(lines) != 1 || err != nil {
			t.Errorf("%d opened it, the record has %+v, %v", done, lines, err)
		}
	})
}

func TestHiddenAtOnceAndShownAgain(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		p := w.gathering(t)
		b := w.browser(t)
		b.come()
		b.get("/office/petitions").shows(t, 200, "Hear our calls")
		b.decide(p, "hide", "person_named", "It names a colleague.")
		page := b.get("/office/petitions/" + p.ID)
		page.shows(t, 200, "Only the office sees this text")
		page.shows(t, 200, `value="person_named"`) // by which it is shown or turned away later
		b.get("/office/petitions").shows(t, 200, "Hidden since")
		if now, err := w.petitions.Find(ctx, p.ID); err != nil || now.Text.Title != "" {
			t.Errorf("everybody reads %q, %v", now.Text.Title, err)
		}
		b.decide(p, "show", "person_named", "").shows(t, 422, "Give a reason in one line")
		b.decide(p, "show", "person_named", "It is the addressee’s name.")
		if now, err := w.petitions.Find(ctx, p.ID); err != nil || now.Text.Title == "" {
			t.Errorf("shown again: %q, %v", now.Text.Title, err)
		}
	})
}

func TestOnlyMembersDecideAndNothingTypedIsLost(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		p := w.reviewed(t)
		stranger := w.browser(t)
		for _, path := range []string{"/office/petitions", "/office/petitions/" + p.ID, "/office/record", "/office/programs", "/office/programs/new", "/office/proposals"} {
			if got := stranger.get(path); got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/office" {
				t.Errorf("%s: %d", path, got.StatusCode)
			}
		}
		got := stranger.decide(p, "reject", "unclear_ask", "Say which calls, and until when.")
		got.shows(t, 422, "Say which calls, and until when.")
		if w.state(t, p) != petition.Review {
			t.Fatal("a stranger decided")
		}
	})
}
