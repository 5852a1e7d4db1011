package main

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// Each case takes the honest town and tells one lie; recount must name it.
func TestTheFirstLieIsNamed(t *testing.T) {
	sign := func(m member, text pass.Text, seq int) pass.HandedIn {
		return m.says(pass.Signature, 2, bus, text, "-", seq, nil)
	}
	for _, c := range []struct {
		name  string
		tell  func(w *town, m []member)
		named string
	}{
		{"a pass that the desk never issued", func(w *town, m []member) {
			in := sign(m[0], busText, 1)
			in.Pass[300] ^= 1
			w.act(in)
		}, "not issued by the desk"},
		{"a pass of a key that is in no book", func(w *town, m []member) {
			in := sign(m[0], busText, 1)
			in.Pass[70] ^= 1
			w.act(in)
		}, "in no published book"},
		{"a signature that its writer did not make", func(w *town, m []member) {
			in := sign(m[0], busText, 1)
			in.Seq = 2
			w.act(in)
		}, "not signed by the pass's booth key"},
		{"a signature turned into a withdrawal", func(w *town, m []member) {
			in := sign(m[0], busText, 1)
			in.Kind = pass.Withdrawal
			w.act(in)
		}, "not signed by the pass's booth key"},
		{"one signature counted twice", func(w *town, m []member) {
			w.act(sign(m[0], busText, 1))
			w.act(sign(m[0], busText, 1))
		}, "made twice"},
		{"two statements under one seq", func(w *town, m []member) {
			w.act(sign(m[0], busText, 1))
			w.act(m[0].says(pass.Withdrawal, 2, bus, busText, "-", 1, nil))
		}, "made twice"},
		{"a signature under another text", func(w *town, m []member) {
			w.act(sign(m[0], reviewText, 1))
		}, "another text"},
		{"a pass for one petition shown for another", func(w *town, m []member) {
			w.act(m[0].says(pass.Signature, 1, bus, busText, "-", 1, nil))
		}, "by a pass for slot 1"},
		{"a pulse under a petition", func(w *town, m []member) {
			w.act(m[0].says(pass.Pulse, 2, bus, busText, "-", 1, []byte("well")))
		}, "which takes none"},
		{"a round in a petition's slot", func(w *town, m []member) {
			w.say(&ledger.Round{Petition: "cam", Program: "routecam", Book: "2026Q4", Slot: 2, Issued: 5, Day: "2026-11-05", Closes: "2026-12-31"})
		}, "which is petition " + bus + "'s"},
		{"a petition that no leaf names", func(w *town, m []member) {
			w.act(m[0].says(pass.Signature, 2, "nowhere", busText, "-", 1, nil))
		}, "no leaf before it names"},
		{"an edit of somebody else's comment", func(w *town, m []member) {
			comment := m[0].says(pass.Comment, 2, bus, busText, "-", 1, pass.CommentBody{Parent: "-", Text: "Mine."}.Marshal())
			w.act(comment)
			w.act(m[1].says(pass.Retraction, 2, bus, busText, comment.CommentID(), 1, nil))
		}, "not its own"},
		{"a signature after closing", func(w *town, m []member) {
			w.say(&ledger.Close{Petition: bus, Issued: 5, Count: 1, Day: "2026-11-05"})
			w.act(sign(m[0], busText, 1))
		}, "after it closed"},
		{"a raised final count", func(w *town, m []member) {
			w.say(&ledger.Close{Petition: bus, Issued: 5, Count: 2, Day: "2026-11-05"})
		}, "it has 1"},
		{"a milestone never reached", func(w *town, m []member) {
			w.say(&ledger.Milestone{Petition: bus, Count: 100, Day: "2026-11-05"})
		}, "had not"},
		{"more books than people", func(w *town, m []member) {
			w.say(&ledger.Close{Petition: bus, Issued: 10, Count: 1, Day: "2026-11-05"})
		}, "10 books 2026Q4 were collected by 9 people"},
		{"more signatures than books", func(w *town, m []member) {
			for range 5 {
				w.act(sign(w.member(), busText, 1))
			}
			w.say(&ledger.Close{Petition: bus, Issued: 5, Count: 6, Day: "2026-11-05"})
		}, "6 signatures by 5 books"},
		{"more signatures than people, under a petition still open", func(w *town, m []member) {
			for range 9 {
				w.act(sign(w.member(), busText, 1))
			}
		}, "10 signatures of 9 people"},
		{"fewer books than before", func(w *town, m []member) {
			w.say(&ledger.Close{Petition: bus, Issued: 4, Count: 1, Day: "2026-11-05"})
		}, "it was 5 before"},
		{"a withdrawal that is not counted", func(w *town, m []member) {
			w.act(m[2].says(pass.Withdrawal, 2, bus, busText, "-", 2, nil))
			w.say(&ledger.Close{Petition: bus, Issued: 5, Count: 1, Day: "2026-11-05"})
		}, "it has 0"},
		{"a signature of more changes than anyone may make", func(w *town, m []member) {
			w.act(sign(m[0], busText, 9))
		}, "one key may make 8"},
		{"a hundred and one comments of one voice", func(w *town, m []member) {
			w.act(m[0].says(pass.Comment, 2, bus, busText, "-", 101, pass.CommentBody{Parent: "-", Text: "More."}.Marshal()))
		}, "one key may make 100"},
		{"an edit of a comment that nobody made", func(w *town, m []member) {
			w.act(m[1].says(pass.Edit, 2, bus, busText, strings.Repeat("ab", 16), 1, pass.CommentBody{Parent: "-", Text: "Mine."}.Marshal()))
		}, "not its own"},
		{"a petition opened to nobody knows how many", func(w *town, m []member) {
			w.leaves = append(w.leaves[:2], w.leaves[3:]...)
		}, "how many may collect"},
		{"more signatures than books, where a mail domain lets people in", func(w *town, m []member) {
			w.say(&ledger.Domain{Book: "2026Q4", Domains: "example.com", Day: "2026-11-02"})
			for range 9 {
				w.act(sign(w.member(), busText, 1))
			}
			w.say(&ledger.Close{Petition: bus, Issued: 5, Count: 10, Day: "2026-11-05"})
		}, "10 signatures by 5 books"},
		{"fewer people than before", func(w *town, m []member) {
			w.say(&ledger.Eligible{Book: "2026Q4", Size: 1})
		}, "it was 9 before"},
		{"two petitions in one slot", func(w *town, m []member) {
			w.say(&ledger.Gather{Petition: "third", Book: "2026Q4", Slot: 2, Day: "2026-11-05"})
		}, "which is petition " + bus + "'s"},
		{"a petition that takes a fresh slot to collect twice", func(w *town, m []member) {
			w.say(&ledger.Gather{Petition: review, Book: "2026Q4", Slot: 2, Day: "2026-11-05"})
		}, "which is petition " + bus + "'s"},
		{"a slot that the book does not have", func(w *town, m []member) {
			w.say(&ledger.Gather{Petition: "third", Book: "2026Q4", Slot: 3, Day: "2026-11-05"})
		}, "slot 3"},
		{"a petition opened again with another text", func(w *town, m []member) {
			w.say(&ledger.Open{Petition: bus, Book: "2026Q4", Slot: 2, Text: draftText.Hash(), Issued: 5, Day: "2026-11-05", Closes: "2027-01-05"})
		}, "second time"},
		{"a second book of one name", func(w *town, m []member) {
			w.leaves = append(w.leaves, w.leaves[1])
		}, "is also that of"},
		{"a second season for one book", func(w *town, m []member) {
			w.say(&ledger.Season{Book: "2026Q4", From: "2027-01-01", To: "2027-03-31"})
		}, "second season"},
		{"two books for the same days", func(w *town, m []member) {
			w.say(&ledger.Season{Book: "extra", From: "2026-12-01", To: "2027-01-31"})
		}, "overlap"},
		{"another key file than the leaf's", func(w *town, m []member) {
			other, _, proofs := falseBook()
			w.files["/log/books/2026Q4"], w.files["/log/books/2026Q4/proofs"] = other.Marshal(), proofs.Marshal()
		}, "not those whose hashes are in the log"},
		{"a key without its proof", func(w *town, m []member) {
			f, err := pass.ParseProofFile(w.files["/log/books/2026Q4/proofs"])
			no(w.t, err)
			f.Proofs[2], f.Proofs[3] = f.Proofs[3], f.Proofs[2]
			w.files["/log/books/2026Q4/proofs"] = f.Marshal()
			w.leaves[1], err = ledger.Marshal(origin, &ledger.Book{Book: "2026Q4", Slots: 2, Keys: w.book.Hash(), Proofs: f.Hash()})
			no(w.t, err)
		}, "the key of 2 sign"},
		{"a text that is not the signed one", func(w *town, m []member) {
			w.files["/petitions/"+bus+".txt"] = reviewText.Marshal()
		}, "not the text that was signed"},
		{"a text that is no longer shown", func(w *town, m []member) {
			delete(w.files, "/petitions/"+bus+".txt")
		}, "404"},
		{"a leaf of no kind", func(w *town, m []member) {
			w.leaves = append(w.leaves, []byte("roundrobin/v1 miracle\n"+origin+"\n"))
		}, "no kind"},
		{"a leaf of another site", func(w *town, m []member) {
			leaf, err := ledger.Marshal("elsewhere.example", &ledger.Milestone{Petition: bus, Count: 1, Day: "2026-11-05"})
			no(w.t, err)
			w.leaves = append(w.leaves, leaf)
		}, "it is of elsewhere.example"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, m := busyTown(t)
			c.tell(w, m)
			expectLie(t, w, c.named)
		})
	}
}

