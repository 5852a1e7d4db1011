package tessera

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	f_note "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"github.com/transparency-dev/witness/persistence/inmemory"
	theirs "github.com/transparency-dev/witness/witness"
	"golang.org/x/mod/sumdb/note"

	"roundrobin/handlers/booth"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
	"roundrobin/models/ledger/store"
	"roundrobin/models/ledger/witness"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const origin = "petitions.meridian.example"

var ctx = context.Background()

// A town is a ledger in a real store, served by the booth's own handlers.
type town struct {
	*testing.T
	d    *db.DB
	l    *store.Ledger
	key  note.Verifier
	log  *url.URL
	said int
}

func newTown(t *testing.T, d *db.DB) *town {
	master, err := secret.New(rand.Reader)
	no(t, err)
	l, err := store.Open(ctx, d, origin, master, rand.Reader)
	no(t, err)
	key, err := l.Verifier()
	no(t, err)
	app := fiber.New(fiber.Config{Immutable: true, DisableStartupMessage: true})
	(&booth.Booth{Ledger: l}).Public(app)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	no(t, err)
	go func() { _ = app.Listener(listener) }()
	t.Cleanup(func() { _ = app.Shutdown() })
	return &town{T: t, d: d, l: l, key: key, log: &url.URL{Scheme: "http", Host: listener.Addr().String(), Path: "/log/"}}
}

// grow appends leaves in batches of odd sizes; what they say differs from town to town by their day.
func (w *town) grow(n int, day string) {
	for batch := 1; n > 0; batch = batch*3%257 + 1 {
		leaves := [][]byte{}
		for ; len(leaves) < batch && n > 0; n-- {
			w.said++
			leaves = append(leaves, fmt.Appendf(nil, "roundrobin/v1 milestone\n%s\npetition bus\ncount %d\nday %s\n", origin, w.said, day))
		}
		no(w.T, w.d.InTx(ctx, func(tx *db.Tx) error { _, err := w.l.Append(tx, leaves); return err }))
	}
}

func hashes(bundle []byte) (all [][]byte, err error) {
	var b api.EntryBundle
	if err := b.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	for _, leaf := range b.Entries {
		all = append(all, rfc6962.DefaultHasher.HashLeaf(leaf))
	}
	return all, nil
}

func (w *town) fsck() error {
	f, err := client.NewHTTPFetcher(w.log, nil)
	no(w.T, err)
	return fsck.New(origin, w.key, f, hashes, fsck.Opts{N: 2}).Check(ctx)
}

func TestTesseraAcceptsTheLog(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		w := newTown(t, d)
		no(t, w.fsck())
		w.grow(70_000, "2026-11-23") // three levels of tiles
		no(t, w.fsck())
		f, err := client.NewHTTPFetcher(w.log, nil)
		no(t, err)
		size, _, err := w.l.Checkpoint(ctx)
		no(t, err)
		builder, err := client.NewProofBuilder(ctx, uint64(size), f.ReadTile)
		no(t, err)
		for _, place := range []int64{0, 1, 255, 256, 65_535, 65_536, size - 1} {
			ours, err := w.l.Receipt(ctx, place)
			no(t, err)
			built, err := builder.InclusionProof(ctx, uint64(place))
			no(t, err)
			var read proof.TLogProof
			no(t, read.Unmarshal(ours.Marshal()))
			if !slices.EqualFunc(ours.Path, built, same) || read.Index != uint64(place) {
				t.Errorf("another proof of leaf %d", place)
			}
		}
		for _, old := range []int64{1, 255, 300, 65_536} {
			ours, err := w.l.Consistency(ctx, old, size)
			no(t, err)
			built, err := builder.ConsistencyProof(ctx, uint64(old), uint64(size))
			no(t, err)
			if !slices.EqualFunc(ours, built, same) {
				t.Errorf("another proof from %d", old)
			}
		}
	})
}

func same(ours ledger.Hash, theirs []byte) bool { return bytes.Equal(ours[:], theirs) }

