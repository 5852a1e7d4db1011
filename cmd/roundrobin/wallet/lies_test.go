package wallet

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/envelope"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// what a site can say that is not so while somebody collects, and what of it the wallet must name.
func TestAWalletDoesNotCollectFromALiar(t *testing.T) {
	for name, c := range map[string]struct {
		lie  func(w *town)
		says string
	}{
		"keys that are not those of the ledger": {func(w *town) {
			keys, _, proofs := falseBook()
			w.files["/log/books/"+season], w.files["/log/books/"+season+"/proofs"] = keys.Marshal(), proofs.Marshal()
		}, "not the file whose hash"},
		"proofs of other keys": {func(w *town) {
			_, _, proofs := falseBook()
			w.nameProofs(proofs)
			w.files["/log/books/"+season+"/proofs"] = proofs.Marshal()
		}, "does not prove the key"},
		"a book that the ledger does not know": {func(w *town) {
			w.files["/now.json"] = bytes.Replace(w.now(), []byte(`"book":"2026Q4"`), []byte(`"book":"2027Q1"`), -1)
		}, "knows nothing"},
		"a second book of that name": {func(w *town) {
			keys, _, proofs := falseBook()
			w.say(&ledger.Book{Book: season, Slots: 2, Keys: keys.Hash(), Proofs: proofs.Hash()})
		}, "already"},
		"a bundle cut short": {func(w *town) {
			w.files["/log/tile/entries/000.p/7"] = must(ledger.AppendEntry(nil, w.leaves[0]))
		}, "another number of leaves"},
		"a leaf for this wallet only": {func(w *town) { w.files["/log/tile/entries/000.p/7"] = w.otherLast() }, "the root over"},
		"a leaf of another site": {func(w *town) {
			w.leaves = append(w.leaves, must(ledger.Marshal("elsewhere.example", &ledger.Roster{Size: 9, Day: today})))
		}, "it is of elsewhere.example"},
		"an id that leads elsewhere": {func(w *town) {
			w.files["/now.json"] = bytes.Replace(w.now(), []byte(`"id":"breaks"`), []byte(`"id":"../desk/leave?"`), 1)
		}, "no such name"},
		"a ledger of somebody else": {func(w *town) { w.log, _ = noteKey(w.t, origin) }, "checkpoint"},
		"a stamp that is none": {func(w *town) {
			w.stamp = func(a []bookAnswer) {
				b := must(b64.DecodeString(a[0].Signatures))
				b[300] ^= 1
				a[0].Signatures = b64.EncodeToString(b)
			}
		}, "stamp for 1 voice"},
		"stamps for others": {func(w *town) {
			w.stamp = func(a []bookAnswer) { a[0].Signatures = b64.EncodeToString(make([]byte, 8*pass.KeySize)) }
		}, "is none"},
		"one stamp too few": {func(w *town) {
			w.stamp = func(a []bookAnswer) { a[0].Signatures = b64.EncodeToString(make([]byte, 7*pass.KeySize)) }
		}, "did not stamp"},
		"a certificate for another name key": {func(w *town) {
			w.stamp = func(a []bookAnswer) {
				c := pass.Certificate{Origin: origin, Book: season, Name: "Noah Osei", Title: "-"}
				a[0].Certificate = string(must(c.Sign(w.desk)))
			}
		}, "for another book or key"},
		"a certificate by nobody's key": {func(w *town) { w.desk, _ = noteKey(w.t, pass.DeskName(origin)) }, "certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			c.lie(w)
			p := w.person(t)
			p.does("", "new", p.file)
			p.fails(c.says, code+"\n", "collect", p.file, "--site", p.url, "--address", address, "--key", w.key)
			before := strings.HasPrefix(name, "a stamp") || strings.HasPrefix(name, "stamps") || strings.HasPrefix(name, "one") || strings.HasPrefix(name, "a cert")
			if before != (len(w.signed) == 1) {
				t.Error("it went on to the desk, or should have")
			}
		})
	}
}

