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
		State: string(p.State), Today: string(b.today()), Since: string(p.Since), Closes: string(p.Closes), Due: string(p.DueBy(b.Rules)),
		Sponsors: p.Count, SponsorsWanted: p.Sponsors, Turn: p.Turn, Outcome: string(p.Outcome),
	}
}

func (b *Booth) card(p petition.Petition, angles []uint32, programName string) ui.Card {
	return ui.Card{
		ID: p.ID, Title: p.Text.Title, Ask: p.Text.Ask, Language: p.Text.Language, Standing: b.standing(p),
		Count: p.Count, Goal: p.Goal, Angles: angles, Program: programName,
	}
}

// life is the tracker's dated facts: what the record says, and what its program did meanwhile.
func (b *Booth) life(p petition.Petition, l petition.Life, events []program.Entry) ui.Life {
	delivered := l.Last(petition.Deliver)
	rejected, withdrawn := l.Last(petition.Reject), l.Last(petition.Withdraw)
	life := ui.Life{
		Today: string(b.today()), Frozen: string(p.Gathered), Reviewed: string(l.Last(petition.Submit).Day), Opened: string(p.Opened),
		Delivered: string(p.Delivered), DeliveredCount: delivered.Count, Due: string(p.Due), Answered: string(p.Answered),
		Closes: string(p.Closes), Closed: string(p.Closed), Withdrawn: string(withdrawn.Day), Rejected: string(rejected.Day),
		Reason: rejected.Reason + withdrawn.Reason, Outcome: string(p.Outcome), FirstMilestone: p.Threshold(petition.Percents[0]),
		Sponsors: p.Sponsors, Turn: p.Turn,
	}
	for _, m := range l.Milestones {
		life.Milestones = append(life.Milestones, ui.Milestone{Day: string(m.Day), Count: m.Count})
	}
	for _, e := range events {
		life.Events = append(life.Events, event(e))
	}
	return life
}

func event(e program.Entry) ui.Event {
	return ui.Event{Day: string(e.Day), Kind: string(e.Kind), Title: e.Title, Note: e.Note, Source: e.Source}
}

func (b *Booth) today() day.Day { return day.Of(b.Now(), b.Zone) }
