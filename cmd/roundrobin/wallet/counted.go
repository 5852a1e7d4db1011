package wallet

import (
	"context"
	"encoding/hex"

	"roundrobin/models/day"
	"roundrobin/models/pass"
)

// Counted reads the day files that have grown, all of them whole, and marks what has been sealed. So nobody can tell from a request
// which key was looked for. Audit then holds it to the ledger.
func (w *Wallet) Counted(ctx context.Context, n Now) (changed bool, err error) {
	if w.days == nil {
		w.days = map[string][]byte{}
	}
	for _, k := range n.Keys {
		if d := string(k.Day); k.Acts*pass.EntrySize > len(w.days[d]) {
			b, err := w.Site.get(ctx, "/log/keys/"+d, 64<<20)
			if err != nil {
				return false, err
			}
			if len(b)%pass.EntrySize != 0 {
				return false, lied("/log/keys/%s is cut short", d)
			}
			w.days[d] = b
		}
	}
	if changed = w.File.count(w.sealed()); changed {
		return true, w.File.Save()
	}
	return false, nil
}

// sealed is how often each entry stands in the day files.
func (w *Wallet) sealed() map[pass.Entry]int {
	times := map[pass.Entry]int{}
	for _, b := range w.days {
		for ; len(b) > 0; b = b[pass.EntrySize:] {
			times[pass.Entry(b)]++
		}
	}
	return times
}

// count marks the promised acts that must be among the sealed ones. Two can have one entry (edits of two comments): a seal takes all
// that wait, so the first promised is the first counted. What is no leaf is never counted.
func (f *File) count(sealed map[pass.Entry]int) (changed bool) {
	before := map[pass.Entry]int{}
	for _, a := range f.Acts {
		e, ok := a.entry()
		if !ok || a.State != Promised && a.State != Counted {
			continue
		}
		before[e]++
		if a.State == Promised && before[e] <= sealed[e] {
			a.State, changed = Counted, true
		}
	}
	return changed
}

// entry is what a day file says of the act, once it is sealed; false for what is no leaf.
func (a *Act) entry() (e pass.Entry, ok bool) {
	key, err := hex.DecodeString(a.Key)
	if err != nil || len(key) != 8 || !a.Kind.Leaf() {
		return e, false
	}
	return pass.EntryFor([8]byte(key), a.Kind, a.Subject, a.Seq), true
}

// Audit reads the ledger and refuses to believe in an act that is said to be counted and has no leaf. It returns the acts whose
// promise was broken: the day is over, and they do not stand in the ledger.
func (w *Wallet) Audit(ctx context.Context, today day.Day) (broken []*Act, err error) {
	if err := w.Ledger.Update(ctx, w.Site); err != nil {
		return nil, err
	}
	if err := w.Ledger.Extends(w.File.Seen); err != nil {
		return nil, err
	}
	for _, a := range w.File.Acts {
		there := w.Ledger.Has(a.Leaf)
		switch {
		case !a.Kind.Leaf():
		case a.State == Counted && !there:
			return nil, lied("a %s under %s is said to be counted and is not in the ledger", a.Kind, a.Petition)
		case a.State == Promised && there:
			a.State = Counted
		case a.State == Promised && a.By < today:
			broken = append(broken, a)
		}
	}
	w.File.Seen = w.Ledger.Seen()
	return broken, w.File.Save()
}
