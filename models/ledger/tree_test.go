package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// shelf keeps tiles as a store does: the widest version of each.
type shelf map[[2]int64][]byte

func (s shelf) read(level int, n int64) ([]byte, error) {
	if data, ok := s[[2]int64{int64(level), n}]; ok {
		return data, nil
	}
	return nil, errors.New("no such tile")
}

func (s shelf) put(tiles []Tile) {
	for _, t := range tiles {
		s[[2]int64{int64(t.Level), t.N}] = t.Data
	}
}

func someLeaf(n int) []byte { return fmt.Appendf(nil, "leaf %d", n) }

// After every step, of any width, the whole tree is what RFC 6962 says, every tile is as wide as it should be, and nothing
// that was published has changed.
func TestTheTreeIsRightAfterEveryStep(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	s := shelf{}
	var hashes []Hash
	for step := 0; len(hashes) < 70_000; step++ {
		var leaves [][]byte
		for range width(step, random) {
			leaves = append(leaves, someLeaf(len(hashes)+len(leaves)))
		}
		published := map[[2]int64]string{}
		for k, v := range s {
			published[k] = string(v)
		}
		tiles, root, err := Append(int64(len(hashes)), s.read, leaves)
		no(t, err)
		for k, v := range published {
			if string(s[k]) != v {
				t.Fatalf("step %d wrote into tile %v, which is the store's", step, k)
			}
		}
		s.put(tiles)
		for _, l := range leaves {
			hashes = append(hashes, LeafHash(l))
		}
		if want := RootOf(hashes); root != want {
			t.Fatalf("step %d: root of %d leaves", step, len(hashes))
		}
		checkTiles(t, s, hashes)
		for k, v := range published {
			if !strings.HasPrefix(string(s[k]), v) {
				t.Fatalf("step %d changed what tile %v had shown", step, k)
			}
		}
	}
}

// width of a step: single leaves around the edges of tiles, else anything.
func width(step int, random *rand.Rand) int {
	switch {
	case step < 4:
		return []int{1, 254, 1, 1}[step]
	case step < 20:
		return random.IntN(600)
	default:
		return random.IntN(20_000)
	}
}

// checkTiles recomputes every level from the leaves up.
func checkTiles(t *testing.T, s shelf, hashes []Hash) {
	count := 0
	for level, row := 0, hashes; len(row) > 0; level++ {
		for n := 0; n*TileWidth < len(row); n++ {
			want := joined(row[n*TileWidth : min((n+1)*TileWidth, len(row))])
			if !bytes.Equal(s[[2]int64{int64(level), int64(n)}], want) {
				t.Fatalf("tile %d/%d of a tree of %d", level, n, len(hashes))
			}
			count++
		}
		above := make([]Hash, 0, len(row)/TileWidth)
		for n := range len(row) / TileWidth {
			above = append(above, RootOf(row[n*TileWidth:(n+1)*TileWidth]))
		}
		row = above
	}
	if len(s) != count {
		t.Fatalf("%d tiles for a tree of %d, not %d", len(s), len(hashes), count)
	}
}

func joined(hashes []Hash) (b []byte) {
	for _, h := range hashes {
		b = append(b, h[:]...)
	}
	return b
}

func TestAnEmptyTree(t *testing.T) {
	tiles, root, err := Append(0, nil, nil)
	if want, _ := tlog.TreeHash(0, nil); err != nil || len(tiles) != 0 || root != want || root != RootOf(nil) {
		t.Error(tiles, root, err)
	}
}

func TestAStoreThatLostATile(t *testing.T) {
	tiles, _, err := Append(0, nil, [][]byte{someLeaf(0), someLeaf(1)})
	no(t, err)
	if _, _, err := Append(2, shelf{}.read, [][]byte{someLeaf(2)}); err == nil {
		t.Error("appended to a tile that is not there")
	}
	tiles[0].Data = tiles[0].Data[:tlog.HashSize]
	s := shelf{}
	s.put(tiles)
	if _, _, err := Append(2, s.read, [][]byte{someLeaf(2)}); err == nil {
		t.Error("appended behind a gap")
	}
	if _, err := Root(2, s.read); err == nil {
		t.Error("gave a root over a gap")
	}
}

func TestReceiptsProveTheirLeafAndNoOther(t *testing.T) {
	signer, log := newNoteKey(t, "petitions.meridian.example")
	s, leaves := shelf{}, [][]byte{}
	for i := range 700 {
		leaves = append(leaves, someLeaf(i))
	}
	tiles, root, err := Append(0, s.read, leaves)
	no(t, err)
	s.put(tiles)
	signed, err := Checkpoint{"petitions.meridian.example", 700, root}.Sign(signer)
	no(t, err)
	for _, i := range []int64{0, 1, 255, 256, 511, 512, 699} {
		r, err := NewReceipt(i, 700, signed, s.read)
		no(t, err)
		again, err := ParseReceipt(r.Marshal())
		no(t, err)
		if c, err := again.Check(leaves[i], log); err != nil || c.Size != 700 || c.Root != root {
			t.Errorf("leaf %d: %+v, %v", i, c, err)
		}
		if _, err := again.Check([]byte("another leaf"), log); err == nil {
			t.Errorf("leaf %d: proves another leaf", i)
		}
		again.Index ^= 1
		if _, err := again.Check(leaves[i], log); err == nil {
			t.Errorf("leaf %d: proves another index", i)
		}
	}
	_, other := newNoteKey(t, "petitions.meridian.example.other")
	r, err := NewReceipt(5, 700, signed, s.read)
	no(t, err)
	if _, err := r.Check(leaves[5], other); err == nil {
		t.Error("took another log's word")
	}
	text := string(r.Marshal())
	for name, bad := range map[string]string{
		"nothing": "", "no checkpoint": text[:strings.Index(text, "\n\n")+1], "another version": strings.Replace(text, "@v1", "@v2", 1),
		"index 05": strings.Replace(text, "index 5", "index 05", 1), "no index": strings.Replace(text, "index 5\n", "", 1),
		"half a hash": strings.Replace(text, "=\n", "\n", 1),
	} {
		if _, err := ParseReceipt([]byte(bad)); err == nil {
			t.Errorf("took a receipt with %s", name)
		}
	}
}

func newNoteKey(t testing.TB, name string) (note.Signer, note.Verifier) {
	skey, vkey, err := note.GenerateKey(nil, name)
	no(t, err)
	s, err := note.NewSigner(skey)
	no(t, err)
	v, err := note.NewVerifier(vkey)
	no(t, err)
	return s, v
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func BenchmarkAppend1000(b *testing.B) {
	s, size := shelf{}, int64(0)
	leaves := make([][]byte, 1000)
	for i := range leaves {
		leaves[i] = bytes.Repeat([]byte{byte(i)}, 900)
	}
	for b.Loop() {
		tiles, _, err := Append(size, s.read, leaves)
		no(b, err)
		s.put(tiles)
		size += 1000
	}
}
