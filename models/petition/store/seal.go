package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// A Run of Seal: whether there was one, for which day, and how many acts it sealed.
type Run struct {
	Ran  bool
	Day  day.Day
	Acts int
}

// errNotYet rolls back a seal that need not run yet, or that another replica opened meanwhile.
var errNotYet = errors.New("the seal need not run yet")

// Seal moves what waits into the ledger, in one transaction: its row and key are destroyed, leaves appended in the order of their
// hashes, signatures, comments and counts written, and the next seal opened. It runs when the seal's last day is over, when SealMin (if
// it is not 0) distinct booth keys wait, or when it is forced; otherwise nothing happens. Many may call it at once.
func (s *Store) Seal(ctx context.Context, force bool) (r Run, err error) {
	c, err := s.crowd(ctx)
	if err != nil {
		return Run{}, err
	}
	err = s.d.InTx(ctx, func(tx *db.Tx) (err error) { r, err = s.seal(tx, force, c); return err })
	if errors.Is(err, errNotYet) {
		return Run{}, nil
	}
	if err != nil || !r.Ran {
		return Run{}, err
	}
	s.current.Store(nil)
	if err := s.step("committed"); err != nil {
		return r, err
	}
	return r, s.d.Vacate(ctx)
}

func (s *Store) seal(tx *db.Tx, force bool, c crowd) (r Run, err error) {
	open, err := s.read(tx, true)
	if err != nil {
		return r, err
	}
	if open == nil {
		if err = s.begin(tx); db.IsDuplicate(err) {
			err = errNotYet
		}
		return r, err
	}
	over := open.day < s.today()
	if !over && !force && s.SealMin == 0 {
		return r, errNotYet
	}
	if !over && !force { // what waits is decrypted only if it can be enough
		if few, err := s.fewer(tx, open); err != nil || few {
			return r, cmp.Or(err, errNotYet)
		}
	}
	acts, keys, err := s.waitingActs(tx, open)
	if err != nil {
		return r, err
	}
	if !over && (len(acts) == 0 || !force && keys < s.SealMin) {
		return r, errNotYet
	}
	if err := s.turn(tx, open); err != nil {
		return r, err
	}
	on := min(open.day, s.today())
	if err = s.write(tx, on, open.day, acts, c); err != nil {
		return r, err
	}
	return Run{Ran: true, Day: on, Acts: len(acts)}, err
}

// fewer: there are fewer acts than the keys that a seal before its day needs.
func (s *Store) fewer(tx *db.Tx, open *openSeal) (bool, error) {
	var n int
	err := tx.Raw("SELECT count(*) FROM waiting WHERE seal = ?", open.id).Scan(&n).Error
	return n < max(1, s.SealMin), err
}

// waitingActs decrypts what waits, in the order of hashes, and counts the distinct booth keys.
func (s *Store) waitingActs(tx *db.Tx, open *openSeal) (acts []petition.Sealed, keys int, err error) {
	rows, err := tx.Raw("SELECT name, act FROM waiting WHERE seal = ?", open.id).Rows()
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	distinct := map[pass.BoothKey]bool{}
	for rows.Next() {
		var r waitingRow
		if err := rows.Scan(&r.Name, &r.Act); err != nil {
			return nil, 0, err
		}
		h, n, err := open.unwrap(r.Name, r.Act)
		if err != nil {
			return nil, 0, err
		}
		if !h.Invited() || s.SealMin == 1 { // anybody can make keys: they hide nobody
			distinct[h.BoothKey()] = true
		}
		a := s.sealed(h)
		a.N = n
		acts = append(acts, a)
	}
	slices.SortFunc(acts, func(a, b petition.Sealed) int { return bytes.Compare(a.Hash[:], b.Hash[:]) })
	return acts, len(distinct), rows.Err()
}

// turn destroys the seal with all that waited for it and opens the next.
func (s *Store) turn(tx *db.Tx, open *openSeal) error {
	if err := tx.Exec("DELETE FROM waiting WHERE seal = ?", open.id).Error; err != nil {
		return err
	}
	if err := tx.Exec("DELETE FROM seal WHERE id = ?", open.id).Error; err != nil {
		return err
	}
	if err := s.step("deleted"); err != nil {
		return err
	}
	if err := s.begin(tx); err != nil {
		return err
	}
	return s.step("opened")
}

