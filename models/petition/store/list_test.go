package store_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
)

// write gives a gathering petition with a title and a background of its own.
func (b *booth) write(title, background string) petition.Petition {
	b.t.Helper()
	t := texts
	t.Title, t.Background = title, background
	p, err := b.Gather(ctx, store.Proposal{Text: t, Goal: 9})
	no(b.t, err)
	return p
}

func (b *booth) titles(f store.Filter) string {
	b.t.Helper()
	found, total, err := b.List(ctx, f)
	no(b.t, err)
	if f.Limit == 0 && total != len(found) {
		b.t.Errorf("%d in all, %d found", total, len(found))
	}
	var titles []string
	for _, p := range found {
		titles = append(titles, p.Text.Title)
	}
	return strings.Join(titles, ", ")
}

func TestWhateverPeopleTypeIsSearchedForAndNothingElse(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.write("Keystrokes", "They record Jürgen's café visits.\n")
		b.write("Water", "In the *yard*, above 32 °C, don't work.\n")
		for typed, want := range map[string]string{
			"keystrokes":                  "Keystrokes",
			"KEYSTR":                      "Keystrokes", // the beginning of a word is enough
			"strokes":                     "",
			"jurgen cafe":                 "Keystrokes",
			"CAFÉ, Jürgen!":               "Keystrokes",
			"café water":                  "", // every word must be there
			"board":                       "Keystrokes, Water",
			"yard 32":                     "Water",
			"don't":                       "Water",
			"":                            "Keystrokes, Water",
			" -- ":                        "Keystrokes, Water",
			`"`:                           "Keystrokes, Water",
			`water"`:                      "Water",
			`' OR 1=1; --`:                "",
			"water NOT keystrokes":        "",
			"-water":                      "Water",
			"water*":                      "Water",
			"title:water":                 "",
			"(water":                      "Water",
			`\water`:                      "Water",
			"water & yard":                "Water",
			"water:* | keystrokes":        "",
			"wa%":                         "Water",
			"w_ter":                       "",
			"\x00water\xff":               "Water",
			strings.Repeat("a", 9000):     "",
			strings.Repeat("water ", 900): "Water",
			"٣ 水 🜁 water":                 "",
			"keystrokez":                  "Keystrokes", // one wrong letter
			"kystrokes":                   "Keystrokes",
			"kesytrokes xyzzy":            "",
			"wqter yardd":                 "Water", // in each word
			"wster":                       "Water", //
			"' OR '1'='1":                 "",
			"AND":                         "",
			"NEAR(water)":                 "",
			"$$water":                     "Water",
		} {
			got := strings.Split(b.titles(store.Filter{Query: typed}), ", ")
			slices.Sort(got)
			if strings.Join(got, ", ") != want {
				t.Errorf("%.40q: %v", typed, got)
			}
		}
	})
}

func TestTheListIsInTheOrderAskedFor(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		early, late := b.write("Early", "x\n"), b.write("Late", "x\n")
		_, err := b.Open(ctx, early.ID)
		no(t, err)
		b.tomorrow()
		_, err = b.Open(ctx, late.ID)
		no(t, err)
		b.tomorrow()
		b.write("Gathering", "x\n")
		late, err = b.Find(ctx, late.ID)
		no(t, err)
		b.in(b.signature(late, 1, 1))
		b.seal()
		for want, f := range map[string]store.Filter{
			"Early, Late, Gathering": {Sort: store.ClosingSoon},
			"Gathering, Late":        {Sort: store.Newest, Limit: 2},
			"Early":                  {Closes: 88},
			"Early, Late":            {Closes: 89},
			"Gathering, Late, Early": {Sort: store.Latest},
			"Late":                   {Sort: store.MostSigned, Limit: 1},
			"Gathering":              {States: []petition.State{petition.Gathering, petition.Review}},
			"Late, Gathering":        {Limit: 2, Offset: 1},
			"":                       {Program: "none"},
		} {
			if got := b.titles(f); got != want {
				t.Errorf("%+v: %s", f, got)
			}
		}
		if _, total, _ := b.List(ctx, store.Filter{Limit: 1}); total != 3 {
			t.Errorf("%d in all", total)
		}
	})
}

