package main

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAnOperatorHandsInWhatElsePeopleAreKnownBy(t *testing.T) {
	said := &bytes.Buffer{}
	o := &outside{Now: time.Now, Random: rand.Reader, Out: said, Err: said}
	settings := config{Data: t.TempDir(), Zone: "UTC", Origin: "petitions.example", BookSlots: 1}
	file := func(name, text string) string {
		path := filepath.Join(settings.Data, name)
		must(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	roster := file("roster.csv", "name,email\nNoah Osei,noah@meridian.example\n")
	must(t, (&rosterImportCommand{config: settings, rosterFile: rosterFile{File: roster}}).Run(t.Context(), o))
	said.Reset()
	accounts := file("accounts.csv", "email,personal,subject\nnoah@meridian.example,osei@mail.example,00u1\nnobody@meridian.example,x@mail.example,\n")
	must(t, (&rosterAccountsCommand{config: settings, File: accounts}).Run(t.Context(), o))
	if got, want := said.String(), "Line 3: Nobody on the roster has that address.\nPersonal addresses: 1. Names at the company’s sign-in: 1. Refused: 1.\n"; got != want {
		t.Errorf("said %q, not %q", got, want)
	}
	err := (&rosterAccountsCommand{config: settings, File: roster}).Run(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "must name its columns") {
		t.Error(err)
	}
}
