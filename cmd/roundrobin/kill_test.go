package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/wallet"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/pass"
	"roundrobin/models/pass/stamp"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
	views "roundrobin/views/desk"
)

// killMain makes the test binary the program itself, so that it can be killed; see TestMain.
const killMain = "RR_TEST_KILL_MAIN"

// The same, at every named step and with a look into the files, is in models/petition/store. An audit kills a hundred times on each database, in
// four lives of a site: whatever was promised before any of them is counted once after the last.
func TestTheServerIsKilledWhilePeopleHandIn(t *testing.T) {
	for name, store := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "" }, "postgres": dbtest.Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for n := range dbtest.Times(1, 4) {
				t.Run(fmt.Sprint(n), func(t *testing.T) { killedWhileHandingIn(t, store(t), store(t), dbtest.Times(3, 25)) })
			}
		})
	}
}

func killedWhileHandingIn(t *testing.T, identity, booth string, kills int) {
	const people = 14
	k := newKillable(t, identity, booth, people)
	k.talks.Store(true)
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Minute)
	defer stop()
	var busy sync.WaitGroup
	for n := range people {
		busy.Go(func() { k.lives(ctx, n) })
	}
	done := make(chan struct{})
	go func() { busy.Wait(); close(done) }()
	for range kills {
		server, before := k.serve(), k.promised.Load()
		for k.promised.Load() == before && !over(done) {
			time.Sleep(5 * time.Millisecond)
		}
		time.Sleep(mathrand.N(700 * time.Millisecond))
		if kill(t, server); over(done) {
			t.Fatal("nobody had anything left to say: nothing was interrupted")
		}
		t.Logf("killed with %d promises", k.promised.Load())
	}
	last := k.serve()
	k.talks.Store(false)
	<-done
	t.Logf("%d promises in all", k.promised.Load())
	k.everythingIsCounted(ctx)
	if got := recount(t, k.site.Base)[killText.Title]; got != people-people/3 {
		t.Errorf("recounted %d, and %d signed of whom %d withdrew", got, people, people/3)
	}
	kill(t, last)
}

// killable is a site whose server is killed, and the people who hand in there through envelopes.
type killable struct {
	t        testing.TB
	config   *config
	site     *wallet.Site
	petition string
	wallets  []*wallet.Wallet
	promised atomic.Int32 // acts
	talks    atomic.Bool  // while servers are killed, nobody falls silent
	retried  atomic.Int32 // tries that came to nothing
}

var killText = pass.Text{Language: "en", Title: "Keep the night bus", Addressee: "the board", Ask: "Will you keep it?", Background: "It is dark.\n"}

// newKillable founds a site with one petition, and gives everybody a book.
func newKillable(t testing.TB, identity, booth string, people int) *killable {
	t.Helper()
	address := quietAddress(t)
	c := &config{Data: t.TempDir(), Identity: identity, Booth: booth, Origin: "petitions.example", Zone: "UTC", Insecure: true, Review: reviewNone, Ways: []string{views.WayEmail}, BookSlots: 1, SealMin: 1, Listen: address}
	c.KeyFile = filepath.Join(c.Data, "master.key")
	_, err := secret.Create(c.KeyFile, rand.Reader)
	must(t, err)
	k := &killable{t: t, config: c, site: wallet.NewSite("http://"+address, &http.Client{Timeout: 10 * time.Second})}
	s, err := open(t.Context(), c, &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard})
	must(t, err)
	defer s.close()
	k.found(s, people)
	return k
}

// quietAddress is one of a port that stays free while the server is dead: systems give out ports from 32768 on by themselves.
func quietAddress(t testing.TB) string {
	t.Helper()
	for range 100 {
		address := fmt.Sprintf("127.0.0.1:%d", 20000+mathrand.N(12000))
		if free, err := net.Listen("tcp", address); err == nil {
			must(t, free.Close())
			return address
		}
	}
	t.Fatal("no port is free")
	return ""
}

