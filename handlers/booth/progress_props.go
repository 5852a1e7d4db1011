package booth

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/day"
	"roundrobin/models/digest"
	"roundrobin/models/petition"
	"roundrobin/models/program"
	view "roundrobin/views/petition"
	"roundrobin/views/ui"
	"roundrobin/views/words"
)

const mostEvents = 4 // in the chart: more would hide the line

// progress gathers a petition's figures. Those of the count come from where the summary has them.
func (b *Booth) progress(c *fiber.Ctx) (view.ProgressProps, digest.Progress, error) {
	ctx := c.UserContext()
	p, err := b.Petitions.Find(ctx, c.Params("id"))
	if err != nil {
		return view.ProgressProps{}, digest.Progress{}, err
	}
	told, err := b.Composer.Progress(ctx, p.ID)
	if err != nil {
		return view.ProgressProps{}, told, err
	}
	record, err := b.Petitions.Life(ctx, p.ID)
	if err != nil {
		return view.ProgressProps{}, told, err
	}
	props := b.progressFigures(p, told, record)
	return props, told, b.progressRest(ctx, p, record, &props)
}

// progressFigures are what is computed of the count.
func (b *Booth) progressFigures(p petition.Petition, t digest.Progress, record petition.Life) view.ProgressProps {
	props := view.ProgressProps{
		ID: p.ID, Title: p.Text.Title, Language: p.Text.Language, Hidden: p.Hidden != "", Standing: b.standing(p), Today: string(t.Day),
		Count: t.Count, Goal: t.Goal, Share: t.Share, Holders: t.Holders, Change: t.Change, Before: t.Before, Angles: t.Angles,
		Opened: string(t.Opened), Closes: string(t.Closes), SponsorsWanted: p.Sponsors,
		Due: string(t.Due), Overdue: t.Overdue, Took: took(p), First: p.FirstMilestone(b.Rules()), Came: cameOf(p, record),
		Foretold: foretold(p, t), Miles: miles(p, t, record, b.Rules()),
		Pace: ui.Pace{ID: "pace", Goal: t.Goal, Today: string(t.Day), Closes: string(t.Closes)},
	}
	for _, d := range t.Days {
		props.Pace.Days = append(props.Pace.Days, ui.PaceDay{Day: string(d.Day), Count: d.Count})
	}
	if t.Forecast.Known && t.Forecast.PerWeek() > 0 && t.Count < t.Goal {
		for d := t.Day; d <= t.Closes; d = d.Add(1) {
			props.Pace.Ahead = append(props.Pace.Ahead, bandOf(t.Forecast.On(d)))
		}
	}
	for _, r := range t.Reasons {
		props.Reasons = append(props.Reasons, view.Reason{Text: r.Text, Agreed: r.Agreed})
	}
	return props
}

func bandOf(b digest.Band) ui.PaceBand {
	return ui.PaceBand{Day: string(b.Day), Low: b.Low, Mid: b.Mid, High: b.High}
}

func foretold(p petition.Petition, t digest.Progress) view.Foretold {
	f := t.Forecast
	said := view.Foretold{Weeks: f.Weeks, PerWeek: f.PerWeek()}
	reach := f.Reaches(t.Goal, t.Closes)
	said.Early, said.Mid, said.Late = string(reach.Early), string(reach.Mid), string(reach.Late)
	switch {
	case p.MaySign(t.Day) != nil || t.Opened == "":
		said.Kind = "over"
	case t.Count >= t.Goal:
		said.Kind = "reached"
	case !f.Known:
		said.Kind, said.From = "none", string(t.Opened.Add(14))
	case f.PerWeek() == 0:
		said.Kind = "still"
	case reach.Mid != "":
		said.Kind = "likely"
	default:
		said.Kind, said.End = "short", bandOf(f.On(t.Closes))
	}
	return said
}

