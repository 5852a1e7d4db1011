package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
)

// An organizer at a booth, who counts what was said.
type organizer struct {
	*booth
	w   *pass.Wallet
	is  pass.Organizer
	id  string
	seq int
}

// opener is person n with the draft pass of a place.
func (b *booth) opener(n, place int) *organizer {
	person := b.desk.Person(n)
	held := person.Pass(b.t, pass.Place{Slot: place, Purpose: pass.Draft})
	return &organizer{b, person.Wallet, held.Opener(), pass.DraftID(b.desk.Keys.Origin, held.Pass.BoothKey()), 0}
}

// invited is person n among the organizers of somebody else's draft.
func (b *booth) invited(n int, id string) *organizer {
	w := b.desk.Person(n).Wallet
	return &organizer{b, w, w.Invited(id), id, 0}
}

// says makes the next act.
func (o *organizer) says(k pass.Kind, body string) pass.HandedIn {
	o.seq++
	return o.at(o.seq, k, pass.Hash{}, body)
}

func (o *organizer) at(seq int, k pass.Kind, text pass.Hash, body string) pass.HandedIn {
	o.t.Helper()
	h, err := o.w.Organize(o.is, k, o.id, text, seq, []byte(body))
	no(o.t, err)
	return h
}

// does hands the next act in.
func (o *organizer) does(k pass.Kind, body string) ledger.Promise {
	o.t.Helper()
	return o.in(o.says(k, body))
}

// cannot hands in an act that is refused, and counts none.
func (o *organizer) cannot(k pass.Kind, body, why string) *fault.Fault {
	o.t.Helper()
	return o.refused(o.at(o.seq+1, k, pass.Hash{}, body), why)
}

func content(title string) petition.Content {
	return petition.Content{Language: "en", Title: title, Addressee: "The board", Ask: "Will you stop?", Background: "Because it leaks."}
}

// saves hands a version in, and gives its id.
func (o *organizer) saves(base string, c petition.Content) string {
	o.t.Helper()
	parts := pass.Cut(base, c.Marshal())
	for _, p := range parts {
		o.does(pass.Drafting, string(p.Marshal()))
	}
	return parts[0].Version
}

// gathers freezes a version.
func (o *organizer) gathers(version string, c petition.Content) {
	o.t.Helper()
	o.seq++
	o.in(o.at(o.seq, pass.Gathering, c.Text().Hash(), version))
}

// invites gives the person n in.
func (o *organizer) invites(number, n int) *organizer {
	o.t.Helper()
	secret := o.w.Invitation(o.id, number)
	origin := o.desk.Keys.Origin
	o.does(pass.Inviting, string(pass.InvitationBody{Number: number, Key: pass.InvitationKey(secret, origin, o.id)}.Marshal()))
	other := o.booth.invited(n, o.id)
	other.does(pass.Joining, string(secret.Reply(pass.Joining, origin, o.id, other.is.Key())))
	return other
}

func (o *organizer) reads() *petition.Organizing {
	o.t.Helper()
	d, err := o.Organizing(ctx, o.id, nil)
	no(o.t, err)
	return d
}

// drafting gives an opener with a saved version.
func (b *booth) drafting(n int) (*organizer, string) {
	o := b.opener(n, 1)
	return o, o.saves(pass.NoBase, content("Stop recording"))
}

