package ledger

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

func TestACheckpointIsItsLogsAlone(t *testing.T) {
	signer, log := newNoteKey(t, origin)
	c := Checkpoint{origin, 3, RootOf([]Hash{{1}, {2}, {3}})}
	signed, err := c.Sign(signer)
	no(t, err)
	if want := fmt.Sprintf("%s\n3\n%s\n\n— %s ", origin, c.Root, origin); !strings.HasPrefix(string(signed), want) {
		t.Errorf("got\n%s", signed)
	}
	witness, _ := newNoteKey(t, "witness.example")
	n, err := note.Open(signed, note.VerifierList(log))
	no(t, err)
	cosigned, err := note.Sign(n, witness)
	no(t, err)
	for name, b := range map[string][]byte{"signed": signed, "cosigned": cosigned} {
		if got, err := OpenCheckpoint(b, log); err != nil || got != c {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	_, stranger := newNoteKey(t, origin)
	if _, err := OpenCheckpoint(signed, stranger); err == nil {
		t.Error("took a stranger's key")
	}
	if _, err := (Checkpoint{"elsewhere.example", 3, c.Root}).Sign(signer); err == nil {
		t.Error("signed for another origin")
	}
	for name, text := range map[string]string{
		"another origin": "elsewhere.example\n3\n" + c.Root.String() + "\n",
		"size 03":        origin + "\n03\n" + c.Root.String() + "\n",
		"size -3":        origin + "\n-3\n" + c.Root.String() + "\n",
		"no root":        origin + "\n3\n",
		"an extension":   origin + "\n3\n" + c.Root.String() + "\nmore\n",
		"a short root":   origin + "\n3\nAAAA\n",
	} {
		b, err := note.Sign(&note.Note{Text: text}, signer)
		no(t, err)
		if _, err := OpenCheckpoint(b, log); err == nil {
			t.Errorf("took a checkpoint with %s", name)
		}
	}
}

func TestAPromiseNamesLeafAndDay(t *testing.T) {
	signer, key := newNoteKey(t, PromiseName(origin))
	p := Promise{origin, LeafHash([]byte("leaf")), "2026-11-23"}
	signed, err := p.Sign(signer)
	no(t, err)
	if want := "roundrobin/v1 promise\n" + origin + "\n" + p.Leaf.String() + "\n2026-11-23\n\n— " + origin + "/promise "; !strings.HasPrefix(string(signed), want) {
		t.Errorf("got\n%s", signed)
	}
	if got, err := OpenPromise(signed, key); err != nil || got != p {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := OpenPromise([]byte(strings.Replace(string(signed), "11-23", "11-24", 1)), key); err == nil {
		t.Error("took a later day")
	}
	logSigner, logKey := newNoteKey(t, origin)
	if _, err := p.Sign(logSigner); err == nil {
		t.Error("promised with the log's key")
	}
	b, err := note.Sign(&note.Note{Text: p.text()}, logSigner)
	no(t, err)
	if _, err := OpenPromise(b, logKey); err == nil {
		t.Error("took the log's key for the promise's")
	}
	for name, text := range map[string]string{"no day": strings.Replace(p.text(), "2026-11-23", "soon", 1), "a line more": p.text() + "x\n", "a checkpoint": origin + "\n1\nAAAA\n"} {
		b, err := note.Sign(&note.Note{Text: text}, signer)
		no(t, err)
		if _, err := OpenPromise(b, key); err == nil {
			t.Errorf("took a promise with %s", name)
		}
	}
}

func TestPathsAreThoseOfTlogTiles(t *testing.T) {
	for s, p := range map[string]Path{
		"0/000":                 {0, 0, TileWidth},
		"0/000.p/1":             {0, 0, 1},
		"1/x001/234.p/255":      {1, 1234, 255},
		"2/x001/x234/067":       {2, 1234067, TileWidth},
		"entries/000":           {Entries, 0, TileWidth},
		"entries/x001/234.p/17": {Entries, 1234, 17},
	} {
		if got, err := ParsePath(s); err != nil || got != p || p.String() != s {
			t.Errorf("%s: %+v, %v; written %s", s, got, err, p)
		}
	}
	for _, s := range []string{"", "0", "0/", "0/0", "0/0000", "0/000.p/0", "0/000.p/256", "0/000.p/01", "data/000", "-1/000", "8/0/000", "entries/", "entries/000/", "0/x000/000", "../checkpoint", "64/000"} {
		if p, err := ParsePath(s); err == nil {
			t.Errorf("took %q for %+v", s, p)
		}
	}
}

func TestBundlesHoldTheirLeaves(t *testing.T) {
	leaves := [][]byte{[]byte("one"), {}, bytes.Repeat([]byte{7}, MaxLeaf)}
	var b []byte
	for _, l := range leaves {
		var err error
		b, err = AppendEntry(b, l)
		no(t, err)
	}
	got, err := ParseBundle(b, 3)
	if err != nil || len(got) != 3 || string(got[0]) != "one" || len(got[1]) != 0 || len(got[2]) != MaxLeaf {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{"nothing": {}, "a leaf less": b[:7], "half a leaf": b[:len(b)-1], "a leaf more": append(bytes.Clone(b), 0, 0), "half a length": append(bytes.Clone(b), 0)} {
		if _, err := ParseBundle(bad, 3); err == nil {
			t.Errorf("took a bundle with %s", name)
		}
	}
	if _, err := AppendEntry(nil, make([]byte, MaxLeaf+1)); err == nil {
		t.Error("took a leaf that is too long")
	}
	paths := Bundles(300, 700)
	if len(paths) != 2 || paths[0].String() != "entries/001" || paths[1].String() != "entries/002.p/188" || len(Bundles(0, 0)) != 0 || len(Bundles(0, 256)) != 1 {
		t.Errorf("%v", paths)
	}
}

func FuzzParsePath(f *testing.F) {
	f.Add("entries/x001/234.p/17")
	f.Add("0/000")
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := ParsePath(s); err == nil && p.String() != s {
			t.Error("another form")
		}
	})
}

func FuzzParseBundle(f *testing.F) {
	f.Add([]byte{0, 1, 'a', 0, 0}, 2)
	f.Fuzz(func(_ *testing.T, b []byte, width int) { _, _ = ParseBundle(b, width&0xff) })
}

func FuzzParseReceipt(f *testing.F) {
	f.Add(Receipt{5, []Hash{{1}, {2}}, []byte("checkpoint\n")}.Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := ParseReceipt(b); err == nil && !bytes.Equal(r.Marshal(), b) {
			t.Error("another form")
		}
	})
}

func FuzzOpenNotes(f *testing.F) {
	logSigner, log := newNoteKey(f, origin)
	b, err := Checkpoint{origin, 3, Hash{1}}.Sign(logSigner)
	no(f, err)
	f.Add(b)
	promiseSigner, promise := newNoteKey(f, PromiseName(origin))
	b, err = Promise{origin, Hash{1}, "2026-11-23"}.Sign(promiseSigner)
	no(f, err)
	f.Add(b)
	f.Fuzz(func(_ *testing.T, b []byte) { _, _ = OpenCheckpoint(b, log); _, _ = OpenPromise(b, promise) })
}
