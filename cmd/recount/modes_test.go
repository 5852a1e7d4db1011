package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// copied lays the town's files down as docs/protocol.md says; a book and its proofs cannot be a file and a folder of one name.
func (w *town) copied(write func(name string, body []byte)) {
	for path, body := range w.shown() {
		if strings.HasPrefix(path, "/log/") || strings.HasSuffix(path, ".txt") {
			write(strings.Replace(strings.TrimPrefix(path, "/"), "/proofs", ".proofs", 1), body)
		}
	}
}

func (w *town) inFolder() string {
	root := w.t.TempDir()
	w.copied(func(name string, body []byte) {
		no(w.t, os.MkdirAll(filepath.Join(root, filepath.Dir(name)), 0o700))
		no(w.t, os.WriteFile(filepath.Join(root, name), body, 0o600))
	})
	return root
}

func recountOf(t *testing.T, args ...string) (r report, code int) {
	t.Helper()
	var out bytes.Buffer
	code = run(context.Background(), append([]string{"--json"}, args...), &out, io.Discard)
	no(t, json.Unmarshal(out.Bytes(), &r))
	return r, code
}

func TestCopiesAreRecountedWithoutTheSite(t *testing.T) {
	w, _ := busyTown(t)
	zipped := filepath.Join(t.TempDir(), "log.zip")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w.copied(func(name string, body []byte) { _, err := must(z.Create(name)).Write(body); no(t, err) })
	no(t, z.Close())
	no(t, os.WriteFile(zipped, b.Bytes(), 0o600))
	for what, name := range map[string]string{"folder": w.inFolder(), "zip": zipped} {
		r, code := recountOf(t, "--key", w.key, name)
		if code != exitTrue || len(r.Petitions) != 2 || r.Petitions[0] != (petition{ID: review, Title: reviewText.Title, Count: 2}) {
			t.Errorf("%s: %d %+v", what, code, r)
		}
	}
	r, code := recountOf(t, filepath.Join(w.inFolder(), "log")) // tiles and books alone
	if code != exitTrue || r.Petitions[0] != (petition{ID: review, Count: 2}) {
		t.Errorf("tiles: %d %+v", code, r)
	}
}

func TestALieInACopyIsNamed(t *testing.T) {
	w, _ := busyTown(t)
	w.files["/log/keys/2026-11-23"] = []byte("eight by")
	if _, code := recountOf(t, w.inFolder()); code != exitLie {
		t.Errorf("keys of nobody: %d", code)
	}
	root := w.inFolder()
	no(t, os.Remove(filepath.Join(root, "log", "books", "2026Q4")))
	if _, code := recountOf(t, root); code != exitBroken {
		t.Errorf("what is missing in a copy is nobody's lie: %d", code)
	}
	if _, code := recountOf(t, filepath.Join(root, "nowhere")); code != exitBroken {
		t.Errorf("no such folder: %d", code)
	}
}

// A promiser holds the town's promise key, which the log names.
func (w *town) promiser() note.Signer {
	private, public, err := note.GenerateKey(strings.NewReader(strings.Repeat("p", 64)), ledger.PromiseName(origin))
	no(w.t, err)
	w.say(&ledger.PromiseKey{Key: public})
	return must(note.NewSigner(private))
}

func TestAPromise(t *testing.T) {
	for _, c := range []struct {
		name    string
		sealed  bool
		withAct bool
		kind    pass.Kind
		now     string
		code    int
		at      int64
	}{
		{"kept", true, true, pass.Signature, "2026-12-01", exitTrue, 19},
		{"kept, shown without its act", true, false, pass.Signature, "2026-12-01", exitTrue, 19},
		{"its day not over everywhere", false, true, pass.Signature, "2026-11-24", exitTrue, -1},
		{"broken", false, true, pass.Signature, "2026-12-01", exitLie, 0},
		{"not kept, but perhaps an agreement", false, false, pass.Signature, "2026-12-01", exitBroken, 0},
		{"an agreement, which is no leaf", false, true, pass.Agreement, "2026-12-01", exitBroken, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, m := busyTown(t)
			signer := w.promiser()
			act, subject, body := m[0], "-", []byte(nil)
			if c.kind == pass.Agreement {
				subject, body = strings.Repeat("ab", 16), []byte("1")
			}
			in := act.says(c.kind, 2, bus, busText, subject, 1, body)
			if c.sealed {
				w.act(in)
			}
			leaf := in.Act.Marshal()
			file := must(ledger.Promise{Origin: origin, Leaf: ledger.LeafHash(leaf), Day: "2026-11-23"}.Sign(signer))
			if c.withAct {
				file = append(append(leaf, '\n'), file...)
			}
			name := filepath.Join(t.TempDir(), "promise")
			no(t, os.WriteFile(name, file, 0o600))
			var out bytes.Buffer
			today := must(time.Parse(time.DateOnly, c.now))
			k := &command{asJSON: true, promise: name, out: &out, aside: io.Discard, now: func() time.Time { return today }, wait: wait}
			if code := k.run(context.Background(), w.serve().URL); code != c.code {
				t.Fatalf("%d, want %d: %s", code, c.code, &out)
			}
			var r report
			no(t, json.Unmarshal(out.Bytes(), &r))
			if c.code == exitTrue && r.Promise.Leaf != c.at {
				t.Errorf("at %d", r.Promise.Leaf)
			}
		})
	}
}

