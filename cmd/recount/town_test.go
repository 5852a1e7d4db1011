package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/ledger"
	"roundrobin/models/ledger/tally"
	"roundrobin/models/pass"
)

const origin = "petitions.meridian.example"

// A town is a site with real keys, passes and statements, served from memory. Tests let it lie.
type town struct {
	t       *testing.T
	files   map[string][]byte // whatever is not made from the leaves
	leaves  [][]byte
	book    *pass.KeyFile
	signers []*pass.Signer
	signer  note.Signer
	key     string
	people  byte
}

// newTown has one book of two slots and a season.
func newTown(t *testing.T) *town {
	skey, vkey, err := note.GenerateKey(rand.Reader, origin)
	no(t, err)
	signer, err := note.NewSigner(skey)
	no(t, err)
	w := &town{t: t, files: map[string][]byte{"/log/key": []byte(vkey + "\n")}, signer: signer, key: vkey}
	book, signers, proofs := seasonBook()
	w.book, w.signers = book, signers
	w.files["/log/books/2026Q4"], w.files["/log/books/2026Q4/proofs"] = book.Marshal(), proofs.Marshal()
	w.say(&ledger.Season{Book: "2026Q4", From: "2026-10-01", To: "2026-12-31"})
	w.say(&ledger.Book{Book: "2026Q4", Slots: 2, Keys: book.Hash(), Proofs: proofs.Hash()})
	w.say(&ledger.Eligible{Book: "2026Q4", Size: 9})
	return w
}

// Minting takes a while; all towns have the season's book, and liars another one of the same name.
var seasonBook, falseBook = mintBook(), mintBook()

func mintBook() func() (*pass.KeyFile, []*pass.Signer, *pass.ProofFile) {
	var keys *pass.KeyFile
	var signers []*pass.Signer
	var proofs *pass.ProofFile
	once := sync.OnceFunc(func() { keys, signers, proofs = mint() })
	return func() (*pass.KeyFile, []*pass.Signer, *pass.ProofFile) { once(); return keys, signers, proofs }
}

func mint() (*pass.KeyFile, []*pass.Signer, *pass.ProofFile) {
	b := pass.Book{Origin: origin, Name: "2026Q4", Slots: 2}
	proofs := &pass.ProofFile{Book: b}
	var moduli [][]byte
	var signers []*pass.Signer
	for range b.Places() {
		k := must(pass.Mint(rand.Reader))
		s := must(pass.NewSigner(k))
		moduli, signers, proofs.Proofs = append(moduli, s.Modulus()), append(signers, s), append(proofs.Proofs, must(s.Prove()))
	}
	return must(pass.NewKeyFile(b, moduli)), signers, proofs
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func (w *town) say(o ledger.Operator) {
	leaf, err := ledger.Marshal(origin, o)
	no(w.t, err)
	w.leaves = append(w.leaves, leaf)
}

func (w *town) act(in pass.HandedIn) { w.leaves = append(w.leaves, in.Act.Marshal()) }

// A member holds what one person's wallet holds.
type member struct {
	w      *town
	wallet *pass.Wallet
}

func (w *town) member() member {
	w.people++
	return member{w, pass.NewWallet(pass.Seed{w.people}, origin)}
}

func (m member) held(p pass.Place) *pass.Held {
	r, err := m.wallet.Prepare(m.w.book.Key(p))
	no(m.w.t, err)
	signature, err := m.w.signers[m.w.book.Index(p)].BlindSign(r.Blinded)
	no(m.w.t, err)
	h, err := r.Finish(signature)
	no(m.w.t, err)
	return h
}

func (m member) says(k pass.Kind, slot int, id string, text pass.Text, subject string, seq int, body []byte) pass.HandedIn {
	in, err := m.wallet.Sign(m.held(pass.Place{Slot: slot, Purpose: k.Purpose()}), k, id, text.Hash(), subject, seq, body)
	no(m.w.t, err)
	return in
}

// serve shows the town to the world as it now is.
func (w *town) serve() *httptest.Server {
	files := w.shown()
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if body, ok := files[r.URL.Path]; ok {
			_, _ = out.Write(body)
			return
		}
		http.NotFound(out, r)
	}))
	w.t.Cleanup(s.Close)
	return s
}

// shown is every file that the town shows, by its path.
func (w *town) shown() map[string][]byte {
	files := map[string][]byte{}
	w.show(files)
	for n := 0; n < len(w.leaves); n += ledger.TileWidth {
		var bundle []byte
		part := w.leaves[n:min(n+ledger.TileWidth, len(w.leaves))]
		for _, leaf := range part {
			bundle, _ = ledger.AppendEntry(bundle, leaf)
		}
		files["/log/tile/"+ledger.Path{Level: ledger.Entries, N: int64(n / ledger.TileWidth), Width: len(part)}.String()] = bundle
	}
	_, root, err := ledger.Append(0, nil, w.leaves)
	no(w.t, err)
	files["/log/checkpoint"], err = ledger.Checkpoint{Origin: origin, Size: int64(len(w.leaves)), Root: root}.Sign(w.signer)
	no(w.t, err)
	for path, body := range w.files {
		files[path] = body
	}
	return files
}

// show makes what pages show, from the acts that count: the tally itself, which lies_test.go holds to account by its own figures.
func (w *town) show(files map[string][]byte) {
	t, keys := tally.New(origin), []byte{}
	for i, raw := range w.leaves {
		leaf, err := ledger.ParseLeaf(raw)
		if err != nil {
			continue
		}
		if a := leaf.Act; a != nil {
			k := w.book.Key(pass.Place{})
			for _, one := range w.book.Keys {
				if one.ID == a.Pass.KeyID() {
					k = one
				}
			}
			e := pass.EntryOf(*a)
			keys = append(keys, e[:]...)
			if k != nil {
				_ = t.Act(int64(i), a, k)
			}
			continue
		}
		_ = t.Operator(int64(i), leaf.Operator)
	}
	w.showCounts(files, t, keys)
}

func (w *town) showCounts(files map[string][]byte, t *tally.Tally, keys []byte) {
	n := map[string]any{"size": len(w.leaves), "keys": []any{map[string]any{"day": "2026-11-23", "acts": len(keys) / pass.EntrySize}}}
	list := []any{}
	for id, count := range t.Sponsors() {
		list = append(list, map[string]any{"id": id, "count": count})
	}
	for _, p := range t.Petitions() {
		list = append(list, map[string]any{"id": p.ID, "count": p.Count})
		files["/petitions/"+p.ID] = fmt.Appendf(nil, `<p><span data-count="%s">%d</span> colleagues</p>`, p.ID, p.Count)
	}
	n["petitions"] = list
	files["/now.json"] = must(json.Marshal(n))
	files["/log/keys/2026-11-23"] = keys
}

// recounted runs the command as an outsider would.
func (w *town) recounted(args ...string) (answer struct {
	OK        bool
	Lie       string
	Error     string
	Petitions []petition
	Promise   *promise
	Part      bool
	Cosigned  []string

	Checkpoints []string
}, code int) {
	var out bytes.Buffer
	code = run(context.Background(), append(append([]string{"--json"}, args...), w.serve().URL+"/"), &out, io.Discard)
	no(w.t, json.Unmarshal(out.Bytes(), &answer))
	return answer, code
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
