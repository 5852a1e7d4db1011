package tally

import (
	"slices"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// A counting is one petition on the way through the log.
type counting struct {
	id      string
	place   slot
	opened  bool
	round   bool // it counts who said how a program sits with them
	closed  bool
	text    pass.Hash // that may be signed
	texts   []pass.Hash
	signers map[pass.BoothKey]signer
	count   int
	most    int    // the count ever reached
	program string // of a round
	shown   bool   // some pass was shown under its slot: the slot is its own for good
}

// A signer is a sign key: what it said last, and the seqs that it has used, a bit each.
type signer struct {
	text   uint32 // which of the petition's texts
	used   uint16
	seq    uint8
	signed bool
}

// take gives a petition its slot. A slot under which no pass was ever shown may go to another.
func (t *Tally) take(id string, s slot) (*counting, error) {
	b, c, before := t.books[s.book], t.petitions[id], t.slots[s]
	switch {
	case b == nil || s.slot < 1 || s.slot > b.slots:
		return nil, t.lied("petition %s takes slot %d of book %s, which no leaf before it made", id, s.slot, s.book)
	case before != nil && before.id != id && before.shown:
		return nil, t.lied("petition %s takes slot %d of book %s, which is petition %s's", id, s.slot, s.book, before.id)
	case c != nil && c.place != s && (c.shown || c.opened):
		return nil, t.lied("petition %s moves to slot %d of book %s after passes were shown for it", id, s.slot, s.book)
	case c == nil:
		c = &counting{id: id, signers: map[pass.BoothKey]signer{}}
		t.petitions[id] = c
	case c.place != s:
		delete(t.slots, c.place)
	}
	c.place, t.slots[s] = s, c
	return c, nil
}

func (t *Tally) gather(o *ledger.Gather) error {
	c, err := t.take(o.Petition, slot{o.Book, o.Slot})
	if err == nil && !c.opened {
		c.text = o.Text
	}
	return err
}

// open counts the sponsors who signed this very text.
func (t *Tally) open(o *ledger.Open) error {
	c, err := t.take(o.Petition, slot{o.Book, o.Slot})
	if err != nil {
		return err
	}
	if c.opened {
		return t.lied("petition %s is opened a second time", c.id)
	}
	if b := t.books[o.Book]; b.eligible == unknown && !b.open {
		return t.lied("petition %s opens, and no leaf says how many may collect book %s", c.id, o.Book)
	}
	if o.Closes < o.Day {
		return t.lied("petition %s closes before it opens", c.id)
	}
	c.opened, c.text = true, o.Text
	for _, s := range c.signers {
		c.count += c.worth(s)
	}
	c.most = c.count
	t.order = append(t.order, c)
	return t.fits(c, o.Issued)
}

// round opens a round: nobody has said anything under it before.
func (t *Tally) round(o *ledger.Round) error {
	if c := t.petitions[o.Petition]; c != nil {
		return t.lied("round %s is opened a second time", o.Petition)
	}
	for _, c := range t.order {
		if c.round && c.place.book == o.Book && c.program == o.Program {
			return t.lied("program %s has a second round in book %s", o.Program, o.Book)
		}
	}
	err := t.open(&ledger.Open{Petition: o.Petition, Book: o.Book, Slot: o.Slot, Text: o.Text, Issued: o.Issued, Day: o.Day, Closes: o.Closes})
	if err == nil {
		c := t.petitions[o.Petition]
		c.round, c.program = true, o.Program
	}
	return err
}

func (t *Tally) milestone(o *ledger.Milestone) error {
	c := t.petitions[o.Petition]
	if c == nil || o.Count > c.most {
		return t.lied("petition %s is said to have reached %d signatures and had not", o.Petition, o.Count)
	}
	return nil
}

func (t *Tally) close(o *ledger.Close) error {
	c := t.petitions[o.Petition]
	if c == nil || !c.opened || c.closed {
		return t.lied("petition %s closes without being open", o.Petition)
	}
	c.closed = true
	if o.Count != c.count {
		return t.lied("petition %s is said to close with %d signatures; it has %d", c.id, o.Count, c.count)
	}
	return t.fits(c, o.Issued)
}

// sponsors are those who signed the text that is gathering now.
func (c *counting) sponsors() (n int) {
	for _, s := range c.signers {
		if s.signed && c.texts[s.text] == c.text {
			n++
		}
	}
	return n
}

// worth is 1 for a signature that counts. Withdrawn ones and those under an older text do not.
func (c *counting) worth(s signer) int {
	if c.opened && s.signed && c.texts[s.text] == c.text {
		return 1
	}
	return 0
}

// textAt is where a text stands among those that anybody signed. There are few: sponsors sign again after each mending.
func (c *counting) textAt(text pass.Hash) uint32 {
	at := slices.Index(c.texts, text)
	if at < 0 {
		at = len(c.texts)
		c.texts = append(c.texts, text)
	}
	return uint32(at) // #nosec G115 -- an index of a slice in memory
}
