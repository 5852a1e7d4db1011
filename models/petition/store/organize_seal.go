package store

import (
	"context"
	"crypto/sha256"
	"fmt"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// sealOrganizers does what organizers said: drafts in the order of their first acts' hashes, each in its own order.
func (s *Store) sealOrganizers(tx *db.Tx, on, promised day.Day, acts []petition.Sealed) error {
	if len(acts) == 0 {
		return nil
	}
	there, err := programs(tx)
	if err != nil {
		return err
	}
	ground := petition.Ground{Today: on, Programs: there}
	var kept []petition.Organized
	for _, of := range byDraft(acts) {
		done, err := s.sealDraft(tx, of, promised, ground)
		if err != nil {
			return err
		}
		kept = append(kept, done...)
	}
	return s.keepOrganized(tx, kept)
}

// byDraft groups acts, which are sorted by hash, and puts each draft's in their order.
func byDraft(acts []petition.Sealed) (drafts [][]petition.Sealed) {
	at := map[string]int{}
	for _, a := range acts {
		i, ok := at[a.Petition]
		if !ok {
			i = len(drafts)
			at[a.Petition], drafts = i, append(drafts, nil)
		}
		drafts[i] = append(drafts[i], a)
	}
	for _, d := range drafts {
		sortByNumber(d)
	}
	return drafts
}

func (s *Store) sealDraft(tx *db.Tx, acts []petition.Sealed, promised day.Day, g petition.Ground) (done []petition.Organized, err error) {
	d, err := s.organizing(tx, nil, acts[0].Petition)
	if err != nil {
		return nil, err
	}
	for _, a := range acts {
		o := organized(a, promised)
		o.Sealed = true
		if o.N != d.Acts+1 {
			return nil, fmt.Errorf("a draft whose act %d comes after %d", o.N, d.Acts)
		}
		if o.Dropped, err = codeOf(s.perform(tx, d, a, g)); err != nil {
			return nil, err
		}
		d.Take(o)
		done = append(done, o)
	}
	return done, nil
}

// perform lets a public act have its effect; a refusal means that it is dropped. What concerns organizers alone has none.
func (s *Store) perform(tx *db.Tx, d *petition.Organizing, a petition.Sealed, g petition.Ground) error {
	if !organized(a, g.Today).Public() {
		return nil
	}
	if err := s.give(tx, d, d.Wants(a.HandedIn)); err != nil {
		return err
	}
	content, err := d.Judge(a.HandedIn, g)
	if err != nil {
		return err
	}
	p, on := &d.Petition, g.Today
	switch a.Kind {
	case pass.Gathering:
		return s.freeze(tx, p, content, on)
	case pass.Mending:
		return s.advance(tx, p, petition.Mend, on, "", mending)
	case pass.Taking:
		if d.Public == petition.Draft && p.Hash == (pass.Hash{}) { // nobody ever saw it, and nobody will
			return nil
		}
		return s.advance(tx, p, petition.Withdraw, on, string(a.Body), withdrawing(string(a.Body)))
	case pass.Updating:
		return s.tell(tx, p, string(a.Body), on)
	case pass.Speaking:
		return s.speak(tx, speechOf(a), on)
	case pass.Delivering:
		whole, err := findOne(tx, "WHERE id = ?", p.ID) // the letter has all of its text
		if err == nil {
			err = s.advance(tx, &whole, petition.Deliver, on, "", s.handOver)
		}
		if err == nil {
			*p = whole
		}
		return err
	default:
		b := pass.ParseOutcome(a.Body)
		return s.conclude(tx, p, petition.Outcome(b.Outcome), b.Reason, on)
	}
}

// freeze makes the petition public with a text: it gathers if a slot is free and nobody waits for one, else it joins the queue.
func (s *Store) freeze(tx *db.Tx, p *petition.Petition, c petition.Content, on day.Day) (err error) {
	was := *p
	p.Text, p.Program, p.Topic, p.Chosen = c.Text(), c.Program, c.Topic, c.Goal
	p.Hash, p.Count = p.Text.Hash(), 0
	if p.HTML, err = petition.Render(p.Text.Background); err != nil {
		return err
	}
	holders, err := s.Holders(context.WithoutCancel(tx.Statement.Context))
	if err != nil {
		return err
	}
	p.Goal, p.Sponsors = s.Ruled().GoalFor(p.Chosen, holders), s.Ruled().SponsorsFor(holders)
	if err = s.place(tx, p, on); err != nil {
		*p = was
		return err
	}
	if was.Hash == (pass.Hash{}) {
		err = insert(tx, *p)
	} else if err = rewrite(tx, *p); err == nil {
		err = update(tx, *p)
	}
	if err == nil {
		err = s.index(tx, *p)
	}
	if err == nil && was.Hash != (pass.Hash{}) {
		err = recount(tx, on, p)
	}
	if err != nil {
		return err
	}
	return s.sayFrozen(tx, p, on)
}

// place gives a slot or, if none is free, a place in the queue, and advances the petition.
func (s *Store) place(tx *db.Tx, p *petition.Petition, on day.Day) error {
	ahead, err := first(tx)
	if err != nil {
		return err
	}
	if ahead == "" {
		p.Book, p.Slot, err = s.books.TakeSlot(tx, p.ID)
		if fault.Of(err) == nil {
			if err == nil {
				err = p.Advance(petition.Gather, on, s.Ruled())
			}
			return err
		}
		p.Book, p.Slot = "", 0
	}
	return p.Advance(petition.Queue, on, s.Ruled())
}

// sayFrozen records where the petition is now.
func (s *Store) sayFrozen(tx *db.Tx, p *petition.Petition, on day.Day) error {
	if p.State == petition.Queued {
		if err := record(tx, *p, petition.Queue, on, ""); err != nil {
			return err
		}
		join := "INSERT INTO petition_queue (petition, place) SELECT ?, coalesce(max(place), 0) + 1 FROM petition_queue"
		if err := tx.Exec(join, p.ID).Error; err != nil {
			return err
		}
		return s.ledger.Say(tx, &ledger.Queue{Petition: p.ID, Text: p.Hash, Day: on})
	}
	if err := record(tx, *p, petition.Gather, on, ""); err != nil {
		return err
	}
	return s.ledger.Say(tx, &ledger.Gather{Petition: p.ID, Book: p.Book, Slot: p.Slot, Text: p.Hash, Day: on})
}

// tell publishes an update.
func (s *Store) tell(tx *db.Tx, p *petition.Petition, words string, on day.Day) error {
	html, err := petition.Render(words)
	if err != nil {
		return err
	}
	err = tx.Exec("INSERT INTO petition_update (petition, n, day, words, html) SELECT ?, count(*) + 1, ?, ?, ? FROM petition_update WHERE petition = ?",
		p.ID, on, words, html, p.ID).Error
	if err != nil {
		return err
	}
	return s.ledger.Say(tx, &ledger.Update{Petition: p.ID, Hash: sha256.Sum256([]byte(words)), Day: on})
}
