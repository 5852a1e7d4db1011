package store

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"roundrobin/models/db"
	"roundrobin/models/pass"
)

// HandIn takes an act: it verifies it, keeps it for the next seal, and returns the signed promise once it is on disk. The same
// act gets the same promise, however often it comes, before and after its seal. Everything else is a refusal or our breakage.
func (s *Store) HandIn(ctx context.Context, h pass.HandedIn) (promise []byte, err error) {
	if h.Origin != s.ledger.Origin() {
		return nil, pass.ErrForged
	}
	key, err := h.Verify(s.books.Find)
	if err != nil {
		return nil, err
	}
	if h.Kind == pass.Signature && h.Subject == pass.Named {
		if _, err = s.named(h, key.Book); err != nil {
			return nil, err
		}
	}
	j := &job{Sealed: s.sealed(h), key: key, done: make(chan answer, 1)}
	a := s.writer.submit(ctx, j)
	if a.err != nil {
		return nil, a.err
	}
	return s.ledger.Promise(j.Hash, a.day)
}

// errSealed: the seal ran since we looked.
var errSealed = errors.New("the seal is gone")

// accept decides on all jobs in one transaction and answers them. A seal that ran meanwhile makes it begin again.
func (s *Store) accept(ctx context.Context, jobs []*job) error {
	const tries = 8
	var err error
	for range tries {
		var seal *openSeal
		if seal, err = s.ready(ctx); err != nil {
			return err
		}
		var answers []answer
		err = s.d.InTx(db.Quiet(ctx), func(tx *db.Tx) (err error) { // what waits is in no page
			if answers, err = s.decide(tx, seal, jobs); err == nil {
				err = s.step("kept")
			}
			return err
		})
		if err == nil {
			err = s.step("taken")
		}
		if err == nil {
			for i, j := range jobs {
				j.done <- answers[i]
			}
			return nil
		}
		if !errors.Is(err, errSealed) && !db.IsForeignKey(err) {
			return err
		}
		s.current.CompareAndSwap(seal, nil)
	}
	return err
}

// ready is the seal of today. If the last one is over (the process slept over midnight), it is sealed first: what waits was handed
// in on a day of its seal, always.
func (s *Store) ready(ctx context.Context) (*openSeal, error) {
	o := s.current.Load()
	if o != nil && o.day >= s.today() {
		return o, nil
	}
	o, err := s.read(s.d.Read.WithContext(ctx), false)
	if err == nil && (o == nil || o.day < s.today()) {
		if _, err = s.Seal(ctx, false); err == nil {
			o, err = s.read(s.d.Read.WithContext(ctx), false)
		}
	}
	if err == nil && o == nil {
		err = errSealed
	}
	if err != nil {
		return nil, err
	}
	s.current.Store(o)
	return o, nil
}

// decide answers every job and inserts what is new. Batches of several replicas take their turns at the seal's row.
func (s *Store) decide(tx *db.Tx, seal *openSeal, jobs []*job) ([]answer, error) {
	if err := s.hold(tx, seal); err != nil {
		return nil, err
	}
	k, err := s.lookUp(tx, seal, jobs)
	if err != nil {
		return nil, err
	}
	answers := make([]answer, len(jobs))
	var rows []waitingRow
	for i, j := range jobs {
		var fresh bool
		var n int
		name := seal.name(j.HandedIn, j.Seq)
		if j.Kind.Organizing() {
			answers[i], n = k.organize(j, i)
			name, fresh = seal.draftName(j.Petition, n), n > 0
		} else {
			answers[i], fresh = k.decide(j, i, s.today(), seal.day)
		}
		if fresh {
			rows = append(rows, waitingRow{name, s.wrap(seal, name, j.HandedIn, n)})
		}
	}
	return answers, insertWaiting(tx, seal, rows)
}

func (s *Store) hold(tx *db.Tx, seal *openSeal) error {
	query := "SELECT id FROM seal WHERE id = ?"
	if s.d.Dialect == db.Postgres {
		query += " FOR NO KEY UPDATE"
	}
	var ids []string
	if err := tx.Raw(query, seal.id).Scan(&ids).Error; err != nil {
		return err
	}
	if len(ids) == 0 {
		return errSealed
	}
	return nil
}

type waitingRow struct{ Name, Act []byte }

// insertWaiting lets the primary key decide; a row that was there after all makes the transaction begin again and find it.
func insertWaiting(tx *db.Tx, seal *openSeal, rows []waitingRow) error {
	if len(rows) == 0 {
		return nil
	}
	slices.SortFunc(rows, func(a, b waitingRow) int { return bytes.Compare(a.Name, b.Name) })
	values := make([]any, 0, 3*len(rows))
	for _, r := range rows {
		values = append(values, r.Name, seal.id, r.Act)
	}
	var inserted [][]byte
	query := "INSERT INTO waiting (name, seal, act) VALUES " + db.Tuples(len(rows), 3) + " ON CONFLICT (name) DO NOTHING RETURNING name"
	if err := tx.Raw(query, values...).Scan(&inserted).Error; err != nil {
		return err
	}
	if len(inserted) != len(rows) {
		return errSealed
	}
	return nil
}
