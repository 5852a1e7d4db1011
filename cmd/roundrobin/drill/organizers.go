package drill

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"roundrobin/cmd/roundrobin/wallet"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// A duty is what an organizer does on the page of passes, for one petition.
type duty struct {
	petition int
	what     pass.Kind // a Drafting brings the invitations as well
}

const (
	coOrganizers = 3             // whom who opens a draft invites
	updates      = 2             // that are posted while a petition can be signed
	apart        = 2 * time.Hour // an invitation travels by other means, and is not answered at once
)

// A draft is what organizers know of each other's doing; they tell each other past the site.
type draft struct {
	id      string
	version string
	content petition.Content
	guests  map[int]pass.Invitation // by person, once they are invited
	invited []int
}

var errNobody = errors.New("nobody in this company comes often enough to organize; take more people")

// organize gives duties to people who come to the page of passes anyway: in the week before, one opens each draft, invites others and
// hands it in; they join at a visit of theirs. Later some of them post updates, and one delivers.
func (r *run) organize() error {
	d := newDice(r.Seed, "organizers")
	var able []*person
	for _, p := range r.persons {
		if !p.never && !p.onWay && len(p.plan.rooms(r.campaign.start, r.campaign.public())) >= readyVisits {
			able = append(able, p)
		}
	}
	for i := range able {
		j := d.below(i + 1)
		able[i], able[j] = able[j], able[i]
	}
	for n := range r.Petitions {
		opener := slices.IndexFunc(able, func(p *person) bool { return r.opens(d, p, n) })
		if opener < 0 {
			return errNobody
		}
		team := []*person{able[opener]}
		able = slices.Delete(able, opener, opener+1)
		for range coOrganizers {
			joins := slices.IndexFunc(able, func(p *person) bool { return r.joins(d, p, n) })
			if joins < 0 {
				return errNobody
			}
			r.drafts[n].invited = append(r.drafts[n].invited, able[joins].n)
			team = append(team, able[joins])
			able = slices.Delete(able, joins, joins+1)
		}
		for range updates {
			r.later(d, team, duty{n, pass.Updating}, r.campaign.opens[n])
		}
		r.later(d, team, duty{n, pass.Delivering}, r.campaign.public().AddDate(0, 0, petition.SealDays))
	}
	return nil
}

// readyVisits to the page of passes before anything is public are what organizers have in common with those whom they hide among.
const readyVisits = 2

// rooms are the places of a plan's views of the page of passes.
func (p plan) rooms(from, to time.Time) (at [][2]int) {
	for i, v := range p.visits {
		for j, g := range v.pages {
			if g.petition == passes && g.about == home && v.at.After(from) && v.at.Before(to) {
				at = append(at, [2]int{i, j})
			}
		}
	}
	return at
}

// opens lets somebody open a draft and hand it in at a later visit, which is not the last of the week: what has not left by then leaves
// with the next.
func (r *run) opens(d *dice, p *person, n int) bool {
	rooms, last := p.plan.rooms(r.campaign.start, r.campaign.public()), 0
	for i, v := range p.plan.visits {
		if v.at.Before(r.campaign.public()) {
			last = i
		}
	}
	rooms = slices.DeleteFunc(rooms, func(at [2]int) bool { return at[0] == last })
	if len(rooms) < 2 {
		return false
	}
	begun := d.below(len(rooms) - 1)
	done := begun + 1 + d.below(len(rooms)-begun-1)
	p.plan.owes(rooms[begun], duty{n, pass.Drafting})
	p.plan.owes(rooms[done], duty{n, pass.Gathering})
	r.drafts[n].content = r.content(n)
	r.begun[n] = p.plan.visits[rooms[begun][0]].at
	return true
}

func (r *run) joins(d *dice, p *person, n int) bool {
	rooms := p.plan.rooms(r.begun[n].Add(apart), r.campaign.end())
	if len(rooms) == 0 {
		return false
	}
	p.plan.owes(rooms[d.below(len(rooms))], duty{n, pass.Joining})
	return true
}

// later gives a duty to one of the team who comes after a time, having joined.
func (r *run) later(d *dice, team []*person, x duty, from time.Time) {
	p := team[d.below(len(team))]
	for _, v := range p.plan.visits {
		for _, g := range v.pages {
			if slices.Contains(g.duties, duty{x.petition, pass.Joining}) && v.at.After(from) {
				from = v.at
			}
		}
	}
	if rooms := p.plan.rooms(from, r.campaign.end()); len(rooms) > 0 {
		p.plan.owes(rooms[d.below(len(rooms))], x)
	}
}

func (p plan) owes(at [2]int, x duty) {
	g := &p.visits[at[0]].pages[at[1]]
	g.duties = append(g.duties, x)
}

// does is an organizer at the page of passes: looks at what there is, and does a duty. All of it waits for envelopes.
func (r *run) does(ctx context.Context, p *person, w *wallet.Wallet, x duty) error {
	if r.off[aheadOff] {
		if err := r.askDesk(ctx, w); err != nil {
			return err
		}
	}
	d := r.drafts[x.petition]
	if x.what == pass.Drafting {
		return r.draft(ctx, p, w, x.petition)
	}
	secret, invited := d.guests[p.n]
	if x.what == pass.Joining {
		if !invited {
			return fmt.Errorf("person %d was never invited", p.n)
		}
		_, err := w.Answer(d.id, pass.Joining, secret)
		return err
	}
	me, err := w.Organizer(ctx, d.id)
	if err != nil {
		return err
	}
	w.Ask("/organize/"+d.id, me.SignReading)
	text, body := pass.Hash{}, []byte(nil)
	switch x.what {
	case pass.Gathering:
		text, body = d.content.Text().Hash(), []byte(d.version)
	case pass.Updating:
		body = []byte(fmt.Sprintf("We were asked %d times about this. Thank you.", 10+p.dice.below(90)))
	}
	_, err = w.Organize(me, d.id, 0, x.what, text, body)
	return err
}

func (r *run) draft(ctx context.Context, p *person, w *wallet.Wallet, n int) error {
	d := r.drafts[n]
	me, id, err := w.Opener(ctx, w.File.Books[len(w.File.Books)-1].Book, 1)
	if err != nil {
		return err
	}
	d.id, d.version, d.guests = id, pass.VersionID(pass.NoBase, d.content.Marshal()), map[int]pass.Invitation{}
	r.index[id] = n
	if _, err = w.SaveVersion(me, id, 0, pass.NoBase, d.content); err != nil {
		return err
	}
	for i, who := range d.invited {
		if d.guests[who], _, err = w.Invite(me, id, 0, i+1); err != nil {
			return err
		}
	}
	return nil
}

// content of petition i, as it is drafted.
func (r *run) content(i int) petition.Content {
	title, ask, background := petitionText(i)
	return petition.Content{Language: "en", Title: title, Addressee: "the executive board", Ask: ask, Background: background}
}