func TestATopicIsKeptAndFoundBy(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, err := b.Gather(ctx, store.Proposal{Text: texts, Topic: "pay"})
		no(t, err)
		b.write("Other", "x\n")
		if p, err = b.Find(ctx, p.ID); err != nil || p.Topic != "pay" {
			t.Errorf("%q, %v", p.Topic, err)
		}
		if got := b.titles(store.Filter{Topic: "pay"}); got != texts.Title {
			t.Error(got)
		}
		if _, err = b.Gather(ctx, store.Proposal{Text: texts, Topic: "football"}); code(err) != "topic_unknown" {
			t.Errorf("got %v", err)
		}
	})
}

func TestAMistypedWordSaysWhatItIsTakenFor(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.write("Keystrokes", "x\n")
		wanted, err := b.Want(ctx, "the Keysrtokes")
		no(t, err)
		if len(wanted) != 2 || wanted[0].Near != nil || !slices.Equal(wanted[1].Near, []string{"keystrokes"}) {
			t.Errorf("%+v", wanted)
		}
		b.write("Camshafts", "y\n") // what is new is known at once
		if got := b.titles(store.Filter{Query: "camshfats"}); got != "Camshafts" {
			t.Error(got)
		}
	})
}

func TestALifeIsARecord(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.gather()
		move := func(p petition.Petition, err error) petition.Petition { t.Helper(); no(t, err); return p }
		move(b.Open(ctx, p.ID))
		if _, err := b.Deliver(ctx, p.ID); code(err) != "delivery_too_early" {
			t.Errorf("delivered with none: %v", err)
		}
		for n := range 3 {
			b.in(b.signature(p, n, 1))
		}
		b.seal()
		b.tomorrow()
		move(b.Deliver(ctx, p.ID))
		move(b.Respond(ctx, p.ID, store.Answer{Who: "the board", Words: "We *will*."}, nil))
		if _, err := b.Respond(ctx, p.ID, store.Answer{Who: "the board", Words: "We have."}, nil); code(err) != "answer_changed" {
			t.Errorf("a writer who had not seen the first: %v", err)
		}
		if _, err := b.Respond(ctx, p.ID, store.Answer{Who: "the board", Words: "We *will*.", Seen: 1}, nil); code(err) != "answer_same" {
			t.Errorf("the same again: %v", err)
		}
		move(b.Respond(ctx, p.ID, store.Answer{Who: "the board", Words: "We have.", Seen: 1}, nil))
		if _, err := b.ClosePetition(ctx, p.ID); code(err) != "petition_still_open" {
			t.Errorf("closed early: %v", err)
		}
		b.now = b.now.AddDate(0, 4, 0)
		if ids, _ := b.Expired(ctx); !slices.Equal(ids, []string{p.ID}) {
			t.Errorf("expired: %v", ids)
		}
		move(b.ClosePetition(ctx, p.ID))
		p = move(b.Conclude(ctx, p.ID, petition.Won, "They stopped."))
		if p.State != petition.Closed || p.Outcome != petition.Won || p.Count != 3 || p.Issued != holders {
			t.Errorf("%+v", p)
		}
		life, err := b.Life(ctx, p.ID)
		no(t, err)
		var events []string
		for _, h := range life.Happenings {
			events = append(events, string(h.Event))
		}
		if got := strings.Join(events, " "); got != "gather open deliver respond respond close outcome" {
			t.Error(got)
		}
		if len(life.Responses) != 2 || !strings.Contains(life.Responses[0].HTML, "<em>will</em>") || life.Last(petition.Deliver).Count != 3 {
			t.Errorf("%+v", life)
		}
		var kinds []string
		for _, leaf := range b.leaves()[4:] {
			if leaf.Operator != nil {
				kinds = append(kinds, string(leaf.Operator.Kind()))
			}
		}
		if got := strings.Join(kinds, " "); got != "gather open milestone delivery response response close outcome" {
			t.Error(got)
		}
	})
}

func TestARejectionCarriesItsReason(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.gather()
		if _, err := b.Reject(ctx, p.ID, ines(p, "out_of_scope", "two\nlines")); code(err) != "reason_needed" {
			t.Errorf("%v", err)
		}
		p, err := b.Reject(ctx, p.ID, ines(p, "out_of_scope", "Not about a workplace program."))
		no(t, err)
		b.refused(b.signature(p, 1, 1), "petition_rejected")
		if life, _ := b.Life(ctx, p.ID); life.Last(petition.Reject).Reason == "" {
			t.Error("no reason is kept")
		}
		if _, err := b.Reject(ctx, p.ID, ines(p, "out_of_scope", "Again.")); code(err) != "petition_state" {
			t.Errorf("rejected twice: %v", err)
		}
	})
}

