package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/export"
	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const bus = "busbusbusbusbusb"

var (
	ctx  = context.Background()
	text = pass.Text{Language: "en", Title: "Bring back the night bus", Addressee: "Leadership", Ask: "Bring it back.", Background: "We walk.\n"}
)

// signed: a petition that 700 signed between a thousand leaves about another.
func signed(t *testing.T, d *db.DB) (*ledgerstore.Ledger, *passstore.Books) {
	master, err := secret.New(rand.Reader)
	no(t, err)
	l, err := ledgerstore.Open(ctx, d, passtest.Origin, master, rand.Reader)
	no(t, err)
	desk := passtest.Open(t, "2026Q4", 1)
	books := passstore.New(d, l, master, time.Now, time.UTC, rand.Reader)
	no(t, books.Publish(ctx, desk.Keys, desk.Proofs, "2026-10-01", "2026-12-31"))
	act := desk.Person(1).Act(t, 1, pass.Signature, bus, text.Hash(), "-", 1, "").Act
	no(t, d.InTx(ctx, func(tx *db.Tx) error {
		err := l.Say(tx, &ledger.Eligible{Book: "2026Q4", Size: 900}, &ledger.Open{Petition: bus, Book: "2026Q4", Slot: 1, Text: text.Hash(), Issued: 900, Day: "2026-11-01", Closes: "2027-01-30"})
		for n := range 700 { // one act many times is no honest ledger; the bundle does not judge
			leaves := [][]byte{act.Marshal()}
			if n < 500 {
				leaves = append(leaves, fmt.Appendf(nil, "roundrobin/v1 milestone\n%s\npetition other\ncount %d\nday 2026-11-23\n", passtest.Origin, n))
			}
			_, failed := l.Append(tx, leaves)
			err = errors.Join(err, failed)
		}
		return err
	}))
	return l, books
}

func petition() export.Petition {
	return export.Petition{
		ID: bus, Book: "2026Q4", Text: text.Marshal(),
		Readme: func(size int64) string { return fmt.Sprintf("of %d leaves\n", size) },
		Page: func(to io.Writer, files func(io.Writer) error) error {
			_, err := io.WriteString(to, "<page>\n")
			return errors.Join(err, files(to))
		},
	}
}

func TestABundleHoldsWhatProvesItsLeaves(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l, books := signed(t, d)
		content := bundled(t, l, books)
		if again := bundled(t, l, books); !bytes.Equal(content, again) {
			t.Error("the same ledger gave another bundle")
		}
		z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		no(t, err)
		files := map[string][]byte{}
		for _, f := range z.File {
			if _, twice := files[f.Name]; twice || !f.Modified.IsZero() && f.Modified.Year() > 1980 {
				t.Errorf("%s stands there twice, or says when it was made", f.Name)
			}
			r, err := f.Open()
			no(t, err)
			files[f.Name], err = io.ReadAll(r)
			no(t, err)
		}
		key, err := l.Verifier()
		no(t, err)
		c, err := ledger.OpenCheckpoint(files["log/checkpoint"], key)
		no(t, err)
		var places []int64
		for name, leaf := range files {
			if !strings.HasPrefix(name, "leaves/") {
				continue
			}
			place, err := ledger.ParseLeafName(name)
			no(t, err)
			proven, err := ledger.Proven(c, func(p ledger.Path) ([]byte, error) { return files["log/tile/"+p.String()], nil }, []int64{place})
			if err != nil || proven[0] != ledger.LeafHash(leaf) {
				t.Fatalf("%s is not proven: %v", name, err)
			}
			places = append(places, place)
		}
		if len(places) != 700+1+3 { // signatures, open, and season, book, eligible
			t.Errorf("%d leaves", len(places))
		}
		inPage := map[string]bool{}
		for _, line := range strings.Split(strings.TrimSpace(strings.TrimPrefix(string(files["check.html"]), "<page>\n")), "\n") {
			name, content, _ := strings.Cut(line, " ")
			if inPage[name] || content != base64.StdEncoding.EncodeToString(files[name]) {
				t.Errorf("the page has another %s, or has it twice", name)
			}
			inPage[name] = true
		}
		if len(inPage) != len(files)-1 {
			t.Errorf("the page has %d of %d files", len(inPage), len(files)-1)
		}
		if string(files["README.txt"]) != fmt.Sprintf("of %d leaves\n", c.Size) || !bytes.Equal(files["petitions/"+bus+".txt"], text.Marshal()) || len(files["log/books/2026Q4.proofs"]) == 0 {
			t.Error("it lacks a file, or has another")
		}
	})
}

func TestABundleOfAPetitionWithoutItsBook(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l, books := signed(t, d)
		p := petition()
		p.Book = "1999Q1"
		m, err := export.NewBundles(l, books).Make(ctx, p, "en", "")
		no(t, err)
		m.Within(time.Minute)
		if _, _, err := m.Open(); err == nil {
			t.Error("it was made")
		}
	})
}

func bundled(t *testing.T, l *ledgerstore.Ledger, books *passstore.Books) []byte {
	m, err := export.NewBundles(l, books).Make(ctx, petition(), "en", "")
	no(t, err)
	return whole(t, m)
}

// whole waits for what is being made, and reads it.
func whole(t *testing.T, m *export.Making) []byte {
	t.Helper()
	if !m.Within(time.Minute) {
		t.Fatal("it is not made")
	}
	file, size, err := m.Open()
	no(t, err)
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil || int64(len(content)) != size {
		t.Fatalf("%d of %d bytes: %v", len(content), size, err)
	}
	return content
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
