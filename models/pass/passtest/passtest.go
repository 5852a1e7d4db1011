// Package passtest gives tests a desk: a real book with its private keys, and people who collect passes from it. One book of a
// size is minted per test binary.
package passtest

import (
	"crypto/rand"
	"encoding/binary"
	"runtime"
	"sync"
	"testing"

	"roundrobin/models/pass"
)

// Origin is the site of every test.
const Origin = "petitions.meridian.example"

// A Desk can stamp every pass of its book.
type Desk struct {
	Keys    *pass.KeyFile
	Proofs  *pass.ProofFile
	signers []*pass.Signer

	mu     sync.Mutex
	people map[int]*Person
}

var (
	mu    sync.Mutex
	desks = map[pass.Book]*Desk{}
)

// Open mints the book, or takes the one of that name and size that was minted before.
func Open(t testing.TB, name string, slots int) *Desk {
	t.Helper()
	mu.Lock()
	defer mu.Unlock()
	book := pass.Book{Origin: Origin, Name: name, Slots: slots}
	if desks[book] == nil {
		desks[book] = mint(t, book)
	}
	return desks[book]
}

func mint(t testing.TB, book pass.Book) *Desk {
	n := book.Size()
	d := &Desk{people: map[int]*Person{}, Proofs: &pass.ProofFile{Book: book, Proofs: make([]pass.Proof, n)}, signers: make([]*pass.Signer, n)}
	moduli, errs := make([][]byte, n), make([]error, n)
	var wg sync.WaitGroup
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range n {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			if d.signers[i], errs[i] = signer(); errs[i] == nil {
				moduli[i] = d.signers[i].Modulus()
				d.Proofs.Proofs[i], errs[i] = d.signers[i].Prove()
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		fatal(t, err)
	}
	var err error
	d.Keys, err = pass.NewKeyFile(book, moduli)
	fatal(t, err)
	return d
}

func signer() (*pass.Signer, error) {
	k, err := pass.Mint(rand.Reader)
	if err != nil {
		return nil, err
	}
	return pass.NewSigner(k)
}

// A Person has a wallet and collects passes as they are asked for.
type Person struct {
	Wallet *pass.Wallet
	desk   *Desk
	mu     sync.Mutex
	held   map[pass.Place]*pass.Held
}

// Person number n; the same number is the same person, with the passes collected so far.
func (d *Desk) Person(n int) *Person {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.people[n] == nil {
		var seed pass.Seed
		binary.BigEndian.PutUint64(seed[:], uint64(n))
		d.people[n] = &Person{Wallet: pass.NewWallet(seed, Origin), desk: d, held: map[pass.Place]*pass.Held{}}
	}
	return d.people[n]
}

// Pass is the person's pass of a place, collected by blind signature.
func (p *Person) Pass(t testing.TB, at pass.Place) *pass.Held {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held[at] == nil {
		r, err := p.Wallet.Prepare(p.desk.Keys.Key(at))
		fatal(t, err)
		signature, err := p.desk.signers[p.desk.Keys.Index(at)].BlindSign(r.Blinded)
		fatal(t, err)
		p.held[at], err = r.Finish(signature)
		fatal(t, err)
	}
	return p.held[at]
}

// Act is what the person hands in: a statement of a kind about the petition of a slot.
func (p *Person) Act(t testing.TB, slot int, k pass.Kind, petition string, text pass.Hash, subject string, seq int, body string) pass.HandedIn {
	t.Helper()
	h, err := p.Wallet.Sign(p.Pass(t, pass.Place{Slot: slot, Purpose: k.Purpose()}), k, petition, text, subject, seq, []byte(body))
	fatal(t, err)
	return h
}

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
