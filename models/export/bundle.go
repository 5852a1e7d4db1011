// Package export gives away what is public, in files that need no site any more.
package export

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/base64"
	"io"
	"os"
	"slices"

	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	passstore "roundrobin/models/pass/store"
)

const page = 500 // leaves read at the same time

// Bundles writes proof bundles: a zip with all that shows, without us, that a petition was signed as often as it says
// (docs/protocol.md, Bundle). The same ledger gives the same bytes, so each is written once; see Make.
type Bundles struct {
	ledger *ledgerstore.Ledger
	books  *passstore.Books
	turns  chan struct{}
	kept   kept
}

func NewBundles(l *ledgerstore.Ledger, b *passstore.Books) *Bundles {
	return &Bundles{ledger: l, books: b, turns: make(chan struct{}, atOnce), kept: kept{made: map[string]*Making{}}}
}

// A Petition is what a bundle is of. Text is the frozen one, Readme what a stranger reads first.
type Petition struct {
	ID     string
	Book   string
	Text   []byte
	Readme func(size int64) string // size of the ledger
	// Page writes check.html, which holds what files writes: a line for each file of the bundle, its name and its bytes in base64.
	Page func(to io.Writer, files func(io.Writer) error) error
}

// file writes the bundle to a file that has no name and is gone when it is closed.
func (b *Bundles) file(ctx context.Context, p Petition, m *Making) (file *os.File, size int64, err error) {
	b.turns <- struct{}{}
	defer func() { <-b.turns }()
	page, err := nameless()
	if err != nil {
		return nil, 0, err
	}
	defer page.Close()
	if file, err = nameless(); err != nil {
		return nil, 0, err
	}
	if err = b.write(ctx, file, page, p, m); err == nil {
		size, err = file.Seek(0, io.SeekEnd)
	}
	if err != nil {
		_ = file.Close() // what went before is the error
	}
	return file, size, err
}

func nameless() (*os.File, error) {
	file, err := os.CreateTemp("", "bundle-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(file.Name()); err != nil {
		_ = file.Close() // what went before is the error
		return nil, err
	}
	return file, nil
}

// A bundle is being written, for the tree of one checkpoint.
type bundle struct {
	*Bundles
	ctx  context.Context
	zip  *zip.Writer
	page *bufio.Writer // the same files once more, for the page that checks them
	made *Making       // is told how far it is
	ledger.Checkpoint
}

func (b *Bundles) write(ctx context.Context, to io.Writer, page io.ReadWriteSeeker, p Petition, m *Making) error {
	key, err := b.ledger.Verifier()
	if err != nil {
		return err
	}
	w := bundle{Bundles: b, ctx: ctx, zip: zip.NewWriter(to), page: bufio.NewWriter(page), made: m}
	if w.Checkpoint, err = ledger.OpenCheckpoint(m.signed, key); err != nil {
		return err
	}
	keys, proofs, err := b.books.Files(ctx, p.Book)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name    string
		content []byte
	}{
		{"README.txt", []byte(p.Readme(w.Size))}, {"petitions/" + p.ID + ".txt", p.Text}, {"log/key", []byte(b.ledger.Key() + "\n")}, {"log/checkpoint", m.signed},
		{"log/books/" + p.Book, keys}, {"log/books/" + p.Book + ".proofs", proofs},
	} {
		if err := w.file(f.name, f.content); err != nil {
			return err
		}
	}
	if err := w.leaves(p.Book, p.ID); err != nil {
		return err
	}
	if err := w.check(p, page); err != nil {
		return err
	}
	return w.zip.Close()
}

// check writes the page that people open, with all files so far in it.
func (w *bundle) check(p Petition, page io.ReadSeeker) error {
	err := w.page.Flush()
	if err == nil {
		_, err = page.Seek(0, io.SeekStart)
	}
	if err != nil {
		return err
	}
	f, err := w.zip.Create("check.html")
	if err != nil {
		return err
	}
	return p.Page(f, func(to io.Writer) error {
		_, err := io.Copy(to, page)
		return err
	})
}

func (w *bundle) file(name string, content []byte) error {
	f, err := w.zip.Create(name)
	if err == nil {
		_, err = f.Write(content)
	}
	if err == nil {
		_, err = w.page.WriteString(name + " " + base64.StdEncoding.EncodeToString(content) + "\n")
	}
	return err
}

// leaves writes those about each, and the tiles that prove them.
func (w *bundle) leaves(abouts ...string) error {
	var places []int64
	for _, about := range abouts {
		some, err := w.ledger.Places(w.ctx, about, w.Size)
		if err != nil {
			return err
		}
		places = append(places, some...)
	}
	slices.Sort(places)
	w.made.all.Store(int64(len(places)))
	read := func(p ledger.Path) ([]byte, error) {
		tile, err := w.ledger.Tile(w.ctx, p)
		if err == nil {
			err = w.file("log/tile/"+p.String(), tile)
		}
		return tile, err
	}
	if _, err := ledger.Proven(w.Checkpoint, read, places); err != nil {
		return err
	}
	for _, about := range abouts {
		if err := w.leavesAbout(about); err != nil {
			return err
		}
	}
	return nil
}

func (w *bundle) leavesAbout(about string) error {
	for from := int64(0); ; {
		some, err := w.ledger.About(w.ctx, about, from, w.Size, page)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, leaf := range some {
			if err := w.file(ledger.LeafName(leaf.Place), leaf.Leaf); err != nil {
				return err
			}
			w.made.written.Add(1)
			from = leaf.Place + 1
		}
	}
}
