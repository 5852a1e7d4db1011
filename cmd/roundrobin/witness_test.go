package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"roundrobin/models/ledger"
	"roundrobin/models/ledger/witness"
)

// A server whose data folder was set back to yesterday's backup, beside a key folder that no backup touches.
func TestAnOldBackupStopsTheStart(t *testing.T) {
	ctx := context.Background()
	keys, data, yesterday := t.TempDir(), filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "backup")
	c := &config{Data: data, KeyFile: filepath.Join(keys, "master.key"), Origin: "petitions.example", Zone: "UTC", BookSlots: 1}
	o := &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	machinery, _ := newLogs(io.Discard)
	visit := func(petition string) {
		t.Helper()
		s, err := open(ctx, c, o)
		if err != nil {
			t.Fatal(err)
		}
		defer s.close()
		if err := s.say(ctx, &ledger.Milestone{Petition: petition, Count: 1, Day: "2026-11-23"}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.publisher(ctx, machinery); err != nil {
			t.Fatal(err)
		}
	}
	visit("first")
	if err := os.CopyFS(yesterday, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	visit("second")
	visit("third")
	if err := errors.Join(os.RemoveAll(data), os.CopyFS(data, os.DirFS(yesterday))); err != nil {
		t.Fatal(err)
	}
	s, err := open(ctx, c, o)
	if err == nil {
		s.close()
	}
	if more := (*witness.SeenMore)(nil); !errors.As(err, &more) || more.Size != 6 || !strings.Contains(err.Error(), "Bring back a newer backup") {
		t.Errorf("it started on an old backup, or did not say why: %v", err)
	}
}

func TestWitnessesThatCannotBe(t *testing.T) {
	for name, c := range map[string]config{"no key": {Witnesses: "one https://one.example"}, "a quorum of nobody": {WitnessQuorum: 1}, "less than none": {WitnessQuorum: -1}} {
		machinery, _ := newLogs(io.Discard)
		if _, err := (&site{config: &c, out: &outside{Now: time.Now}}).publisher(context.Background(), machinery); err == nil || !strings.Contains(err.Error(), "RR_WITNESS") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