func (k *killable) found(s *site, people int) {
	ctx, t := k.t.Context(), k.t
	var list strings.Builder
	list.WriteString("name,email,department,site,kind,staff_id\n")
	for n := range people {
		fmt.Fprintf(&list, "Person Number%d,%d@example.org,Fleet,Leeds,employee,%d\n", n, n, n)
	}
	_, err := s.importRoster(ctx, strings.NewReader(list.String()))
	must(t, err)
	must(t, s.mintBooks(ctx))
	book, err := s.books.Season(ctx)
	must(t, err)
	ledger, err := wallet.NewLedger(s.ledger.Key())
	must(t, err)
	for n := range people {
		address, err := roster.ParseAddress(fmt.Sprintf("%d@example.org", n))
		must(t, err)
		f := collected(t, s, book.Name, s.roster.Hash(address))
		k.wallets = append(k.wallets, &wallet.Wallet{File: f, Site: k.site, Ledger: ledger, Now: time.Now, Random: rand.Reader, Sleep: sleep})
	}
	p, err := s.petitions.Gather(ctx, petitionstore.Proposal{Text: killText})
	must(t, err)
	_, err = s.petitions.Open(ctx, p.ID)
	must(t, err)
	k.petition = p.ID
}

// collected is a wallet with the book, as if it had been at the desk.
func collected(t testing.TB, s *site, book string, person [32]byte) *wallet.File {
	t.Helper()
	seed, err := wallet.NewSeed(rand.Reader)
	must(t, err)
	w := pass.NewWallet(seed, s.config.Origin)
	keys, err := s.books.KeyFile(t.Context(), book)
	must(t, err)
	var blinded []byte
	for _, key := range keys.Keys {
		r, err := w.Prepare(key)
		must(t, err)
		blinded = append(blinded, r.Blinded...)
	}
	name := [32]byte(w.NameKey(book).Public().(ed25519.PublicKey))
	answer, err := s.stamp.Collect(t.Context(), stamp.Holder{Person: person, Name: "Somebody"}, stamp.Request{Book: book, NameKey: name, Blinded: blinded})
	must(t, err)
	f, err := wallet.New("", seed)
	must(t, err)
	f.Books = []wallet.Stamped{{Book: book, Signatures: answer.Signatures}}
	return f
}

// lives signs and comments as long as servers are killed; a third withdraws. Nobody stops before everything is promised.
func (k *killable) lives(ctx context.Context, n int) {
	w := k.wallets[n]
	k.says(ctx, w, wallet.Signing(k.petition))
	for said := 1; said == 1 || k.talks.Load() && said <= mostSaid && ctx.Err() == nil; said++ {
		k.says(ctx, w, wallet.Commenting(k.petition, "", fmt.Sprintf("Reason %d of %d.", said, n)))
	}
	if n%3 == 2 {
		k.says(ctx, w, wallet.Withdrawing(k.petition))
	}
}

const mostSaid = 95 // one voice may make a hundred comments

func (k *killable) says(ctx context.Context, w *wallet.Wallet, wish wallet.Wish) {
	var act *wallet.Act
	k.insists(ctx, "to say it", func() (err error) {
		if err = w.Ledger.Update(ctx, w.Site); err == nil {
			act, err = w.Say(ctx, wish)
		}
		k.tried(err)
		return err
	})
	k.insists(ctx, "a promise", func() error {
		if act == nil || act.State != wallet.Waiting {
			return nil
		}
		err := w.Beat(ctx, act)
		k.tried(err)
		return errors.Join(err, errNotYet)
	})
	if act == nil || act.State == wallet.Waiting || act.State == wallet.Refused {
		k.t.Errorf("no promise: %+v", act)
	}
	k.promised.Add(1)
}

func (k *killable) tried(err error) {
	if err != nil {
		k.retried.Add(1)
	}
}

var errNotYet = errors.New("not yet")

// insists tries until it works: while there is no server, nothing does. A lie is never waited out.
func (k *killable) insists(ctx context.Context, on string, try func() error) {
	for {
		err := try()
		if err == nil {
			return
		}
		if errors.As(err, new(*wallet.Lie)) || ctx.Err() != nil {
			k.t.Errorf("%s: %v", on, err)
			return
		}
		_ = sleep(ctx, 50*time.Millisecond)
	}
}

