package pass

import (
	"bytes"
	"errors"
	"maps"
	"strings"
	"testing"
)

// handIn makes an act by the pass that its kind needs, and gives what verifies it.
func handIn(t testing.TB, k Kind, subject string, seq int, body []byte) (HandedIn, Finder) {
	keys, signers := testKeys(t)
	place := Place{1, k.Purpose()}
	w := NewWallet(testSeed, testBook.Origin)
	h := issue(t, w, keys.Key(place), signers[keys.Index(place)])
	in, err := w.Sign(h, k, testPetition, testText.Hash(), subject, seq, body)
	no(t, err)
	return in, finder(keys)
}

func finder(f *KeyFile) Finder {
	return func(id Hash) *Key {
		for _, k := range f.Keys {
			if k.ID == id {
				return k
			}
		}
		return nil
	}
}

func TestEveryKindGoesTheWholeWay(t *testing.T) {
	comment, _ := handIn(t, Comment, NoSubject, 1, CommentBody{Parent: NoParent, Text: "Why?"}.Marshal())
	subject := map[Kind]string{Edit: comment.CommentID(), Retraction: comment.CommentID(), Agreement: comment.CommentID(), Flag: comment.CommentID(), Appeal: comment.CommentID(), Rating: "response", Workplace: OfWorkplace}
	body := map[Kind]string{Rating: "partly", Pulse: "neither", Comment: "-\nWhy?", Proposing: "{}", Edit: "-\nWhy not?", Agreement: "1", Flag: "person_named", Appeal: "It names nobody.", Workplace: "Leeds"}
	maps.Copy(body, organizersBodies())
	for _, k := range Kinds() {
		t.Run(string(k), func(t *testing.T) {
			s := subject[k]
			if s == "" {
				s = NoSubject
			}
			in, find := handIn(t, k, s, 3, []byte(body[k]))
			again, err := ParseHandedIn(in.Marshal())
			no(t, err)
			if !bytes.Equal(again.Marshal(), in.Marshal()) || string(again.Body) != body[k] {
				t.Error("read back as something else")
			}
			key, err := again.Verify(find)
			no(t, err)
			if key.Place != (Place{1, k.Purpose()}) {
				t.Error("by a pass for", key.Place)
			}
			act, err := ParseAct(in.Act.Marshal())
			if err != nil || act != in.Act {
				t.Error("the act alone is read back as something else", err)
			}
		})
	}
}

func TestActsThatNobodyMade(t *testing.T) {
	in, find := handIn(t, Signature, NoSubject, 1, nil)
	voice, _ := handIn(t, Comment, NoSubject, 1, []byte("-\nWhy?"))
	change := func(f func(*Act)) Act { a := in.Act; f(&a); return a }
	for name, a := range map[string]Act{
		"another text":                   change(func(a *Act) { a.TextHash[0] ^= 1 }),
		"another petition":               change(func(a *Act) { a.Petition = "other" }),
		"another site":                   change(func(a *Act) { a.Origin = "elsewhere.example" }),
		"another body":                   change(func(a *Act) { a.BodyHash[0] ^= 1 }),
		"a higher seq":                   change(func(a *Act) { a.Seq++ }),
		"a signature turned withdrawal":  change(func(a *Act) { a.Kind = Withdrawal }),
		"a broken signature":             change(func(a *Act) { a.Signature[3] ^= 1 }),
		"a pass of somebody else":        change(func(a *Act) { a.Pass = voice.Pass }),
		"a forged pass":                  change(func(a *Act) { a.Pass[Size-1] ^= 1 }),
		"a pass of an unpublished key":   change(func(a *Act) { a.Pass[66] ^= 1 }),
		"a voice's pass used for a sign": func() Act { a := voice.Act; a.Kind = Signature; return a }(),
	} {
		if _, err := a.Verify(find); !errors.Is(err, ErrForged) {
			t.Errorf("%s: %v", name, err)
		}
		if err := together(t, find, in.Act, a, voice.Act); !errors.Is(err, ErrForged) {
			t.Errorf("%s, among others: %v", name, err)
		}
	}
	if err := together(t, find, in.Act, voice.Act); err != nil {
		t.Error("true ones together:", err)
	}
	if err := together(t, find); err != nil {
		t.Error("none:", err)
	}
}

