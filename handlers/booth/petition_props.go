package booth

import (
	"roundrobin/models/day"
	"roundrobin/models/petition"
	"roundrobin/models/program"
	"roundrobin/views/ui"
)

// standing is where the petition is in its life, for the printed sign and its words.
func (b *Booth) standing(p petition.Petition) ui.Standing {
	return ui.Standing{
		State: string(p.State), Today: string(b.today()), Since: string(p.Since), Closes: string(p.Closes), Due: string(p.DueBy(b.Rules())),
		Sponsors: p.Count, SponsorsWanted: p.Sponsors, Turn: p.Turn, Outcome: string(p.Outcome),
		Unanswered: p.State == petition.Closed && p.Delivered != "" && p.Answered == "", Took: took(p), Lapsed: p.Lapsed,
	}
}

func took(p petition.Petition) int {
	days, _ := p.Took()
	return days
}

func (b *Booth) card(p petition.Petition, angles []uint32, programName string) ui.Card {
	return ui.Card{
		ID: p.ID, Title: p.Text.Title, Ask: p.Text.Ask, Language: p.Text.Language, Standing: b.standing(p),
		Count: p.Count, Goal: p.Goal, Angles: angles, Program: programName, Topic: string(p.Topic),
	}
}

// life is the tracker's dated facts: what the record says, and what its program did meanwhile.
func (b *Booth) life(p petition.Petition, l petition.Life, updates []petition.Update, events []ui.Event) ui.Life {
	outcome, withdrawn := l.Last(petition.Conclude), l.Last(petition.Withdraw)
	life := ui.Life{
		ID: p.ID, Today: string(b.today()), Frozen: string(p.Gathered), Reviewed: string(l.Last(petition.Submit).Day), Opened: string(p.Opened),
		Delivered: string(p.Delivered), DeliveredCount: l.Last(petition.Deliver).Count, Due: string(p.Due), Answered: string(p.Answered),
		ResponseDays: b.Rules().ResponseDays, Closes: string(p.Closes), Closed: string(p.Closed), Over: p.State.Over(),
		Withdrawn: string(withdrawn.Day), Reason: withdrawn.Reason, Outcome: string(p.Outcome), OutcomeDay: string(outcome.Day), OutcomeReason: outcome.Reason,
		Count: p.Count, FirstMilestone: p.FirstMilestone(b.Rules()), Sponsors: p.Count, SponsorsWanted: p.Sponsors, Turn: p.Turn, Events: events,
		Received: did(l, petition.Receive), Meetings: did(l, petition.Meet),
	}
	life.Lapsed = string(l.Last(petition.Lapse).Day)
	life.Unmended = l.LastBut(petition.Lapse) == petition.Mend
	switch p.State {
	case petition.Gathering:
		life.GatherBy = string(p.LapsesAfter(b.Rules()))
	case petition.Review:
		life.ReviewBy = string(p.DueBy(b.Rules()))
	case petition.Rejected:
		life.MendBy = string(p.MendBy(b.Rules()))
	}
	for _, h := range l.Happenings {
		if h.Event == petition.Reject {
			life.Rejections = append(life.Rejections, ui.Rejection{Day: string(h.Day), Reason: h.Reason})
		}
	}
	for i, r := range l.Responses {
		if i > 0 {
			life.Revised = append(life.Revised, string(r.Day))
		}
	}
	for _, u := range updates {
		life.Updates = append(life.Updates, ui.Update{N: u.N, Day: string(u.Day), Title: u.Headline(), HTML: u.HTML})
	}
	for _, m := range l.Milestones {
		life.Milestones = append(life.Milestones, ui.Milestone{Day: string(m.Day), Count: m.Count})
	}
	return life
}

// eventsOf are the entries of a program's timeline.
func eventsOf(id string, entries []program.Entry) []ui.Event {
	events := make([]ui.Event, len(entries))
	for i, e := range entries {
		events[i] = ui.Event{
			ID: e.ID()[:12], Program: id, Day: string(e.Day), Kind: string(e.Kind), Title: e.Title, Note: e.Note, Source: e.Source,
			Status: string(e.Status), Proposed: e.Proposed,
		}
	}
	return events
}

func (b *Booth) today() day.Day { return day.Of(b.Now(), b.Zone) }