// write is the seal's work on the acts, sorted by hash: they are of a day, and were promised for another, no earlier. Petitions are locked
// before the ledger, as everywhere.
func (s *Store) write(tx *db.Tx, on, promised day.Day, all []petition.Sealed, c crowd) error {
	petitions, err := s.lockPetitions(tx, all)
	if err != nil {
		return err
	}
	acts, organized := apart(all)
	for _, do := range []struct {
		name string
		f    func() error
	}{
		{"leaves", func() error { return s.writeLeaves(tx, on, acts) }},
		{"statements", func() error { return writeStatements(tx, promised, acts) }},
		{"signatures", func() error { return writeSignatures(tx, acts) }},
		{"names", func() error { return s.writeNames(tx, acts) }},
		{"ratings", func() error { return s.writeRatings(tx, acts) }},
		{"pulses", func() error { return s.writePulses(tx, on, acts) }},
		{"workplaces", func() error { return s.writeWorkplaces(tx, on, acts) }},
		{"voices", func() error { return s.sealVoices(tx, on, acts) }},
		{"stewards", func() error { return s.sealStewards(tx, on, acts) }},
		{"proposals", func() error { return s.sealProposals(tx, promised, acts) }},
		{"counts", func() error { return s.writeCounts(tx, on, petitions) }},
		{"sponsored", func() error { return s.promote(tx, on, c) }},
		{"organizers", func() error { return s.sealOrganizers(tx, on, promised, organized) }},
		{"queue", func() error { return s.sealQueue(tx, on) }},
	} {
		if err := do.f(); err != nil {
			return fmt.Errorf("seal: %s: %w", do.name, err)
		}
		if err := s.step(do.name); err != nil {
			return err
		}
	}
	return nil
}

// apart gives what people said, and what organizers did.
func apart(acts []petition.Sealed) (said, organized []petition.Sealed) {
	for _, a := range acts {
		if a.Kind.Organizing() {
			organized = append(organized, a)
		} else {
			said = append(said, a)
		}
	}
	return said, organized
}

// lockPetitions locks all that may change, in the order of ids, and the slots that may be taken; it gives those whose signatures may move.
func (s *Store) lockPetitions(tx *db.Tx, acts []petition.Sealed) ([]petition.Petition, error) {
	ids, signed := distinct{"": ""}, map[string]bool{}
	for _, a := range acts {
		switch classOf(a.Kind) {
		case classSign:
			ids.add(a.Petition, a.Petition)
			signed[a.Petition] = true
		case classOrganize, classVoice, classFlag, classAppeal: // stewards decide under the petition's lock
			ids.add(a.Petition, a.Petition)
		}
	}
	petitions, err := find(tx, short, "WHERE id IN ("+marks(len(ids))+") OR state = 'queued' OR "+sponsored+" ORDER BY id"+s.lock(), ids.values()...)
	if err == nil {
		err = s.books.Hold(tx)
	}
	return slices.DeleteFunc(petitions, func(p petition.Petition) bool { return !signed[p.ID] }), err
}

// writeLeaves appends the acts that are leaves and notes their places.
func (s *Store) writeLeaves(tx *db.Tx, on day.Day, acts []petition.Sealed) error {
	var leaves [][]byte
	var entries []pass.Entry
	var at []int
	for i, a := range acts {
		if a.Kind.Leaf() {
			leaves, entries, at = append(leaves, a.Act.Marshal()), append(entries, pass.EntryOf(a.Act)), append(at, i)
		}
	}
	first, err := s.ledger.AppendActs(tx, on, leaves, entries)
	for n, i := range at {
		acts[i].Place = first + int64(n)
	}
	return err
}

func writeStatements(tx *db.Tx, promised day.Day, acts []petition.Sealed) error {
	if len(acts) == 0 {
		return nil
	}
	values := make([]any, 0, 6*len(acts))
	for _, a := range acts {
		if a.Kind == pass.Proposing { // their keeper writes them
			continue
		}
		values = append(values, a.Who[:], subjectOf(a.HandedIn), a.Seq, statedAs(a.Kind), a.Hash[:], promised)
	}
	return db.InsertRows(tx, "INSERT INTO statement (key, subject, seq, class, hash, day)", 6, values, "")
}

// statedAs is the class under which a statement is filed: of one comment there is one retraction.
func statedAs(k pass.Kind) string {
	if k == pass.Retraction {
		return "retract"
	}
	return classOf(k)
}

func (s *Store) sealVoices(tx *db.Tx, on day.Day, acts []petition.Sealed) error {
	var voiced []petition.Sealed
	for _, a := range acts {
		if isVoice(a.Kind) {
			voiced = append(voiced, a)
		}
	}
	if len(voiced) == 0 {
		return nil
	}
	return s.voices.Seal(tx, on, voiced)
}
