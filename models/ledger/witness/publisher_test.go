package witness_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
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

// other is somebody else's witness, written from the specification: it checks proofs, and signs. tools/tessera asks a real one.
type other struct {
	t    *testing.T
	name string
	key  ed25519.PrivateKey
	log  note.Verifier
	seen ledger.Checkpoint
	away bool
	url  string
}

func newOther(t *testing.T, name string, l *store.Ledger) *other {
	_, key, _ := ed25519.GenerateKey(rand.Reader)
	log, err := l.Verifier()
	no(t, err)
	o := &other{t: t, name: name, key: key, log: log}
	s := httptest.NewServer(o)
	t.Cleanup(s.Close)
	o.url = s.URL
	return o
}

func (o *other) id() []byte {
	h := sha256.Sum256(append([]byte(o.name+"\n\x04"), o.key.Public().(ed25519.PublicKey)...))
	return h[:4]
}

func (o *other) setting() string {
	return fmt.Sprintf("%s+%x+%s %s", o.name, o.id(), base64.StdEncoding.EncodeToString(append([]byte{4}, o.key.Public().(ed25519.PublicKey)...)), o.url)
}

func (o *other) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if o.away {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	body, _ := io.ReadAll(r.Body)
	head, signed, _ := strings.Cut(string(body), "\n\n")
	lines := strings.Split(head, "\n")
	c, err := ledger.OpenCheckpoint([]byte(signed), o.log)
	if err != nil || r.URL.Path != "/add-checkpoint" {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	if lines[0] != fmt.Sprintf("old %d", o.seen.Size) {
		w.Header().Set("Content-Type", "text/x.tlog.size")
		w.WriteHeader(http.StatusConflict)
		fmt.Fprintf(w, "%d\n", o.seen.Size)
		return
	}
	var proof tlog.TreeProof
	for _, line := range lines[1:] {
		h, err := tlog.ParseHash(line)
		no(o.t, err)
		proof = append(proof, h)
	}
	good := o.seen.Size == 0 || o.seen.Size == c.Size && o.seen.Root == c.Root
	if !good && o.seen.Size < c.Size {
		good = tlog.CheckTree(proof, c.Size, c.Root, o.seen.Size, o.seen.Root) == nil
	}
	if !good {
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	o.seen = c
	text, _, _ := strings.Cut(signed, "\n\n")
	signature := ed25519.Sign(o.key, fmt.Appendf(nil, "cosignature/v1\ntime 1795000000\n%s\n", text))
	line := append(binary.BigEndian.AppendUint64(o.id(), 1795000000), signature...)
	fmt.Fprintf(w, "— %s %s\n", o.name, base64.StdEncoding.EncodeToString(line))
}

type town struct {
	*testing.T
	d      *db.DB
	master secret.Master
	l      *store.Ledger
	now    time.Time
	file   string
}

func newTown(t *testing.T, d *db.DB) *town {
	m, _ := secret.New(rand.Reader)
	w := &town{T: t, d: d, master: m, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), file: filepath.Join(t.TempDir(), "checkpoint")}
	w.open()
	return w
}

func (w *town) open() {
	var err error
	w.l, err = store.Open(ctx, w.d, origin, w.master, rand.Reader)
	no(w.T, err)
}

func (w *town) grow(n int) {
	for i := range n {
		no(w.T, w.d.InTx(ctx, func(tx *db.Tx) error {
			return w.l.Say(tx, &ledger.Milestone{Petition: "bus", Count: i, Day: "2026-11-23"})
		}))
	}
}

func (w *town) publisher(quorum int, others ...*other) *witness.Publisher {
	settings := ""
	for _, o := range others {
		settings += o.setting() + "\n"
	}
	all, err := witness.Parse(settings)
	no(w.T, err)
	return &witness.Publisher{
		Ledger: w.l, Witnesses: all, Quorum: quorum, Keep: w.file, Client: http.DefaultClient, Log: slog.New(slog.DiscardHandler),
		Now: func() time.Time { return w.now }, Every: time.Millisecond, Again: time.Minute,
	}
}

// shown is the public checkpoint's size, and who of these signed it.
func (w *town) shown(others ...*other) (int64, string) {
	w.Helper()
	size, signed, err := w.l.Checkpoint(ctx)
	if err != nil {
		return -1, ""
	}
	var keys []note.Verifier
	for _, o := range others {
		v, err := ledger.NewWitness(strings.Fields(o.setting())[0])
		no(w.T, err)
		keys = append(keys, v)
	}
	log, err := w.l.Verifier()
	no(w.T, err)
	names, err := ledger.Cosigners(signed, log, keys...)
	no(w.T, err)
	c, err := ledger.OpenCheckpoint(signed, log)
	if err != nil || c.Size != size {
		w.Errorf("a checkpoint of %d leaves for %d: %v", c.Size, size, err)
	}
	return size, strings.Join(names, " ")
}

func (w *town) expect(size int64, signers string, others ...*other) {
	w.Helper()
	if got, names := w.shown(others...); got != size || names != signers {
		w.Errorf("%d leaves are shown, signed by %q; want %d by %q", got, names, size, signers)
	}
}

func TestWithoutAQuorumNothingWaits(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		w := newTown(t, d)
		one, two := newOther(t, "one.example", w.l), newOther(t, "two.example", w.l)
		two.away = true
		p := w.publisher(0, one, two)
		no(t, p.Start(ctx))
		w.expect(2, "one.example", one, two)
		w.grow(3)
		w.expect(5, "", one, two) // shown at once
		no(t, p.Once(ctx))
		w.expect(5, "one.example", one, two)
		two.away, w.now = false, w.now.Add(time.Minute)
		no(t, p.Once(ctx))
		w.expect(5, "one.example two.example", one, two)
		states, err := w.l.Witnesses(ctx)
		if err != nil || len(states) != 2 || states[1] != (store.WitnessState{Name: "two.example", Size: 5, Signed: "2026-11-23"}) {
			t.Errorf("%+v %v", states, err)
		}
	})
}

