package petition

import "roundrobin/models/day"

// Advance moves the petition through an event on a day and sets the facts that follow from it, or refuses. Whoever calls it
// writes the petition and the happening in one transaction.
func (p *Petition) Advance(e Event, today day.Day, r Rules) error {
	to, err := p.State.After(e)
	if err == nil {
		err = p.allows(e, today)
	}
	if err != nil {
		return err
	}
	if to != p.State {
		p.State, p.Since = to, today
	}
	switch e {
	case Gather:
		p.Gathered = today
	case Mend:
		p.Gathered = ""
	case OpenUp:
		p.Opened, p.Closes = today, r.SealEnds(today.Add(r.OpenDays))
	case Deliver:
		p.Delivered, p.Due = today, today.Add(r.ResponseDays)
	case Respond:
		if p.Answered == "" {
			p.Answered = today
		}
	case Close:
		p.Closed = today
	}
	return nil
}

func (p *Petition) allows(e Event, today day.Day) error {
	switch {
	case e == Deliver && p.Count < p.Threshold(Percents[0]):
		return ErrTooFew
	case e == Close && today <= p.Closes:
		return ErrStillOpen
	case e == Respond && p.Delivered == "":
		return ErrNotDelivered
	}
	return nil
}

// DueBy is the day by which somebody else should act: a steward in review, leadership once delivered; or "".
func (p Petition) DueBy(r Rules) day.Day {
	switch p.State {
	case Review:
		return p.Since.Add(r.ReviewDays)
	case Delivered:
		return p.Due
	}
	return ""
}
