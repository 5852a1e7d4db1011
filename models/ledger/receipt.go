package ledger

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const receiptHead = "c2sp.org/tlog-proof@v1"

// A Receipt proves that a leaf is in the tree of a checkpoint (C2SP tlog-proof, no extra data).
type Receipt struct {
	Index      int64
	Path       []Hash
	Checkpoint []byte // signed, cosignatures and all
}

// NewReceipt proves the leaf at index in a stored tree; size is the checkpoint's.
func NewReceipt(index, size int64, checkpoint []byte, read ReadTile) (Receipt, error) {
	path, err := tlog.ProveRecord(size, index, Hashes(read))
	return Receipt{index, path, checkpoint}, err
}

// Marshal gives the file.
func (r Receipt) Marshal() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nindex %d\n", receiptHead, r.Index)
	for _, h := range r.Path {
		fmt.Fprintln(&b, h)
	}
	b.WriteByte('\n')
	b.Write(r.Checkpoint)
	return b.Bytes()
}

// ParseReceipt takes exactly what Marshal gives; it checks nothing.
func ParseReceipt(text []byte) (r Receipt, err error) {
	head, checkpoint, ok := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || len(lines) < 2 || lines[0] != receiptHead || len(lines) > 2+63 {
		return r, fmt.Errorf("ledger: no receipt")
	}
	index, _ := strings.CutPrefix(lines[1], "index ")
	if r.Index, err = strconv.ParseInt(index, 10, 62); err != nil {
		return r, fmt.Errorf("ledger: a receipt for no index: %w", err)
	}
	for _, l := range lines[2:] {
		h, err := tlog.ParseHash(l)
		if err != nil {
			return r, fmt.Errorf("ledger: a receipt with %.60q: %w", l, err)
		}
		r.Path = append(r.Path, h)
	}
	r.Checkpoint = []byte(checkpoint)
	if !bytes.Equal(r.Marshal(), text) {
		return r, fmt.Errorf("ledger: a receipt not in its one form")
	}
	return r, nil
}

// Check returns the log's checkpoint, if it holds this leaf at the receipt's index.
func (r Receipt) Check(leaf []byte, log note.Verifier) (Checkpoint, error) {
	c, err := OpenCheckpoint(r.Checkpoint, log)
	if err != nil {
		return c, err
	}
	if err := tlog.CheckRecord(r.Path, c.Size, c.Root, r.Index, LeafHash(leaf)); err != nil {
		return c, fmt.Errorf("ledger: the leaf is not at %d in the tree of %d: %w", r.Index, c.Size, err)
	}
	return c, nil
}
