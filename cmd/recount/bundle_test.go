package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// bundle is what the site gives away of a petition, by the names in its zip.
func (w *town) bundle(id string) map[string][]byte {
	shown, files := w.shown(), map[string][]byte{}
	for _, path := range []string{"/log/checkpoint", "/log/key", "/log/books/2026Q4", "/log/books/2026Q4/proofs", "/petitions/" + id + ".txt"} {
		files[strings.Replace(strings.TrimPrefix(path, "/"), "/proofs", ".proofs", 1)] = shown[path]
	}
	tiles, root, err := ledger.Append(0, nil, w.leaves)
	no(w.t, err)
	var places []int64
	for i, leaf := range w.leaves {
		if about := ledger.About(leaf); about == id || about == "2026Q4" {
			places = append(places, int64(i))
			files[ledger.LeafName(int64(i))] = leaf
		}
	}
	_, err = ledger.Proven(ledger.Checkpoint{Size: int64(len(w.leaves)), Root: root}, func(p ledger.Path) ([]byte, error) {
		i := slices.IndexFunc(tiles, func(t ledger.Tile) bool { return t.Level == p.Level && t.N == p.N })
		files["log/tile/"+p.String()] = tiles[i].Data[:32*p.Width]
		return files["log/tile/"+p.String()], nil
	}, places)
	no(w.t, err)
	return files
}

func zipped(t *testing.T, files map[string][]byte) string {
	name := filepath.Join(t.TempDir(), "proof.zip")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range files {
		_, err := must(z.Create(name)).Write(body)
		no(t, err)
	}
	no(t, z.Close())
	no(t, os.WriteFile(name, b.Bytes(), 0o600))
	return name
}

func TestAPetitionsBundleIsRecountedAlone(t *testing.T) {
	w, m := busyTown(t)
	for n := range 300 { // the petition's leaves stand in more than one tile, others between them
		w.act(m[n/100].says(pass.Comment, 2, bus, busText, "-", n%100+1, pass.CommentBody{Parent: pass.NoParent, Text: "Again."}.Marshal()))
	}
	w.act(m[3].says(pass.Signature, 1, review, reviewText, "-", 2, nil))
	r, code := recountOf(t, "--key", w.key, zipped(t, w.bundle(review)))
	if code != exitTrue || !r.Part || len(r.Petitions) != 1 || r.Petitions[0] != (petition{ID: review, Title: reviewText.Title, Count: 3}) || r.Size != 319 {
		t.Errorf("%d %+v", code, r)
	}
	var out bytes.Buffer
	run(t.Context(), []string{"--key", w.key, zipped(t, w.bundle(review))}, &out, &out)
	if !strings.Contains(out.String(), "only the whole log shows") {
		t.Errorf("it claims too much:\n%s", &out)
	}
}

func TestABundleThatLies(t *testing.T) {
	for _, c := range []struct {
		name  string
		tell  func(w *town, files map[string][]byte)
		code  int
		named string
	}{
		{"a leaf changed", func(w *town, files map[string][]byte) {
			name := ledger.LeafName(8)
			files[name] = bytes.Replace(files[name], []byte("2027-01-03"), []byte("2028-01-03"), 1)
		}, exitLie, "leaf 8: it is not the leaf that stands there"},
		{"a leaf that is in no ledger", func(w *town, files map[string][]byte) {
			files[ledger.LeafName(9)] = files[ledger.LeafName(7)]
		}, exitLie, "leaf 9: it is not the leaf"},
		{"a leaf beyond the ledger's end", func(w *town, files map[string][]byte) {
			files[ledger.LeafName(5000)] = files[ledger.LeafName(7)]
		}, exitLie, "do not prove"},
		{"a tile changed", func(w *town, files map[string][]byte) {
			for name, body := range files {
				if strings.HasPrefix(name, "log/tile/") {
					files[name] = append(bytes.Clone(body[:len(body)-1]), body[len(body)-1]^1)
				}
			}
		}, exitLie, "do not prove"},
		{"a tile missing", func(w *town, files map[string][]byte) {
			for name := range files {
				if strings.HasPrefix(name, "log/tile/") {
					delete(files, name)
				}
			}
		}, exitBroken, ""},
		{"another text", func(w *town, files map[string][]byte) {
			files["petitions/"+review+".txt"] = busText.Marshal()
		}, exitLie, "not the text that was signed"},
		{"other keys", func(w *town, files map[string][]byte) {
			other, _, _ := falseBook()
			files["log/books/2026Q4"] = other.Marshal()
		}, exitLie, "not those whose hashes are in the log"},
		{"a checkpoint of nobody's", func(w *town, files map[string][]byte) {
			files["log/checkpoint"] = bytes.Replace(files["log/checkpoint"], []byte("\n18\n"), []byte("\n17\n"), 1)
		}, exitLie, "not signed by"},
		{"a name that is none", func(w *town, files map[string][]byte) {
			files["leaves/8.txt"] = files[ledger.LeafName(8)]
		}, exitBroken, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, _ := busyTown(t)
			files := w.bundle(review)
			c.tell(w, files)
			var out bytes.Buffer
			code := run(t.Context(), []string{"--json", "--key", w.key, zipped(t, files)}, &out, &bytes.Buffer{})
			if code != c.code || !strings.Contains(out.String(), c.named) {
				t.Errorf("%d %s", code, &out)
			}
		})
	}
}
