package petition_test

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

const origin = "petitions.meridian.example"

// A table is one draft with people around it, without passes: the opener's is taken for verified.
type table struct {
	t      *testing.T
	d      *petition.Organizing
	ground petition.Ground
	id     string
	opener *pass.Key
	keys   map[int]pass.BoothKey
	next   int
}

func newTable(t *testing.T) *table {
	x := &table{t: t, keys: map[int]pass.BoothKey{}, opener: &pass.Key{Book: "2026Q4", Place: pass.Place{Slot: 1, Purpose: pass.Draft}}}
	for n := range 16 {
		h := sha256.Sum256([]byte{byte(n), 1})
		x.keys[n] = h
	}
	x.id = pass.DraftID(origin, x.keys[0])
	x.d = petition.NewOrganizing(x.id, petition.Defaults())
	x.ground = petition.Ground{Today: "2026-11-23", Books: map[string]bool{"2026Q4": true}}
	return x
}

// says is an act by person n with the next seq; person 0 is the opener, who has a pass.
func (x *table) says(n int, k pass.Kind, body string, text pass.Hash) (pass.HandedIn, *pass.Key) {
	key := x.keys[n]
	a := pass.Act{Statement: pass.Statement{Kind: k, Origin: origin, Petition: x.id, TextHash: text, Subject: "-", Seq: x.d.Seq(key) + 1}, Key: key}
	if n > 0 {
		return pass.HandedIn{Act: a, Body: []byte(body)}, nil
	}
	a.Key = pass.BoothKey{}
	a.Pass = openersPass(key)
	return pass.HandedIn{Act: a, Body: []byte(body)}, x.opener
}

func openersPass(key pass.BoothKey) (p pass.Pass) {
	binary.BigEndian.PutUint16(p[:], 2)
	copy(p[2:], key[:])
	return p
}

// tries hands in; what is admitted is taken.
func (x *table) tries(n int, k pass.Kind, body string, text pass.Hash) error {
	h, key := x.says(n, k, body, text)
	if err := x.d.AdmitOrganizer(h, key, x.ground); err != nil {
		if fault.Of(err) == nil {
			x.t.Fatalf("a %s breaks: %v", k, err)
		}
		return err
	}
	x.next++
	x.d.Take(petition.Organized{HandedIn: h, N: x.next, Day: x.ground.Today, Hash: hashOf(x.next)})
	return nil
}

func hashOf(n int) (h ledger.Hash) { binary.BigEndian.PutUint64(h[:], uint64(n)); return h }

func (x *table) must(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *table) saves(n int, base, title string) (string, error) {
	c := petition.Content{Language: "en", Title: title, Addressee: "The board", Ask: "Will you?", Background: "Because."}
	part := pass.Cut(base, c.Marshal())[0]
	return part.Version, x.tries(n, pass.Drafting, string(part.Marshal()), pass.Hash{})
}

func (x *table) invites(n, number, whom int) {
	x.t.Helper()
	secret := pass.Invitation{byte(n), byte(number)}
	x.must(x.tries(n, pass.Inviting, string(pass.InvitationBody{Number: number, Key: pass.InvitationKey(secret, origin, x.id)}.Marshal()), pass.Hash{}))
	x.must(x.tries(whom, pass.Joining, string(secret.Reply(pass.Joining, origin, x.id, x.keys[whom])), pass.Hash{}))
}

func TestADraftTakesSoMuchAndNoMore(t *testing.T) {
	x := newTable(t)
	base := pass.NoBase
	var err error
	for i := 0; err == nil; i++ {
		base, err = x.saves(0, base, strings.Repeat("x", i%50))
	}
	if !errors.Is(err, petition.ErrDraftFull) || x.d.SavesLeft() != 0 || x.d.Acts != petition.MaxDraftActs-100 {
		t.Errorf("%v after %d", err, x.d.Acts)
	}
	for number := 1; err == nil || errors.Is(err, petition.ErrDraftFull); number++ {
		key := x.keys[1]
		key[0] = byte(number)
		if err = x.tries(0, pass.Inviting, string(pass.InvitationBody{Number: number, Key: key}.Marshal()), pass.Hash{}); err == nil {
			err = x.tries(0, pass.Removing, key.String(), pass.Hash{})
		}
		if number == pass.MaxInvitations {
			break
		}
	}
	if err != nil {
		t.Errorf("whoever filled it can act no more: %v", err)
	}
}

