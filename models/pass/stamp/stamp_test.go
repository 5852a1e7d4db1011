package stamp_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"os"
	"sync"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/pass/stamp"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	origin = "petitions.meridian.example"
	season = "2026Q4"
)

var (
	ctx   = context.Background()
	noah  = stamp.Holder{Person: stamp.Person{1}, Name: "Noah Osei", Title: "Warehouse operations"}
	sanna = stamp.Holder{Person: stamp.Person{2}, Name: "Sanna Novák"}
)

// desk is a stamp over a store, and what is needed to open another over the same.
type desk struct {
	*stamp.Stamp
	store    *db.DB
	master   secret.Master
	signer   note.Signer
	verifier note.Verifier
}

func open(t testing.TB, d *db.DB) *desk {
	t.Helper()
	master, err := secret.New(rand.Reader)
	must(t, err)
	private, public, err := note.GenerateKey(rand.Reader, pass.DeskName(origin))
	must(t, err)
	k := &desk{store: d, master: master}
	k.signer, err = note.NewSigner(private)
	must(t, err)
	k.verifier, err = note.NewVerifier(public)
	must(t, err)
	k.restart()
	return k
}

// restart forgets everything but what is on disk.
func (k *desk) restart() { k.Stamp = stamp.New(k.store, k.master, origin, k.signer, rand.Reader) }

// book is a wallet's request for a whole book, and what it needs to take the answer.
type book struct {
	stamp.Request
	prepared []*pass.Request
}

func ask(t testing.TB, seed pass.Seed, keys *pass.KeyFile) book {
	t.Helper()
	w := pass.NewWallet(seed, origin)
	b := book{Request: stamp.Request{Book: keys.Name, NameKey: [32]byte(w.NameKey(keys.Name).Public().(ed25519.PublicKey))}}
	for _, k := range keys.Keys {
		r, err := w.Prepare(k)
		must(t, err)
		b.prepared = append(b.prepared, r)
		b.Blinded = append(b.Blinded, r.Blinded...)
	}
	return b
}

// finish takes every pass out of the answer; Finish verifies each.
func (b book) finish(t testing.TB, a stamp.Answer) {
	t.Helper()
	if a.Book != b.Book || len(a.Signatures) != len(b.Blinded) {
		t.Fatalf("answer for %s with %d bytes", a.Book, len(a.Signatures))
	}
	for i, r := range b.prepared {
		_, err := r.Finish(a.Signatures[i*pass.KeySize : (i+1)*pass.KeySize])
		must(t, err)
	}
}

func TestAFullBookOfAHundredKeys(t *testing.T) {
	k := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	keys, proofs, err := k.Mint(ctx, season, 48)
	must(t, err)
	if len(keys.Keys) != 100 {
		t.Fatalf("%d keys", len(keys.Keys))
	}
	must(t, proofs.Check(keys))
	b := ask(t, pass.Seed{1}, keys)
	a, err := k.Collect(ctx, noah, b.Request)
	must(t, err)
	b.finish(t, a)
}

func TestCollectingTwice(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		k := open(t, d)
		keys, _, err := k.Mint(ctx, season, 1)
		must(t, err)
		b := ask(t, pass.Seed{1}, keys)
		first, err := k.Collect(ctx, noah, b.Request)
		must(t, err)
		b.finish(t, first)
		k.restart()
		again, err := k.Collect(ctx, noah, ask(t, pass.Seed{1}, keys).Request) // another device, the same recovery code
		must(t, err)
		if !bytes.Equal(again.Signatures, first.Signatures) || !bytes.Equal(again.Certificate, first.Certificate) {
			t.Error("the same request got another answer")
		}
		if _, err = k.Collect(ctx, noah, ask(t, pass.Seed{2}, keys).Request); code(err) != "book_collected" {
			t.Errorf("another seed: %v", err)
		}
		other := b.Request
		other.NameKey[0] ^= 1
		if a, err := k.Collect(ctx, noah, other); code(err) != "book_collected" || a.Signatures != nil {
			t.Errorf("another name key: %v", err)
		}
		_, err = k.Collect(ctx, sanna, ask(t, pass.Seed{2}, keys).Request)
		must(t, err)
		if n, err := k.Issued(ctx, season); n != 2 || err != nil {
			t.Errorf("%d issued, %v", n, err)
		}
		for p, want := range map[stamp.Person]bool{noah.Person: true, {9}: false} {
			if got, err := k.Collected(ctx, season, p); got != want || err != nil {
				t.Errorf("collected %v, %v", got, err)
			}
		}
	})
}

