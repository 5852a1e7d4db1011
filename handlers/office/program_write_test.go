package office_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"roundrobin/models/program"
)

func newFacts() url.Values {
	return url.Values{
		"name": {"RouteCam"}, "id": {"routecam"}, "status": {"active"}, "purpose": {"Cameras that score drivers."}, "owner": {"Fleet"}, "begins": {"2026-06-01"},
		"covered": {"880"}, "who": {"drivers"}, "collects": {"Video: of the cab\r\nPosition"}, "choice": {"None."}, "review": {"finished"}, "note": {"not published"},
		"sources": {"https://intranet.example/1 The handbook\r\nThe notice board in hall three"},
	}
}

func TestAnAdminKeepsAProgramAndAStewardTellsWhatHappened(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		admin, steward := w.browser(t), w.browser(t)
		admin.admin()
		steward.come()
		if got := admin.send("POST", "/office/programs", newFacts()); got.StatusCode != http.StatusSeeOther {
			t.Fatalf("%d: %s", got.StatusCode, got.body)
		}
		admin.send("POST", "/office/programs", newFacts()).shows(t, 422, "here already")
		p, err := w.programs.Find(ctx, "routecam")
		must(t, err)
		if p.Covered != 880 || len(p.Collects) != 2 || p.Collects[0].Note != "of the cab" || p.Sources[1].Title != "The notice board in hall three" || p.Since != "2026-11-26" {
			t.Errorf("%+v", p)
		}
		entry := url.Values{"title": {"Paused"}, "day": {"2026-11-25"}, "kind": {"pause"}, "status": {"paused"}, "source": {"https://intranet.example/2"}}
		steward.send("POST", "/office/programs/routecam/timeline", entry)
		entry.Set("day", "2026-11-26")
		entry.Set("title", "Paused for good")
		steward.send("POST", "/office/programs/routecam/timeline", entry)
		steward.send("POST", "/office/programs/routecam/timeline", entry).shows(t, 422, "stands in the timeline already")
		if p, err = w.programs.Find(ctx, "routecam"); err != nil || p.Status != program.Paused || p.Since != "2026-11-26" {
			t.Errorf("%s since %s, %v", p.Status, p.Since, err)
		}
		steward.get("/office/programs/routecam").shows(t, 200, "Paused for good")
		admin.get("/office/record").shows(t, 200, "Added a program")
	})
}

func TestAStewardChangesNoFacts(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		steward := w.browser(t)
		steward.come()
		for _, try := range []answer{steward.get("/office/programs/new"), steward.send("POST", "/office/programs", newFacts())} {
			if try.StatusCode != 422 || !strings.Contains(try.body, "office_admins") { // Forbidden in this house's table of statuses
				t.Errorf("%d %s", try.StatusCode, try.body)
			}
		}
		if all, _ := w.programs.List(ctx); len(all) != 0 {
			t.Error("a steward added a program")
		}
	})
}

func TestFactsOverAnothersAreNotWrittenAndNotLost(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		one, two := w.browser(t), w.browser(t)
		one.admin()
		two.admin()
		one.send("POST", "/office/programs", newFacts())
		p, err := w.programs.Find(ctx, "routecam")
		must(t, err)
		mine, theirs := newFacts(), newFacts()
		mine.Set("read", p.Hash().String())
		theirs.Set("read", p.Hash().String())
		mine.Set("owner", "Fleet and safety")
		theirs.Set("purpose", "Cameras that protect drivers.")
		one.send("POST", "/office/programs/routecam", mine)
		late := two.send("POST", "/office/programs/routecam", theirs)
		late.shows(t, 422, "Somebody else changed these facts")
		late.shows(t, 422, "Cameras that protect drivers.")
		if p, err = w.programs.Find(ctx, "routecam"); err != nil || p.Owner != "Fleet and safety" || p.Purpose != "Cameras that score drivers." {
			t.Errorf("%+v, %v", p, err)
		}
		theirs.Set("read", p.Hash().String()) // as the form has it now
		late.shows(t, 422, p.Hash().String())
		two.send("POST", "/office/programs/routecam", theirs)
		if p, err = w.programs.Find(ctx, "routecam"); err != nil || p.Purpose != "Cameras that protect drivers." {
			t.Errorf("%+v, %v", p, err)
		}
	})
}

func TestWrongFactsStayInTheForm(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		admin := w.browser(t)
		admin.admin()
		bad := newFacts()
		bad.Set("begins", "1 June")
		bad.Set("covered", "many")
		bad.Set("sources", "http://intranet.example/1 The handbook")
		got := admin.send("POST", "/office/programs", bad)
		for _, says := range []string{"1 June", "many", "http://intranet.example/1 The handbook", "Write a day as year", "Write a number of people", "begins with https"} {
			got.shows(t, 422, says)
		}
	})
}

func TestAProposalIsDecidedOnce(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		b := w.browser(t)
		b.come()
		b.get("/office/proposals").shows(t, 200, "Shift-swap scoring")
		b.send("POST", "/office/proposals/ab12/decline", url.Values{"words": {" "}}).shows(t, 422, "Give a reason")
		b.send("POST", "/office/proposals/ab12/accept", url.Values{"status": {"active"}})
		b.send("POST", "/office/proposals/ab12/decline", url.Values{"words": {"No source."}}).shows(t, 422, "no longer where that can be done")
		if w.proposed.decided != "accepted as active by "+ines {
			t.Error(w.proposed.decided)
		}
		b.get("/office/proposals?done=accepted").shows(t, 200, "Accepted.")
	})
}