func TestADraftGoesFromItsFirstLineToAnOutcome(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		o, version := b.drafting(1)
		if _, err := b.Find(ctx, o.id); !errors.Is(err, petition.ErrMissing) {
			t.Fatalf("a draft is found: %v", err)
		}
		o.gathers(version, content("Stop recording"))
		if d := o.reads(); d.Petition.State != petition.Gathering || d.Public != petition.Draft {
			t.Errorf("to organizers %s, to all %s", d.Petition.State, d.Public)
		}
		b.seal()
		p, err := b.Find(ctx, o.id)
		if err != nil || p.State != petition.Gathering || p.Slot != 1 || p.Text.Title != "Stop recording" || p.Hash != content("Stop recording").Text().Hash() {
			t.Fatalf("%+v, %v", p, err)
		}
		_, err = b.Reject(ctx, o.id, ines(b.found(petition.Petition{ID: o.id}), "person_named", "It names a person."))
		no(t, err)
		o.does(pass.Mending, "")
		mended := content("Stop recording our screens")
		mended.Goal = 3
		o.gathers(o.saves(version, mended), mended)
		b.seal()
		p, err = b.Find(ctx, o.id)
		if err != nil || p.State != petition.Gathering || p.Slot != 1 || p.Text.Title != mended.Title || p.Goal != 3 || p.Chosen != 3 {
			t.Fatalf("%+v, %v", p, err)
		}
		p, err = b.Open(ctx, o.id)
		no(t, err)
		o.cannot(pass.Delivering, "", "delivery_too_early")
		b.in(b.signature(p, 7, 1))
		b.seal()
		o.does(pass.Updating, "They **read** it.")
		o.does(pass.Delivering, "")
		b.seal()
		o.does(pass.Concluding, "won\nThey stopped.")
		b.seal()
		updates, err := b.Updates(ctx, o.id)
		if err != nil || len(updates) != 1 || updates[0].HTML != "<p>They <strong>read</strong> it.</p>\n" {
			t.Errorf("%+v, %v", updates, err)
		}
		if p, err = b.Find(ctx, o.id); err != nil || p.State != petition.Delivered || p.Outcome != petition.Won {
			t.Errorf("%+v, %v", p, err)
		}
		leaves := ""
		for _, l := range b.leaves() {
			if l.Operator != nil {
				leaves += string(l.Operator.Kind()) + " "
			}
		}
		if !strings.HasSuffix(leaves, "gather reject mend gather open milestone update delivery outcome ") {
			t.Errorf("leaves: %s", leaves)
		}
		if n := b.rows("organizer_act"); n != o.seq {
			t.Errorf("%d acts are kept of %d", n, o.seq)
		}
	})
}

func TestOfTwoWhoSaveAtOnceTheLaterIsKeptBeside(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		one, base := b.drafting(1)
		two := one.invites(1, 2)
		one.saves(base, content("One"))
		b.seal() // half is sealed, half waits
		beside := two.saves(base, content("Two"))
		d := two.reads()
		if len(d.Versions) != 3 || d.Stands().Number != 2 || !d.Versions[2].Beside || d.Versions[2].From != 1 || d.Versions[2].By != two.is.Key() {
			t.Fatalf("%+v", d.Versions)
		}
		two.saves(d.Stands().ID, content("Two")) // takes over what was beside
		if d = two.reads(); d.Stands().Number != 4 || d.Stands().Beside {
			t.Errorf("%+v", d.Versions)
		}
		one.refused(one.at(one.seq+1, pass.Gathering, content("Two").Text().Hash(), beside), "version_not_latest")
		b.seal()
		d, err := b.Organizing(ctx, one.id, func(d *petition.Organizing) []int { return append(d.Versions[0].Parts, d.Versions[3].Parts...) })
		no(t, err)
		for number, title := range map[int]string{1: "Stop recording", 4: "Two"} {
			if c, err := d.Content(d.Version(number)); err != nil || c.Title != title {
				t.Errorf("version %d: %+v, %v", number, c, err)
			}
		}
	})
}

