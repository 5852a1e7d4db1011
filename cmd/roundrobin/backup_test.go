package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"roundrobin/models/backup"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
)

var backupDay = time.Date(2026, 11, 25, 13, 41, 7, 0, time.UTC)

// A keeper is a site that is backed up, and those who can open its backups.
type keeper struct {
	*testing.T
	config *config
	site   *site
	folder string
	keys   map[string]string // files of private keys
	out    *outside
}

func newKeeper(t *testing.T, identity, booth string) *keeper {
	k := &keeper{T: t, folder: t.TempDir(), keys: map[string]string{}}
	k.out = &outside{Now: func() time.Time { return backupDay }, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	k.config = &config{Data: t.TempDir(), Identity: identity, Booth: booth, Origin: "petitions.example", Zone: "UTC", SealMin: 1, BookSlots: 1}
	k.config.KeyFile = filepath.Join(t.TempDir(), "master.key")
	_, err := secret.Create(k.config.KeyFile, rand.Reader)
	must(t, err)
	k.config.Backup = backupConfig{Identity: k.reader(db.Identity), Booth: k.reader(db.Booth), Days: 30}
	k.site, err = open(t.Context(), k.config, k.out)
	must(t, err)
	t.Cleanup(func() { k.site.close() })
	_, err = k.site.importRoster(t.Context(), strings.NewReader("name,email\nInés Roca,ines@example.org\n"))
	must(t, errors.Join(err, k.site.sayStandards(t.Context())))
	return k
}

// reader makes a key pair, and gives its public half.
func (k *keeper) reader(name string) []string {
	k.Helper()
	id, err := age.GenerateX25519Identity()
	must(k, err)
	k.keys[name] = filepath.Join(k.TempDir(), "age.txt")
	must(k, os.WriteFile(k.keys[name], []byte(id.String()+"\n"), 0o600))
	return []string{id.Recipient().String()}
}

func (k *keeper) backUp() {
	k.Helper()
	must(k, (&backupCommand{config: *k.config, Folder: k.folder}).Run(k.Context(), k.out))
}

// restore gives the settings of a new place, and what came of bringing the backup there.
func (k *keeper) restore(change func(*restoreCommand)) (*restoreCommand, error) {
	k.Helper()
	r := &restoreCommand{config: *k.config, Folder: k.folder, Unlock: []string{k.keys[db.Booth], k.keys[db.Identity]}}
	r.Data = k.TempDir()
	if k.config.Identity != "" {
		r.Identity, r.Booth = dbtest.Postgres(k), dbtest.Postgres(k)
	}
	change(r)
	err := r.Run(k.Context(), k.out)
	if left, _ := filepath.Glob(filepath.Join(r.Data, "backup.tmp*")); len(left) > 0 {
		k.Errorf("plain copies stay: %v", left)
	}
	return r, err
}

func (k *keeper) says(n byte) error {
	return k.site.say(k.Context(), &ledger.Wallet{Bundle: sha256.Sum256([]byte{n})})
}

// A backup is made while the site is written to, and comes back as it was at one moment.
func TestABackupComesBack(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); comesBack(newKeeper(t, "", "")) })
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		comesBack(newKeeper(t, dbtest.Postgres(t), dbtest.Postgres(t)))
	})
}

func comesBack(k *keeper) {
	before, err := k.site.ledger.Size(k.Context())
	must(k, err)
	busy, stop := context.WithCancel(k.Context())
	done := make(chan error, 1)
	go func() {
		var err error
		for n := byte(0); busy.Err() == nil && err == nil; n++ {
			err = k.says(n)
		}
		done <- err
	}()
	old := filepath.Join(k.folder, backup.Name(db.Booth, "2026-10-25"))
	must(k, os.WriteFile(old, nil, 0o600))
	k.backUp()
	stop()
	must(k, <-done)
	after, err := k.site.ledger.Size(k.Context())
	must(k, err)
	k.namedByDay()
	r, err := k.restore(func(r *restoreCommand) {})
	must(k, err)
	must(k, (&verifyCommand{config: r.config}).Run(k.Context(), k.out))
	back, err := open(k.Context(), &r.config, k.out)
	must(k, err)
	defer back.close()
	size, err := back.ledger.Size(k.Context())
	must(k, err)
	address, err := roster.ParseAddress("ines@example.org")
	must(k, err)
	f, err := back.roster.Erase(k.Context(), back.roster.Hash(address))
	if err != nil || !f.Here || size < before || size > after {
		k.Errorf("%d leaves of %d to %d came back, and the roster knows %+v; %v", size, before, after, f, err)
	}
	if err := r.Run(k.Context(), k.out); !errors.Is(err, db.ErrFull) {
		k.Errorf("a second time, over what is there: %v", err)
	}
}

