package petition

// A Life is what happened to a petition, as its tracker tells it: dated facts, oldest first.
type Life struct {
	Happenings []Happening
	Milestones []Milestone
	Responses  []Response // the last one counts
}

// LastBut is the event that came before the last one of e, or "".
func (l Life) LastBut(e Event) (before Event) {
	for i, h := range l.Happenings {
		if h.Event == e && i > 0 {
			before = l.Happenings[i-1].Event
		}
	}
	return before
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
