package store_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
)

func TestKilledAtEveryStep(t *testing.T) {
	t.Parallel()
	eachSurvivor(t, func(t *testing.T, s *survivor) {
		for _, step := range store.Steps {
			at := step + "@1"
			if step == "kept" || step == "taken" {
				at = step + "@4" // some have their promise by then
			}
			if s.dies(at, 0, s.fewActs()); len(s.promised) == 0 {
				t.Fatalf("%s: nothing was promised", at)
			}
			s.recovers(at)
		}
	})
}

func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	eachSurvivor(t, func(t *testing.T, s *survivor) {
		for life := range 4 {
			after := rand.N(80 * time.Millisecond)
			s.dies("", after, s.manyActs(24))
			s.recovers(fmt.Sprintf("life %d, killed %s after the first promise", life, after))
		}
	})
}

// A survivor is a store whose servers are killed, and everything that its people were told.
type survivor struct {
	*booth
	p        petition.Petition
	acts     map[ledger.Hash]pass.HandedIn // all that was ever handed in
	order    []ledger.Hash                 // in which it was: what organizers do, they do in order
	drafts   []string                      // of those who gather
	promised map[ledger.Hash]string        // what was promised, as it was signed
	keys     [][]byte                      // wrapped keys of seals
	names    [][]byte                      // of rows that waited
	people   int
	comment  string
}

func eachSurvivor(t *testing.T, f func(*testing.T, *survivor)) {
	each(t, func(t *testing.T, b *booth) {
		t.Parallel()
		f(t, newSurvivor(b))
	})
}

func newSurvivor(b *booth) *survivor {
	return &survivor{booth: b, p: b.open(), acts: map[ledger.Hash]pass.HandedIn{}, promised: map[ledger.Hash]string{}}
}

// fewActs are one of each kind, by people who were not there before; of those who were, one withdraws.
func (s *survivor) fewActs() (acts []pass.HandedIn) {
	n := s.people
	s.people += 3
	said := s.act(s.p, n, pass.Comment, "-", 1, "-\nI was recorded.")
	if s.comment != "" {
		acts = append(acts, s.withdrawal(s.p, n-3, 2), s.act(s.p, n, pass.Agreement, s.comment, 1, "1"))
	}
	s.comment = said.CommentID()
	acts = append(acts, s.signature(s.p, n, 1), s.signature(s.p, n+1, 1), s.signature(s.p, n+2, 1), said)
	return append(acts, s.draftAndGather(n)...) // last: their wallet would not go on after one that broke
}

// draftAndGather is a draft of person n, invited company, and the end of drafting.
func (s *survivor) draftAndGather(n int) (acts []pass.HandedIn) {
	o := s.opener(n, 1)
	s.drafts = append(s.drafts, o.id)
	c, secret := content("Stop recording"), o.w.Invitation(o.id, 1)
	part := pass.Cut(pass.NoBase, c.Marshal())[0]
	acts = append(acts, o.says(pass.Drafting, string(part.Marshal())),
		o.says(pass.Inviting, string(pass.InvitationBody{Number: 1, Key: pass.InvitationKey(secret, passtest.Origin, o.id)}.Marshal())))
	other := s.invited(n+1, o.id)
	acts = append(acts, other.says(pass.Joining, string(secret.Reply(pass.Joining, passtest.Origin, o.id, other.is.Key()))))
	return append(acts, other.at(2, pass.Gathering, c.Text().Hash(), part.Version))
}

func (s *survivor) manyActs(n int) (acts []pass.HandedIn) {
	for i := range n {
		if o := s.opener(s.people, 1); i%3 == 0 {
			acts = append(acts, o.says(pass.Drafting, string(pass.Cut(pass.NoBase, content("Draft").Marshal())[0].Marshal())))
		}
		acts = append(acts, s.signature(s.p, s.people, 1))
		s.people++
	}
	return acts
}

// dies lets another process serve until it is killed, at a step or some time after its first promise, and comes back as the next server.
func (s *survivor) dies(at string, after time.Duration, acts []pass.HandedIn) {
	s.t.Helper()
	var in bytes.Buffer
	for _, h := range acts {
		hash := ledger.LeafHash(h.Act.Marshal())
		s.acts[hash], s.order = h, append(s.order, hash)
		fmt.Fprintln(&in, base64.StdEncoding.EncodeToString(h.Marshal()))
	}
	setting := s.d.Setting()
	s.Close()
	no(s.t, s.d.Close())
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killStore+"="+setting, killMaster+"="+s.master.Text(), killAt+"="+at)
	child.Stdin, child.Stderr = &in, os.Stderr
	out, err := child.StdoutPipe()
	no(s.t, err)
	no(s.t, child.Start())
	s.listen(bufio.NewScanner(out), at == "", func() {
		time.Sleep(after)
		no(s.t, child.Process.Kill())
	})
	if _ = child.Wait(); child.ProcessState.Exited() {
		s.t.Fatalf("%s: it was not killed: %s", at, child.ProcessState)
	}
	s.comesBack(setting)
}