func TestAQuorumIsWaitedFor(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		w := newTown(t, d)
		one, two, three := newOther(t, "one.example", w.l), newOther(t, "two.example", w.l), newOther(t, "three.example", w.l)
		p := w.publisher(2, one, two, three)
		two.away, three.away = true, true
		no(t, p.Start(ctx))
		w.expect(-1, "")
		two.away, w.now = false, w.now.Add(time.Minute)
		no(t, p.Once(ctx))
		w.expect(2, "one.example two.example", one, two, three)
		two.away = true
		w.grow(1)
		no(t, p.Once(ctx))
		w.expect(2, "one.example two.example", one, two, three)
		three.away, w.now = false, w.now.Add(time.Minute)
		no(t, p.Once(ctx))
		w.expect(3, "one.example three.example", one, two, three)
		states, _ := w.l.Witnesses(ctx)
		if len(states) != 3 || states[2].Name != "two.example" || states[2].Trouble != "it answers 502" || states[2].Size != 2 {
			t.Errorf("%+v", states)
		}
	})
}

func TestAWitnessThatKnowsMoreThanWeThoughtIsAskedAgain(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		w := newTown(t, d)
		one := newOther(t, "one.example", w.l)
		no(t, w.publisher(0, one).Start(ctx))
		no(t, d.Write.Exec("DELETE FROM ledger_witness").Error)
		w.grow(9)
		no(t, w.publisher(0, one).Start(ctx))
		w.expect(11, "one.example", one)
	})
}

// The store is set back to an old backup: here, to the day of its founding.
func TestAnOldBackupIsRefused(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		for _, c := range []struct {
			name       string
			file, peer bool
			grow       int
			size       int64
		}{
			{"the file has seen more", true, false, 0, 7},
			{"the file has seen another", true, false, 9, 0},
			{"a witness has seen more", false, true, 0, 7},
			{"a witness has seen another", false, true, 9, 0},
		} {
			t.Run(c.name, func(t *testing.T) {
				clean(t, d)
				w := newTown(t, d)
				backUp(t, d)
				one := newOther(t, "one.example", w.l)
				w.grow(5)
				no(t, w.publisher(0, one).Start(ctx))
				restore(t, d)
				for i := range c.grow {
					no(t, d.InTx(ctx, func(tx *db.Tx) error {
						return w.l.Say(tx, &ledger.Milestone{Petition: "other", Count: i, Day: "2026-11-24"})
					}))
				}
				if !c.file {
					no(t, os.Remove(w.file))
				}
				var asked []*other
				if c.peer {
					asked = append(asked, one)
				}
				err := w.publisher(0, asked...).Start(ctx)
				var more *witness.SeenMore
				if !errors.As(err, &more) || more.Size != c.size {
					t.Errorf("%v", err)
				}
			})
		}
	})
}

var kept = []string{"ledger_state", "ledger_leaf", "ledger_tile", "ledger_last", "ledger_named", "ledger_about", "ledger_witness"}

func backUp(t *testing.T, d *db.DB) {
	for _, table := range kept {
		no(t, d.Write.Exec("DROP TABLE IF EXISTS old_"+table).Error)
		no(t, d.Write.Exec("CREATE TABLE old_"+table+" AS SELECT * FROM "+table).Error)
	}
}

func restore(t *testing.T, d *db.DB) {
	for _, table := range kept {
		no(t, d.Write.Exec("DELETE FROM "+table).Error)
		no(t, d.Write.Exec("INSERT INTO "+table+" SELECT * FROM old_"+table).Error)
	}
}

func clean(t *testing.T, d *db.DB) {
	for _, table := range append([]string{"site", "signing_key", "ledger_public"}, kept...) {
		no(t, d.Write.Exec("DELETE FROM "+table).Error)
	}
}

func TestTheFileFollowsTheLedger(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		w := newTown(t, d)
		p := w.publisher(0)
		no(t, p.Start(ctx))
		before, err := os.ReadFile(w.file)
		no(t, err)
		run, stop := context.WithCancel(ctx)
		over := make(chan bool)
		go func() { p.Run(run); close(over) }()
		w.grow(1)
		for range 20_000 {
			if now, _ := os.ReadFile(w.file); string(now) != string(before) {
				before = nil
				break
			}
			time.Sleep(5 * time.Millisecond)
		}
		stop()
		<-over
		if before != nil {
			t.Error("it stayed as it was")
		}
		no(t, w.publisher(0).Start(ctx))
		no(t, os.WriteFile(w.file, []byte("scrawl\n"), 0o600))
		if err := w.publisher(0).Start(ctx); err == nil || !strings.Contains(err.Error(), "Put it away") {
			t.Errorf("%v", err)
		}
	})
}

func TestSettingsThatNameNoWitness(t *testing.T) {
	for _, text := range []string{"one", "one+00000000+AAAA https://one.example", "x"} {
		if _, err := witness.Parse(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
	if all, err := witness.Parse(" \n"); err != nil || len(all) != 0 {
		t.Errorf("%v %v", all, err)
	}
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