func TestTenOrganizeAndNoMore(t *testing.T) {
	x := newTable(t)
	_, err := x.saves(0, pass.NoBase, "One")
	x.must(err)
	for n := 1; n < petition.MaxOrganizers; n++ {
		x.invites(0, n, n)
	}
	secret := pass.Invitation{9, 9}
	body := string(pass.InvitationBody{Number: 39, Key: pass.InvitationKey(secret, origin, x.id)}.Marshal())
	if err := x.tries(0, pass.Inviting, body, pass.Hash{}); !errors.Is(err, petition.ErrOrganizersFull) {
		t.Error(err)
	}
	x.must(x.tries(0, pass.Removing, x.keys[3].String(), pass.Hash{}))
	x.must(x.tries(0, pass.Inviting, body, pass.Hash{}))
}

// Whatever organizers say in whatever order, there is always somebody left, nobody who is out does anything, whoever came later removes
// nobody who came earlier, one line of versions stands, and the petition is where the lifecycle's table leads.
func TestAnythingThatOrganizersSay(t *testing.T) {
	taken, seen := 0, map[petition.State]bool{}
	for seed := range uint64(60) {
		x, dice := newTable(t), rand.New(rand.NewPCG(seed, 5))
		w := &wild{table: x, dice: dice, secrets: map[int]pass.Invitation{}}
		for range 300 {
			before := w.standing()
			n, k := dice.IntN(6), w.kind()
			err := w.something(n, k)
			w.check(n, k, before, err)
			if dice.IntN(6) == 0 {
				w.others()
			}
			if dice.IntN(40) == 0 {
				x.ground.Today = x.ground.Today.Add(dice.IntN(20))
			}
		}
		taken += w.taken
		for _, s := range w.seen {
			seen[s] = true
		}
	}
	if taken < 60*12 || len(seen) < len(petition.States())-2 {
		t.Errorf("only %d acts were taken, and only %v were seen", taken, seen)
	}
}

// others are stewards, leadership and the calendar.
func (w *wild) others() {
	events := []petition.Event{petition.Submit, petition.OpenUp, petition.Reject, petition.Reject, petition.Respond, petition.Close}
	p := w.d.Petition
	p.Goal, p.Count = 9, 5
	if p.Advance(events[w.dice.IntN(len(events))], w.ground.Today, petition.Defaults()) == nil {
		w.d.Stand(p)
	}
	w.seen = append(w.seen, w.d.Petition.State)
}

type wild struct {
	*table
	dice    *rand.Rand
	secrets map[int]pass.Invitation
	made    int
	taken   int
	seen    []petition.State
}

type standing struct {
	state      petition.State
	organizers []petition.Organizer
	versions   int
	acts       int
}

func (w *wild) standing() standing {
	return standing{w.d.Petition.State, append([]petition.Organizer{}, w.d.Organizers...), len(w.d.Versions), w.d.Acts}
}

func (w *wild) kind() pass.Kind {
	kinds := []pass.Kind{
		pass.Drafting, pass.Drafting, pass.Drafting, pass.Inviting, pass.Inviting, pass.Joining, pass.Joining, pass.Declining,
		pass.Removing, pass.Leaving, pass.Gathering, pass.Mending, pass.Updating, pass.Delivering, pass.Concluding,
	}
	if w.dice.IntN(60) == 0 {
		return pass.Taking
	}
	return kinds[w.dice.IntN(len(kinds))]
}