func expectLie(t *testing.T, w *town, named string, args ...string) {
	t.Helper()
	answer, code := w.recounted(args...)
	if code != exitLie || answer.OK || !strings.Contains(answer.Lie, named) {
		t.Errorf("exit %d, lie %q, error %q; want %q named", code, answer.Lie, answer.Error, named)
	}
}

// What a site shows to people, though its log says otherwise. Its log is true, so nothing else can catch it.
func TestPagesThatDoNotSayWhatTheLogSays(t *testing.T) {
	for _, c := range []struct {
		name, path, old, new, named string
	}{
		{"a count raised on the page", "/petitions/" + review, ">2<", ">1,612<", "shows 1,612 signatures; the log has 2"},
		{"a count lowered on the page", "/petitions/" + bus, ">1<", ">0<", "the log has 1"},
		{"a page without its count", "/petitions/" + review, "data-count", "data-many", "does not show its count"},
		{"a count raised behind the pages", "/now.json", `"count":2`, `"count":1612`, "/now.json shows 1612"},
		{"a petition that the log does not know", "/now.json", `"petitions":[`, `"petitions":[{"id":"other","count":3},`, "shows 3 signatures under petition other; the log has 0"},
		{"a petition left out", "/now.json", bus, "other", "/now.json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, _ := busyTown(t)
			honest := w.shown()[c.path]
			w.files[c.path] = bytes.Replace(honest, []byte(c.old), []byte(c.new), 1)
			if bytes.Equal(honest, w.files[c.path]) {
				t.Fatalf("%s: nothing to lie about in %s", c.old, honest)
			}
			expectLie(t, w, c.named)
			if answer, code := w.recounted("--log-only"); code != exitTrue {
				t.Errorf("the log alone: %d %+v", code, answer)
			}
		})
	}
	t.Run("sponsors that never signed the text that gathers now", func(t *testing.T) {
		w := newTown(t)
		m := w.member()
		w.say(&ledger.Gather{Petition: review, Book: "2026Q4", Slot: 1, Text: draftText.Hash(), Day: "2026-11-01"})
		w.act(m.says(pass.Signature, 1, review, draftText, "-", 1, nil))
		shown := w.shown()["/now.json"]
		if answer, code := w.recounted(); code != exitTrue || !bytes.Contains(shown, []byte(`"count":1`)) {
			t.Fatalf("%d %+v, %s", code, answer, shown)
		}
		w.say(&ledger.Gather{Petition: review, Book: "2026Q4", Slot: 1, Text: reviewText.Hash(), Day: "2026-11-02"})
		if answer, code := w.recounted(); code != exitTrue {
			t.Fatalf("%d %+v", code, answer)
		}
		w.files["/now.json"] = bytes.Replace(w.shown()["/now.json"], []byte(`"count":0`), []byte(`"count":1`), 1)
		expectLie(t, w, "the log has 0")
	})
	t.Run("an act kept from the wallets", func(t *testing.T) {
		w, _ := busyTown(t)
		w.files["/log/keys/2026-11-23"] = w.shown()["/log/keys/2026-11-23"][pass.EntrySize:]
		expectLie(t, w, "are not the keys")
	})
}

