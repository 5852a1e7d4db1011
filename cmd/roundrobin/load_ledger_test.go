package main

import (
	"context"
	"crypto/rand"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestALoadIsRecounted(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "load")
	o := &outside{Random: rand.Reader, Out: io.Discard}
	if err := (&loadLedgerCommand{Folder: folder, Signatures: 300, Petitions: 2}).Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(recountProgram(t), "--json", folder).Output()
	if err != nil || strings.Count(string(out), `"count":150}`) != 2 || !strings.Contains(string(out), `"acts":300,`) {
		t.Errorf("%v: %s", err, out)
	}
	for name, c := range map[string]loadLedgerCommand{"a folder that is there": {Folder: folder, Signatures: 1, Petitions: 1}, "nobody": {Folder: folder + "x", Petitions: 1}, "nothing": {Folder: folder + "y", Signatures: 1}} {
		if err := c.Run(context.Background(), o); err == nil {
			t.Errorf("%s: it was written", name)
		}
	}
}
