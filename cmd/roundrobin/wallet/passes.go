package wallet

import (
	"context"

	"roundrobin/models/pass"
)

func (w *Wallet) wallet() *pass.Wallet {
	return pass.NewWallet(pass.Seed(w.File.Seed), w.Ledger.Origin())
}

// pass is the pass of a place, made again from the seed and the desk's answer, and verified again.
func (w *Wallet) pass(ctx context.Context, book string, at pass.Place) (*pass.Held, error) {
	name := book + " " + at.String()
	if h := w.held[name]; h != nil {
		return h, nil
	}
	stamped := w.File.stamped(book)
	if stamped == nil {
		return nil, errNoPass
	}
	keys, err := w.Ledger.Keys(ctx, w.Site, book)
	if err != nil {
		return nil, err
	}
	i := keys.Index(at)
	if i < 0 || len(stamped.Signatures) != keys.Size()*pass.KeySize {
		return nil, errNoPass
	}
	r, err := w.wallet().Prepare(keys.Keys[i])
	if err != nil {
		return nil, err
	}
	h, err := r.Finish(stamped.Signatures[i*pass.KeySize : (i+1)*pass.KeySize])
	if err != nil {
		return nil, errNoPass
	}
	w.hold(h)
	return h, nil
}

func (w *Wallet) hold(h *pass.Held) {
	if w.held == nil {
		w.held = map[string]*pass.Held{}
	}
	w.held[h.Key.Book+" "+h.Key.Place.String()] = h
}
