package main

import (
	"bytes"
	"crypto/rand"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"roundrobin/models/export/exporttest"
	"roundrobin/models/printed"
	"roundrobin/views/words"
)

var strips = regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){3}`)

// What an operator does in a season: import, print, lose a sheet, print it anew; and what each command says.
func TestCodesArePrintedForPeopleWithoutMail(t *testing.T) {
	words.Strict = true
	var out bytes.Buffer
	dir := t.TempDir()
	settings := config{Data: filepath.Join(dir, "data"), Zone: "UTC", Origin: "petitions.example", BookSlots: 2, Ways: []string{"email", wayCodes}}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	o := &outside{Now: func() time.Time { return now }, Random: rand.Reader, Out: &out, Err: &bytes.Buffer{}}
	said := func(what string, err error, want ...string) {
		t.Helper()
		text := out.String()
		if err != nil {
			text += err.Error()
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is not in %q", what, w, text)
			}
		}
		out.Reset()
	}
	must(t, withSite(t.Context(), &settings, o, func(s *site) error {
		must(t, s.mintBooks(t.Context()))
		_, err := s.importRoster(t.Context(), strings.NewReader("name,email,staff_id\nAda,ada@meridian.example,M1\nBen,,M2\nBen,,M3\nBen,,M2\n"+
			strings.Repeat("Dee,,\n", 18)))
		must(t, err)
		n, err := s.ledger.Eligible(t.Context(), "2026Q4")
		if err != nil || n != 21 { // Ada, two Bens and eighteen who share a name
			t.Errorf("the ledger says %d, %v", n, err)
		}
		return nil
	}))

	file := filepath.Join(dir, "codes.pdf")
	must(t, (&codesPrintCommand{config: settings, File: file, Count: 14, Sheet: "a4"}).Run(t.Context(), o))
	said("print", nil, "Batch 1 with 14 codes for season 2026Q4", "6 more can be printed")
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").CombinedOutput()
	must(t, err)
	codes := strips.FindAllString(string(text), -1)
	if len(codes) != 14 || !strings.Contains(string(text), "petitions.example/desk/printed") || !strings.Contains(string(text), "Batch 1, sheet 2 of 2") {
		t.Fatalf("%d codes in %s", len(codes), text)
	}
	pdf, err := os.ReadFile(file)
	must(t, err)
	sheet := exporttest.Page(t, pdf)
	first := image.Rect(0, sheet.Bounds().Dy()*13/297, sheet.Bounds().Dx()/4, sheet.Bounds().Dy()*51/297)
	if read := exporttest.Scan(t, exporttest.Part(sheet, first)); read != "https://petitions.example/desk/printed#"+codes[0] {
		t.Errorf("a phone reads %s, the eye %s", read, codes[0])
	}
	if err := (&codesPrintCommand{config: settings, File: file, Count: 1, Sheet: "a4"}).Run(t.Context(), o); err == nil {
		t.Error("a file that is there is written over")
	}

	more := filepath.Join(dir, "more.pdf")
	err = (&codesPrintCommand{config: settings, File: more, Count: 7, Sheet: "letter"}).Run(t.Context(), o)
	said("too many", err, "7 codes cannot be printed: 20 people", "14 codes are out, and 6 more can be printed")
	if _, err := os.Stat(more); err == nil {
		t.Error("an empty file stays")
	}
	err = (&codesPrintCommand{config: settings, File: more, Season: "2026Q3", Sheet: "a4"}).Run(t.Context(), o)
	said("a season that is over", err, "no season from 2026Q4 on")

	must(t, (&codesRevokeCommand{config: settings, Batch: 1}).Run(t.Context(), o))
	said("revoke", nil, "None of it was used: as many codes can be printed anew")
	must(t, (&codesPrintCommand{config: settings, File: more, Sheet: "letter"}).Run(t.Context(), o))
	said("all of them", nil, "Batch 2 with 20 codes", "0 more can be printed")
	must(t, withSite(t.Context(), &settings, o, func(s *site) error {
		text, err := exec.Command("pdftotext", "-layout", more, "-").CombinedOutput()
		must(t, err)
		code, err := printed.Parse(strips.FindString(string(text)))
		must(t, err)
		_, err = s.paper.CheckIn(t.Context(), code)
		must(t, err)
		old, err := printed.Parse(codes[0])
		must(t, err)
		if _, err := s.paper.CheckIn(t.Context(), old); err == nil {
			t.Error("a revoked code is good")
		}
		return nil
	}))
	must(t, (&codesRevokeCommand{config: settings, Batch: 2}).Run(t.Context(), o))
	said("revoke what was used", nil, "its 20 codes stay counted")
	must(t, (&codesListCommand{config: settings}).Run(t.Context(), o))
	said("list", nil, "Batch 1: 14 codes for season 2026Q4, printed on 23 November 2026, revoked.", "Batch 2: 20 codes", "20 people without a mail address on the roster, 20 codes out, 0 more")

	// An import by a program that does not know of codes must not take everybody without mail for gone.
	settings.Ways = []string{"email"}
	must(t, withSite(t.Context(), &settings, o, func(s *site) error {
		_, err := s.importRoster(t.Context(), strings.NewReader("name,email\nAda,ada@meridian.example\n"))
		if err == nil || !strings.Contains(err.Error(), "roster_paper") {
			t.Errorf("import: %v", err)
		}
		return nil
	}))
}

// A code is forgotten once its book is; the next season's is kept.
func TestCodesAreForgottenWithTheirBook(t *testing.T) {
	dir := t.TempDir()
	settings := config{Data: filepath.Join(dir, "data"), Zone: "UTC", Origin: "petitions.example", BookSlots: 2, Ways: []string{wayCodes}}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	o := &outside{Now: func() time.Time { return now }, Random: rand.Reader, Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}
	rows := "name,email,staff_id\nAda,ada@meridian.example,M0\n"
	for i := range 12 {
		rows += "Dee,,M" + strconv.Itoa(i+1) + "\n"
	}
	must(t, withSite(t.Context(), &settings, o, func(s *site) error {
		must(t, s.mintBooks(t.Context()))
		_, err := s.importRoster(t.Context(), strings.NewReader(rows))
		must(t, err)
		var codes []printed.Code
		for _, book := range []string{"2026Q4", "2027Q1"} {
			_, all, err := s.paper.Print(t.Context(), book, 12)
			must(t, err)
			codes = append(codes, all[0])
		}
		for _, step := range []struct {
			at   time.Time
			good []bool
		}{{now, []bool{true, true}}, {time.Date(2027, 7, 1, 9, 0, 0, 0, time.UTC), []bool{false, false}}} {
			now = step.at
			must(t, s.mintBooks(t.Context()))
			must(t, s.endDay(t.Context()))
			must(t, s.forgetPaper(t.Context()))
			for i, want := range step.good {
				if _, err := s.paper.CheckIn(t.Context(), codes[i]); (err == nil) != want {
					t.Errorf("on %s code %d: %v", now, i, err)
				}
			}
		}
		return nil
	}))
}
