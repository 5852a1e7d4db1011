package petition

import (
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/pass"
)

// Bounds of a draft.
const (
	MaxOrganizers   = 10
	OpenInvitations = 10
	InvitationDays  = 14 // that an invitation is good for after its own
	MaxDraftActs    = 1500
	keptActs        = 100 // of those, at the end, that save nothing: whoever has filled a draft can still act
)

// An Organizer is in: opener or invited.
type Organizer struct {
	Key    pass.BoothKey
	Day    day.Day // of coming
	Opener bool
}

// An Answer ends an invitation.
type Answer string

// The answers; "" while it is open.
const (
	Accepted   Answer = "joined"
	TurnedDown Answer = "declined"
	Cancelled  Answer = "cancelled"
)

// An Invitation lets one person answer, by the secret of its link.
type Invitation struct {
	Key      pass.BoothKey
	Number   int // its maker's own
	By       pass.BoothKey
	Day      day.Day
	Answer   Answer
	Who      pass.BoothKey // answered, or cancelled it
	Answered day.Day
}

// Until is the last day to answer.
func (i Invitation) Until() day.Day { return i.Day.Add(InvitationDays) }

// Open reports whether it can be answered on that day.
func (i Invitation) Open(today day.Day) bool { return i.Answer == "" && today <= i.Until() }

// place is where an organizer stands in the order of coming, or -1.
func (d *Organizing) place(k pass.BoothKey) int {
	return slices.IndexFunc(d.Organizers, func(o Organizer) bool { return o.Key == k })
}

// Removable reports whether an organizer can remove another: who came earlier removes who came later.
func (d *Organizing) Removable(by, whom pass.BoothKey) bool {
	from, to := d.place(by), d.place(whom)
	return from >= 0 && to > from
}

// Invited is an open invitation of a key, or nil.
func (d *Organizing) Invited(key pass.BoothKey, today day.Day) *Invitation {
	for i := range d.Invitations {
		if x := &d.Invitations[i]; x.Key == key && x.Open(today) {
			return x
		}
	}
	return nil
}

func (d *Organizing) openInvitations(today day.Day) (n int) {
	for _, i := range d.Invitations {
		if i.Open(today) {
			n++
		}
	}
	return n
}

func (d *Organizing) admitInvitation(h pass.HandedIn, today day.Day) error {
	b, err := pass.ParseInvitation(h.Body)
	if err != nil {
		return err
	}
	for _, i := range d.Invitations {
		if i.Key == b.Key || i.By == h.BoothKey() && i.Number == b.Number {
			return ErrInvitationThere
		}
	}
	switch {
	case d.openInvitations(today) >= OpenInvitations:
		return ErrInvitationsFull
	case len(d.Organizers) >= MaxOrganizers:
		return ErrOrganizersFull
	}
	return nil
}

// admitReply judges a joining or declining: whoever makes it shows the invitation, and so is told more than a stranger.
func (d *Organizing) admitReply(h pass.HandedIn, today day.Day) error {
	b, err := pass.ParseReply(h.Body)
	if err != nil {
		return err
	}
	switch i := d.Invited(b.Invitation, today); {
	case i == nil || !b.Holds(h.Act):
		return ErrInvitationOver
	case d.place(h.BoothKey()) >= 0:
		return ErrOrganizerAlready
	case h.Kind == pass.Joining && len(d.Organizers) >= MaxOrganizers:
		return ErrOrganizersFull
	}
	return nil
}

func (d *Organizing) admitRemoval(h pass.HandedIn, today day.Day) error {
	whom, err := pass.ParseBoothKey(string(h.Body))
	if err != nil {
		return err
	}
	switch by := h.BoothKey(); {
	case d.Invited(whom, today) != nil:
		return nil
	case d.place(whom) < 0 || whom == by:
		return ErrOrganizerMissing
	case !d.Removable(by, whom):
		return ErrOrganizerElder
	}
	return nil
}

func (d *Organizing) join(a Organized) {
	b, _ := pass.ParseReply(a.Body)
	d.end(b.Invitation, a, map[pass.Kind]Answer{pass.Joining: Accepted, pass.Declining: TurnedDown}[a.Kind])
	if a.Kind == pass.Joining {
		d.Organizers = append(d.Organizers, Organizer{Key: a.BoothKey(), Day: a.Day})
	}
}

// end answers an open invitation.
func (d *Organizing) end(key pass.BoothKey, a Organized, answer Answer) bool {
	i := d.Invited(key, a.Day)
	if i != nil {
		i.Answer, i.Who, i.Answered = answer, a.BoothKey(), a.Day
	}
	return i != nil
}

// remove takes out an organizer, with the invitations that this one made: nobody comes back by a link of one's own.
func (d *Organizing) remove(whom pass.BoothKey, a Organized) {
	d.Organizers = slices.DeleteFunc(d.Organizers, func(o Organizer) bool { return o.Key == whom })
	for i := range d.Invitations {
		if x := &d.Invitations[i]; x.By == whom && x.Answer == "" {
			x.Answer, x.Who, x.Answered = Cancelled, a.BoothKey(), a.Day
		}
	}
}
