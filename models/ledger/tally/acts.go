package tally

import (
	"encoding/hex"

	"roundrobin/models/pass"
)

type commentID [16]byte

// A comment is its author's: edits by anyone else are lies.
type comment struct {
	by   pass.BoothKey
	made bool
	used uint16 // the seqs of its edits, a bit each
	edit int64  // the leaf of its first edit
}

type rating struct {
	key     pass.BoothKey
	subject string
}

// Act takes one verified act, made by a pass of key k.
func (t *Tally) Act(place int64, a *pass.Act, k *pass.Key) error {
	t.at = place
	t.Acts++
	c := t.petitions[a.Petition]
	switch {
	case c == nil:
		return t.lied("the %s is under petition %s, which no leaf before it names", a.Kind, a.Petition)
	case k.Book != c.place.book || k.Place.Slot != c.place.slot:
		return t.lied("the %s under petition %s is by a pass for slot %d of book %s", a.Kind, c.id, k.Place.Slot, k.Book)
	case c.opened && a.TextHash != c.text:
		return t.lied("the %s is under another text than petition %s opened with", a.Kind, c.id)
	case c.round != (a.Kind == pass.Pulse) && a.Kind.Purpose() != pass.Voice:
		return t.lied("the %s is under %s, which takes none", a.Kind, c.id)
	case a.Seq > a.Kind.Most():
		return t.lied("the %s has seq %d: one key may make %d", a.Kind, a.Seq, a.Kind.Most())
	}
	c.shown = true
	switch a.Kind {
	case pass.Signature, pass.Withdrawal, pass.Pulse:
		return t.sign(c, a)
	case pass.Comment:
		return t.comment(a)
	case pass.Edit, pass.Retraction:
		return t.edit(a)
	default:
		r := rating{a.Pass.BoothKey(), a.Subject}
		before := t.ratings[r]
		t.ratings[r] = before | 1<<a.Seq
		return t.once(a, before&(1<<a.Seq) != 0)
	}
}

// once: a key says one thing under one seq. Named and unnamed signatures share theirs.
func (t *Tally) once(a *pass.Act, again bool) error {
	if again {
		return t.lied("the %s is made twice: its key has used this seq before", a.Kind)
	}
	return nil
}

// sign lets the highest seq of a key count, whatever the order of leaves.
func (t *Tally) sign(c *counting, a *pass.Act) error {
	if c.closed {
		return t.lied("the %s under petition %s comes after it closed", a.Kind, c.id)
	}
	key := a.Pass.BoothKey()
	s := c.signers[key]
	before, again := c.worth(s), s.used&(1<<a.Seq) != 0
	s.used |= 1 << a.Seq
	if int(s.seq) < a.Seq {
		s.seq, s.signed, s.text = uint8(a.Seq), a.Kind.Signs(), c.textAt(a.TextHash) // #nosec G115 -- a higher seq was called a lie above
	}
	c.signers[key] = s
	c.count += c.worth(s) - before
	c.most = max(c.most, c.count)
	if err := t.once(a, again); err != nil {
		return err
	}
	return t.fits(c, unknown)
}

func (t *Tally) comment(a *pass.Act) error {
	key := a.Pass.BoothKey()
	used := t.voices[key]
	if used == nil {
		used = new([2]uint64)
		t.voices[key] = used
	}
	word, bit := &used[a.Seq/64], uint64(1)<<(a.Seq%64)
	again := *word&bit != 0
	*word |= bit
	id := idOf(a.CommentID())
	switch c := t.comments[id]; {
	case c == nil:
		t.comments[id] = &comment{by: key, made: true}
	case !c.made && c.by != key:
		return Lied(c.edit, "the edit is of a comment that is not its own")
	case !c.made:
		c.made = true
		t.astray--
	}
	return t.once(a, again)
}

// edit: within a seal it may stand before its comment.
func (t *Tally) edit(a *pass.Act) error {
	id, key := idOf(a.Subject), a.Pass.BoothKey()
	c := t.comments[id]
	if c == nil {
		c = &comment{by: key, edit: t.at}
		t.comments[id] = c
		t.astray++
	}
	if c.by != key {
		return t.lied("the %s is of a comment that is not its own", a.Kind)
	}
	again := c.used&(1<<a.Seq) != 0
	c.used |= 1 << a.Seq
	return t.once(a, again)
}

// Settled is for the end of a seal: every comment that was edited has been made.
func (t *Tally) Settled() error {
	if t.astray == 0 {
		return nil
	}
	first := int64(-1)
	for _, c := range t.comments {
		if !c.made && (first < 0 || c.edit < first) {
			first = c.edit
		}
	}
	return Lied(first, "the edit is of a comment that is not its own: nobody made it")
}

func idOf(hexID string) (id commentID) {
	_, _ = hex.Decode(id[:], []byte(hexID)) // the act was parsed: it is an id
	return id
}