// miles are the milestones, with the days on which they were reached, or about when they will be.
func miles(p petition.Petition, t digest.Progress, record petition.Life, rules petition.Rules) (all []view.Mile) {
	for _, percent := range p.Milestones(rules) {
		m := view.Mile{Count: p.Threshold(percent), Percent: percent}
		for _, r := range record.Milestones {
			if r.Percent == percent {
				m.Day, m.Count = string(r.Day), r.Count
			}
		}
		if m.Day == "" && t.Forecast.PerWeek() > 0 {
			m.About = string(t.Forecast.Reaches(m.Count, t.Closes).Mid)
		}
		all = append(all, m)
	}
	return all
}

// progressRest adds what is told besides the count.
func (b *Booth) progressRest(ctx context.Context, p petition.Petition, record petition.Life, to *view.ProgressProps) (err error) {
	if to.Reply, err = b.replyProps(ctx, p, record); err != nil {
		return err
	}
	if to.Rating, err = b.rating(ctx, p); err != nil {
		return err
	}
	if to.Places, err = b.shownWorkplaces(ctx, p); err != nil {
		return err
	}
	if to.Flags, to.HiddenN, err = b.Cases.Open(ctx, p.ID); err != nil {
		return err
	}
	if to.Voices, err = b.Threads.Voices(ctx, p.ID); err != nil {
		return err
	}
	updates, err := b.Petitions.Updates(ctx, p.ID)
	if err != nil {
		return err
	}
	for _, u := range updates {
		to.Updates = append(to.Updates, ui.Update{N: u.N, Day: string(u.Day), Title: u.Headline()})
	}
	if err = b.sent(ctx, p, to); err != nil {
		return err
	}
	return b.progressEvents(ctx, p, to)
}

const sentShown = 4 // summaries; the rest stand on a page of their own

// sent is what leadership was sent that tells of the petition: the latest summaries, one for each period, and the letter that handed it over.
func (b *Booth) sent(ctx context.Context, p petition.Petition, to *view.ProgressProps) error {
	letters, _, err := b.Summaries.Latest(ctx, p.ID, toldOnPage, 0)
	for _, t := range together(letters) {
		if len(to.Sent) < sentShown {
			to.Sent = append(to.Sent, reached(t.To, view.Sent{Day: t.Day, Address: "/summaries/" + t.Path, What: "summary_" + became(t.To)}))
		}
		to.Told++
	}
	if err != nil || p.Delivered == "" {
		return err
	}
	handed, err := b.handed(ctx, p.ID)
	to.Sent = append(to.Sent, reached(handed, view.Sent{Day: string(p.Delivered), Address: "/petitions/" + p.ID + "/delivery", What: "delivery"}))
	return err
}

// progressEvents are the days that explain the line: delivery, answer, and what the program did, the latest few.
func (b *Booth) progressEvents(ctx context.Context, p petition.Petition, to *view.ProgressProps) error {
	about, _, err := b.aboutProgram(ctx, p)
	to.Program = about
	if err != nil || p.Opened == "" {
		return err
	}
	mark := func(d day.Day, label string) {
		if d != "" && d >= p.Opened {
			to.Pace.Events = append(to.Pace.Events, ui.PaceEvent{Day: string(d), Label: label})
		}
	}
	mark(p.Delivered, words.T(ctx, "pace.delivered"))
	mark(p.Answered, words.T(ctx, "pace.answered"))
	if p.Program != "" {
		entries, failed := b.Programs.Timeline(ctx, p.Program, p.Opened)
		for _, e := range entries {
			if e.Kind != program.Note {
				mark(e.Day, words.T(ctx, "pace.program_"+string(e.Kind)))
			}
		}
		err = failed
	}
	events := to.Pace.Events
	slices.SortStableFunc(events, func(a, b ui.PaceEvent) int { return day.Day(a.Day).Sub(day.Day(b.Day)) })
	to.Pace.Events = events[max(0, len(events)-mostEvents):]
	return err
}
