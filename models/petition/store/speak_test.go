package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

// organized gives a petition that is open, its opener, and somebody who was invited.
func organized(b *booth) (petition.Petition, *organizer, *organizer) {
	b.t.Helper()
	o, version := b.drafting(1)
	other := o.invites(1, 2)
	o.gathers(version, content("Stop recording"))
	b.seal()
	p, err := b.Open(ctx, o.id)
	no(b.t, err)
	return p, o, other
}

func TestOrganizersSpeakUnderTheirRole(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, o, other := organized(b)
		asked := b.comment(p, 3, 1, "Who decides?")
		b.in(asked)
		b.seal()
		o.cannot(pass.Speaking, "say "+strings.Repeat("ab", 16)+"\nHello.", "comment_missing")
		promised := o.does(pass.Speaking, "say "+asked.CommentID()+"\nThe board.")
		other.does(pass.Speaking, "say -\nThank you all.")
		if th, _ := b.threads.Read(ctx, p.ID, thread.Newest, 1); th.Found != 1 {
			t.Fatal("it stands before its seal")
		}
		b.seal()
		id := hex.EncodeToString(promised.Leaf[:16])
		th, err := b.threads.Read(ctx, p.ID, thread.Newest, 1)
		no(t, err)
		if th.Voices != 1 || len(th.Comments) != 2 || th.Comments[0].Role != thread.Organizers || th.Comments[0].Text != "Thank you all." {
			t.Fatalf("%+v", th)
		}
		answer := th.Comments[1].Replies[0]
		if answer.ID != id || answer.Role != thread.Organizers || answer.Text != "The board." || string(answer.Mark) != string(th.Comments[0].Mark) {
			t.Errorf("%+v", answer)
		}
		other.cannot(pass.Speaking, "say "+id+"\nNo.", "reply_to_reply")
		other.cannot(pass.Speaking, "edit "+asked.CommentID()+"\nNo.", "comment_not_own")
		b.refused(b.act(p, 3, pass.Retraction, id, 1, ""), "comment_not_own")

		// Whoever of them changes it, it is the organizers' word. What is taken back is destroyed.
		other.does(pass.Speaking, "edit "+id+"\nThe executive board.")
		b.seal()
		o.does(pass.Speaking, "retract "+th.Comments[0].ID+"\n")
		b.seal()
		th, _ = b.threads.Read(ctx, p.ID, thread.Newest, 1)
		if r := th.Comments[1].Replies[0]; r.Text != "The executive board." || !r.Edited || !th.Comments[0].TakenBack || th.Comments[0].Text != "" {
			t.Errorf("%+v", th.Comments)
		}
		if o.cannot(pass.Speaking, "edit "+th.Comments[0].ID+"\nAgain.", "comment_taken_back"); o.reads().Happened[len(o.reads().Happened)-1].Kind != pass.Speaking {
			t.Error("their own page does not say that they spoke")
		}

		// The ledger says what was said under the role, and not by whom.
		var said []string
		for _, l := range b.leaves() {
			if s, ok := l.Operator.(*ledger.Speak); ok && s.Role == petition.AsOrganizers {
				said = append(said, s.Hash.String()[:8])
			}
		}
		hash := func(words string) string { h := sha256.Sum256([]byte(words)); return hex.EncodeToString(h[:4]) }
		if len(said) != 4 || said[2] != hash("The executive board.") || said[3] != "00000000" {
			t.Errorf("%v", said)
		}
		if again := o.at(o.seq, pass.Speaking, pass.Hash{}, "retract "+th.Comments[0].ID+"\n"); b.in(again).Leaf == (ledger.Hash{}) {
			t.Error("the same act has another promise")
		}
	})
}

func TestLeadershipSpeaksAtOnce(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		asked := b.comment(p, 3, 1, "Who decides?")
		b.in(asked)
		b.seal()
		say := petition.Speech{Petition: p.ID, Role: petition.AsLeadership, Who: "the board", Do: pass.Say, Parent: asked.CommentID(), Text: "We do."}
		may := func(*db.Tx, petition.Petition) error { return nil }
		no(t, b.Speak(ctx, say, may))
		if got := code(b.Speak(ctx, say, may)); got != "speech_same" {
			t.Errorf("pressed twice: %s", got)
		}
		th, err := b.threads.Read(ctx, p.ID, thread.Newest, 1)
		no(t, err)
		answer := th.Comments[0].Replies[0]
		if answer.Role != thread.Leadership || answer.Who != "the board" || th.Voices != 1 {
			t.Fatalf("%+v", answer)
		}
		b.in(b.act(p, 4, pass.Agreement, answer.ID, 1, "1"))
		b.seal()
		if reasons, err := b.threads.Reasons(ctx, 3, p.ID); err != nil || len(reasons[p.ID]) != 0 {
			t.Errorf("leadership is told its own words as staff's: %v, %v", reasons, err)
		}
		take := petition.Speech{Petition: p.ID, Role: petition.AsLeadership, Who: "the people director", Do: pass.Take, ID: answer.ID}
		if got := code(b.Speak(ctx, take, may)); got != "comment_not_own" {
			t.Errorf("another reader takes it back: %s", got)
		}
		take.Who = "the board"
		no(t, b.Speak(ctx, take, may))
		if said, err := b.threads.Spoken(ctx, p.ID, 9); err != nil || len(said) != 0 {
			t.Errorf("%+v, %v", said, err)
		}
		b.until(p.Closes.Add(1))
		say.Text = "Too late."
		if got := code(b.Speak(ctx, say, may)); got != "petition_closed" {
			t.Errorf("after the end: %s", got)
		}
	})
}
