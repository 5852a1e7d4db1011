package petition

import (
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// An Organized is an organizer's act in the order of its draft.
type Organized struct {
	pass.HandedIn             // of a saved part, Body may be without its data
	N             int         // from 1
	Day           day.Day     // of its seal
	Hash          ledger.Hash // that its promise names
	Size          int         // bytes of a saved part's data
	Sealed        bool
	Dropped       string // the refusal's code, if its seal could not do it any more
}

// An Organizing is what a draft's organizers' acts come to, in their order. It is theirs alone to see, before and after the petition is public.
type Organizing struct {
	ID         string
	Petition   Petition        // as everybody sees it, and then as what waits will make it; a Draft where there is none
	Public     State           // before what waits
	Organizers []Organizer     // in the order in which they came
	Everyone   []pass.BoothKey // who ever said anything here, in that order

	Invitations []Invitation
	Versions    []Version
	Unfinished  []Unfinished
	Happened    []Organized // all acts but saves
	Acts, Saves int
	Frozen      *Organized // the last gathering that was not dropped

	stands int                             // number of the version that stands
	said   map[pass.BoothKey][]ledger.Hash // by seq
	days   map[ledger.Hash]day.Day
	data   map[int][]byte
	rules  Rules
}

// NewOrganizing begins with nothing said.
func NewOrganizing(id string, r Rules) *Organizing {
	return &Organizing{
		ID: id, Petition: Petition{ID: id, State: Draft}, Public: Draft, rules: r,
		said: map[pass.BoothKey][]ledger.Hash{}, days: map[ledger.Hash]day.Day{}, data: map[int][]byte{},
	}
}

// Stand says where the petition is in public. Call it once, after all sealed acts and before those that wait.
func (d *Organizing) Stand(p Petition) { d.Petition, d.Public = p, p.State }

// Seq is the highest that a key has used.
func (d *Organizing) Seq(k pass.BoothKey) int { return len(d.said[k]) }

// Stands is the version that stands, or nil.
func (d *Organizing) Stands() *Version {
	if d.stands == 0 {
		return nil
	}
	return &d.Versions[d.stands-1]
}

// Version is that of a number, or nil.
func (d *Organizing) Version(number int) *Version {
	if number < 1 || number > len(d.Versions) {
		return nil
	}
	return &d.Versions[number-1]
}

// Saved is an organizer's version of an id, or nil.
func (d *Organizing) Saved(by pass.BoothKey, id string) *Version {
	for i := range d.Versions {
		if v := &d.Versions[i]; v.By == by && v.ID == id {
			return v
		}
	}
	return nil
}

// number is that of the latest version of an id, or 0.
func (d *Organizing) number(id string) int {
	for _, v := range slices.Backward(d.Versions) {
		if v.ID == id {
			return v.Number
		}
	}
	return 0
}

// May lets in who is an organizer, and tells others no more than they know.
func (d *Organizing) May(k pass.BoothKey) error {
	switch {
	case d.place(k) >= 0:
		return nil
	case len(d.said[k]) > 0:
		return ErrOrganizerGone
	}
	return ErrDraftMissing
}

// Give puts an act's data there, of those that Wants named.
func (d *Organizing) Give(n int, data []byte) { d.data[n] = data }

// Wants are the numbers of acts whose data must be given before the act can be admitted or done.
func (d *Organizing) Wants(h pass.HandedIn) (numbers []int) {
	var parts []int
	switch h.Kind {
	case pass.Drafting:
		if b, err := pass.ParseDraftHead(h.Body); err == nil && b.Part == b.Parts {
			if u := d.unfinished(h.BoothKey(), b.Version); u != nil {
				parts = u.Have
			}
		}
	case pass.Gathering:
		if v := d.Version(d.number(string(h.Body))); v != nil {
			parts = v.Parts
		}
	}
	for _, n := range parts {
		if d.data[n] == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// Lacks are the numbers of acts whose data must be given before a version can be read.
func (d *Organizing) Lacks(v *Version) (numbers []int) {
	for _, n := range v.Parts {
		if d.data[n] == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// Bytes are a version's, as they were saved; its data must have been given.
func (d *Organizing) Bytes(v *Version) []byte { return d.joined(v.Parts) }

// SavesLeft is how many acts that save can still be taken.
func (d *Organizing) SavesLeft() int { return max(0, MaxDraftActs-keptActs-d.Acts) }

// Public reports whether the act asks for something that everybody would see.
func (a Organized) Public() bool {
	_, moves := events[a.Kind]
	return moves || a.Kind == pass.Updating || a.Kind == pass.Concluding || a.Kind == pass.Speaking
}

// join the data of acts.
func (d *Organizing) joined(acts []int) (content []byte) {
	for _, n := range acts {
		content = append(content, d.data[n]...)
	}
	return content
}

// Content is what a version says; its data must have been given.
func (d *Organizing) Content(v *Version) (Content, error) { return ParseContent(d.joined(v.Parts)) }

// Take adds an act that was admitted: the next in order.
func (d *Organizing) Take(a Organized) {
	k := a.BoothKey()
	if len(d.said[k]) == 0 {
		d.Everyone = append(d.Everyone, k)
	}
	d.said[k] = append(d.said[k], a.Hash)
	d.days[a.Hash] = a.Day
	d.Acts = a.N
	if a.Kind == pass.Drafting {
		d.save(a)
		return
	}
	d.Happened = append(d.Happened, a)
	switch a.Kind {
	case pass.Inviting:
		b, _ := pass.ParseInvitation(a.Body)
		d.Invitations = append(d.Invitations, Invitation{Key: b.Key, Number: b.Number, By: k, Day: a.Day})
	case pass.Joining, pass.Declining:
		d.join(a)
	case pass.Removing:
		if whom, _ := pass.ParseBoothKey(string(a.Body)); !d.end(whom, a, Cancelled) {
			d.remove(whom, a)
		}
	case pass.Leaving:
		d.remove(k, a)
	default:
		d.publish(a)
	}
}

// save notes a part, and the version with its last.
func (d *Organizing) save(a Organized) {
	d.Saves++
	k := a.BoothKey()
	b, _ := pass.ParseDraftHead(a.Body)
	if d.Acts == 1 {
		d.Organizers = []Organizer{{Key: k, Day: a.Day, Opener: true}}
	}
	if len(b.Data) > 0 {
		d.data[a.N] = b.Data
	}
	if b.Part == 1 {
		d.drop(k, b.Version)
		d.Unfinished = append(d.Unfinished, Unfinished{ID: b.Version, Base: b.Base, Parts: b.Parts, By: k})
	}
	u := d.unfinished(k, b.Version)
	u.Day, u.Have, u.Size = a.Day, append(u.Have, a.N), u.Size+a.Size
	if b.Part == b.Parts {
		d.complete(*u)
		d.drop(k, b.Version)
	}
}

func (d *Organizing) complete(u Unfinished) {
	v := Version{
		Number: len(d.Versions) + 1, ID: u.ID, Base: u.Base, From: d.number(u.Base), By: u.By, Day: u.Day, Size: u.Size, Parts: u.Have,
	}
	base := pass.NoBase
	if s := d.Stands(); s != nil {
		base = s.ID
	}
	v.Beside = v.Base != base
	d.Versions = append(d.Versions, v)
	if !v.Beside {
		d.stands = v.Number
	}
}

func (d *Organizing) unfinished(by pass.BoothKey, id string) *Unfinished {
	for i := range d.Unfinished {
		if u := &d.Unfinished[i]; u.By == by && u.ID == id {
			return u
		}
	}
	return nil
}

func (d *Organizing) drop(by pass.BoothKey, id string) {
	d.Unfinished = slices.DeleteFunc(d.Unfinished, func(u Unfinished) bool { return u.By == by && u.ID == id })
}

// events are what acts ask of the petition.
var events = map[pass.Kind]Event{
	pass.Gathering: Gather, pass.Mending: Mend, pass.Taking: Withdraw, pass.Delivering: Deliver,
}

// publish lets what waits move the petition as organizers see it. What is sealed has moved it, or was dropped; only the end of what
// was never public is written nowhere else.
func (d *Organizing) publish(a Organized) {
	if a.Dropped != "" {
		return
	}
	if a.Kind == pass.Gathering {
		d.Frozen = &a
	}
	e, moves := events[a.Kind]
	if moves && (!a.Sealed || e == Withdraw) {
		_ = d.Petition.Advance(e, a.Day, d.rules) // refused where the petition moved on meanwhile: then the seal will drop it
	}
}

// Ended reports whether its organizers took it back before it was ever public.
func (d *Organizing) Ended() bool { return d.Petition.State == Withdrawn }