func TestTesseraSeesAChangedLeaf(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		w := newTown(t, d)
		w.grow(600, "2026-11-23")
		no(t, w.fsck())
		no(t, d.Write.Exec("UPDATE ledger_leaf SET leaf = ? WHERE place = 300", []byte("another")).Error)
		if w.fsck() == nil {
			t.Error("it did not")
		}
	})
}

// realWitness is transparency-dev's, in memory.
func realWitness(t *testing.T, log note.Verifier) (setting string, public note.Verifier) {
	private, plain, err := note.GenerateKey(rand.Reader, "witness.example/real")
	no(t, err)
	signer, err := f_note.NewSignerForCosignatureV1(private)
	no(t, err)
	known := func(_ context.Context, asked string) (note.Verifier, bool, error) { return log, asked == origin, nil }
	w, err := theirs.New(ctx, theirs.Opts{Persistence: inmemory.New(), Signers: []note.Signer{signer}, VerifierForLog: known})
	no(t, err)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /add-checkpoint", theirs.NewHTTPHandler(w).AddCheckpoint)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	key, err := f_note.VKeyToCosignatureV1(plain)
	no(t, err)
	return key + " " + s.URL, signer.Verifier()
}

func (w *town) publisher(setting string) *witness.Publisher {
	all, err := witness.Parse(setting)
	no(w.T, err)
	return &witness.Publisher{
		Ledger: w.l, Witnesses: all, Quorum: 1, Keep: filepath.Join(w.TempDir(), "checkpoint"), Client: http.DefaultClient,
		Log: slog.New(slog.DiscardHandler), Now: time.Now, Every: time.Second,
	}
}

func TestAWitnessOfOthersSignsAndRefusesAFork(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		w := newTown(t, d)
		setting, public := realWitness(t, w.key)
		p := w.publisher(setting)
		no(t, p.Start(ctx))
		w.signed(public, 2)
		backUp(t, d)
		for size := int64(2); size < 700; size += 233 {
			w.grow(233, "2026-11-23")
			no(t, p.Once(ctx))
			w.signed(public, size+233)
		}
		no(t, w.publisher(setting).Start(ctx)) // a restart
		w.signed(public, 701)

		restore(t, d)
		var more *witness.SeenMore
		if err := w.publisher(setting).Start(ctx); !errors.As(err, &more) || more.Size != 701 {
			t.Errorf("set back: %v", err)
		}
		w.grow(800, "2026-11-24")
		if err := w.publisher(setting).Start(ctx); !errors.As(err, &more) || more.Size != 0 {
			t.Errorf("forked: %v", err)
		}
		w.signed(public, 701) // what is shown stays what was signed
	})
}

// signed: what everyone is shown has this size and the witness's signature, as the witness's own code reads it.
func (w *town) signed(public note.Verifier, size int64) {
	w.Helper()
	f, err := client.NewHTTPFetcher(w.log, nil)
	no(w.T, err)
	checkpoint, raw, _, err := client.FetchCheckpoint(ctx, f.ReadCheckpoint, w.key, origin)
	no(w.T, err)
	n, err := note.Open(raw, note.VerifierList(w.key, public))
	if err != nil || len(n.Sigs) != 2 || checkpoint.Size != uint64(size) {
		w.Errorf("%d leaves, %v, want %d: %v", checkpoint.Size, n, size, err)
	}
}

// What an old backup of the store brings back. What was published is kept: a thief of the store would keep it, too.
var kept = []string{"ledger_state", "ledger_leaf", "ledger_tile", "ledger_last", "ledger_named", "ledger_about"}

func backUp(t *testing.T, d *db.DB) {
	for _, table := range kept {
		no(t, d.Write.Exec("CREATE TABLE old_"+table+" AS SELECT * FROM "+table).Error)
	}
}

func restore(t *testing.T, d *db.DB) {
	for _, table := range kept {
		no(t, d.Write.Exec("DELETE FROM "+table).Error)
		no(t, d.Write.Exec("INSERT INTO "+table+" SELECT * FROM old_"+table).Error)
	}
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
