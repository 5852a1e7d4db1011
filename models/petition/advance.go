package petition

import (
	"roundrobin/models/day"
	"roundrobin/models/pass"
)

// Advance moves the petition through an event on a day and sets the facts that follow from it, or refuses. Whoever calls it
// writes the petition and the happening in one transaction.
func (p *Petition) Advance(e Event, today day.Day, r Rules) error {
	to, err := p.State.After(e)
	if err == nil {
		err = p.allows(e, today, r)
	}
	if err != nil {
		return err
	}
	was := p.State
	if to != was {
		p.State, p.Since = to, today
	}
	switch e {
	case Queue:
		p.Hidden = ""
	case Gather:
		p.Gathered = today
		if was == Draft {
			p.Hidden = ""
		}
	case Hide:
		p.Hidden = today
	case Show:
		p.Hidden = ""
	case OpenUp:
		p.Opened, p.Closes, p.Hidden = today, r.SealEnds(today.Add(r.On(today).OpenDays)), ""
	case Deliver:
		p.Delivered, p.Due = today, today.Add(r.On(today).ResponseDays)
	case Respond:
		if p.Answered == "" {
			p.Answered = today
		}
	case Close:
		p.Closed = today
	}
	return nil
}

// allows is the last column of the lifecycle's table.
func (p *Petition) allows(e Event, today day.Day, r Rules) error {
	switch e {
	case Gather, Queue, Mend:
		if until := p.MendBy(r); until != "" && today > until {
			return errMendOver(until)
		}
	case Submit:
		return p.sponsored(p.Reviewed(r))
	case OpenUp:
		if p.State == Gathering {
			return p.sponsored(!p.Reviewed(r))
		}
	case Hide:
		if p.Hidden != "" {
			return ErrHidden
		}
	case Show:
		if p.Hidden == "" {
			return ErrNotHidden
		}
	case Lapse:
		if until := p.LapsesAfter(r); until == "" || today <= until {
			return ErrInTime
		}
	case Deliver:
		if p.Count < p.FirstMilestone(r) {
			return ErrTooFew
		}
	case Respond:
		if p.Delivered == "" {
			return ErrNotDelivered
		}
	case Close:
		if today <= p.Closes {
			return ErrStillOpen
		}
	}
	return nil
}

// sponsored: whether enough stand behind it to go on, by the way that the site's rules know.
func (p *Petition) sponsored(way bool) error {
	switch {
	case !way:
		return ErrOtherWay
	case p.Hidden != "":
		return ErrHidden
	case p.Missing() > 0:
		return ErrUnsponsored
	}
	return nil
}

// Reviewed: whether a steward reads it before it opens, by the rules of the day on which it began to gather.
func (p Petition) Reviewed(r Rules) bool {
	if p.Gathered != "" {
		r = r.On(p.Gathered)
	}
	return r.Steward
}

// Missing is how many sponsors are still wanted.
func (p Petition) Missing() int { return max(0, p.Sponsors-p.Count) }

// Public reports whether everyone may read it: whatever was frozen once stays, with all that happened to it.
func (p Petition) Public() bool { return p.Hash != pass.Hash{} }

// Shown is the petition as everybody may see it: without its text while a steward hides that.
func (p Petition) Shown() Petition {
	if p.Hidden != "" {
		p.Text, p.HTML = pass.Text{Language: p.Text.Language}, ""
	}
	return p
}

// MendBy is the last day on which what was rejected can be mended, and what is being mended gathered again; or "". It ends with a seal.
func (p Petition) MendBy(r Rules) day.Day {
	if p.State == Rejected || p.State == Draft && p.Since != "" {
		return r.SealEnds(p.Since.Add(r.On(p.Since).MendDays))
	}
	return ""
}

// LapsesAfter is the last day that it has to find sponsors, or to be mended; or "". It ends with a seal, so that whoever signs on it counts.
func (p Petition) LapsesAfter(r Rules) day.Day {
	if p.State == Gathering {
		return r.SealEnds(p.Gathered.Add(r.On(p.Gathered).GatherDays))
	}
	if p.State == Draft {
		return p.MendBy(r)
	}
	return ""
}

// Settles is the day after which nothing can be done with its passes any more; or "" while that is not known.
func (p Petition) Settles(r Rules) day.Day {
	switch p.State {
	case Closed:
		last := max(p.Closed, p.Answered).Add(r.SettleDays)
		if p.Answered != "" {
			last = max(last, p.Answered.Add(RatingDays))
		}
		return r.SealEnds(last)
	case Withdrawn:
		return p.Since.Add(r.SettleDays)
	case Rejected:
		return p.MendBy(r).Add(r.SettleDays)
	}
	return ""
}

// DeliverBy is the day on which the site delivers what reached its goal on another, where no organizer did.
func DeliverBy(reached day.Day, r Rules) day.Day { return reached.Add(r.On(reached).DeliverDays) }

// DueBy is the day by which somebody else should act: a steward in review, leadership once delivered; or "".
func (p Petition) DueBy(r Rules) day.Day {
	switch p.State {
	case Review:
		return p.Since.Add(r.On(p.Since).ReviewDays)
	case Delivered:
		return p.Due
	}
	return ""
}