func TestManySaveAtOnce(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		one, base := b.drafting(1)
		all := []*organizer{one, one.invites(1, 2), one.invites(2, 3), one.invites(3, 4)}
		var wg sync.WaitGroup
		for _, o := range all {
			wg.Go(func() {
				for _, title := range []string{"a", "b", "c"} {
					if _, err := o.HandIn(ctx, o.says(pass.Drafting, string(pass.Cut(base, content(title).Marshal())[0].Marshal()))); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Go(func() {
			if _, err := b.Seal(ctx, true); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
		b.seal()
		d := one.reads()
		standing := 0
		for _, v := range d.Versions {
			if !v.Beside {
				standing++
			}
		}
		if len(d.Versions) != 13 || standing != 2 || d.Acts != one.seq+3*4 {
			t.Errorf("%d versions, %d of them stood, %d acts", len(d.Versions), standing, d.Acts)
		}
	})
}

func TestALongVersionTravelsInParts(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		o := b.opener(1, 2)
		long := content("Long")
		long.Background = strings.Repeat("é ", 8000)
		parts := pass.Cut(pass.NoBase, long.Marshal())
		o.does(pass.Drafting, string(parts[0].Marshal()))
		o.cannot(pass.Drafting, string(parts[2].Marshal()), "version_broken")
		b.seal()
		if d := o.reads(); len(d.Versions) != 0 || len(d.Unfinished) != 1 || len(d.Unfinished[0].Have) != 1 {
			t.Fatalf("%+v", d)
		}
		for _, p := range parts[1:] {
			o.does(pass.Drafting, string(p.Marshal()))
		}
		o.cannot(pass.Drafting, string(parts[0].Marshal()), "version_saved")
		b.seal()
		d, err := b.Organizing(ctx, o.id, func(d *petition.Organizing) []int { return d.Versions[0].Parts })
		no(t, err)
		if c, err := d.Content(d.Version(1)); err != nil || c != long || d.Versions[0].Size != len(long.Marshal()) {
			t.Errorf("%v", err)
		}
		last := parts[len(parts)-1]
		other := pass.DraftBody{Version: strings.Repeat("0", 32), Base: parts[0].Version, Part: 1, Parts: 1, Data: last.Data}
		o.cannot(pass.Drafting, string(other.Marshal()), "version_broken")
		other = pass.Cut(strings.Repeat("0", 32), []byte(`{}`))[0]
		o.cannot(pass.Drafting, string(other.Marshal()), "base_missing")
		other = pass.Cut(parts[0].Version, []byte(`{"title":"x"}`))[0]
		o.cannot(pass.Drafting, string(other.Marshal()), "version_broken")
	})
}

func TestWhoOrganizes(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		one, base := b.drafting(1)
		origin := b.desk.Keys.Origin
		secret := one.w.Invitation(one.id, 1)
		key := pass.InvitationKey(secret, origin, one.id)
		two := b.invited(2, one.id)
		reply := func(o *organizer, k pass.Kind) string { return string(secret.Reply(k, origin, one.id, o.is.Key())) }
		two.cannot(pass.Joining, reply(two, pass.Joining), "invitation_over")
		two.cannot(pass.Drafting, string(pass.Cut(base, content("x").Marshal())[0].Marshal()), "draft_missing")
		one.cannot(pass.Leaving, "", "organizer_last")
		one.does(pass.Inviting, string(pass.InvitationBody{Number: 1, Key: key}.Marshal()))
		one.cannot(pass.Inviting, string(pass.InvitationBody{Number: 1, Key: pass.BoothKey{1}}.Marshal()), "invitation_there")
		two.cannot(pass.Joining, reply(one, pass.Joining), "invitation_over") // stolen from the wire
		two.cannot(pass.Joining, reply(two, pass.Declining), "invitation_over")
		one.cannot(pass.Removing, two.is.Key().String(), "organizer_missing")
		two.does(pass.Joining, reply(two, pass.Joining))
		three := b.invited(3, one.id)
		three.cannot(pass.Joining, reply(three, pass.Joining), "invitation_over") // it was answered
		b.seal()
		two.cannot(pass.Removing, one.is.Key().String(), "organizer_elder")
		three = two.invites(1, 3)
		three.cannot(pass.Removing, two.is.Key().String(), "organizer_elder")
		one.does(pass.Removing, two.is.Key().String())
		two.cannot(pass.Leaving, "", "organizer_gone")
		two.cannot(pass.Mending, "", "organizer_gone")
		one.does(pass.Leaving, "")
		one.cannot(pass.Leaving, "", "organizer_gone")
		three.cannot(pass.Leaving, "", "organizer_last")
		b.seal()
		d := three.reads()
		if len(d.Organizers) != 1 || d.Organizers[0].Key != three.is.Key() || d.Organizers[0].Opener || len(d.Everyone) != 3 {
			t.Errorf("%+v", d.Organizers)
		}
		again := three.w.Invitation(three.id, 9)
		three.does(pass.Inviting, string(pass.InvitationBody{Number: 9, Key: pass.InvitationKey(again, origin, one.id)}.Marshal()))
		two.seq = d.Seq(two.is.Key())
		two.does(pass.Joining, string(again.Reply(pass.Joining, origin, one.id, two.is.Key()))) // invited again
		if d = three.reads(); len(d.Organizers) != 2 {
			t.Errorf("%+v", d.Organizers)
		}
	})
}

