package wallet

import (
	"bytes"
	"slices"

	"roundrobin/models/pass"
)

// keep takes the desk's answers: what verifies is kept, and then the first thing that was wrong is told.
func (w *Wallet) keep(books []prepared, answers []bookAnswer) (c Collected, err error) {
	var wrong error
	note := func(err error) {
		if wrong == nil {
			wrong = err
		}
	}
	for _, b := range books {
		a := answerFor(answers, b.book.Name)
		signatures, err := b64.DecodeString(a.Signatures)
		if err != nil || len(signatures) != len(b.requests)*pass.KeySize {
			note(lied("the desk did not stamp book %s", b.book.Name))
			continue
		}
		passes, err := w.finish(b, signatures)
		if err != nil {
			note(err)
		}
		if passes == 0 {
			continue
		}
		c.Passes += passes
		w.File.put(Stamped{b.book.Name, signatures})
		if c.Name, err = w.certified(b, a.Certificate); err != nil {
			note(err)
		}
	}
	if c.Passes > 0 {
		w.File.Site, w.File.Key, w.File.Seen = w.Site.Base, w.Ledger.Key(), w.Ledger.Seen()
		c.Found = w.recall()
		if err := w.File.Save(); err != nil {
			return c, err
		}
	}
	return c, wrong
}

func answerFor(all []bookAnswer, book string) bookAnswer {
	for _, a := range all {
		if a.Book == book {
			return a
		}
	}
	return bookAnswer{}
}

// finish holds the passes that verify, says how many, and names the first that does not. Where a petition is over, zeros say that its key
// was destroyed.
func (w *Wallet) finish(b prepared, signatures []byte) (passes int, wrong error) {
	for i, r := range b.requests {
		at, signature := b.book.Places()[i], signatures[i*pass.KeySize:(i+1)*pass.KeySize]
		h, err := r.Finish(signature)
		switch {
		case err == nil:
			w.hold(h)
			passes++
		case none(signature) && at.Purpose != pass.Draft && b.over[at.Slot]:
		case wrong == nil:
			wrong = lied("the desk's stamp for %s of %s is none: %v", at, b.book.Name, err)
		}
	}
	return passes, wrong
}

// none reports whether a signature is the desk's word for a key that was destroyed.
func none(signature []byte) bool { return bytes.Equal(signature, make([]byte, pass.KeySize)) }

// certified is the name that the desk, by a key of the ledger, ties to this book's name key; none where the desk knows no name.
func (w *Wallet) certified(b prepared, certificate string) (name string, err error) {
	if certificate == "" {
		return "", nil
	}
	_, desks := w.Ledger.keysOf()
	err = lied("the ledger names no key of the desk")
	for _, k := range desks {
		var c pass.Certificate
		if c, err = pass.OpenCertificate([]byte(certificate), k); err != nil {
			continue
		}
		if c.Book != b.book.Name || c.Origin != b.book.Origin || c.NameKey != w.nameKey(b.book.Name) {
			return "", lied("the desk's certificate is for another book or key")
		}
		return c.Name, nil
	}
	return "", lied("the desk's certificate: %v", err)
}

// put keeps the desk's answer, and of an earlier one what the desk cannot give again.
func (f *File) put(s Stamped) {
	if old := f.stamped(s.Book); old != nil {
		for at := 0; at < len(s.Signatures) && len(old.Signatures) == len(s.Signatures); at += pass.KeySize {
			if signature := s.Signatures[at : at+pass.KeySize]; none(signature) {
				copy(signature, old.Signatures[at:])
			}
		}
		*old = s
		return
	}
	f.Books = append(f.Books, s)
}

// recall finds what this seed said before, on a device that was lost: acts of its booth keys that stand in the ledger.
func (w *Wallet) recall() (count int) {
	ours := map[pass.BoothKey]*pass.Held{}
	for _, h := range w.held {
		ours[h.Pass.BoothKey()] = h
	}
	known := map[string]bool{}
	for _, a := range w.File.Acts {
		known[a.Leaf.String()] = true
	}
	var again []*Act
	for _, in := range w.Ledger.actsSoFar() {
		h := ours[in.Pass.BoothKey()]
		if h == nil {
			continue
		}
		if a := found(in, h.Key.Book, h.Key.Place.Slot); !known[a.Leaf.String()] {
			again = append(again, a)
		}
	}
	slices.SortStableFunc(again, func(a, b *Act) int { return a.Seq - b.Seq })
	w.File.Acts = append(again, w.File.Acts...)
	return len(again)
}
