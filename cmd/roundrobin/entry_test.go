package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"roundrobin/handlers"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/roster"
	viewmail "roundrobin/views/mail"
	"roundrobin/views/words"
)

// Each mistake about who gets in has its own sentence, with the setting's name.
func TestEachMistakeAboutWhoGetsInIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		config
		want []string
	}{
		"a roster":                 {config{Ways: []string{"email", wayCodes}, Kinds: []string{"employee", " contractor "}}, nil},
		"a domain":                 {config{Domains: []string{"Example.com", "@mail.example.org"}}, nil},
		"both, and meant":          {config{Domains: []string{"example.com"}, Beside: true, Kinds: []string{"employee"}, Ways: []string{wayCodes}}, nil},
		"no domains":               {config{Domains: []string{"example", "a@example.com"}}, []string{`RR_MAIL_DOMAIN: "example"`, `RR_MAIL_DOMAIN: "a@example.com"`}},
		"a kind of nobody":         {config{Kinds: []string{"employees", "pilgrim"}}, []string{`RR_KINDS: "pilgrim" is no kind of people`}},
		"a gap in the kinds":       {config{Kinds: []string{"employee", ""}}, []string{"RR_KINDS: a name is missing"}},
		"kinds of a domain":        {config{Domains: []string{"example.com"}, Kinds: []string{"employee"}}, []string{"RR_KINDS: a mail domain knows no kinds"}},
		"codes beside no roster":   {config{Domains: []string{"example.com"}, Ways: []string{wayCodes}}, []string{"RR_WAYS: codes on paper"}},
		"several mistakes at once": {config{Domains: []string{"x"}, Kinds: []string{" "}}, []string{"RR_MAIL_DOMAIN", "RR_KINDS: a name", "RR_KINDS: a mail"}},
	} {
		_, err := c.entry()
		said := ""
		if err != nil {
			said = err.Error()
		}
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %q is not in %q", name, want, said)
			}
		}
		if lines := strings.Count(said, "\n") + 1; err != nil && lines != len(c.want) || err == nil && len(c.want) > 0 || err != nil && len(c.want) == 0 {
			t.Errorf("%s: %q", name, said)
		}
	}
}

// A roster and a mail domain together are a mistake, unless somebody says that they are none.
func TestARosterAndAMailDomainMustBothBeMeant(t *testing.T) {
	settings := config{Data: filepath.Join(t.TempDir(), "data"), Zone: "UTC", Origin: "petitions.example", BookSlots: 2}
	o := unheard()
	const rows = "name,email\nAda,ada@example.com\n"
	imports := func(s *site) error {
		_, err := s.importRoster(t.Context(), strings.NewReader(rows))
		return err
	}
	must(t, withSite(t.Context(), &settings, o, imports))
	settings.Domains = []string{"example.com"}
	if err := withSite(t.Context(), &settings, o, imports); err == nil || !strings.Contains(err.Error(), "RR_MAIL_DOMAIN: a roster of 1 people") {
		t.Errorf("a domain over a roster: %v", err)
	}
	settings.Beside = true
	must(t, withSite(t.Context(), &settings, o, imports))
	settings.Beside, settings.Data = false, filepath.Join(t.TempDir(), "data")
	must(t, withSite(t.Context(), &settings, o, func(*site) error { return nil }))
	if err := withSite(t.Context(), &settings, o, imports); err == nil || !strings.Contains(err.Error(), "RR_MAIL_DOMAIN_BESIDE_ROSTER") {
		t.Errorf("a roster over a domain: %v", err)
	}
}

// Where only some kinds of people get a book, the ledger's figures are about these alone, in the leaf itself as anybody reads it; outsiders
// recount the ledger that has it.
func TestTheLedgerCountsTheKindsThatGetABook(t *testing.T) {
	settings := config{Data: filepath.Join(t.TempDir(), "data"), Zone: "UTC", Origin: "petitions.example", BookSlots: 2, Kinds: []string{"employee", "contractor"}}
	must(t, withSite(t.Context(), &settings, unheard(), func(s *site) error {
		imports := func(counts map[string]int) {
			rows := "name,email,kind\n"
			for kind, n := range counts {
				for i := range n {
					rows += fmt.Sprintf("Ann %d,%s%d@m.example,%s\n", i, kind, i, kind)
				}
			}
			_, err := s.importRoster(t.Context(), strings.NewReader(rows))
			must(t, err)
		}
		imports(map[string]int{"employee": 40, "contractor": 12, "intern": 30})
		imports(map[string]int{"employee": 40, "contractor": 13, "intern": 30}) // one came: no figures
		imports(map[string]int{"employee": 40, "contractor": 22, "intern": 3})
		must(t, s.mintBooks(t.Context()))

		quiet := slog.New(slog.DiscardHandler)
		r := running{site: s.config.site(), machinery: quiet, requests: quiet}
		app := handlers.New(s.web(r, s.newDesk(r)))
		line, err := net.Listen("tcp", "127.0.0.1:0")
		must(t, err)
		over := make(chan error, 1)
		go func() { over <- app.Listener(line) }()
		recount(t, "http://"+line.Addr().String())
		must(t, app.Shutdown())
		must(t, <-over)

		said, rosters := kindsSaid(t, s)
		if want := []string{"employee 40, contractor 12 of 52", "employee 40, contractor 22 of 62"}; !slices.Equal(said, want) || rosters != "52 53 62" {
			t.Errorf("the ledger says %q, of rosters of %s", said, rosters)
		}
		return nil
	}))
}