func TestInvitationsEnd(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		one, _ := b.drafting(1)
		origin := b.desk.Keys.Origin
		invite := func(number int) pass.Invitation {
			secret := one.w.Invitation(one.id, number)
			one.does(pass.Inviting, string(pass.InvitationBody{Number: number, Key: pass.InvitationKey(secret, origin, one.id)}.Marshal()))
			return secret
		}
		two := b.invited(2, one.id)
		cancelled, declined, old := invite(1), invite(2), invite(3)
		one.does(pass.Removing, pass.InvitationKey(cancelled, origin, one.id).String())
		two.cannot(pass.Joining, string(cancelled.Reply(pass.Joining, origin, one.id, two.is.Key())), "invitation_over")
		two.does(pass.Declining, string(declined.Reply(pass.Declining, origin, one.id, two.is.Key())))
		two.cannot(pass.Joining, string(declined.Reply(pass.Joining, origin, one.id, two.is.Key())), "invitation_over")
		for number := 4; number <= 12; number++ {
			invite(number)
		}
		one.cannot(pass.Inviting, string(pass.InvitationBody{Number: 13, Key: pass.BoothKey{1}}.Marshal()), "invitations_full")
		for range petition.InvitationDays + 1 {
			b.tomorrow()
		}
		two.cannot(pass.Joining, string(old.Reply(pass.Joining, origin, one.id, two.is.Key())), "invitation_over")
		invite(13)
	})
}

func TestTheSameActAgainHearsTheSame(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		o := b.opener(1, 1)
		first := o.says(pass.Drafting, string(pass.Cut(pass.NoBase, content("x").Marshal())[0].Marshal()))
		was := b.in(first)
		if b.in(first) != was {
			t.Error("another promise while it waits")
		}
		o.refused(o.at(1, pass.Taking, pass.Hash{}, "Other."), "seq_used")
		if f := o.refused(o.at(3, pass.Taking, pass.Hash{}, "Too early."), "seq_early"); f.Args["seq"] != 1 || f.Retry {
			t.Errorf("%+v", f)
		}
		b.seal()
		b.tomorrow()
		if b.in(first) != was {
			t.Error("another promise after the seal")
		}
		if f := o.refused(o.at(1, pass.Taking, pass.Hash{}, "Other."), "seq_used"); f.Args["seq"] != 1 {
			t.Errorf("%+v", f)
		}
		if d := o.reads(); d.Acts != 1 || len(d.Versions) != 1 {
			t.Errorf("%+v", d)
		}
	})
}