// otherLast is the bundle with another last leaf.
func (w *town) otherLast() (bundle []byte) {
	w.leaves = w.leaves[:len(w.leaves)-1]
	w.open(audits, 1)
	for _, leaf := range w.leaves {
		bundle = must(ledger.AppendEntry(bundle, leaf))
	}
	w.leaves = w.leaves[:len(w.leaves)-1]
	w.open(audits, 2)
	return bundle
}

// nameProofs changes the hash of the proofs in the book's leaf.
func (w *town) nameProofs(f *pass.ProofFile) {
	for i, leaf := range w.leaves {
		if at := bytes.Index(leaf, []byte("\nproofs ")); at >= 0 {
			w.leaves[i] = []byte(string(leaf[:at]) + "\nproofs " + f.Hash().String() + "\n")
		}
	}
}

func TestOneBadStampLosesOnePassOnly(t *testing.T) {
	w := newTown(t)
	w.stamp = func(a []bookAnswer) {
		b := must(b64.DecodeString(a[0].Signatures))
		b[0] ^= 1 // of "1 sign"
		a[0].Signatures = b64.EncodeToString(b)
	}
	p := w.person(t)
	p.does("", "new", p.file)
	p.fails("stamp for 1 sign", code+"\n", "collect", p.file, "--site", p.url, "--address", address)
	p.fails("holds no pass", "", "sign", p.file, breaks)
	p.does("", "sign", p.file, audits)
}

func (w *town) destroys(slot int) {
	w.stamp = func(a []bookAnswer) {
		b := must(b64.DecodeString(a[0].Signatures))
		clear(b[2*(slot-1)*pass.KeySize : 2*slot*pass.KeySize]) // sign and voice
		a[0].Signatures = b64.EncodeToString(b)
	}
}

func (w *town) ends(id string, slot int) {
	was := `"id":"` + id + `"`
	is := fmt.Sprintf(`%s,"state":"closed","book":%q,"slot":%d`, was, season, slot)
	w.files["/now.json"] = bytes.Replace(w.now(), []byte(was), []byte(is), 1)
}

func TestADestroyedKeyIsNoLieWhereThePetitionIsOver(t *testing.T) {
	w := newTown(t)
	w.destroys(1)
	w.ends(breaks, 1)
	p := w.person(t)
	p.does("", "new", p.file)
	p.collects()
	p.fails("holds no pass", "", "sign", p.file, breaks)
	p.does("", "sign", p.file, audits)
}

func TestWhatTheDeskCannotGiveAgainIsKept(t *testing.T) {
	w := newTown(t)
	p := w.holder(t)
	w.destroys(1)
	p.fails("stamp for 1 sign", code+"\n", "collect", p.file, "--site", p.url, "--address", address)
	p.does("", "sign", p.file, breaks)
}

// what it can say later. None of it may make the wallet believe that it was handed in.
func TestAWalletDoesNotBelieveALiarLater(t *testing.T) {
	for name, c := range map[string]struct {
		lie  func(w *town)
		says string
	}{
		"a promise by another key":       {func(w *town) { w.pact, _ = noteKey(w.t, ledger.PromiseName(origin)) }, "promise"},
		"a promise about another leaf":   {func(w *town) { w.pledge = func(p *ledger.Promise) { p.Leaf[3] ^= 1 } }, "something else"},
		"a promise for some day":         {func(w *town) { w.pledge = func(p *ledger.Promise) { p.Day = "2031-01-01" } }, "no promise"},
		"an envelope key for one wallet": {func(w *town) { n := len(w.leaves); w.newGateway(2); w.leaves = w.leaves[:n] }, "not in its ledger"},
		"a ledger that forgot something": {func(w *town) { w.leaves = w.leaves[:len(w.leaves)-1] }, "is not the one"},
		"a ledger that changed something": {func(w *town) {
			w.leaves[len(w.leaves)-1] = must(ledger.Marshal(origin, &ledger.Milestone{Petition: audits, Count: 9, Day: today}))
		}, "is not the one"},
		"a slot that was another's": {func(w *town) { w.open(audits, 1) }, "tie the two together"},
		"an answer by somebody between": {func(w *town) {
			w.broken = func(out http.ResponseWriter, r *http.Request) bool {
				if r.Method != "POST" {
					return false
				}
				out.Header().Set("Content-Type", envelope.TypeResponse)
				_, _ = out.Write(make([]byte, envelope.ResponseSize+32))
				return true
			}
		}, "did not hold the key"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			p := w.holder(t)
			p.does("", "sign", p.file, breaks)
			c.lie(w)
			p.fails(c.says, "", "sign", p.file, audits)
			for _, a := range p.kept().Acts {
				if a.Petition == audits && a.State != Waiting {
					t.Errorf("believed: %+v", a)
				}
			}
		})
	}
}

