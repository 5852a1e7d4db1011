package petition

import (
	"slices"
	"strings"
	"unicode/utf8"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// A Ground is what is so when an organizer's act is judged.
type Ground struct {
	Today    day.Day
	Programs map[string]bool // ids of those that are there
	Books    map[string]bool // names of those whose passes open drafts
}

// Again tells whether an act was taken already, and on what day; or why its seq cannot be.
func (d *Organizing) Again(k pass.BoothKey, seq int, hash ledger.Hash) (on day.Day, err error) {
	said := d.said[k]
	switch {
	case seq <= len(said) && said[seq-1] == hash:
		return d.days[hash], nil
	case seq <= len(said):
		return "", SeqUsed(len(said))
	case seq > len(said)+1:
		return "", SeqEarly(len(said))
	}
	return "", nil
}

// AdmitOrganizer says yes, or why an act that verified under the key (nil for one without a pass) cannot be taken. What Wants
// names must have been given.
func (d *Organizing) AdmitOrganizer(h pass.HandedIn, k *pass.Key, g Ground) error {
	if err := d.admitKey(h, k, g); err != nil {
		return err
	}
	switch {
	case d.Acts >= MaxDraftActs, h.Kind == pass.Drafting && d.Acts >= MaxDraftActs-keptActs:
		return ErrDraftFull
	case h.Kind != pass.Gathering && h.TextHash != pass.Hash{}:
		return ErrTextChanged
	case h.Kind != pass.Leaving && d.Petition.State == Withdrawn:
		return fault.New(fault.Gone, "petition_withdrawn")
	}
	switch h.Kind {
	case pass.Drafting:
		return d.admitPart(h)
	case pass.Inviting:
		return d.admitInvitation(h, g.Today)
	case pass.Joining, pass.Declining:
		return d.admitReply(h, g.Today)
	case pass.Removing:
		return d.admitRemoval(h, g.Today)
	case pass.Leaving:
		if len(d.Organizers) == 1 {
			return ErrOrganizerLast
		}
		return nil
	}
	_, err := d.Judge(h, g)
	return err
}

// admitKey looks at who speaks.
func (d *Organizing) admitKey(h pass.HandedIn, k *pass.Key, g Ground) error {
	opens := d.Acts == 0
	switch {
	case k != nil && k.Place.Slot > pass.MaxDraftPlace:
		return ErrOtherPlace
	case k != nil && pass.DraftID(h.Origin, h.BoothKey()) != d.ID:
		return ErrDraftElsewhere
	case opens && (k == nil || h.Kind != pass.Drafting):
		return ErrDraftMissing
	case opens && !g.Books[k.Book]:
		return ErrOtherPlace
	case opens:
		return nil
	case h.Kind == pass.Joining || h.Kind == pass.Declining:
		if k != nil {
			return ErrInvitationOver // a pass needs no invitation, and is good for none
		}
		return nil
	}
	return d.May(h.BoothKey())
}

func (d *Organizing) admitPart(h pass.HandedIn) error {
	b, err := pass.ParseDraft(h.Body)
	if err != nil {
		return err
	}
	u := d.unfinished(h.BoothKey(), b.Version)
	switch {
	case d.Petition.State != Draft:
		return ErrDraftFrozen
	case d.Saved(h.BoothKey(), b.Version) != nil:
		return ErrVersionSaved
	case b.Base != pass.NoBase && d.number(b.Base) == 0:
		return ErrBaseMissing
	case b.Part > 1 && (u == nil || u.Base != b.Base || u.Parts != b.Parts || len(u.Have) != b.Part-1):
		return ErrVersionBroken
	case b.Part < b.Parts:
		return nil
	}
	var before []int
	if b.Part > 1 {
		before = u.Have
	}
	content := slices.Concat(d.joined(before), b.Data)
	if pass.VersionID(b.Base, content) != b.Version {
		return ErrVersionBroken
	}
	_, err = ParseContent(content)
	return err
}

// Judge says yes, or why the petition, where it stands in this draft, cannot do what a public act asks. Of a gathering it gives what
// is to be frozen.
func (d *Organizing) Judge(h pass.HandedIn, g Ground) (c Content, err error) {
	p := d.Petition
	switch h.Kind {
	case pass.Gathering:
		return d.judgeGathering(h, g)
	case pass.Taking:
		if !pass.IsLine(string(h.Body), maxReason) || strings.TrimSpace(string(h.Body)) == "" {
			return c, errReason
		}
	case pass.Updating:
		return c, p.mayUpdate(h.Body)
	case pass.Concluding:
		return c, p.mayConclude(pass.ParseOutcome(h.Body))
	case pass.Speaking: // about what, the keeper of voices judges
		return c, p.MaySpeak(g.Today)
	case pass.Delivering, pass.Mending:
	default:
		return c, ErrKind
	}
	return c, p.Advance(events[h.Kind], g.Today, d.rules)
}

// maxReason is the length of a published reason in bytes.
const maxReason = 1000

// MaxUpdate is the length of an update in bytes.
const MaxUpdate = 4000

func (p Petition) mayUpdate(words []byte) error {
	if len(words) > MaxUpdate || strings.TrimSpace(string(words)) == "" || !utf8.Valid(words) || strings.ContainsRune(string(words), 0) {
		return errUpdate
	}
	if !p.State.Speakable() && p.State != Closed {
		return unlike(p.State, "update")
	}
	return nil
}

func (p Petition) mayConclude(b pass.OutcomeBody) error {
	if _, err := ParseOutcome(b.Outcome); err != nil {
		return err
	}
	if !pass.IsLine(b.Reason, maxReason) || strings.TrimSpace(b.Reason) == "" {
		return errReason
	}
	if !p.State.Speakable() && p.State != Closed {
		return unlike(p.State, "outcome")
	}
	return nil
}

// unlike refuses what is no event of the lifecycle's table, in its words.
func unlike(s State, what Event) error {
	_, err := s.After(what)
	return err
}

func (d *Organizing) judgeGathering(h pass.HandedIn, g Ground) (c Content, err error) {
	v := d.Stands()
	switch {
	case d.Petition.State != Draft:
		return c, ErrDraftFrozen
	case v == nil:
		return c, ErrVersionMissing
	case v.ID != string(h.Body):
		return c, fault.New(errNotLatest.Kind, errNotLatest.Code, "number", v.Number)
	}
	if c, err = d.Content(v); err != nil {
		return c, err
	}
	if until := d.Petition.MendBy(d.rules); until != "" && g.Today > until {
		return c, errMendOver(until)
	}
	refused := c.Ready()
	if c.Program != "" && !g.Programs[c.Program] {
		refused = append(refused, errProgram)
	}
	switch {
	case len(refused) > 0:
		return c, errTextRefused.Over(refused)
	case c.Text().Hash() != h.TextHash:
		return c, ErrTextChanged
	}
	return c, nil
}