func TestDraftsThatCannotBe(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		save := string(pass.Cut(pass.NoBase, content("x").Marshal())[0].Marshal())
		spare := b.opener(1, pass.DraftPlaces)
		spare.cannot(pass.Drafting, save, "pass_elsewhere")
		o := b.opener(1, 1)
		o.cannot(pass.Taking, "Nothing there.", "draft_missing")
		b.invited(2, o.id).cannot(pass.Drafting, save, "draft_missing")
		mine := o.id
		o.id = b.opener(2, 1).id
		o.cannot(pass.Drafting, save, "draft_elsewhere")
		o.id = mine
		o.saves(pass.NoBase, content("x"))
		for kind, refusal := range map[pass.Kind]string{pass.Mending: "petition_state", pass.Delivering: "petition_state"} {
			o.cannot(kind, "", refusal)
		}
		o.cannot(pass.Updating, "Too early.", "petition_state")
		o.cannot(pass.Updating, " \n", "update_form")
		o.cannot(pass.Concluding, "won\nToo early.", "petition_state")
		o.cannot(pass.Concluding, "lost\nWhat?", "outcome_unknown")
		o.cannot(pass.Concluding, "won", "reason_needed")
		o.cannot(pass.Taking, "two\nlines", "reason_needed")
		o.cannot(pass.Joining, string(pass.Invitation{}.Reply(pass.Joining, b.desk.Keys.Origin, o.id, o.is.Key())), "invitation_over")
	})
}

func TestATextThatIsNotReadyIsRefusedFieldByField(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		o := b.opener(1, 1)
		c := petition.Content{Language: "en", Title: strings.Repeat("x", 81), Ask: " ", Background: "\r\n", Goal: petition.MostGoal + 1, Program: "none", Topic: "football"}
		v := o.saves(pass.NoBase, c)
		f := o.refused(o.at(2, pass.Gathering, c.Text().Hash(), v), "text_refused")
		got := map[string]string{}
		for _, each := range f.Each {
			got[each.Field] = each.Code
		}
		for field, code := range map[string]string{"title": "text_too_long", "addressee": "text_empty", "ask": "text_empty", "background": "text_empty", "goal": "goal_unreal", "program": "program_missing", "topic": "topic_unknown"} {
			if got[field] != code {
				t.Errorf("%s: %q, want %s", field, got[field], code)
			}
		}
		ready := content("Ready")
		v = o.saves(v, ready)
		o.refused(o.at(3, pass.Gathering, c.Text().Hash(), v), "text_changed")
		o.gathers(v, ready)
		o.cannot(pass.Drafting, string(pass.Cut(v, c.Marshal())[0].Marshal()), "draft_frozen")
	})
}

func TestATopicIsSaidInTheDraft(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		o := b.opener(1, 1)
		c := content("About pay")
		c.Topic = "pay"
		o.gathers(o.saves(pass.NoBase, c), c)
		b.seal()
		if p, err := b.Find(ctx, o.id); err != nil || p.Topic != "pay" || p.Hash != content("About pay").Text().Hash() {
			t.Errorf("%q, %v: it stands on the petition, and is no part of the frozen text", p.Topic, err)
		}
		if got := b.titles(store.Filter{Topic: "pay"}); got != c.Title {
			t.Errorf("found %q by its topic", got)
		}
	})
}

func TestWithNoSlotLeftPetitionsQueue(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		var first *organizer
		for n := range 5 {
			o, v := b.drafting(n)
			o.gathers(v, content("Stop recording"))
			if n == 2 {
				b.seal() // three slots are gone
			}
			if n == 3 {
				b.seal()
				first = o
			}
			if n == 4 {
				b.seal()
				if p, err := b.Find(ctx, o.id); err != nil || p.State != petition.Queued || p.Turn != 2 || p.Slot != 0 || p.Book != "" {
					t.Fatalf("%+v, %v", p, err)
				}
				first.does(pass.Taking, "We talked.")
				b.seal()
				if p, err := b.Find(ctx, o.id); err != nil || p.Turn != 1 {
					t.Fatalf("%+v, %v", p, err)
				}
				if p, err := b.Find(ctx, first.id); err != nil || p.State != petition.Withdrawn {
					t.Fatalf("%+v, %v", p, err)
				}
				b.publishNext()
				b.seal()
				p, err := b.Find(ctx, o.id)
				if err != nil || p.State != petition.Gathering || p.Slot != 1 || p.Book != "2027Q1" || p.Turn != 0 || p.Gathered == "" {
					t.Fatalf("%+v, %v", p, err)
				}
			}
		}
	})
}

