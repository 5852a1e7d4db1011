package main

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// loadLedgerCommand writes a ledger of any size as a folder that recount reads: real keys, passes and statements, and nobody behind them. The
// passes are signed outright, not blind, which no recount can tell; it takes about 0.8 ms of a core for each.
type loadLedgerCommand struct {
	Folder     string `arg:"" type:"path" help:"Where to write it; must not be there yet."`
	Signatures int    `help:"How many." default:"20000"`
	Petitions  int    `help:"Under how many petitions." default:"8"`
}

const (
	loadOrigin = "load.example"
	loadBook   = "2026Q4"
	loadDay    = "2026-11-23"
)

func (c *loadLedgerCommand) Run(ctx context.Context, o *outside) error {
	if c.Signatures < 1 || c.Petitions < 1 || c.Petitions > pass.MaxSlots {
		return fmt.Errorf("at least one signature, and 1 to %d petitions", pass.MaxSlots)
	}
	if err := os.Mkdir(c.Folder, 0o755); err != nil {
		return err
	}
	l, err := newMadeLedger(c, o)
	if err != nil {
		return err
	}
	if err := l.found(); err != nil {
		return err
	}
	for done := 0; done < c.Signatures; done += ledger.TileWidth {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := l.sign(done, min(ledger.TileWidth, c.Signatures-done)); err != nil {
			return err
		}
	}
	if err := l.finish(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(o.Out, "%d signatures in %s; recount them with --key '%s'\n", c.Signatures, c.Folder, l.verifier)
	return err
}

// A madeLedger is one on its way to a folder.
type madeLedger struct {
	*loadLedgerCommand
	random   io.Reader
	signer   note.Signer
	verifier string
	keys     *pass.KeyFile
	private  []*rsa.PrivateKey
	texts    []pass.Text
	tree     ledger.Peaks
	bundle   []byte // of the leaves since the last full one
	entries  []byte
}

func newMadeLedger(c *loadLedgerCommand, o *outside) (l *madeLedger, err error) {
	l = &madeLedger{loadLedgerCommand: c, random: o.Random}
	private, public, err := note.GenerateKey(o.Random, loadOrigin)
	if err != nil {
		return nil, err
	}
	l.verifier = public
	if l.signer, err = note.NewSigner(private); err != nil {
		return nil, err
	}
	for n := range c.Petitions {
		l.texts = append(l.texts, pass.Text{Language: "en", Title: fmt.Sprintf("Petition %d", n+1), Addressee: "Leadership", Ask: "Please.", Background: "Because.\n"})
	}
	return l, nil
}

// found lays down the book, and opens the petitions.
func (l *madeLedger) found() error {
	book := pass.Book{Origin: loadOrigin, Name: loadBook, Slots: l.Petitions}
	proofs := &pass.ProofFile{Book: book}
	var moduli [][]byte
	for range book.Places() {
		k, err := pass.Mint(l.random)
		if err != nil {
			return err
		}
		s, err := pass.NewSigner(k)
		if err != nil {
			return err
		}
		proof, err := s.Prove()
		if err != nil {
			return err
		}
		moduli, l.private, proofs.Proofs = append(moduli, s.Modulus()), append(l.private, k), append(proofs.Proofs, proof)
	}
	var err error
	if l.keys, err = pass.NewKeyFile(book, moduli); err != nil {
		return err
	}
	said := []ledger.Operator{
		&ledger.Season{Book: loadBook, From: "2026-10-01", To: "2026-12-31"},
		&ledger.Book{Book: loadBook, Slots: l.Petitions, Keys: l.keys.Hash(), Proofs: proofs.Hash()},
		&ledger.Eligible{Book: loadBook, Size: l.Signatures},
	}
	for n, text := range l.texts {
		said = append(said, &ledger.Open{Petition: petitionOf(n), Book: loadBook, Slot: n + 1, Text: text.Hash(), Issued: l.Signatures, Day: "2026-11-01", Closes: "2027-01-30"})
		if err := l.write("petitions/"+petitionOf(n)+".txt", text.Marshal()); err != nil {
			return err
		}
	}
	for _, o := range said {
		leaf, err := ledger.Marshal(loadOrigin, o)
		if err != nil {
			return err
		}
		if err := l.append(leaf); err != nil {
			return err
		}
	}
	if err := l.write("log/books/"+loadBook, l.keys.Marshal()); err != nil {
		return err
	}
	return l.write("log/books/"+loadBook+".proofs", proofs.Marshal())
}

func petitionOf(n int) string { return fmt.Sprintf("petition%d", n+1) }

// sign makes some signatures on all cores.
func (l *madeLedger) sign(first, some int) error {
	acts, errs := make([]pass.Act, some), make([]error, some)
	seeds := make([]byte, some*ed25519.SeedSize)
	if _, err := io.ReadFull(l.random, seeds); err != nil {
		return err
	}
	var all sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for core := range cores {
		all.Go(func() {
			for i := core; i < some; i += cores {
				acts[i], errs[i] = l.act((first+i)%l.Petitions, seeds[i*ed25519.SeedSize:(i+1)*ed25519.SeedSize])
			}
		})
	}
	all.Wait()
	for i, a := range acts {
		if errs[i] != nil {
			return errs[i]
		}
		e := pass.EntryOf(a)
		l.entries = append(l.entries, e[:]...)
		if err := l.append(a.Marshal()); err != nil {
			return err
		}
	}
	return nil
}

// act is the signature of one made-up person.
func (l *madeLedger) act(petition int, seed []byte) (a pass.Act, err error) {
	place := pass.Place{Slot: petition + 1, Purpose: pass.Sign}
	k, secret := l.keys.Key(place), ed25519.NewKeyFromSeed(seed)
	input := binary.BigEndian.AppendUint16(nil, 2)
	input = append(append(append(input, secret.Public().(ed25519.PublicKey)...), k.Challenge[:]...), k.ID[:]...)
	digest := sha512.Sum384(input)
	stamp, err := rsa.SignPSS(l.random, l.private[l.keys.Index(place)], crypto.SHA384, digest[:], &rsa.PSSOptions{SaltLength: 48})
	if err != nil {
		return a, err
	}
	if a.Pass, err = pass.Parse(append(input, stamp...)); err != nil {
		return a, err
	}
	a.Statement = pass.Statement{
		Kind: pass.Signature, Origin: loadOrigin, Petition: petitionOf(petition), TextHash: l.texts[petition].Hash(), Subject: pass.NoSubject, Seq: 1,
		BodyHash: pass.HashBody([32]byte(seed), nil),
	}
	a.Signature = [64]byte(ed25519.Sign(secret, a.Statement.Marshal()))
	return a, nil
}

func (l *madeLedger) append(leaf []byte) (err error) {
	l.tree.Add(ledger.LeafHash(leaf))
	if l.bundle, err = ledger.AppendEntry(l.bundle, leaf); err != nil || l.tree.Size()%ledger.TileWidth != 0 {
		return err
	}
	return l.writeBundle()
}

// writeBundle writes the newest bundle, full or not.
func (l *madeLedger) writeBundle() error {
	paths := ledger.Bundles(l.tree.Size()-1, l.tree.Size())
	err := l.write("log/tile/"+paths[0].String(), l.bundle)
	l.bundle = l.bundle[:0]
	return err
}

func (l *madeLedger) finish() error {
	if len(l.bundle) > 0 {
		if err := l.writeBundle(); err != nil {
			return err
		}
	}
	signed, err := ledger.Checkpoint{Origin: loadOrigin, Size: l.tree.Size(), Root: l.tree.Root()}.Sign(l.signer)
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{"log/checkpoint": signed, "log/key": []byte(l.verifier + "\n"), "log/keys/" + loadDay: l.entries} {
		if err := l.write(name, content); err != nil {
			return err
		}
	}
	return nil
}

func (l *madeLedger) write(name string, content []byte) error {
	path := filepath.Join(l.Folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}
