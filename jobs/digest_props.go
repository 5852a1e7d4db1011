package jobs

import (
	"strings"
	"time"

	"roundrobin/models/digest"
	viewmail "roundrobin/views/mail"
)

// DigestProps is what of a summary goes into the mail for one recipient. It is the one place that chooses.
func DigestProps(s digest.Summary, r digest.Recipient, site viewmail.Site) viewmail.Digest {
	d := viewmail.Digest{
		Site: site, Name: r.Name, Day: string(s.Day), Weekday: strings.ToLower(time.Weekday(r.Weekday).String()), Hour: r.Hour, Zone: r.Zone,
		Holders: s.Holders,
	}
	if site.Base != "" {
		d.Published = site.Base + "/summaries/" + string(s.Period)
	}
	for _, t := range s.Petitions {
		d.Petitions = append(d.Petitions, petitionProps(t))
	}
	for _, p := range s.Pulses {
		told := viewmail.Pulse{Name: p.Name, Answered: p.Answered}
		for _, step := range p.Steps {
			told.Steps = append(told.Steps, viewmail.Step(step))
		}
		d.Pulses = append(d.Pulses, told)
	}
	return d
}

func petitionProps(t digest.Told) viewmail.Petition {
	p := viewmail.Petition{
		ID: t.ID, Title: t.Title, Ask: t.Ask, Language: t.Language, State: t.State,
		Count: t.Count, Goal: t.Goal, Share: t.Share, Change: t.Change,
		Opened: string(t.Opened), Closes: string(t.Closes), Delivered: string(t.Delivered), Due: string(t.Due), Answered: string(t.Answered),
		Closed: string(t.Ended), Outcome: t.Outcome, Overdue: t.Overdue, Weeks: t.Weeks, Angles: t.Angles,
	}
	if g := t.Program; g != nil {
		p.Program = &viewmail.Program{Name: g.Name, Status: g.Status, Since: string(g.Since), Latest: g.Latest, LatestDay: string(g.LatestDay)}
	}
	for _, r := range t.Reasons {
		p.Reasons = append(p.Reasons, viewmail.Reason{ID: digest.As(r.ID, r.Text), Text: r.Text, Agreed: r.Agreed})
	}
	return p
}