func TestTwoBooksForOnePersonAtOnce(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		k := open(t, d)
		keys, _, err := k.Mint(ctx, season, 1)
		must(t, err)
		var requests []stamp.Request
		for i := range 8 {
			requests = append(requests, ask(t, pass.Seed{byte(i)}, keys).Request)
		}
		var wg sync.WaitGroup
		got := make([]string, len(requests))
		for i, r := range requests {
			wg.Go(func() {
				_, err := k.Collect(ctx, noah, r)
				got[i] = code(err)
			})
		}
		wg.Wait()
		issued := 0
		for _, c := range got {
			if c == "<nil>" {
				issued++
			} else if c != "book_collected" {
				t.Errorf("got %s", c)
			}
		}
		if issued != 1 {
			t.Errorf("%d of 8 seeds got a book: %v", issued, got)
		}
	})
}

func TestWhoLostLastSeasonsSeedStillGetsThisSeasonsBook(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		k := open(t, d)
		last, _, err := k.Mint(ctx, "2026Q3", 1)
		must(t, err)
		now, _, err := k.Mint(ctx, season, 1)
		must(t, err)
		_, err = k.Collect(ctx, noah, ask(t, pass.Seed{1}, last).Request)
		must(t, err)
		both := []stamp.Request{ask(t, pass.Seed{2}, last).Request, ask(t, pass.Seed{2}, now).Request}
		answers, err := k.CollectAll(ctx, noah, both)
		if err != nil || len(answers) != 1 || answers[0].Book != season {
			t.Fatalf("%v, %v", answers, err)
		}
		if _, err = k.CollectAll(ctx, noah, both[:1]); code(err) != "book_collected" {
			t.Errorf("only the lost one: %v", err)
		}
		if _, err = k.CollectAll(ctx, noah, nil); code(err) != "request_malformed" {
			t.Errorf("no book: %v", err)
		}
	})
}

func TestTheCertificateSaysWhoTheDeskSaw(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		k := open(t, d)
		keys, _, err := k.Mint(ctx, season, 1)
		must(t, err)
		b := ask(t, pass.Seed{1}, keys)
		for h, title := range map[stamp.Holder]string{noah: "Warehouse operations", sanna: "-"} {
			a, err := k.Collect(ctx, h, b.Request)
			must(t, err)
			c, err := pass.OpenCertificate(a.Certificate, k.verifier)
			must(t, err)
			if c != (pass.Certificate{Origin: origin, Book: season, Name: h.Name, Title: title, NameKey: b.NameKey}) {
				t.Errorf("certificate %+v", c)
			}
		}
	})
}

func TestRequestsThatCannotBeStampedLockNobodyOut(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		k := open(t, d)
		keys, _, err := k.Mint(ctx, season, 1)
		must(t, err)
		b := ask(t, pass.Seed{1}, keys)
		beyond := b.Request
		beyond.Blinded = append(bytes.Repeat([]byte{0xff}, pass.KeySize), b.Blinded[pass.KeySize:]...)
		for name, r := range map[string]stamp.Request{
			"one place short":     {Book: season, Blinded: b.Blinded[pass.KeySize:]},
			"nothing":             {Book: season},
			"not below a modulus": beyond,
		} {
			if _, err := k.Collect(ctx, noah, r); code(err) != "request_malformed" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := k.Collect(ctx, noah, stamp.Request{Book: "2031Q1"}); code(err) != "book_unknown" {
			t.Errorf("another book: %v", err)
		}
		_, err = k.Collect(ctx, noah, b.Request)
		must(t, err)
	})
}

