package ledger

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

func numbered(n int) (leaves [][]byte, hashes []Hash) {
	for i := range n {
		leaf := binary.BigEndian.AppendUint32(nil, uint32(i))
		leaves, hashes = append(leaves, leaf), append(hashes, LeafHash(leaf))
	}
	return leaves, hashes
}

func TestPeaksKnowTheRootAtEverySize(t *testing.T) {
	_, hashes := numbered(300)
	var p Peaks
	for i := range 301 {
		if p.Size() != int64(i) || p.Root() != RootOf(hashes[:i]) {
			t.Fatalf("another root at %d", i)
		}
		if i < 300 {
			p.Add(hashes[i])
		}
	}
}

func TestProvenLeavesAreThoseOfTheCheckpoint(t *testing.T) {
	leaves, hashes := numbered(70_000)
	tiles, root, err := Append(0, nil, leaves)
	if err != nil {
		t.Fatal(err)
	}
	stored := map[Path][]byte{}
	for _, tile := range tiles {
		stored[Path{Level: tile.Level, N: tile.N}] = tile.Data
	}
	var asked []Path
	read := func(p Path) ([]byte, error) {
		asked = append(asked, p)
		data := stored[Path{Level: p.Level, N: p.N}]
		if len(data) < 32*p.Width {
			return nil, errors.New("none")
		}
		return data[:32*p.Width], nil
	}
	places := []int64{0, 1, 255, 256, 65_535, 65_536, 69_999}
	c := Checkpoint{Size: 70_000, Root: root}
	proven, err := Proven(c, read, places)
	if err != nil {
		t.Fatal(err)
	}
	for i, place := range places {
		if proven[i] != hashes[place] {
			t.Errorf("another leaf at %d", place)
		}
	}
	if len(asked) > 12 {
		t.Errorf("%d tiles for seven leaves", len(asked))
	}
	for _, p := range asked { // no tile may be another
		at := Path{Level: p.Level, N: p.N}
		honest := stored[at]
		stored[at] = append([]byte{}, honest...)
		stored[at][len(stored[at])-1] ^= 1
		if _, err := Proven(c, read, places); err == nil {
			t.Errorf("%s was another and nobody saw", p)
		}
		stored[at] = honest
	}
}

func TestAWitnessIsKnownByItsKey(t *testing.T) {
	for name, key := range map[string]string{
		"of nothing":       "",
		"of another hash":  "witness.example+00000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"of another kind":  "witness.example+00000000+AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"with half a key":  "witness.example+00000000+BAAA",
		"without its name": "+00000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	} {
		if _, err := NewWitness(key); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	// A log's plain key names the same witness: only the kind in its hash differs.
	_, plain, err := note.GenerateKey(strings.NewReader(strings.Repeat("w", 64)), "witness.example")
	if err != nil {
		t.Fatal(err)
	}
	if w, err := NewWitness(plain); err != nil || w.Name() != "witness.example" || w.Verify([]byte("x"), make([]byte, 64)) {
		t.Errorf("%v", err)
	}
}

func TestWhatIsNoKeptPromise(t *testing.T) {
	for _, text := range []string{"", "roundrobin/v1 promise\n", "roundrobin/v1 promise\na\nb\nc\n", "act\n\nroundrobin/v1 promise\na\n" + LeafHash(nil).String() + "\nc\n"} {
		if _, err := ParseKept([]byte(text)); err == nil {
			t.Errorf("%q", text)
		}
	}
}