// A town that changes between looks; each step is what it is next. The last one ends the watch.
func (w *town) watched(steps ...func()) (out string, code int) {
	server := w.serve()
	at := func() http.Handler { return server.Config.Handler }
	handler := at()
	front := httptest.NewServer(http.HandlerFunc(func(o http.ResponseWriter, r *http.Request) { handler.ServeHTTP(o, r) }))
	defer front.Close()
	var b bytes.Buffer
	next := func(context.Context, time.Duration) error {
		if len(steps) == 0 {
			return errors.New("enough")
		}
		steps[0]()
		steps, server = steps[1:], w.serve()
		handler = at()
		return nil
	}
	c := &command{asJSON: true, watch: true, out: &b, aside: io.Discard, now: time.Now, wait: next}
	code = c.run(context.Background(), front.URL)
	return b.String(), code
}

func TestWatching(t *testing.T) {
	w, m := busyTown(t)
	out, code := w.watched(
		func() { w.act(m[0].says(pass.Signature, 2, bus, busText, "-", 1, nil)) },
		func() {}, // nothing new, nothing told
		func() { w.files["/log/checkpoint"] = []byte("nobody signed this\n") },
	)
	told := strings.Split(out, "\n")
	if len(told) != 4 || code != exitLie || !strings.Contains(told[0], `"count":1}`) || strings.Contains(told[1], `"count":1}`) || !strings.Contains(told[2], "not signed") {
		t.Errorf("%d\n%s", code, out)
	}
}

// Once the keys are known, signatures are verified together; the false one among them is named as before.
func TestWatchingNamesTheForgedOneOfMany(t *testing.T) {
	for n := range 3 {
		w, m := busyTown(t)
		at := len(w.leaves) + n
		out, code := w.watched(func() {
			for i := range 3 {
				in := m[i].says(pass.Comment, 2, bus, busText, "-", 50, pass.CommentBody{Parent: pass.NoParent, Text: "Once more."}.Marshal())
				if i == n {
					in.Signature[9] ^= 1
				}
				w.act(in)
			}
		})
		if code != exitLie || !strings.Contains(out, fmt.Sprintf("leaf %d: the comment: the statement was not signed by the pass's booth key", at)) {
			t.Errorf("%d\n%s", code, out)
		}
	}
}

func TestWatchingALogThatForks(t *testing.T) {
	for name, change := range map[string]func(w *town, m []member){
		"cut short": func(w *town, _ []member) { w.leaves = w.leaves[:len(w.leaves)-1] },
		"another last leaf": func(w *town, m []member) {
			w.leaves = w.leaves[:len(w.leaves)-1]
			w.act(m[0].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		},
		"another leaf in the middle, and longer": func(w *town, m []member) {
			w.leaves[3] = w.leaves[2]
			w.act(m[0].says(pass.Signature, 2, bus, busText, "-", 1, nil))
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, m := busyTown(t)
			out, code := w.watched(func() { change(w, m) })
			if code != exitLie || strings.Count(out, "\n") != 2 || strings.Count(out, origin+`\n`) < 2 {
				t.Errorf("%d\n%s", code, out)
			}
		})
	}
}

func TestProgressIsToldToWhoAsks(t *testing.T) {
	w, _ := busyTown(t)
	for _, asked := range []bool{true, false} {
		var aside bytes.Buffer
		args := []string{"--key", w.key, w.serve().URL}
		if asked {
			args = append([]string{"--progress"}, args...)
		}
		run(context.Background(), args, io.Discard, &aside)
		if told := strings.Contains(aside.String(), "of 18 leaves, 100 %"); told != asked {
			t.Errorf("asked %v: %q", asked, &aside)
		}
	}
}

func TestACheckpointThatItsWitnessesSigned(t *testing.T) {
	w, _ := busyTown(t)
	name, key, sign := cosigner("witness.example/one")
	_, absent, _ := cosigner("witness.example/two")
	honest := w.shown()["/log/checkpoint"]
	w.files["/log/checkpoint"] = append(bytes.Clone(honest), sign(honest)...)
	if answer, code := w.recounted("--witness", key); code != exitTrue || len(answer.Cosigned) != 1 || answer.Cosigned[0] != name {
		t.Errorf("%d %+v", code, answer)
	}
	expectLie(t, w, "of the 2 witnesses asked for, 1 signed", "--witness", key, "--witness", absent)
	w.files["/log/checkpoint"] = append(bytes.Clone(honest), sign([]byte(origin+"\n3\nother\n\n"))...)
	expectLie(t, w, "signatures", "--witness", key)
}

// cosigner is a witness that signs whatever it is shown (C2SP tlog-cosignature), written without our own code.
func cosigner(name string) (_, key string, sign func(signed []byte) string) {
	public, private, _ := ed25519.GenerateKey(strings.NewReader(strings.Repeat(name, 9)))
	id := func(kind byte) []byte {
		h := sha256.Sum256(append([]byte(name+"\n"+string(rune(kind))), public...))
		return h[:4]
	}
	key = fmt.Sprintf("%s+%x+%s", name, id(4), base64.StdEncoding.EncodeToString(append([]byte{4}, public...)))
	return name, key, func(signed []byte) string {
		text, _, _ := bytes.Cut(signed, []byte("\n\n"))
		signature := ed25519.Sign(private, fmt.Appendf(nil, "cosignature/v1\ntime 1795000000\n%s\n", text))
		line := append(binary.BigEndian.AppendUint64(id(4), 1795000000), signature...)
		return fmt.Sprintf("\u2014 %s %s\n", name, base64.StdEncoding.EncodeToString(line))
	}
}
