package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
	"roundrobin/models/thread"
)

var asked = pass.Text{Language: "en", Title: "How does RouteCam sit with you?", Addressee: "everyone", Ask: "Five steps.", Background: "Once a season."}

// program puts a program there, by whatever facts.
func (b *booth) program(id string) {
	b.t.Helper()
	no(b.t, b.d.Write.Exec(`INSERT INTO program (id, name, purpose, owner, covered, who, begins, status, since, choice, review, note, collects, sources)
		VALUES (?, 'RouteCam', '', '', 0, '', '2026-10-01', 'active', '2026-10-01', '', 'none', '', '[]', '[]')`, id).Error)
}

func (b *booth) round() petition.Petition {
	b.t.Helper()
	b.program("routecam")
	p, err := b.OpenRound(ctx, "routecam", asked)
	no(b.t, err)
	return p
}

// sits hands in what people say, from the first on.
func (b *booth) sits(p petition.Petition, first, n, seq int, value string) {
	b.t.Helper()
	for i := range n {
		b.in(b.act(p, first+i, pass.Pulse, "-", seq, value))
	}
}

// pulse is what everybody sees of the one round: how many answered, and a figure for each step.
func (b *booth) pulse() string {
	b.t.Helper()
	all, err := b.Pulses(ctx, "routecam")
	no(b.t, err)
	said := []string{fmt.Sprint(all[0].Answered)}
	for _, c := range all[0].Shown.Cells {
		if c.Hidden {
			said = append(said, "?")
		} else {
			said = append(said, fmt.Sprint(c.People))
		}
	}
	return strings.Join(said, " ")
}

func TestAProgramsPulse(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.round()
		if _, err := b.OpenRound(ctx, "routecam", asked); code(err) != "round_there" {
			t.Errorf("a second round: %v", err)
		}
		if _, err := b.Find(ctx, p.ID); code(err) != "petition_missing" {
			t.Errorf("a round is found as a petition: %v", err)
		}
		if all, n, err := b.List(ctx, store.Filter{Program: "routecam"}); err != nil || n != 0 {
			t.Errorf("a round is listed: %+v, %v", all, err)
		}
		b.refused(b.signature(p, 1, 1), "act_unknown")
		b.refused(b.act(b.open(), 1, pass.Pulse, "-", 1, "well"), "act_unknown")

		// Nine are too few. Of 23 one step is shown, so that ten at least stand behind no figure.
		b.sits(p, 1, 9, 1, "badly")
		b.seal()
		if got := b.pulse(); got != "9 ? ? ? ? ?" {
			t.Errorf("of nine: %s", got)
		}
		b.sits(p, 10, 3, 1, "badly")
		b.sits(p, 13, 11, 1, "well")
		b.seal()
		if got := b.pulse(); got != "23 ? 12 ? ? ?" {
			t.Errorf("of twelve and eleven: %s", got)
		}

		// One more, and one who thinks otherwise, move no figure but the number of those who answered.
		b.sits(p, 24, 1, 1, "well")
		b.sits(p, 1, 1, 2, "well")
		b.seal()
		if got := b.pulse(); got != "24 ? 12 ? ? ?" {
			t.Errorf("%s", got)
		}
		b.refused(b.act(p, 1, pass.Pulse, "-", 2, "badly"), "seq_used")

		// A talk under it, as under petitions.
		b.in(b.comment(p, 2, 1, "It films me."))
		b.seal()
		if th, err := b.threads.Read(ctx, p.ID, thread.Newest, 1); err != nil || len(th.Comments) != 1 {
			t.Errorf("%+v, %v", th, err)
		}

		// The season ends: what is shown stands, its hash is a leaf, and what people said is gone.
		b.until(p.Closes.Add(1))
		no(t, b.CloseExpired(ctx))
		all, err := b.Pulses(ctx, "routecam")
		no(t, err)
		if got := b.pulse(); got != "24 ? 12 ? ? ?" || all[0].State != petition.Closed || b.rows("pulse") != 0 {
			t.Errorf("%s, %d rows", got, b.rows("pulse"))
		}
		leaves := b.leaves()
		tally, _ := leaves[len(leaves)-2].Operator.(*ledger.Tally)
		closed, _ := leaves[len(leaves)-1].Operator.(*ledger.Close)
		if tally == nil || closed == nil || tally.Hash.String() != hashOf(all[0].Text) || closed.Count != 24 {
			t.Errorf("%+v, %+v", tally, closed)
		}
		b.refused(b.act(p, 30, pass.Pulse, "-", 1, "well"), "petition_closed")
	})
}

func hashOf(text string) string { h := sha256.Sum256([]byte(text)); return hex.EncodeToString(h[:]) }