// kept is the file alone: the town may not show a ledger any more.
func (p *person) kept() *File {
	f, err := Open(p.file)
	no(p.t, err)
	return f
}

func TestATextThatIsNotTheLedgersIsNotSigned(t *testing.T) {
	p := newTown(t).holder(t)
	p.files["/petitions/"+breaks+".txt"] = textOf("nicer things").Marshal()
	p.fails("as the ledger has it", "", "sign", p.file, breaks)
	if len(p.arrived) != 0 {
		t.Error("signed all the same")
	}
}

func TestABrokenPromiseSoundsTheAlarm(t *testing.T) {
	w := newTown(t)
	p := w.holder(t)
	p.does("", "sign", p.file, breaks)
	clear(w.inbox) // the booth forgets
	p.now = p.now.Add(72 * time.Hour)
	said, failed := p.runs("", "show", p.file) // though the site's calendar stands still
	if !strings.Contains(failed, "promise was broken") || !strings.Contains(said, "— "+ledger.PromiseName(origin)+" ") {
		t.Error(failed, said)
	}
}

func TestACountThatIsInNoLedgerIsNotBelieved(t *testing.T) {
	w := newTown(t)
	p := w.holder(t)
	p.does("", "sign", p.file, breaks)
	e := pass.EntryOf(must(pass.ParseHandedIn([]byte(w.arrived[0]))).Act)
	w.days[day.Day(today)] = e[:]
	p.fails("is not in the ledger", "", "show", p.file)
}

func TestASiteThatIsDownHasNotLied(t *testing.T) {
	w := newTown(t)
	p := w.holder(t)
	w.broken = func(out http.ResponseWriter, r *http.Request) bool {
		http.Error(out, "", http.StatusServiceUnavailable)
		return true
	}
	if _, failed := p.runs("", "sign", p.file, breaks); !strings.Contains(failed, "503") || strings.Contains(failed, "not so") {
		t.Error(failed)
	}
}

func TestANewMonthsKeyIsFound(t *testing.T) {
	w := newTown(t)
	p := w.holder(t)
	v := p.wallet()
	no(t, v.Beat(t.Context(), nil))
	w.newGateway(2)
	if err := v.Beat(t.Context(), nil); err == nil || isLie(err) {
		t.Error(err) // lost: one constant 400
	}
	no(t, v.Beat(t.Context(), nil))
	if n := slices.IndexFunc(w.seen, func(r *http.Request) bool { return r.Header.Get("Referer") != "" }); n >= 0 {
		t.Error("a referrer")
	}
}

// A site's sentence must not be able to paint over a terminal.
func TestASentenceWithControlCharactersIsNotShown(t *testing.T) {
	p := newTown(t).holder(t)
	p.refuse = func(pass.HandedIn) *Refusal { return &Refusal{Code: "x", Sentence: "\x1b[2JAll is well", Final: true} }
	p.fails("said no and not why: x", "", "sign", p.file, breaks)
}
