package booth

import (
	"context"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/petition"
	"roundrobin/models/response"
	"roundrobin/models/thread"
	view "roundrobin/views/respond"
)

// How many comments leadership's page offers to be answered.
const (
	talkAgreed = 12
	talkNewest = 8
)

// respondSpeak does what was pressed about the talk.
func (b *Booth) respondSpeak(ctx context.Context, s said, l response.Link) error {
	switch s.do {
	case view.Speak:
		return petition.CheckSpeech(s.speech)
	case view.Say:
		return b.Responses.Say(ctx, l, s.about, s.speech)
	case view.TakeBack:
		return b.Responses.TakeBack(ctx, l, s.own)
	}
	return nil
}

// roomTalk is the talk as leadership's page has it: what can be answered, and what its reader said.
func (b *Booth) roomTalk(ctx context.Context, p petition.Petition, l response.Link, today day.Day) (view.Talk, error) {
	t := view.Talk{Open: p.MaySpeak(today) == nil, Max: maxSpeech}
	agreed, err := b.Threads.Read(ctx, p.ID, thread.MostAgreed, 1)
	if err != nil {
		return t, err
	}
	newest, err := b.Threads.Read(ctx, p.ID, thread.Newest, 1)
	if err != nil {
		return t, err
	}
	t.Comments = b.talked(append(standing(agreed.Comments, talkAgreed), standing(newest.Comments, talkNewest)...))
	spoken, err := b.Threads.Spoken(ctx, p.ID, 100)
	for _, c := range spoken {
		if c.Role == thread.Leadership && c.Who == l.Name {
			t.Own = append(t.Own, b.talked([]thread.Comment{c})...)
		}
	}
	return t, err
}

// talkOf puts the talk into the page, with what was typed unless it stands now.
func (b *Booth) talkOf(ctx context.Context, p *roomProps, s said, l response.Link, refused error) (err error) {
	if p.Talk, err = b.roomTalk(ctx, p.petition, l, b.today()); err != nil {
		return err
	}
	did := refused == nil && (s.do == view.Say || s.do == view.TakeBack)
	if did {
		p.Talk.Done = s.do
	} else {
		p.Talk.Speech, p.Talk.About = s.speech, s.about
	}
	if s.do == view.Ask {
		p.Talk.Taking = s.own
	}
	if s.do == view.Speak && refused == nil {
		p.Talk.Preview = thread.Render(s.speech)
	}
	return nil
}

const maxSpeech = 4000

// standing are the first comments that have words, at most n.
func standing(comments []thread.Comment, n int) []thread.Comment {
	comments = slices.DeleteFunc(comments, func(c thread.Comment) bool { return c.Text == "" })
	return comments[:min(n, len(comments))]
}

// talked are comments for leadership's page, each once.
func (b *Booth) talked(said []thread.Comment) (list []view.Talked) {
	for _, c := range said {
		if !slices.ContainsFunc(list, func(t view.Talked) bool { return t.ID == c.ID }) {
			list = append(list, view.Talked{ID: c.ID, Voice: voiceOf(c), Pseudonym: c.Pseudonym, Day: string(c.Day), Text: c.Text, HTML: c.HTML, Agreed: c.Agreed})
		}
	}
	return list
}
