package office_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"roundrobin/handlers/office"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/dispute"
	"roundrobin/models/pass/passtest"
	"roundrobin/models/roster"
)

// people is an office with its record, and the admin in it.
func people(t *testing.T, f func(t *testing.T, h *house, b *browser)) {
	dbtest.EachPair(t, func(t *testing.T, identity, booth *db.DB) {
		w := &working{desk: passtest.Open(t, "2026Q4", 1), proposed: &proposals{}}
		h := open(t, identity, true, func(h *house, deps *office.Deps) { w.furnish(t, h, booth, deps) })
		b := h.browser(t)
		b.admin()
		f(t, h, b)
	})
}

// upload sends a file as a browser's form does.
func (b *browser) upload(name, content string) answer {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	must(b.t, err)
	_, _ = part.Write([]byte(content))
	must(b.t, form.Close())
	at, _ := url.Parse(site + office.RosterUpload)
	r := httptest.NewRequest("POST", office.RosterUpload, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	for _, c := range b.jar.Cookies(at) {
		r.AddCookie(c)
	}
	response, err := b.app.Test(r, -1)
	must(b.t, err)
	text := new(bytes.Buffer)
	_, err = text.ReadFrom(response.Body)
	must(b.t, err)
	return answer{response, text.String()}
}

var fileID = regexp.MustCompile(`name="file" value="([^"]+)"`)

// apply sends the form of the preview that is shown now.
func (b *browser) apply(more url.Values) answer {
	b.t.Helper()
	form := url.Values{"file": {fileID.FindStringSubmatch(b.get("/office/roster/preview").body)[1]}}
	for name := range more {
		form[name] = more[name]
	}
	return b.send("POST", "/office/roster/apply", form)
}

func (a answer) goesTo(t *testing.T, path string) {
	t.Helper()
	if a.StatusCode != 303 || a.Header.Get("Location") != path {
		t.Errorf("%d to %q, want %s:\n%s", a.StatusCode, a.Header.Get("Location"), path, a.body)
	}
}

func TestAnAdminImportsWhatThePeopleTeamSent(t *testing.T) {
	messy, err := os.ReadFile("../../models/roster/testdata/messy.csv")
	must(t, err)
	people(t, func(t *testing.T, _ *house, b *browser) {
		b.get("/office/roster").shows(t, 200, "No roster was imported yet")
		b.upload("people.csv", string(messy)).goesTo(t, "/office/roster/preview")
		shown := b.get("/office/roster/preview")
		for _, says := range []string{"Read as utf-8, with semicolons", ">171<", ">9<", "The same address stands in line 14", "Hugo Wójcik", "Zoé \ufffdevil", "2: Work E-mail"} {
			shown.shows(t, 200, says)
		}
		if strings.Contains(shown.body, "\u202e") {
			t.Error("a row turns the page's direction")
		}
		b.get("/office/roster/preview?list=joining&page=4").shows(t, 200, "4/4")
		csv := b.get("/office/roster/refused.csv")
		csv.shows(t, 200, "\r\n73,")
		if strings.Contains(csv.body, "\n=") || strings.Contains(csv.body, ",=") {
			t.Error("a spreadsheet would compute it")
		}
		b.send("POST", "/office/roster/columns", url.Values{"file": {fileID.FindStringSubmatch(shown.body)[1]}, "name": {"0"}, "address": {"0"}}).goesTo(t, "/office/roster/preview")
		b.get("/office/roster/preview").shows(t, 200, "no column can be two things")
		b.send("POST", "/office/roster/columns", url.Values{"file": {fileID.FindStringSubmatch(shown.body)[1]}, "name": {"0"}, "address": {"1"}, "site": {"3"}}).goesTo(t, "/office/roster/preview")
		b.apply(nil).goesTo(t, "/office/roster?done=applied")
		b.get("/office/roster?done=applied").shows(t, 200, "171 joined, 0 left, 0 changed")
		b.get("/office/roster/preview").shows(t, 422, "not held any more")
		b.get("/office/record").shows(t, 200, "Imported a roster")

		b.upload("people.csv", strings.Join(strings.Split(string(messy), "\n")[:100], "\n"))
		b.apply(nil).shows(t, 422, "people would leave. Say first")
		b.apply(url.Values{"drop": {"1"}}).goesTo(t, "/office/roster?done=applied")
		b.post("/office/roster/undo").goesTo(t, "/office/roster?done=undone")
		b.post("/office/roster/undo").shows(t, 422, "nothing to take back")
		b.get("/office/record").shows(t, 200, "Took the last import of the roster back")
	})
}

// The column of kinds is matched by its heading, or by hand; who changes is shown with what they were.
func TestThePreviewSaysWhoBecomesOfAnotherKind(t *testing.T) {
	const heads = "name,email,kind,staff_id\n"
	column := func(shown answer, field, heading string) {
		t.Helper()
		select_ := regexp.MustCompile(`(?s)<select name="` + field + `".*?</select>`).FindString(shown.body)
		if chosen := regexp.MustCompile(`<option[^>]* selected[^>]*>([^<]*)<`).FindAllStringSubmatch(select_, -1); len(chosen) != 1 || chosen[0][1] != heading {
			t.Errorf("%s is %v, want %q", field, chosen, heading)
		}
	}
	people(t, func(t *testing.T, _ *house, b *browser) {
		b.upload("people.csv", heads+"Noah Osei,noah@m.example,contractor,M1\nSanna Lind,sanna@m.example,employee,M2\nAda Ray,ada@m.example,,M3\n")
		shown := b.get("/office/roster/preview?list=joining")
		column(shown, "kind", "3: kind")
		column(shown, "staff", "4: staff_id")
		shown.shows(t, 200, ">Noah Osei</bdi></b> <span class=\"soft\">contractor<")
		b.apply(nil).goesTo(t, "/office/roster?done=applied")

		b.upload("people.csv", heads+"Noah Osei,noah@m.example,vendor,M1\nSanna Lind,sanna@m.example,permanent,M9\nAda Ray,ada@m.example,pilgrim,M3\n")
		shown = b.get("/office/roster/preview?list=changing")
		for _, says := range []string{
			">Noah Osei</bdi></b> <span class=\"soft\">a supplier’s worker<", "Before: Noah Osei · contractor",
			">Ada Ray</bdi></b> <span class=\"soft\">other<", "Before: Ada Ray<", "count as “other”", "<bdi>pilgrim</bdi>",
		} {
			shown.shows(t, 200, says)
		}
		if strings.Contains(shown.body, "Before: Sanna") {
			t.Error("another word for the same kind, and another staff number, are a change")
		}
		b.send("POST", "/office/roster/columns", url.Values{"file": {fileID.FindStringSubmatch(shown.body)[1]}, "name": {"0"}, "address": {"1"}, "staff": {"3"}}).goesTo(t, "/office/roster/preview")
		shown = b.get("/office/roster/preview?list=changing")
		column(shown, "kind", "Not in this file")
		shown.shows(t, 200, "Before: Noah Osei · contractor") // who was a contractor would be nothing in particular
	})
}

func TestFilesThatAreNone(t *testing.T) {
	people(t, func(t *testing.T, h *house, b *browser) {
		b.post("/office/roster").shows(t, 422, "Choose a file first")
		b.upload("", "").shows(t, 422, "Choose a file first")
		b.upload("people.xlsx", "PK\x03\x04").shows(t, 422, "save it as CSV")
		b.upload("people.csv", "Wer;Wohin\nNoah;noah@m.example\n").goesTo(t, "/office/roster/preview")
		shown := b.get("/office/roster/preview")
		shown.shows(t, 200, "must each have a column")
		shown.shows(t, 200, "<bdi>Noah</bdi>")

		first := fileID.FindStringSubmatch(shown.body)[1]
		b.upload("people.csv", "name,email\nNoah,noah@m.example\n")
		b.send("POST", "/office/roster/apply", url.Values{"file": {first}}).shows(t, 422, "Another file was sent")
		b.send("POST", "/office/roster/columns", url.Values{"file": {first}}).shows(t, 422, "not held any more")
		h.pass(59 * time.Minute)
		b.get("/office/roster/preview").shows(t, 200, "In numbers")
		h.pass(time.Minute)
		b.get("/office/roster/preview").shows(t, 422, "its hour is over")
		b.upload("people.csv", "name,email\nNoah,noah@m.example\n")
		b.post("/office/roster/discard").goesTo(t, "/office/roster?done=discarded")
		b.get("/office/roster/preview").shows(t, 422, "not held any more")
	})
}

func TestTheOfficeAnswersWhoSaysThatItWasNotThem(t *testing.T) {
	people(t, func(t *testing.T, h *house, b *browser) {
		said := h.disputes
		b.get("/office/disputes").shows(t, 200, "Nobody says so.")
		must(t, said.Say(context.Background(), [32]byte{1}, "2026Q4", ""))
		must(t, said.Say(context.Background(), [32]byte{1}, "2026Q4", "")) // once is enough
		must(t, said.Say(context.Background(), [32]byte{2}, "2026Q4", "Noah Osei"))
		b.get("/office/disputes").shows(t, 200, "From Noah Osei")
		var mine dispute.Dispute
		mine, err := said.Of(context.Background(), [32]byte{1}, "2026Q4")
		must(t, err)
		b.send("POST", "/office/disputes/"+mine.ID+"/answer", url.Values{"answer": {" "}}).shows(t, 422, "Write an answer first.")
		b.send("POST", "/office/disputes/nothing/answer", url.Values{"answer": {"x"}}).shows(t, 422, "dispute_unknown")
		b.send("POST", "/office/disputes/"+mine.ID+"/answer", url.Values{"answer": {"Your mailbox was shared; it is yours alone now."}}).goesTo(t, "/office/disputes?done=answered#d-"+mine.ID)
		b.get("/office/disputes").shows(t, 200, "Tomasz Wrona answered on")
		mine, err = said.Of(context.Background(), [32]byte{1}, "2026Q4")
		if err != nil || mine.Answer != "Your mailbox was shared; it is yours alone now." || mine.Who != "Tomasz Wrona" || mine.Answered != mine.Day {
			t.Errorf("%+v, %v", mine, err)
		}
		if n, err := said.Count(context.Background(), "2026Q4"); n != 2 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	})
}

// slow is a roster that waits to be written.
type slow struct {
	office.Roster
	begun, go_ chan struct{}
}

func (s slow) Take(ctx context.Context, f *roster.File, c roster.Columns, o roster.Options) (roster.Report, error) {
	o.Progress(500, 50_000)
	close(s.begun)
	<-s.go_
	return s.Roster.Take(ctx, f, c, o)
}

func TestALongImportTellsHowFarItIs(t *testing.T) {
	defer office.SetPatience(time.Millisecond)()
	dbtest.EachPair(t, func(t *testing.T, identity, booth *db.DB) {
		w := &working{desk: passtest.Open(t, "2026Q4", 1), proposed: &proposals{}}
		s := slow{begun: make(chan struct{}), go_: make(chan struct{})}
		h := open(t, identity, true, func(h *house, deps *office.Deps) {
			w.furnish(t, h, booth, deps)
			s.Roster = deps.Roster
			deps.Roster = s
		})
		b := h.browser(t)
		b.admin()
		b.upload("people.csv", "name,email\nNoah,noah@m.example\n").goesTo(t, "/office/roster/preview")
		b.apply(nil).goesTo(t, "/office/roster/progress")
		<-s.begun
		shown := b.get("/office/roster/progress")
		shown.shows(t, 200, "500 of 50,000 people")
		if shown.Header.Get("Refresh") != "2" {
			t.Error("it does not look again")
		}
		b.apply(nil).shows(t, 422, "being written already")
		here, there := b.app, b.replica()
		b.app = there
		b.get("/office/roster/progress").shows(t, 200, "roster is being written")
		b.apply(nil)
		b.get("/office/roster/progress").shows(t, 200, "roster is being written")
		b.app = here
		close(s.go_)
		for try := 0; b.get("/office/roster/progress").StatusCode == 200; try++ {
			if try > 2000 {
				t.Fatal("it never ends")
			}
			time.Sleep(5 * time.Millisecond)
		}
		b.get("/office/roster/progress").goesTo(t, "/office/roster?done=applied")
		b.app = there
		b.get("/office/roster/progress").goesTo(t, "/office/roster?done=applied")
		b.get("/office/roster").shows(t, 200, "1 joined")
		b.get("/office/record").shows(t, 200, "Imported a roster")
	})
}
