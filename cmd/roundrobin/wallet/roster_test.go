package wallet

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// An opening is held against the ledger by somebody who believes neither the desk nor a page.
func TestSomebodyOnTheRosterChecksTheLeaf(t *testing.T) {
	const noah = "noah.osei@meridian.example"
	w := newTown(t)
	blind, salt := pass.Hash{1}, pass.Hash{2}
	leaf := ledger.EntryLeaf(ledger.Entry(noah, blind), salt)
	other := ledger.Hash{9}
	o := &ledger.Opening{Day: "2026-11-20", Size: 2, Place: 1, Blind: blind, Salt: salt, Path: []ledger.Hash{other}, Commitment: pass.Hash(tlog.NodeHash(other, leaf))}
	w.say(&ledger.Roster{Size: 2, Commitment: o.Commitment, Day: o.Day})
	file := filepath.Join(t.TempDir(), "opening.txt")
	save := func(o *ledger.Opening) {
		no(t, os.WriteFile(file, append(must(ledger.Marshal(origin, o)), "\r\n"...), 0o600))
	}
	save(o)
	p := w.person(t)
	run := func(address string) []string {
		return []string{"roster", file, "--site", w.url, "--key", w.key, "--address", address}
	}
	if said := p.does("", run(" Noah.Osei@meridian.example")...); !strings.Contains(said, "one of 2 people") || !strings.Contains(said, "20 November 2026") {
		t.Error(said)
	}
	p.fails("does not lead from this address", "", run("sanna@meridian.example")...)
	o.Day = "2026-11-21" // the desk opens a leaf that it shows to Noah alone
	save(o)
	p.fails("that is not in the ledger", "", run(noah)...)
	no(t, os.WriteFile(file, []byte("roundrobin/v1 opening\n"), 0o600))
	p.fails("is no opening", "", run(noah)...)
}