// kindsSaid are the leaves of kinds, each with the size of the roster that its commitment is of; and the sizes of all rosters.
func kindsSaid(t *testing.T, s *site) (said []string, rosters string) {
	t.Helper()
	sizes := map[pass.Hash]int{}
	var leaves [][]byte
	must(t, s.boothDB.Read.Raw("SELECT leaf FROM ledger_leaf ORDER BY place").Scan(&leaves).Error)
	for _, leaf := range leaves {
		read, err := ledger.ParseLeaf(leaf)
		must(t, err)
		switch o := read.Operator.(type) {
		case *ledger.Roster:
			sizes[o.Commitment] = o.Size
		case *ledger.Kinds:
			said = append(said, fmt.Sprintf("%s of %d", o.Kinds, sizes[o.Commitment]))
		}
	}
	return said, rosterLeaves(t, s)
}

// Where a mail domain says who may sign, every count says that nobody knows of how many it is.
func TestCountsOfAMailDomainSayThatTheNumberIsUnknown(t *testing.T) {
	words.Strict = true
	settings := config{Data: filepath.Join(t.TempDir(), "data"), Zone: "UTC", Origin: "petitions.example", Employer: "Meridian Freight", BookSlots: 2, SealMin: 1, Review: reviewNone}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	o := &outside{Now: func() time.Time { return now }, Random: rand.Reader, Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}
	const unknown, where = "unknown number entitled", "example.com, example.org"
	pages := func(s *site, want bool) {
		quiet := slog.New(slog.DiscardHandler)
		site := s.config.site()
		site.Domains = s.openTo
		r := running{site: site, machinery: quiet, requests: quiet}
		app := handlers.New(s.web(r, s.newDesk(r)))
		read := func(path string) string {
			answer, err := app.Test(httptest.NewRequest("GET", path, nil), -1)
			must(t, err)
			body, err := io.ReadAll(answer.Body)
			must(t, err)
			if answer.StatusCode != 200 {
				t.Errorf("%s: %s", path, answer.Status)
			}
			return string(body)
		}
		var listed struct {
			Petitions []struct{ ID, Entitled string }
		}
		must(t, json.Unmarshal([]byte(read("/petitions.json")), &listed))
		at := "/petitions/" + listed.Petitions[0].ID
		if got := listed.Petitions[0].Entitled; (got == "unknown") != want {
			t.Errorf("the list for programs says %q", got)
		}
		for _, file := range []string{at + ".json", at + "/progress.json", "/now.json"} {
			if strings.Contains(read(file), `"entitled":"unknown"`) != want {
				t.Errorf("%s: %s", file, read(file))
			}
		}
		for _, file := range []string{"/petitions.csv", at + "/counts.csv"} {
			head, first, _ := strings.Cut(read(file), "\n")
			if strings.HasSuffix(strings.TrimSpace(head), ",entitled") != want || (first != "" && strings.Contains(first, ",unknown") != want) {
				t.Errorf("%s: %q, %q", file, head, first)
			}
		}
		for _, path := range []string{"/", "/petitions", at, at + "/progress", at + "/letter", "/ledger", "/desk"} {
			if page := strings.ToLower(read(path)); strings.Contains(page, unknown) != want {
				t.Errorf("%s says of how many: %v", path, !want)
			}
		}
	}
	with := func(f func(s *site)) {
		t.Helper()
		must(t, withSite(t.Context(), &settings, o, func(s *site) error { f(s); return nil }))
	}
	settings.Domains = []string{"example.com", "example.org"}
	with(func(s *site) {
		must(t, s.mintBooks(t.Context()))
		p, err := s.petitions.Gather(t.Context(), petitionstore.Proposal{Text: killText})
		must(t, err)
		_, err = s.petitions.Open(t.Context(), p.ID)
		must(t, err)
		must(t, s.sayEligibles(t.Context())) // again: it was said
		said, err := s.ledger.Open(t.Context(), "2026Q4")
		must(t, err)
		if n, err := s.eligible(t.Context(), "2026Q4"); n != roster.Unknown || err != nil || said != "example.com,example.org" || s.openTo != where {
			t.Errorf("%d, %v, %q, %q", n, err, said, s.openTo)
		}
		pages(s, true)
	})
	// No name is known here, and help says so; leaving is said where it matters.
	with(func(s *site) {
		quiet := slog.New(slog.DiscardHandler)
		site := s.config.site()
		site.Domains = s.openTo
		r := running{site: site, machinery: quiet, requests: quiet}
		app := handlers.New(s.web(r, s.newDesk(r)))
		for path, want := range map[string][]string{
			"/desk": {"can check in no more, from that day on", "stay good for as long as their petitions"}, "/about": {"stay good for as long as their petitions", "as entitled everybody who was on the roster"},
			"/help": {"stay good for as long as their petitions", "nobody can sign by name", where}, "/limits": {"as many mailboxes as they like"},
		} {
			answer, err := app.Test(httptest.NewRequest("GET", path, nil), -1)
			must(t, err)
			body, err := io.ReadAll(answer.Body)
			must(t, err)
			for _, w := range want {
				if answer.StatusCode != 200 || !strings.Contains(string(body), w) {
					t.Errorf("%s: %s, without %q", path, answer.Status, w)
				}
			}
		}
	})
	// Back to a roster: the season's counts go on saying it, the next season's do not.
	settings.Domains = nil
	with(func(s *site) {
		_, err := s.importRoster(t.Context(), strings.NewReader("name,email\nAda,ada@example.com\n"))
		must(t, err)
		pages(s, true)
	})

	known := config{Data: filepath.Join(t.TempDir(), "data"), Zone: "UTC", Origin: "petitions.example", BookSlots: 2, Review: reviewNone}
	settings = known
	with(func(s *site) {
		_, err := s.importRoster(t.Context(), strings.NewReader("name,email\nAda,ada@example.com\n"))
		must(t, err)
		must(t, s.mintBooks(t.Context()))
		p, err := s.petitions.Gather(t.Context(), petitionstore.Proposal{Text: killText})
		must(t, err)
		_, err = s.petitions.Open(t.Context(), p.ID)
		must(t, err)
		pages(s, false)
	})
}