// listen notes what the other process says until it is dead.
func (s *survivor) listen(out *bufio.Scanner, alone bool, kill func()) {
	s.t.Helper()
	for out.Scan() {
		words := strings.Fields(out.Text())
		switch words[0] {
		case "key":
			s.keys = append(s.keys, fromHex(s.t, words[1]))
		case "promise":
			signed, err := base64.StdEncoding.DecodeString(words[2])
			no(s.t, err)
			s.heard(ledger.Hash(fromHex(s.t, words[1])), signed)
			if alone {
				alone = false
				go kill()
			}
		default:
			s.t.Error(out.Text())
		}
	}
}

// heard: the same act hears the same, before a death and after it.
func (s *survivor) heard(leaf ledger.Hash, signed []byte) {
	s.t.Helper()
	if was := s.promised[leaf]; was != "" && was != string(signed) {
		s.t.Errorf("promised twice, differently: %s", leaf)
	}
	s.promised[leaf] = string(signed)
}

// comesBack opens the store as a site does.
func (s *survivor) comesBack(setting string) {
	s.t.Helper()
	d, err := db.Open(setting)
	no(s.t, err)
	s.t.Cleanup(func() { d.Close() })
	no(s.t, d.Migrate(ctx, db.Booth))
	no(s.t, d.Vacate(ctx))
	s.booth = replica(s.t, d, s.master)
}

// recovers is what must hold after every death: at once, after the next seal, and when all wallets have handed in again. Who was
// promised hands nothing in before that seal: a promise needs no help.
func (s *survivor) recovers(of string) {
	s.t.Helper()
	s.whole(of)
	s.nothingLeft(of)
	promised := maps.Clone(s.promised)
	s.again(of, func(leaf ledger.Hash) bool { return promised[leaf] == "" })
	s.keys, s.names = append(s.keys, secretsOf(s.booth, "SELECT key FROM seal")...), secretsOf(s.booth, "SELECT name FROM waiting")
	for range 2 {
		s.seal()
		s.whole(of)
		s.nothingLeft(of)
		s.once(of)
		s.recount()
		s.again(of, func(ledger.Hash) bool { return true })
	}
	if s.t.Failed() {
		s.t.Fatalf("after %s", of)
	}
}

func (s *survivor) again(of string, who func(ledger.Hash) bool) {
	s.t.Helper()
	for _, leaf := range s.order {
		h := s.acts[leaf]
		if !who(leaf) {
			continue
		}
		signed, err := s.HandIn(ctx, h)
		if err != nil {
			s.t.Fatalf("%s: a %s, handed in again: %v", of, h.Kind, err)
		}
		s.heard(leaf, signed)
	}
}

// whole: the database, and a tree in which every tile, root and size follow from the leaves. Nothing stands in it half.
func (s *survivor) whole(of string) {
	s.t.Helper()
	if s.d.Dialect == db.SQLite {
		var said string // by the writer: a reader's full-text index, once checked, is held against what it remembers
		if no(s.t, s.d.Write.Raw("PRAGMA integrity_check").Row().Scan(&said)); said != "ok" {
			s.t.Fatalf("%s: %s", of, said)
		}
	}
	leaves := secretsOf(s.booth, "SELECT leaf FROM ledger_leaf ORDER BY place")
	size, signed, err := s.ledger.Checkpoint(ctx)
	no(s.t, err)
	tiles, root, err := ledger.Append(0, nil, leaves)
	no(s.t, err)
	c, err := ledger.OpenCheckpoint(signed, verifier(s.t, s.ledger.Key()))
	no(s.t, err)
	if c.Root != root || c.Size != size || int(size) != len(leaves) || s.rows("ledger_tile") != len(tiles) || s.rows("seal") != 1 {
		s.t.Fatalf("%s: %d leaves, a tree of %d and a checkpoint of %d; %d tiles of %d; %d seals",
			of, len(leaves), size, c.Size, s.rows("ledger_tile"), len(tiles), s.rows("seal"))
	}
	for _, tile := range tiles {
		var stands []byte
		no(s.t, s.d.Read.Raw("SELECT hashes FROM ledger_tile WHERE level = ? AND n = ?", tile.Level, tile.N).Row().Scan(&stands))
		if !bytes.Equal(stands, tile.Data) {
			s.t.Errorf("%s: tile %d/%d is %d bytes and should be %d", of, tile.Level, tile.N, len(stands), len(tile.Data))
		}
	}
}