// namedByDay: neither names nor the files' own times say more than a day, and sizes are round.
func (k *keeper) namedByDay() {
	k.Helper()
	all, err := os.ReadDir(k.folder)
	must(k, err)
	if len(all) != 2 || all[0].Name() != "booth-2026-11-25.age" || all[1].Name() != "identity-2026-11-25.age" {
		k.Errorf("files: %v", all)
	}
	for _, f := range all {
		about, err := f.Info()
		must(k, err)
		if at := about.ModTime().UTC(); !at.Equal(at.Truncate(24*time.Hour)) || about.Mode().Perm() != 0o600 {
			k.Errorf("%s is of %s, %s", f.Name(), at, about.Mode())
		}
		content, err := os.Open(filepath.Join(k.folder, f.Name()))
		must(k, err)
		defer content.Close()
		var plain bytes.Buffer
		store, _, _ := backup.ParseName(f.Name())
		open, err := age.Decrypt(content, k.identities(store)...)
		must(k, err)
		if n, err := io.Copy(&plain, open); err != nil || n%backup.Step != 0 || bytes.Contains(plain.Bytes(), []byte(k.site.master.Text())) {
			k.Errorf("%s holds %d bytes, or the master key; %v", f.Name(), n, err)
		}
	}
}

func (k *keeper) identities(of string) []age.Identity {
	f, err := os.ReadFile(k.keys[of])
	must(k, err)
	ids, err := age.ParseIdentities(bytes.NewReader(f))
	must(k, err)
	return ids
}

// What is no whole backup of this site is refused with a sentence, and nothing is written.
func TestABackupThatIsRefused(t *testing.T) {
	k := newKeeper(t, "", "")
	k.backUp()
	first, whole := t.TempDir(), k.folder
	must(t, os.CopyFS(first, os.DirFS(whole)))
	must(t, k.says(1))
	k.backUp()
	booth := backup.Name(db.Booth, "2026-11-25")
	change := func(how func([]byte) []byte) func(*restoreCommand) {
		return func(r *restoreCommand) {
			r.Folder = copyOf(t, whole)
			name := filepath.Join(r.Folder, booth)
			b, err := os.ReadFile(name)
			must(t, errors.Join(err, os.WriteFile(name, how(b), 0o600)))
		}
	}
	newest := k.checkpoints()
	for name, c := range map[string]struct {
		change func(*restoreCommand)
		says   string
	}{
		"cut short":          {change(func(b []byte) []byte { return b[:len(b)-100] }), "damaged or not whole"},
		"cut at a chunk":     {change(func(b []byte) []byte { return b[:len(b)-len(b)%(1<<16)-1<<16] }), "damaged or not whole"},
		"empty":              {change(func([]byte) []byte { return nil }), "damaged or not whole"},
		"a bit is another":   {change(func(b []byte) []byte { b[len(b)/2] ^= 1; return b }), "damaged or not whole"},
		"the head, too":      {change(func(b []byte) []byte { b[60] ^= 1; return b }), "backup"},
		"the other's key":    {func(r *restoreCommand) { r.Unlock = r.Unlock[1:] }, "none of the keys"},
		"nobody's key":       {func(r *restoreCommand) { r.Unlock = []string{r.KeyFile} }, "no file of age's private keys"},
		"made by a stranger": {func(r *restoreCommand) { r.Folder = k.forged(whole, booth) }, "not made with this site's master key"},
		"another master key": {func(r *restoreCommand) {
			r.KeyFile = filepath.Join(t.TempDir(), "other.key")
			_, err := secret.Create(r.KeyFile, rand.Reader)
			must(t, err)
		}, "not made with this site's master key"},
		"no master key":      {func(r *restoreCommand) { r.KeyFile = filepath.Join(t.TempDir(), "gone") }, "Without it nothing can be proven"},
		"another site":       {func(r *restoreCommand) { r.Origin = "other.example" }, "was put in another's place"},
		"another day's name": {func(r *restoreCommand) { r.Folder = renamed(t, whole) }, "was put in another's place"},
		"of two runs": {func(r *restoreCommand) {
			r.Folder = copyOf(t, whole)
			b, err := os.ReadFile(filepath.Join(first, booth))
			must(t, errors.Join(err, os.WriteFile(filepath.Join(r.Folder, booth), b, 0o600)))
		}, "not made together"},
		"older than what people saw": {func(r *restoreCommand) { r.Folder, r.Checkpoint = first, newest.URL }, "would take back what people were promised"},
		"the same, in a file": {func(r *restoreCommand) {
			r.Folder, r.Checkpoint = first, filepath.Join(t.TempDir(), "seen")
			must(t, os.WriteFile(r.Checkpoint, k.checkpoint(), 0o600))
		}, "would take back what people were promised"},
		"a checkpoint of another ledger": {func(r *restoreCommand) { r.Checkpoint = filepath.Join(whole, booth) }, "not a checkpoint of this ledger"},
		"no checkpoint there":            {func(r *restoreCommand) { r.Checkpoint = newest.URL + "/nowhere" }, "cannot be had"},
		"a day that is not there":        {func(r *restoreCommand) { r.Day = "2026-11-24" }, "no such file"},
		"into a store":                   {func(r *restoreCommand) { r.Data = k.config.Data }, "never written over"},
		"as PostgreSQL":                  {func(r *restoreCommand) { r.Identity, r.Booth = dbtest.Postgres(t), dbtest.Postgres(t) }, "name a postgres store"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := k.restore(c.change)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v", err)
			}
			if r.Data == k.config.Data {
				return
			}
			if left, _ := filepath.Glob(filepath.Join(r.Data, "*")); len(left) > 0 {
				t.Errorf("it wrote %v", left)
			}
		})
	}
	r, err := k.restore(func(r *restoreCommand) { r.Checkpoint, r.Check = newest.URL, true })
	if left, _ := filepath.Glob(filepath.Join(r.Data, "*")); err != nil || len(left) > 0 {
		t.Errorf("the whole one, looked at: %v, %v", err, left)
	}
}