// Whoever leaves checks in no more; passes that were collected sign for as long as their petition is open.
func TestPassesOutliveTheirHoldersLeaving(t *testing.T) {
	settings := config{Data: filepath.Join(t.TempDir(), "data"), Zone: "UTC", Origin: "petitions.example", BookSlots: 2, SealMin: 1, Review: reviewNone}
	must(t, withSite(t.Context(), &settings, unheard(), func(s *site) error {
		ctx := t.Context()
		imports := func(rows string) {
			_, err := s.importRoster(ctx, strings.NewReader("name,email\n"+rows))
			must(t, err)
		}
		imports("Ada,ada@example.com\nBen,ben@example.com\n")
		must(t, s.mintBooks(ctx))
		p, err := s.petitions.Gather(ctx, petitionstore.Proposal{Text: killText})
		must(t, err)
		_, err = s.petitions.Open(ctx, p.ID)
		must(t, err)
		book, err := s.books.Season(ctx)
		must(t, err)
		ada := s.roster.Hash("ada@example.com")
		file := collected(t, s, book.Name, ada)

		imports("Ben,ben@example.com\n")
		if _, err := s.roster.Find(ctx, ada); err == nil {
			t.Error("who left is found")
		}
		keys, err := s.books.KeyFile(ctx, book.Name)
		must(t, err)
		w := pass.NewWallet(pass.Seed(file.Seed), s.config.Origin)
		at := pass.Place{Slot: 1, Purpose: pass.Sign}
		request, err := w.Prepare(keys.Key(at))
		must(t, err)
		i := keys.Book.Index(at) * pass.KeySize
		held, err := request.Finish(file.Books[0].Signatures[i : i+pass.KeySize])
		must(t, err)
		for seq, kind := range []pass.Kind{pass.Signature, pass.Withdrawal, pass.Signature} {
			act, err := w.Sign(held, kind, p.ID, killText.Hash(), pass.NoSubject, seq+1, nil)
			must(t, err)
			_, err = s.petitions.HandIn(ctx, act)
			must(t, err)
		}
		_, err = s.petitions.Seal(ctx, true)
		must(t, err)
		if now, err := s.petitions.Find(ctx, p.ID); err != nil || now.Count != 1 {
			t.Errorf("%d counted, %v", now.Count, err)
		}
		if n, err := s.eligible(ctx, book.Name); err != nil || n != 2 {
			t.Errorf("%d entitled, who left among them: %v", n, err)
		}
		return nil
	}))
}

// Leadership's mails say it beside each count.
func TestMailsSayThatTheNumberIsUnknown(t *testing.T) {
	for domains, want := range map[string]bool{"": false, "example.com": true} {
		site := viewmail.Site{Employer: "Meridian Freight", Origin: "petitions.example", Base: "https://petitions.example", Domains: domains}
		digest := viewmail.Digest{Site: site, Day: "2026-11-23", Weekday: "monday", Hour: 9, Zone: "UTC", Holders: 40,
			Petitions: []viewmail.Petition{{ID: "busbusbusbusbusb", Title: "Keep the bus", Ask: "Keep it.", State: "open", Count: 30, Goal: 60, Share: 75, Opened: "2026-11-01", Closes: "2027-01-01"}}}
		letter, err := digest.Letter(t.Context())
		must(t, err)
		for _, half := range []string{letter.Text, letter.HTML} {
			if strings.Contains(strings.ToLower(strings.Join(strings.Fields(half), " ")), "of an unknown number entitled: everybody with a mailbox at example.com may sign") != want {
				t.Errorf("with the domains %q: %s", domains, half)
			}
		}
	}
}