// everythingIsCounted when every wallet finds all that it was promised in the ledger, by the day that it was promised for.
func (k *killable) everythingIsCounted(ctx context.Context) {
	k.t.Helper()
	for n, w := range k.wallets {
		k.insists(ctx, fmt.Sprintf("the count of person %d", n), func() error {
			news, err := w.Site.News(ctx)
			if err == nil {
				_, err = w.Counted(ctx, news)
			}
			for _, a := range w.File.Acts {
				if a.State != wallet.Counted {
					err = errors.Join(err, fmt.Errorf("%w: a %s is %s", errNotYet, a.Kind, a.State))
				}
			}
			return err
		})
		must(k.t, w.Ledger.Update(ctx, w.Site))
		for _, a := range w.File.Acts {
			if !w.Ledger.Has(a.Leaf) {
				k.t.Errorf("person %d's %s is in no leaf", n, a.Kind)
			}
		}
	}
}

// serve starts `roundrobin serve` and returns when it answers.
func (k *killable) serve() *exec.Cmd {
	k.t.Helper()
	c := k.config
	args := []string{"serve", "--listen", c.Listen, "--data", c.Data, "--key-file", c.KeyFile, "--origin", c.Origin, "--insecure", "--book-slots", "1",
		"--seal-min", "1", "--seal-every", "1s", "--mail-host", "127.0.0.1", "--mail-from", "notices@example.org"}
	if c.Booth != "" {
		args = append(args, "--identity", c.Identity, "--booth", c.Booth)
	}
	var said bytes.Buffer
	server := exec.Command(os.Args[0], args...)
	server.Env, server.Stdout, server.Stderr = append(withoutLong(), killMain+"=1"), &said, &said
	must(k.t, server.Start())
	for end := time.Now().Add(3 * time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if answer, err := http.Get(k.site.Base + "/healthz"); err == nil {
			answer.Body.Close()
			return server
		}
		if time.Now().After(end) {
			_ = server.Process.Kill()
			_ = server.Wait()
			k.t.Fatalf("it does not come up: %s", said.String())
		}
	}
}

// withoutLong is the environment but for what an audit says to tests: the program knows no such setting.
func withoutLong() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, dbtest.Long+"=") })
}

func over(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}

func kill(t testing.TB, server *exec.Cmd) {
	t.Helper()
	must(t, server.Process.Kill()) // SIGKILL
	if _ = server.Wait(); server.ProcessState.Exited() {
		t.Fatalf("it ended by itself: %s", server.ProcessState)
	}
}

// A server that is killed between a seal and what follows it leaves the seal's key in the write-ahead log.
func TestAStartRemovesTheKeyOfASealThatAKilledServerLeft(t *testing.T) {
	o := &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	c := &config{Data: t.TempDir(), Origin: "petitions.example", Zone: "UTC", SealMin: 1, BookSlots: 1}
	s, err := open(t.Context(), c, o)
	must(t, err)
	_, err = s.petitions.Seal(t.Context(), true) // opens the first
	must(t, err)
	var key []byte
	must(t, s.boothDB.SQL().QueryRow("SELECT key FROM seal").Scan(&key))
	_, err = s.boothDB.SQL().Exec("DELETE FROM seal")
	must(t, err)
	killed := *c
	killed.Data = t.TempDir()
	must(t, os.CopyFS(killed.Data, os.DirFS(c.Data)))
	s.close()
	stands := func() bool {
		all, err := filepath.Glob(filepath.Join(killed.Data, "*"))
		must(t, err)
		for _, name := range all {
			b, err := os.ReadFile(name)
			must(t, err)
			if bytes.Contains(b, key[:16]) || bytes.Contains(b, key[len(key)-16:]) {
				return true
			}
		}
		return false
	}
	if !stands() {
		t.Fatal("it is gone before the start: this test shows nothing")
	}
	s, err = open(t.Context(), &killed, o)
	must(t, err)
	defer s.close()
	if stands() {
		t.Error("it is still on disk")
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