func TestMintedOnceWhateverHappens(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		k, other := open(t, d), open(t, d)
		other.master = k.master
		other.restart()
		var files [2]*pass.KeyFile
		var errs [2]error
		var wg sync.WaitGroup
		for i, replica := range []*desk{k, other} {
			wg.Go(func() { files[i], _, errs[i] = replica.Mint(ctx, season, 2) })
		}
		wg.Wait()
		must(t, errs[0])
		must(t, errs[1])
		k.restart()
		again, proofs, err := k.Mint(ctx, season, 5) // what was minted stays as it is
		must(t, err)
		must(t, proofs.Check(again))
		if files[0].Hash() != files[1].Hash() || files[0].Hash() != again.Hash() || again.Slots != 2 {
			t.Error("one book, several sets of keys")
		}
		for _, bad := range []struct {
			name  string
			slots int
		}{{"", 1}, {"2027Q1", 0}, {"2027 Q1", 1}} {
			if _, _, err := k.Mint(ctx, bad.name, bad.slots); err == nil {
				t.Errorf("minted %v", bad)
			}
		}
	})
}

func TestPrivateHalvesAreEncryptedAndBoundToTheirPlace(t *testing.T) {
	path := dbtest.SQLite(t)
	d := dbtest.Open(t, db.Identity, path)
	k := open(t, d)
	_, _, err := k.Mint(ctx, season, 1)
	must(t, err)
	disk, err := os.ReadFile(path + "-wal")
	must(t, err)
	rsaEncryption := []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01} // stands in every PKCS #8 RSA key
	if bytes.Contains(disk, rsaEncryption) || !bytes.Contains(disk, []byte(season)) {
		t.Error("a private key in clear, or nothing on disk")
	}
	stranger := open(t, d)
	if _, err := stranger.Signer(ctx, season, pass.Place{Slot: 1, Purpose: pass.Sign}); err == nil || fault.Of(err) != nil {
		t.Errorf("another master key: %v", err)
	}
	must(t, d.Write.Exec("UPDATE book_keys SET encrypted = (SELECT encrypted FROM book_keys WHERE slot = 1 AND purpose = 'voice') WHERE slot = 1 AND purpose = 'sign'").Error)
	k.restart()
	if _, err := k.Signer(ctx, season, pass.Place{Slot: 1, Purpose: pass.Sign}); err == nil || fault.Of(err) != nil {
		t.Errorf("a key in another's place: %v", err)
	}
}

func TestOnePlaceAlone(t *testing.T) {
	k := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	keys, _, err := k.Mint(ctx, season, 2)
	must(t, err)
	p := pass.Place{Slot: 2, Purpose: pass.Sign}
	s, err := k.Signer(ctx, season, p)
	must(t, err)
	r, err := pass.NewWallet(pass.Seed{3}, origin).Prepare(keys.Key(p))
	must(t, err)
	signature, err := s.BlindSign(r.Blinded)
	must(t, err)
	_, err = r.Finish(signature)
	must(t, err)
	if _, err := k.Signer(ctx, season, pass.Place{Slot: 3, Purpose: pass.Sign}); code(err) != "book_unknown" {
		t.Errorf("a place that is not there: %v", err)
	}
}

func TestACompanyEnrols(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		k := open(t, d)
		keys, _, err := k.Mint(ctx, season, 1)
		must(t, err)
		b := ask(t, pass.Seed{1}, keys)
		first, err := k.Collect(ctx, noah, b.Request)
		must(t, err)
		company := []stamp.Person{noah.Person}
		for i := range 4100 {
			company = append(company, stamp.Person{7, byte(i >> 8), byte(i)})
		}
		must(t, k.Enrol(ctx, season, company))
		must(t, k.Enrol(ctx, season, company[:10]))
		if n, err := k.Issued(ctx, season); n != 4101 || err != nil {
			t.Errorf("%d issued, %v", n, err)
		}
		if again, err := k.Collect(ctx, noah, b.Request); err != nil || !bytes.Equal(again.Signatures, first.Signatures) {
			t.Errorf("who had a row lost it: %v", err)
		}
		if _, err := k.Collect(ctx, stamp.Holder{Person: company[5], Name: "Ama"}, b.Request); code(err) != "book_collected" {
			t.Errorf("who is enrolled collects: %v", err)
		}
	})
}

func BenchmarkCollect100Keys(b *testing.B) {
	k := open(b, dbtest.Open(b, db.Identity, dbtest.SQLite(b)))
	keys, _, err := k.Mint(ctx, season, 48)
	must(b, err)
	request := ask(b, pass.Seed{1}, keys).Request
	for b.Loop() {
		_, err := k.Collect(ctx, noah, request)
		must(b, err)
	}
}

func code(err error) string {
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return fmt.Sprint(err)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
