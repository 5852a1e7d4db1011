package ledger

import (
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"roundrobin/models/day"
	"roundrobin/models/pass"
)

// A Promise says that a leaf will be in the ledger by the end of a day. Who holds one can prove to anyone that it was broken.
type Promise struct {
	Origin string
	Leaf   Hash
	Day    day.Day // the last day of the seal
}

// PromiseName is the name of the key that promises are signed with.
func PromiseName(origin string) string { return origin + "/promise" }

func (p Promise) text() string {
	return strings.Join([]string{pass.Version + " promise", p.Origin, p.Leaf.String(), string(p.Day), ""}, "\n")
}

// Sign gives the signed note.
func (p Promise) Sign(signer note.Signer) ([]byte, error) {
	if signer.Name() != PromiseName(p.Origin) {
		return nil, fmt.Errorf("ledger: a promise of %s by the key of %s", p.Origin, signer.Name())
	}
	return note.Sign(&note.Note{Text: p.text()}, signer)
}

// OpenPromise takes what Sign gave, if it was signed by this key.
func OpenPromise(signed []byte, key note.Verifier) (p Promise, err error) {
	n, err := note.Open(signed, note.VerifierList(key))
	if err != nil {
		return p, fmt.Errorf("ledger: the promise is not signed by %s: %w", key.Name(), err)
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 5 {
		return p, fmt.Errorf("ledger: a promise of %d lines", len(lines)-1)
	}
	p.Origin = lines[1]
	if p.Leaf, err = tlog.ParseHash(lines[2]); err != nil {
		return p, fmt.Errorf("ledger: a promise of no leaf: %w", err)
	}
	if p.Day, err = day.Parse(lines[3]); err != nil || p.text() != n.Text || key.Name() != PromiseName(p.Origin) {
		return p, fmt.Errorf("ledger: a promise of another form or origin")
	}
	return p, nil
}
