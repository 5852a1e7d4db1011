package main

import (
	"bytes"
	"crypto/rand"
	"io"
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/digest"
	"roundrobin/models/fault"
	"roundrobin/models/pass/stamp"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
	"roundrobin/views/words"
)

func TestWhoAsksForItIsForgotten(t *testing.T) {
	words.Strict = true
	dbtest.EachPair(t, func(t *testing.T, identity, booth *db.DB) {
		now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
		c := config{Data: t.TempDir(), Identity: identity.Setting(), Booth: booth.Setting(), KeyFile: t.TempDir() + "/key", Zone: "UTC", Origin: "petitions.example", BookSlots: 1, Sponsors: unset}
		_, err := secret.Create(c.KeyFile, rand.Reader)
		must(t, err)
		var said bytes.Buffer
		o := &outside{Now: func() time.Time { return now }, Random: rand.Reader, Out: &said, Err: io.Discard}
		s, err := open(t.Context(), &c, o)
		must(t, err)
		defer s.close()
		const file = "name,email\nNoah Osei,noah.osei@meridian.example\nSanna Novák,sanna.novak@meridian.example\n"
		_, err = s.importRoster(t.Context(), strings.NewReader(file))
		must(t, err)
		noah := s.roster.Hash("noah.osei@meridian.example")
		sanna := s.roster.Hash("sanna.novak@meridian.example")
		for _, h := range []roster.Hash{noah, sanna} {
			must(t, identity.Write.Exec("INSERT INTO issuances (book, person, request) VALUES ('2026Q4', ?, ?)", h[:], h[:]).Error)
		}
		must(t, s.roster.StopLetter(t.Context(), noah, true))
		_, err = s.recipients.Add(t.Context(), digest.Recipient{Name: "the board", Address: "Noah.Osei@meridian.example", Weekday: time.Monday, Hour: 8, Zone: "UTC", Language: "en"}, nil)
		must(t, err)

		forget := func(address, typed string, sure bool) error {
			said.Reset()
			o.In = strings.NewReader(typed)
			return (&forgetCommand{config: c, Address: address, Sure: sure}).Run(t.Context(), o)
		}
		must(t, forget("noah.osei@meridian.example", "no\n", false))
		if _, err := s.roster.Find(t.Context(), noah); err != nil || !strings.Contains(said.String(), "Nothing was changed.") {
			t.Errorf("who says no forgets: %v\n%s", err, said.String())
		}
		must(t, forget("noah.osei@meridian.example", "yes\n", false))
		for _, line := range []string{"Taken off the roster.", "The one book of passes that they had collected is nobody’s now", "Taken off the list of leadership’s readers.", "What stays"} {
			if !strings.Contains(said.String(), line) {
				t.Errorf("it does not say %q:\n%s", line, said.String())
			}
		}
		if _, err := s.roster.Find(t.Context(), noah); fault.Of(err) == nil {
			t.Error("still on the roster")
		}
		if had, err := s.stamp.Collected(t.Context(), "2026Q4", stamp.Person(noah)); err != nil || had {
			t.Errorf("a book still leads to them: %v, %v", had, err)
		}
		if n, err := s.stamp.Issued(t.Context(), "2026Q4"); err != nil || n != 2 {
			t.Errorf("%d books were given out, %v", n, err)
		}
		if had, err := s.stamp.Collected(t.Context(), "2026Q4", stamp.Person(sanna)); err != nil || !had {
			t.Errorf("another's book is gone: %v", err)
		}
		if stops, err := s.roster.StopsLetter(t.Context(), noah); err != nil || stops {
			t.Errorf("what they said about letters is kept: %v", err)
		}
		if all, err := s.recipients.All(t.Context()); err != nil || len(all) != 0 {
			t.Errorf("%d readers, %v", len(all), err)
		}
		var encrypted []byte
		must(t, identity.Read.Raw("SELECT encrypted FROM persons WHERE hash = ?", noah[:]).Row().Scan(&encrypted))
		if len(encrypted) > 0 {
			t.Error("the name is still there, encrypted")
		}

		report, err := s.importRoster(t.Context(), strings.NewReader(file))
		if err != nil || report.Forgotten != 1 || report.Added != 0 || report.Left != 0 {
			t.Errorf("the next file: %+v, %v", report, err)
		}
		if _, err := s.roster.Find(t.Context(), noah); fault.Of(err) == nil {
			t.Error("the next file brought them back")
		}
		must(t, forget("noah.osei@meridian.example", "", true))
		if !strings.Contains(said.String(), "They had been forgotten before.") {
			t.Errorf("again:\n%s", said.String())
		}
		must(t, forget("nobody@elsewhere.example", "", true))
		if !strings.Contains(said.String(), "was ever on the roster") {
			t.Errorf("a stranger:\n%s", said.String())
		}
		if err := forget("noah", "", true); err == nil {
			t.Error("what is no address is taken")
		}
	})
}
