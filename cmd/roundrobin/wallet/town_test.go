package wallet

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"roundrobin/models/day"
	"roundrobin/models/envelope"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/views/words"
)

const (
	origin  = "petitions.meridian.example"
	season  = "2026Q4"
	today   = day.Day("2026-11-23")
	address = "noah.osei@meridian.example"
	code    = "123456"
	strip   = "k7mq-2wxp-9fzr-4hdt" // of paper
	breaks  = "breaks"              // a petition in slot 1
	audits  = "audits"              // a petition in slot 2
)

func TestMain(m *testing.M) {
	words.Strict = true
	m.Run()
}

// A town is a site with a desk, a booth and a ledger, all of real keys, in memory. Tests let it lie.
type town struct {
	t      *testing.T
	url    string
	files  map[string][]byte // whatever is not made from the leaves
	leaves [][]byte
	log    note.Signer
	key    string
	pact   note.Signer // signs promises
	desk   note.Signer
	ring   envelope.Ring
	signed map[string]string // the desk's rows: person → requests

	mu      sync.Mutex
	inbox   map[string]pass.HandedIn // what waits for the seal, by its bytes
	arrived []string                 // the bytes of every act that was handed in, in order
	days    map[day.Day][]byte
	seen    []*http.Request

	readings int // of drafts

	// Ways to misbehave.
	lose   int                                               // so many answers to come are lost
	refuse func(h pass.HandedIn) *Refusal                    // nil: a promise
	pledge func(p *ledger.Promise)                           // changes a promise before it is signed
	stamp  func(answers []bookAnswer)                        // changes the desk's answers
	broken func(w http.ResponseWriter, r *http.Request) bool // answers instead of the town
}

func newTown(t *testing.T) *town {
	w := &town{t: t, files: map[string][]byte{}, signed: map[string]string{}, inbox: map[string]pass.HandedIn{}, days: map[day.Day][]byte{}}
	var deskKey, pactKey string
	w.log, w.key = noteKey(t, origin)
	w.desk, deskKey = noteKey(t, pass.DeskName(origin))
	w.pact, pactKey = noteKey(t, ledger.PromiseName(origin))
	keys, _, proofs := mintedBook()
	w.files["/log/key"] = []byte(w.key + "\n")
	w.files["/log/books/"+season], w.files["/log/books/"+season+"/proofs"] = keys.Marshal(), proofs.Marshal()
	w.say(&ledger.Desk{Key: deskKey})
	w.say(&ledger.PromiseKey{Key: pactKey})
	w.say(&ledger.Season{Book: season, From: "2026-10-01", To: "2026-12-31"})
	w.say(&ledger.Book{Book: season, Slots: keys.Slots, Keys: keys.Hash(), Proofs: proofs.Hash()})
	w.newGateway(1)
	w.open(breaks, 1)
	w.open(audits, 2)
	s := httptest.NewServer(w)
	t.Cleanup(s.Close)
	w.url = s.URL
	return w
}

func noteKey(t *testing.T, name string) (note.Signer, string) {
	private, public, err := note.GenerateKey(rand.Reader, name)
	no(t, err)
	s, err := note.NewSigner(private)
	no(t, err)
	return s, public
}

// mintedBook is the season's, of two slots, for all towns; falseBook is another of the same name.
var mintedBook, falseBook = once(mint), once(mint)

func once(mint func() (*pass.KeyFile, []*pass.Signer, *pass.ProofFile)) func() (*pass.KeyFile, []*pass.Signer, *pass.ProofFile) {
	var keys *pass.KeyFile
	var signers []*pass.Signer
	var proofs *pass.ProofFile
	do := sync.OnceFunc(func() { keys, signers, proofs = mint() })
	return func() (*pass.KeyFile, []*pass.Signer, *pass.ProofFile) { do(); return keys, signers, proofs }
}

func mint() (*pass.KeyFile, []*pass.Signer, *pass.ProofFile) {
	b := pass.Book{Origin: origin, Name: season, Slots: 2}
	proofs := &pass.ProofFile{Book: b}
	var moduli [][]byte
	var signers []*pass.Signer
	for range b.Places() {
		s := must(pass.NewSigner(must(pass.Mint(rand.Reader))))
		moduli, signers, proofs.Proofs = append(moduli, s.Modulus()), append(signers, s), append(proofs.Proofs, must(s.Prove()))
	}
	return must(pass.NewKeyFile(b, moduli)), signers, proofs
}

func (w *town) say(o ledger.Operator) {
	leaf, err := ledger.Marshal(origin, o)
	no(w.t, err)
	w.leaves = append(w.leaves, leaf)
}