// The master key travels in a file of its own, to somebody else.
func TestTheMasterKeyComesBackFromItsOwnFile(t *testing.T) {
	k := newKeeper(t, "", "")
	k.config.Backup.Key = k.config.Backup.Booth
	if err := k.config.Backup.check(); err == nil {
		t.Error("one person opens the key and what it opens")
	}
	k.config.Backup.Key = k.reader(masterKey)
	k.backUp()
	gone := filepath.Join(t.TempDir(), "master.key")
	if _, err := k.restore(func(r *restoreCommand) { r.KeyFile = gone }); !errors.Is(err, backup.ErrKeys) {
		t.Errorf("without the key to the key: %v", err)
	}
	_, err := k.restore(func(r *restoreCommand) { r.KeyFile, r.Unlock = gone, append(r.Unlock, k.keys[masterKey]) })
	must(t, err)
	if back, err := secret.Load(gone); err != nil || back.Text() != k.site.master.Text() {
		t.Errorf("another key, %v", err)
	}
}

// A store whose ledger was changed is not backed up as if it were whole, and `verify` names what is wrong.
func TestAnEditedLedgerIsFound(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		identity := ""
		if d.Dialect == db.Postgres {
			identity = dbtest.Postgres(t)
		}
		k := newKeeper(t, identity, d.Setting())
		_, err := d.SQL().Exec("UPDATE ledger_leaf SET leaf = (SELECT leaf FROM ledger_leaf WHERE place = 1) WHERE place = 0")
		must(t, err)
		if err := (&backupCommand{config: *k.config, Folder: k.folder}).Run(t.Context(), k.out); err == nil || !strings.Contains(err.Error(), "leaf 0 of the ledger") {
			t.Errorf("backed up: %v", err)
		}
		if err := (&verifyCommand{config: *k.config}).Run(t.Context(), k.out); err == nil || !strings.Contains(err.Error(), "leaf 0 of the ledger") {
			t.Errorf("verified: %v", err)
		}
		if left, _ := filepath.Glob(filepath.Join(k.folder, "*.age")); len(left) > 0 {
			t.Errorf("a backup of it: %v", left)
		}
	})
}

func (k *keeper) checkpoint() []byte {
	k.Helper()
	_, signed, err := k.site.ledger.Committed(k.Context())
	must(k, err)
	return signed
}

// checkpoints is a site that shows the newest checkpoint.
func (k *keeper) checkpoints() *httptest.Server {
	signed, mux := k.checkpoint(), http.NewServeMux()
	mux.HandleFunc("GET /log/checkpoint", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(signed) })
	s := httptest.NewServer(mux)
	k.Cleanup(s.Close)
	return s
}

// forged replaces one file by one that anybody could make who knows the public keys.
func (k *keeper) forged(whole, name string) string {
	k.Helper()
	folder := copyOf(k, whole)
	from, err := os.Open(filepath.Join(folder, name))
	must(k, err)
	defer from.Close()
	plain, err := os.Create(filepath.Join(k.TempDir(), "plain"))
	must(k, err)
	defer plain.Close()
	about, err := backup.Read(from, k.identities(db.Booth), plain)
	must(k, err)
	_, err = plain.WriteAt([]byte("!"), 5000)
	must(k, err)
	_, err = plain.Seek(0, io.SeekStart)
	must(k, err)
	to, err := recipientsOf(k.config.Backup.Booth)
	must(k, err)
	f, err := os.Create(filepath.Join(folder, name))
	must(k, err)
	defer f.Close()
	own, err := secret.New(rand.Reader)
	must(k, errors.Join(err, backup.Write(f, to, about, own, plain)))
	return folder
}

func copyOf(t testing.TB, folder string) string {
	t.Helper()
	to := t.TempDir()
	must(t, os.CopyFS(to, os.DirFS(folder)))
	return to
}

func renamed(t testing.TB, folder string) string {
	t.Helper()
	to := t.TempDir()
	for _, store := range []string{db.Identity, db.Booth} {
		b, err := os.ReadFile(filepath.Join(folder, backup.Name(store, "2026-11-25")))
		must(t, errors.Join(err, os.WriteFile(filepath.Join(to, backup.Name(store, "2026-11-26")), b, 0o600)))
	}
	return to
}