func TestWhatCannotGather(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		long := texts
		long.Title = strings.Repeat("x", 81)
		for want, w := range map[string]store.Proposal{
			"text_too_long":   {Text: long},
			"text_empty":      {Text: pass.Text{Language: "en"}},
			"program_missing": {Text: texts, Program: "nothing"},
			"goal_unreal":     {Text: texts, Goal: -1},
		} {
			if _, err := b.Gather(ctx, w); code(err) != want {
				t.Errorf("%s: %v", want, err)
			}
		}
		if b.rows("petition")+b.rows("slot") != 0 {
			t.Error("something stayed")
		}
		for range 3 {
			b.gather()
		}
		if p, err := b.Gather(ctx, store.Proposal{Text: texts}); err != nil || p.State != petition.Queued {
			t.Errorf("a fourth in a book of three is %s: %v", p.State, err)
		}
	})
}

func TestNow(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		n, err := b.ReadNow(ctx)
		no(t, err)
		if text, _ := json.Marshal(n); strings.Contains(string(text), "null") {
			t.Errorf("null in %s", text)
		}
		p := b.open()
		b.gather()
		b.in(b.signature(p, 1, 1))
		before, err := b.ReadNow(ctx)
		no(t, err)
		if again, _ := b.ReadNow(ctx); again != before {
			t.Error("read anew though nothing happened")
		}
		b.seal()
		n, err = b.ReadNow(ctx)
		no(t, err)
		first := n.Petitions[0]
		if n.Book != "2026Q4" || n.Holders != holders || len(n.Keys) != 1 || n.Keys[0].Acts != 1 || first.Count != 1 || !first.Sign || !first.Voice ||
			first.Text != p.Hash.String() || first.Slot != p.Slot || first.Closes != p.Closes {
			t.Errorf("%+v", n)
		}
		if g := n.Petitions[1]; !g.Sign || g.Voice {
			t.Errorf("gathering: %+v", g)
		}
		b.tomorrow()
		if next, _ := b.ReadNow(ctx); next.Day != b.today() {
			t.Errorf("still %s", next.Day)
		}
	})
}

func TestTheRingHoldsEverySignatureThatCounts(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		for n := range 5 {
			b.in(b.signature(p, n, 1))
		}
		b.seal()
		b.in(b.withdrawal(p, 0, 2))
		b.seal()
		rings, err := b.Angles(ctx, p.ID)
		no(t, err)
		if len(rings[p.ID]) != 4 || !slices.IsSorted(rings[p.ID]) {
			t.Errorf("%v", rings[p.ID])
		}
		b.tomorrow()
		b.in(b.withdrawal(p, 1, 2))
		b.seal()
		days, err := b.Days(ctx, p.ID)
		no(t, err)
		if d := days[p.ID]; len(d) != 2 || d[0].Count != 4 || d[1].Count != 3 {
			t.Errorf("%v", d)
		}
	})
}

func TestAShortLinkLeadsToOnePetitionForGood(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		first := b.write("Water", "Water.\n")
		short, err := b.Short(ctx, first.ID)
		no(t, err)
		if short != first.ID[:8] {
			t.Fatalf("%s for %s", short, first.ID)
		}
		b.tomorrow()
		second := b.write("Shade", "Shade.\n")
		twin := first.ID[:10] + "zzzzzz" // begins like the first, and became public later
		for _, table := range []string{"petition_event", "petition_words"} {
			no(t, b.d.Write.Exec("DELETE FROM "+table+" WHERE petition = ?", second.ID).Error)
		}
		no(t, b.d.Write.Exec("UPDATE petition SET id = ? WHERE id = ?", twin, second.ID).Error)
		for id, want := range map[string]string{first.ID: first.ID[:8], twin: twin[:11]} {
			got, err := b.Short(ctx, id)
			no(t, err)
			found, err := b.FindShort(ctx, got)
			no(t, err)
			if got != want || found != id {
				t.Errorf("%s: %s leads to %s", id, got, found)
			}
		}
		for _, short := range []string{"", first.ID[:7], "zzzzzzzz", "'%______", strings.Repeat("a", 65)} {
			if found, err := b.FindShort(ctx, short); err == nil {
				t.Errorf("%q leads to %s", short, found)
			}
		}
	})
}