func textOf(id string) pass.Text {
	return pass.Text{Language: "en", Title: "On " + id, Addressee: "The board", Ask: "Change " + id + ".", Background: "Because.\n"}
}

func (w *town) open(id string, slot int) {
	w.files["/petitions/"+id+".txt"] = textOf(id).Marshal()
	w.say(&ledger.Open{Petition: id, Book: season, Slot: slot, Text: textOf(id).Hash(), Day: today, Closes: "2027-02-21"})
}

func (w *town) newGateway(id byte) {
	k, _, err := envelope.Mint(id, rand.Reader)
	no(w.t, err)
	w.ring = envelope.Ring{k}
	w.say(&ledger.Gateway{ID: int(id), Key: k.Config.Marshal(), From: today})
}

// seal moves what waits into the ledger.
func (w *town) seal() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for raw, h := range w.inbox {
		if h.Kind.Leaf() {
			e := pass.EntryOf(h.Act)
			w.leaves = append(w.leaves, h.Act.Marshal())
			w.days[today] = append(w.days[today], e[:]...)
		}
		delete(w.inbox, raw)
	}
}

func (w *town) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	body := must(io.ReadAll(r.Body))
	r.Body = io.NopCloser(bytes.NewReader(body))
	w.seen = append(w.seen, r)
	if w.broken != nil && w.broken(out, r) {
		return
	}
	switch r.Method + " " + r.URL.Path {
	case "POST /desk/address":
		http.SetCookie(out, &http.Cookie{Name: "rr_desk", Value: r.FormValue("address"), Path: "/desk"})
		http.Redirect(out, r, "/desk/code", http.StatusSeeOther)
	case "POST /desk/passes":
		w.collect(out, r, body)
	case "POST /desk/printed/passes":
		w.collectByPaper(out, r, body)
	case "POST /booth/envelopes":
		w.envelope(out, body)
	default:
		w.file(out, r)
	}
}

func (w *town) file(out http.ResponseWriter, r *http.Request) {
	files := map[string][]byte{"/now.json": w.now(), "/booth/keys": w.ring.Configs(), "/": nil, "/petitions/" + breaks: nil, "/wallet": nil}
	for n := 0; n < len(w.leaves); n += ledger.TileWidth {
		var bundle []byte
		part := w.leaves[n:min(n+ledger.TileWidth, len(w.leaves))]
		for _, leaf := range part {
			bundle = must(ledger.AppendEntry(bundle, leaf))
		}
		files["/log/tile/"+ledger.Path{Level: ledger.Entries, N: int64(n / ledger.TileWidth), Width: len(part)}.String()] = bundle
	}
	_, root, err := ledger.Append(0, nil, w.leaves)
	no(w.t, err)
	files["/log/checkpoint"] = must(ledger.Checkpoint{Origin: origin, Size: int64(len(w.leaves)), Root: root}.Sign(w.log))
	for d, b := range w.days {
		files["/log/keys/"+string(d)] = b
	}
	for path, b := range w.files {
		files[path] = b
	}
	b, ok := files[r.URL.Path]
	if !ok || r.Method != http.MethodGet {
		http.NotFound(out, r)
		return
	}
	_, _ = out.Write(b)
}

func (w *town) now() []byte {
	keys := []map[string]any{}
	for d, b := range w.days {
		keys = append(keys, map[string]any{"day": d, "acts": len(b) / pass.EntrySize})
	}
	return must(json.Marshal(map[string]any{"origin": origin, "day": today, "size": len(w.leaves), "holders": 12, "book": season,
		"books": []any{map[string]any{"book": season, "slots": 2}}, "keys": keys,
		"petitions": []any{map[string]any{"id": breaks}, map[string]any{"id": audits}}}))
}

// collect is the desk: one book per person, the same answer for the same request.
func (w *town) collect(out http.ResponseWriter, r *http.Request, body []byte) {
	var sent struct {
		Code  string
		Books []bookRequest
	}
	no(w.t, json.Unmarshal(body, &sent))
	cookie, err := r.Cookie("rr_desk")
	switch {
	case err != nil || sent.Code != code:
		refusal(out, &Refusal{Code: "code_wrong", Sentence: "That is not the code.", Final: true})
		return
	case w.signed[cookie.Value] != "" && w.signed[cookie.Value] != sent.Books[0].Requests:
		refusal(out, &Refusal{Code: "book_collected", Sentence: "Already collected in your name.", Final: true})
		return
	}
	w.signed[cookie.Value] = sent.Books[0].Requests
	answers := []bookAnswer{w.stampBook(sent.Books[0])}
	if w.stamp != nil {
		w.stamp(answers)
	}
	no(w.t, json.NewEncoder(out).Encode(map[string]any{"books": answers}))
}