// nothingLeft: of the key of a seal that ran, and of the rows that waited for it, no part is in SQLite's files.
func (s *survivor) nothingLeft(of string) {
	s.t.Helper()
	if s.d.Dialect != db.SQLite {
		return // what PostgreSQL's dead rows give away is the drill's to measure
	}
	disk := bytes.Join(files(s.t, s.d.Setting()), nil)
	open := secretsOf(s.booth, "SELECT key FROM seal")[0]
	for _, key := range append(s.names, s.keys...) {
		if here := slices.ContainsFunc(slices.Collect(slices.Chunk(key, 16)), func(part []byte) bool { return len(part) == 16 && bytes.Contains(disk, part) }); here && !bytes.Equal(key, open) {
			s.t.Errorf("%s: part of a destroyed key is still on disk", of)
		}
	}
	if !bytes.Contains(disk, open[:16]) {
		s.t.Errorf("%s: not even the open seal's key is found: the search is broken", of)
	}
}

// once: each act that was promised stands once, in the ledger if it is a leaf, and nothing else does.
func (s *survivor) once(of string) {
	s.t.Helper()
	stands, stated := map[ledger.Hash]int{}, map[ledger.Hash]int{}
	for _, l := range s.leaves() {
		if l.Act != nil {
			stands[ledger.LeafHash(l.Act.Marshal())]++
		}
	}
	for _, hash := range secretsOf(s.booth, "SELECT hash FROM statement") {
		stated[ledger.Hash(hash)]++
	}
	organized := 0
	for hash, h := range s.acts {
		want := 1
		if !h.Kind.Leaf() {
			want = 0
		}
		if h.Kind.Organizing() {
			organized++
			if s.promised[hash] == "" || stated[hash] != 0 {
				s.t.Errorf("%s: a %s without a promise, or among the statements", of, h.Kind)
			}
			continue
		}
		if s.promised[hash] == "" || stands[hash] != want || stated[hash] != 1 {
			s.t.Errorf("%s: a %s stands %d times in the ledger and %d times among the statements", of, h.Kind, stands[hash], stated[hash])
		}
		delete(stands, hash)
		delete(stated, hash)
	}
	s.gatheredOnce(of, organized)
	if len(stands)+len(stated)+s.rows("waiting") > 0 {
		s.t.Errorf("%s: %d leaves and %d statements too many, %d wait", of, len(stands), len(stated), s.rows("waiting"))
	}
}

// gatheredOnce: what organizers did is kept once, and every draft that was to gather did so once, or stands in the queue once.
func (s *survivor) gatheredOnce(of string, acts int) {
	s.t.Helper()
	if n := s.rows("organizer_act"); n != acts {
		s.t.Errorf("%s: %d organizers' acts are kept of %d", of, n, acts)
	}
	said := map[string]int{}
	for _, l := range s.leaves() {
		switch o := l.Operator.(type) {
		case *ledger.Gather:
			said[o.Petition]++
		case *ledger.Queue:
			said[o.Petition]++
		}
	}
	for _, id := range s.drafts {
		p, err := s.Find(ctx, id)
		if err != nil || said[id] != 1 || p.State != petition.Gathering && p.State != petition.Queued {
			s.t.Errorf("%s: %d leaves for a draft that is %s; %v", of, said[id], p.State, err)
		}
		d, err := s.Organizing(ctx, id, nil)
		if err != nil || d.Acts != 4 || len(d.Organizers) != 2 || len(d.Versions) != 1 || d.Happened[2].Dropped != "" {
			s.t.Errorf("%s: %+v, %v", of, d, err)
		}
	}
}

// recount compares every count that is shown with the ledger's acts.
func (s *survivor) recount() {
	s.t.Helper()
	w := &walk{booth: s.booth, petitions: []petition.Petition{s.p}}
	w.check()
	signed := 0
	for _, h := range s.acts {
		switch h.Kind {
		case pass.Signature:
			signed++
		case pass.Withdrawal:
			signed--
		}
	}
	if n := s.counted(s.p); n != signed {
		s.t.Errorf("counted %d of %d", n, signed)
	}
}

func fromHex(t *testing.T, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	no(t, err)
	return b
}
