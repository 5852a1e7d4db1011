package wallet

import (
	"context"
	"encoding/hex"

	"roundrobin/models/day"
)

const dayEntry = 8 // bytes of each key in a day file

// Counted reads the day files that have grown, all of them whole, and marks what has been sealed. So nobody can tell from a request
// which key was looked for. Audit then holds it to the ledger.
func (w *Wallet) Counted(ctx context.Context, n Now) (changed bool, err error) {
	if w.days == nil {
		w.days = map[string][]byte{}
	}
	for _, k := range n.Keys {
		if d := string(k.Day); k.Acts*dayEntry > len(w.days[d]) {
			b, err := w.Site.get(ctx, "/log/keys/"+d, 64<<20)
			if err != nil {
				return false, err
			}
			if len(b)%dayEntry != 0 {
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

// sealed is how many acts stand in the day files under each key.
func (w *Wallet) sealed() map[string]int {
	times := map[string]int{}
	for _, b := range w.days {
		for ; len(b) > 0; b = b[dayEntry:] {
			times[hex.EncodeToString(b[:dayEntry])]++
		}
	}
	return times
}

// count marks the promised acts that must be among the sealed ones: a seal takes all that wait, so the first promised are the
// first counted. An agreement has no leaf, nor has what organizers do.
func (f *File) count(sealed map[string]int) (changed bool) {
	before := map[string]int{}
	for _, a := range f.Acts {
		if !a.Kind.Leaf() || a.State != Promised && a.State != Counted {
			continue
		}
		before[a.Key]++
		if a.State == Promised && before[a.Key] <= sealed[a.Key] {
			a.State, changed = Counted, true
		}
	}
	return changed
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