// something is an act that is sometimes sensible.
func (w *wild) something(n int, k pass.Kind) error {
	base, text, body := pass.NoBase, pass.Hash{}, ""
	if len(w.d.Versions) > 0 {
		base = w.d.Versions[w.dice.IntN(len(w.d.Versions))].ID
		if w.dice.IntN(3) > 0 {
			base = w.d.Stands().ID
		}
	}
	switch k {
	case pass.Drafting:
		_, err := w.saves(n, base, string(rune('a'+w.dice.IntN(26))))
		return err
	case pass.Inviting:
		w.made++
		secret := pass.Invitation{byte(w.made), byte(w.made >> 8), 1}
		w.secrets[w.made] = secret
		body = string(pass.InvitationBody{Number: 1 + w.made%pass.MaxInvitations, Key: pass.InvitationKey(secret, origin, w.id)}.Marshal())
	case pass.Joining, pass.Declining:
		secret := w.secrets[max(1, w.made-w.dice.IntN(3))]
		body = string(secret.Reply(k, origin, w.id, w.keys[n]))
	case pass.Removing:
		body = w.keys[w.dice.IntN(6)].String()
	case pass.Gathering:
		body = base
		if v := w.d.Stands(); v != nil {
			c, err := w.d.Content(v)
			w.must(err)
			text = c.Text().Hash()
		}
	case pass.Taking:
		body = "Enough."
	case pass.Updating:
		body = "News."
	case pass.Concluding:
		body = "won\nThey stopped."
	}
	return w.tries(n, k, body, text)
}

func (w *wild) check(n int, k pass.Kind, before standing, err error) {
	w.t.Helper()
	after := w.standing()
	was := func(o []petition.Organizer) int {
		for i, x := range o {
			if x.Key == w.keys[n] {
				return i
			}
		}
		return -1
	}
	if err != nil {
		if after.acts != before.acts || after.state != before.state || len(after.organizers) != len(before.organizers) {
			w.t.Fatalf("a refused %s changed something", k)
		}
		return
	}
	w.taken++
	at := was(before.organizers)
	switch {
	case len(after.organizers) == 0:
		w.t.Fatalf("after a %s nobody is left", k)
	case before.acts > 0 && at < 0 && k != pass.Joining && k != pass.Declining:
		w.t.Fatalf("a %s by somebody who is out", k)
	case k == pass.Removing:
		for i, o := range before.organizers {
			if i <= at && after.organizers[min(i, len(after.organizers)-1)] != o {
				w.t.Fatalf("who came later removed who came earlier")
			}
		}
	}
	if after.state != before.state && !leads(before.state, after.state) {
		w.t.Fatalf("a %s led from %s to %s", k, before.state, after.state)
	}
	if after.versions < before.versions || after.versions > 0 && (w.d.Stands() == nil || w.d.Stands().Beside) {
		w.t.Fatalf("versions: %d, then %d", before.versions, after.versions)
	}
}

func leads(from, to petition.State) bool {
	for _, e := range []petition.Event{petition.Gather, petition.Mend, petition.Withdraw, petition.Deliver} {
		if s, err := from.After(e); err == nil && s == to {
			return true
		}
	}
	return false
}

func TestContentIsExactlyItsMembers(t *testing.T) {
	good := petition.Content{Language: "en", Title: "<b> & \u2028", Background: "x\n"}
	if again, err := petition.ParseContent(good.Marshal()); err != nil || again != good || strings.Contains(string(good.Marshal()), "u003c") {
		t.Errorf("%s, %v", good.Marshal(), err)
	}
	for _, bad := range []string{
		"", "{}", "null", string(good.Marshal()) + " {}", strings.Replace(string(good.Marshal()), "title", "titel", 1),
		strings.Replace(string(good.Marshal()), `"goal":0`, `"goal":-1`, 1), strings.Replace(string(good.Marshal()), `"goal":0`, `"goal":1.5`, 1),
		strings.Replace(string(good.Marshal()), `"en"`, `""`, 1), strings.Replace(string(good.Marshal()), `{`, `{"more":1,`, 1),
		strings.Replace(string(good.Marshal()), "x", strings.Repeat("x", pass.MaxContent), 1), strings.Replace(string(good.Marshal()), "x", "\xff", 1),
	} {
		if _, err := petition.ParseContent([]byte(bad)); !errors.Is(err, petition.ErrVersionBroken) {
			t.Errorf("%.60q: %v", bad, err)
		}
	}
}