func together(t *testing.T, find Finder, acts ...Act) error {
	var b Batch
	for _, a := range acts {
		k, err := b.Verify(a, find)
		if err != nil {
			return err
		}
		if alone, err := a.Verify(find); err == nil && alone != k {
			t.Error("another key than alone")
		}
	}
	if !b.Holds() {
		return forged("one of them")
	}
	return nil
}

func TestBytesThatNoWalletHandsIn(t *testing.T) {
	in, _ := handIn(t, Comment, NoSubject, 1, []byte("-\nWhy?"))
	text := string(in.Marshal())
	lines := strings.SplitAfter(text, "\n")
	replace := func(old, new string) string { return strings.Replace(text, old, new, 1) }
	for name, bad := range map[string]string{
		"nothing":                  "",
		"half":                     text[:len(text)/2],
		"another protocol":         replace("roundrobin/v1", "roundrobin/v2"),
		"an unknown kind":          replace(" comment\n", " shout\n"),
		"a subject for a comment":  replace("\n-\n1\n", "\nnamed\n1\n"),
		"seq 0":                    replace("\n-\n1\n", "\n-\n0\n"),
		"seq 01":                   replace("\n-\n1\n", "\n-\n01\n"),
		"seq +1":                   replace("\n-\n1\n", "\n-\n+1\n"),
		"seq beyond all":           replace("\n-\n1\n", "\n-\n10000\n"),
		"a hash in capitals":       replace(lines[3], strings.ToUpper(lines[3])),
		"a short hash":             replace(lines[3], lines[3][2:]),
		"carriage returns":         strings.ReplaceAll(text, "\n", "\r\n"),
		"no empty line":            replace("\n\n", "\n"),
		"a line too many":          replace("\n\n", "\n\n\n"),
		"a line break in the pass": replace(lines[8][:20], lines[8][:10]+"\r"+lines[8][10:20]),
		"a padded pass":            replace(lines[8], strings.TrimSuffix(lines[8], "\n")+"=\n"),
		"a short pass":             replace(lines[8], lines[8][4:]),
		"another token type":       replace(lines[8][:4], "AAMz"),
		"another body":             text + "!",
		"another salt":             replace(lines[11][:4], "AAAA"),
		"too much":                 text + strings.Repeat("x", MaxHandedIn),
	} {
		if bad == text {
			t.Fatalf("%s changes nothing", name)
		}
		if _, err := ParseHandedIn([]byte(bad)); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ParseAct([]byte(text)); err == nil {
		t.Error("took what is handed in for an act alone")
	}
}

func TestBodiesThatDoNotFitTheirKind(t *testing.T) {
	id := strings.Repeat("ab", 16)
	for name, c := range map[string]struct {
		kind    Kind
		subject string
		body    string
	}{
		"an empty comment":          {Comment, NoSubject, "-\n"},
		"a comment of blanks":       {Comment, NoSubject, "-\n \n\t"},
		"a comment without parent":  {Comment, NoSubject, "Why?"},
		"a parent of another form":  {Comment, NoSubject, "first\nWhy?"},
		"a comment too long":        {Comment, NoSubject, "-\n" + strings.Repeat("x", MaxComment+1)},
		"a comment of no text":      {Comment, NoSubject, "-\n\xff"},
		"a bell in a comment":       {Comment, NoSubject, "-\nding \a"},
		"a withdrawal with reasons": {Withdrawal, NoSubject, "because"},
		"half an agreement":         {Agreement, id, "0.5"},
	} {
		in, _ := handIn(t, c.kind, c.subject, 1, []byte(c.body))
		if _, err := ParseHandedIn(in.Marshal()); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheLongestCommentIsHandedIn(t *testing.T) {
	in, _ := handIn(t, Comment, NoSubject, MaxSeq, []byte(strings.Repeat("ab", 16)+"\n"+strings.Repeat("x", MaxComment)))
	if _, err := ParseHandedIn(in.Marshal()); err != nil {
		t.Error(len(in.Marshal()), err)
	}
}

func TestACommentKeepsItsIDThroughEdits(t *testing.T) {
	first, _ := handIn(t, Comment, NoSubject, 1, []byte("-\nWhy?"))
	same, _ := handIn(t, Comment, NoSubject, 1, []byte("-\nWhy?"))
	second, _ := handIn(t, Comment, NoSubject, 2, []byte("-\nWhy?"))
	if id := first.CommentID(); !IsCommentID(id) || id != same.CommentID() || id == second.CommentID() {
		t.Error(id, same.CommentID(), second.CommentID())
	}
}
