package petition

import "roundrobin/models/day"

// A Life is what happened to a petition, as its tracker tells it: dated facts, oldest first.
type Life struct {
	Happenings []Happening
	Milestones []Milestone
	Responses  []Response // the last one counts
}

// Last is the latest happening of an event; its Day is "" if there was none.
func (l Life) Last(e Event) (last Happening) {
	for _, h := range l.Happenings {
		if h.Event == e {
			last = h
		}
	}
	return last
}

// A Step is a dated fact of the past or a date that is known to come.
type Step struct {
	What  string // an event, "milestone", or "due"
	Day   day.Day
	Count int // signatures then; for a milestone its count
	Ahead bool
}

// Steps merges what happened with what is to come, in the order of days.
func (p Petition) Steps(l Life, r Rules) []Step {
	var steps []Step
	m := l.Milestones
	for _, h := range l.Happenings {
		for len(m) > 0 && m[0].Day < h.Day {
			steps, m = append(steps, Step{What: "milestone", Day: m[0].Day, Count: m[0].Count}), m[1:]
		}
		steps = append(steps, Step{What: string(h.Event), Day: h.Day, Count: h.Count})
	}
	for _, left := range m {
		steps = append(steps, Step{What: "milestone", Day: left.Day, Count: left.Count})
	}
	return append(steps, p.ahead(r)...)
}

func (p Petition) ahead(r Rules) (steps []Step) {
	due := p.DueBy(r)
	if due != "" {
		steps = append(steps, Step{What: "due", Day: due, Ahead: true})
	}
	if p.State.Speakable() {
		steps = append(steps, Step{What: string(Close), Day: p.Closes, Ahead: true})
	}
	if len(steps) == 2 && steps[1].Day < steps[0].Day {
		steps[0], steps[1] = steps[1], steps[0]
	}
	return steps
}