// collectByPaper knows no person, gives no name, and wants to know of nobody who they are.
func (w *town) collectByPaper(out http.ResponseWriter, r *http.Request, body []byte) {
	var sent struct {
		Code  string
		Books []bookRequest
	}
	no(w.t, json.Unmarshal(body, &sent))
	if len(r.Cookies()) > 0 {
		w.t.Errorf("with a code on paper the wallet sends %v", r.Cookies())
	}
	if sent.Code != strip {
		refusal(out, &Refusal{Code: "printed_wrong", Sentence: "This code is none.", Final: true})
		return
	}
	answer := w.stampBook(sent.Books[0])
	answer.Certificate = ""
	no(w.t, json.NewEncoder(out).Encode(map[string]any{"books": []bookAnswer{answer}}))
}

func (w *town) stampBook(b bookRequest) bookAnswer {
	_, signers, _ := mintedBook()
	blinded := must(b64.DecodeString(b.Requests))
	var signatures []byte
	for i, s := range signers {
		signatures = append(signatures, must(s.BlindSign(blinded[i*pass.KeySize:(i+1)*pass.KeySize]))...)
	}
	c := pass.Certificate{Origin: origin, Book: b.Book, Name: "Noah Osei", Title: "-", NameKey: [32]byte(must(b64.DecodeString(b.NameKey)))}
	return bookAnswer{b.Book, b64.EncodeToString(signatures), string(must(c.Sign(w.desk)))}
}

// envelope is the gateway and the private handlers behind it.
func (w *town) envelope(out http.ResponseWriter, body []byte) {
	plain, reply, err := w.ring.Open(body)
	if err != nil {
		http.Error(out, "Not an envelope for a current key.", http.StatusBadRequest)
		return
	}
	inside := must(envelope.ParseRequest(plain))
	answer := envelope.Response{Status: http.StatusNoContent}
	switch {
	case strings.HasPrefix(inside.Path, "/organize/"):
		answer = w.organize(inside)
	case inside.Path != "/beat":
		answer = w.handIn(inside)
	}
	if w.lose > 0 { // the booth has it, the wallet never hears
		w.lose--
		http.Error(out, "gone", http.StatusBadGateway)
		return
	}
	out.Header().Set("Content-Type", envelope.TypeResponse)
	_, _ = out.Write(must(reply.Seal(rand.Reader, must(answer.Pad(envelope.ResponseSize)))))
}

// organize tells any organizer the same, if the reading is signed.
func (w *town) organize(inside envelope.Request) envelope.Response {
	if _, ok := pass.OpenReading(inside.Fields[0].Value, origin, inside.Path, string(today)); !ok || inside.Fields[0].Name != "authorization" {
		w.t.Errorf("%s is read without a signature", inside.Path)
	}
	w.readings++
	return envelope.Response{Status: http.StatusOK, ContentType: "application/json", Body: []byte(`{"you":"Quiet Heron"}`)}
}

func (w *town) handIn(inside envelope.Request) envelope.Response {
	keys, _, _ := mintedBook()
	h, err := pass.ParseHandedIn(bytes.Clone(inside.Body))
	no(w.t, err)
	if inside.Path != fmt.Sprintf("/petitions/%s/%ss", h.Petition, h.Kind) {
		w.t.Errorf("a %s about %s at %s", h.Kind, h.Petition, inside.Path)
	}
	key, err := h.Verify(func(id pass.Hash) *pass.Key {
		for _, k := range keys.Keys {
			if k.ID == id {
				return k
			}
		}
		return nil
	})
	no(w.t, err)
	if slot := map[string]int{breaks: 1, audits: 2}[h.Petition]; !h.Kind.Organizing() && key.Place.Slot != slot {
		w.t.Errorf("a pass of slot %d for %s", key.Place.Slot, h.Petition)
	}
	w.arrived = append(w.arrived, string(inside.Body))
	if w.refuse != nil {
		if r := w.refuse(h); r != nil {
			return envelope.Response{Status: http.StatusConflict, ContentType: "application/json", Body: must(json.Marshal(r))}
		}
	}
	w.inbox[string(inside.Body)] = h
	p := ledger.Promise{Origin: origin, Leaf: ledger.LeafHash(h.Act.Marshal()), Day: today}
	if w.pledge != nil {
		w.pledge(&p)
	}
	body := must(json.Marshal(map[string]string{"promise": string(must(p.Sign(w.pact)))}))
	return envelope.Response{Status: http.StatusOK, ContentType: "application/json", Body: body}
}

func refusal(out http.ResponseWriter, r *Refusal) {
	out.WriteHeader(http.StatusConflict)
	_ = json.NewEncoder(out).Encode(r)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