// What was once signed does not go away: whoever kept a checkpoint proves it.
func TestALogThatTakesSomethingBack(t *testing.T) {
	keep := func(w *town) string {
		name := filepath.Join(t.TempDir(), "checkpoint")
		no(t, os.WriteFile(name, w.shown()["/log/checkpoint"], 0o600))
		return name
	}
	t.Run("it grew, and nothing else", func(t *testing.T) {
		w, m := busyTown(t)
		kept := keep(w)
		w.act(m[0].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		if answer, code := w.recounted("--seen", kept, "--seen", keep(w)); code != exitTrue {
			t.Errorf("%d %+v", code, answer)
		}
	})
	for name, change := range map[string]func(w *town, m []member){
		"cut short": func(w *town, _ []member) { w.leaves = w.leaves[:len(w.leaves)-1] },
		"forked, of the same size": func(w *town, m []member) {
			w.leaves = w.leaves[:len(w.leaves)-1]
			w.act(m[0].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		},
		"forked, and longer": func(w *town, m []member) {
			w.leaves = w.leaves[:len(w.leaves)-1]
			w.act(m[0].says(pass.Signature, 2, bus, busText, "-", 1, nil))
			w.act(m[1].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, m := busyTown(t)
			w.act(m[3].says(pass.Signature, 2, bus, busText, "-", 1, nil))
			kept := keep(w)
			change(w, m)
			answer, code := w.recounted("--seen", kept)
			if code != exitLie || len(answer.Checkpoints) != 2 || answer.Checkpoints[0] == answer.Checkpoints[1] {
				t.Fatalf("%d %+v", code, answer)
			}
			for _, signed := range answer.Checkpoints {
				if _, err := ledger.OpenCheckpoint([]byte(signed), must(note.NewVerifier(w.key))); err != nil {
					t.Errorf("a proof that the log did not sign: %v", err)
				}
			}
		})
	}
}

// What a site can do to the log itself.
func TestALogThatIsNotItsCheckpoints(t *testing.T) {
	t.Run("an altered leaf", func(t *testing.T) {
		w, _ := busyTown(t)
		w.files[w.entriesPath()] = bytes.Replace(w.entries(), []byte("2027-01-03"), []byte("2027-01-02"), 1)
		expectLie(t, w, "the root over all")
	})
	t.Run("two signatures swapped", func(t *testing.T) {
		w, m := busyTown(t)
		for n := range 2 {
			w.act(m[n].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		}
		w.files["/log/checkpoint"] = w.shown()["/log/checkpoint"]
		last := len(w.leaves) - 1
		w.leaves[last], w.leaves[last-1] = w.leaves[last-1], w.leaves[last]
		expectLie(t, w, "the root over all")
	})
	t.Run("a signature doubled over another", func(t *testing.T) {
		w, m := busyTown(t)
		for n := range 2 {
			w.act(m[n].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		}
		w.files["/log/checkpoint"] = w.shown()["/log/checkpoint"]
		last := len(w.leaves) - 1
		w.leaves[last] = w.leaves[last-1]
		expectLie(t, w, fmt.Sprintf("leaf %d: the signature is made twice", last))
	})
	t.Run("a signature dropped, and all behind it moved up", func(t *testing.T) {
		w, m := busyTown(t)
		w.act(m[0].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		kept := filepath.Join(t.TempDir(), "checkpoint")
		no(t, os.WriteFile(kept, w.shown()["/log/checkpoint"], 0o600))
		w.act(m[1].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		w.act(m[3].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		last := len(w.leaves) - 1
		w.leaves = append(w.leaves[:last-2], w.leaves[last-1:]...)
		if answer, code := w.recounted(); code != exitTrue {
			t.Fatalf("who has kept nothing cannot know: %d %+v", code, answer)
		}
		expectLie(t, w, "the log has forked", "--seen", kept)
	})
	t.Run("a leaf left out", func(t *testing.T) {
		w, _ := busyTown(t)
		path := w.entriesPath()
		w.leaves, w.files[path] = w.leaves[:len(w.leaves)-1], nil
		w.files[path] = w.entries()
		w.leaves = append(w.leaves, []byte("roundrobin/v1 any"))
		expectLie(t, w, "another number of leaves")
	})
	t.Run("bundles that are not there", func(t *testing.T) {
		w, _ := busyTown(t)
		w.files["/log/checkpoint"] = w.checkpoint(5000)
		expectLie(t, w, "should be there for everyone")
	})
	t.Run("a checkpoint by another key", func(t *testing.T) {
		w, _ := busyTown(t)
		_, other, err := note.GenerateKey(rand.Reader, origin)
		no(t, err)
		expectLie(t, w, "not signed by", "--key", other)
	})
}

func (w *town) entriesPath() string {
	return "/log/tile/" + ledger.Path{Level: ledger.Entries, N: 0, Width: len(w.leaves)}.String()
}

func (w *town) entries() (b []byte) {
	for _, leaf := range w.leaves {
		b, _ = ledger.AppendEntry(b, leaf)
	}
	return b
}

func (w *town) checkpoint(size int64) []byte {
	b, err := ledger.Checkpoint{Origin: origin, Size: size}.Sign(w.signer)
	no(w.t, err)
	return b
}