func TestWhatTheSealCannotDoAnyMoreIsDroppedAndTold(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		o, v := b.drafting(1)
		o.gathers(v, content("Stop recording"))
		b.seal()
		o.does(pass.Taking, "Changed our minds.")
		_, err := b.Reject(ctx, o.id, ines(b.found(petition.Petition{ID: o.id}), "person_named", "It names a person.")) // meanwhile
		no(t, err)
		b.seal()
		d := o.reads()
		last := d.Happened[len(d.Happened)-1]
		if last.Kind != pass.Taking || last.Dropped != "petition_state" || d.Petition.State != petition.Rejected {
			t.Errorf("%+v, %s", last, d.Petition.State)
		}
		if p, _ := b.Find(ctx, o.id); p.State != petition.Rejected {
			t.Error(p.State)
		}
	})
}

func TestADraftThatIsTakenBackLeavesNothingPublic(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		o, _ := b.drafting(1)
		size, _ := b.ledger.Size(ctx)
		o.does(pass.Taking, "It was met.")
		o.cannot(pass.Mending, "", "petition_withdrawn")
		b.seal()
		grown, _ := b.ledger.Size(ctx)
		if d := o.reads(); d.Petition.State != petition.Withdrawn || grown != size || b.rows("petition") != 0 {
			t.Errorf("%s, %d leaves more", d.Petition.State, grown-size)
		}
	})
}

func TestClosingDestroysWhatOrganizersSaved(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		o, v := b.drafting(1)
		o.gathers(v, content("Stop recording"))
		b.seal()
		_, err := b.Open(ctx, o.id)
		no(t, err)
		if b.rows("draft_part") != 1 {
			t.Error("nothing was saved")
		}
		for range petition.Defaults().OpenDays + 1 {
			b.tomorrow()
		}
		_, err = b.ClosePetition(ctx, o.id)
		no(t, err)
		if b.rows("draft_part") != 0 {
			t.Error("it is still there")
		}
		o.does(pass.Concluding, "no_answer\nThey never wrote.")
		b.seal()
		if p, _ := b.Find(ctx, o.id); p.Outcome != petition.NoAnswer {
			t.Error(p.Outcome)
		}
	})
}

// publishNext begins the next season, with a book of its own.
func (b *booth) publishNext() {
	b.t.Helper()
	b.now = time.Date(2027, 1, 4, 12, 0, 0, 0, time.UTC)
	next := passtest.Open(b.t, "2027Q1", 3)
	no(b.t, b.books.Publish(ctx, next.Keys, next.Proofs, "2027-01-01", "2027-03-31"))
}

// dump is all that a table holds.
func (b *booth) dump(table string) string {
	b.t.Helper()
	rows, err := b.d.Read.Raw("SELECT * FROM " + table).Rows()
	no(b.t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	no(b.t, err)
	var all strings.Builder
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		no(b.t, rows.Scan(into...))
		for _, v := range values {
			if text, ok := v.([]byte); ok {
				v = string(text)
			}
			fmt.Fprintln(&all, v)
		}
	}
	return all.String()
}

func TestOnDiskNothingTellsOfADraft(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		o, _ := b.drafting(1)
		for _, state := range []string{"waits", "is sealed"} {
			key := o.is.Key()
			for _, table := range []string{"waiting", "organizer_act", "draft_part", "statement", "petition"} {
				dump := b.dump(table)
				for _, trace := range []string{o.id, string(key[:]), "Stop recording"} {
					if strings.Contains(dump, trace) {
						t.Errorf("while it %s, %s holds %q", state, table, trace)
					}
				}
			}
			b.seal()
		}
	})
}
