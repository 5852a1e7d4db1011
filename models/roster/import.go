package roster

import (
	"bytes"
	"context"
	"io"
	"slices"

	"roundrobin/models/db"
	"roundrobin/models/fault"
)

// Report is what an import did, or would do. Added, Changed, Unchanged and Refused are every row of the file.
type Report struct {
	Added, Changed, Unchanged int
	// Left were on the roster and are not in the file; they cannot check in any more, and their names are forgotten.
	Left    int
	Present int // on the roster before
	// Forgotten stand in the file and asked to be forgotten; they were not taken up.
	Forgotten int
	Refused   []Refused
	Strange   []string // words for kinds that we do not know; they are of the kind "other"
}

// manyLeave is the part of the roster, in hundredths, of which more do not leave without being asked twice.
const manyLeave = 20

// Drops reports that so many would leave that the file is perhaps not the whole roster.
func (r Report) Drops() bool { return r.Left*100 > r.Present*manyLeave }

// Changes says whether the file changes anything.
func (r Report) Changes() bool { return r.Added+r.Changed+r.Left > 0 }

const batch = 500

// Options of an import.
type Options struct {
	Drop     bool                  // many may leave
	Progress func(done, total int) // is told of people written; may be nil
}

// Import is Take of a file as it comes, by the columns that it was recognized to have. Any number may leave.
func (r *Roster) Import(ctx context.Context, file io.Reader) (Report, error) {
	b, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	if err != nil {
		return Report{}, err
	}
	f, err := OpenFile(b)
	if err != nil {
		return Report{}, err
	}
	if !f.Columns.Enough() {
		return Report{}, fault.New(fault.Invalid, "roster_header").On("file")
	}
	return r.Take(ctx, f, f.Columns, Options{Drop: true})
}

// Take makes the roster what the file says: all its good rows in one transaction, or none of them. It refuses a file without one good row,
// and with roster_drops one after which many would have left, unless that is allowed. Who stands in a refused row whose address can be read
// has not left. People without an address are not dropped by a program that does not know of codes on paper: the fault roster_paper.
// What it changes can be undone, until the next import.
func (r *Roster) Take(ctx context.Context, f *File, c Columns, o Options) (Report, error) {
	read, err := r.read(f, c)
	if err != nil {
		return Report{}, err
	}
	report := Report{Refused: read.refused, Strange: read.strange}
	err = r.store.change(ctx, func(tx *db.Tx, present map[Hash]personRow) error {
		d, err := r.compare(read, present)
		if err != nil {
			return err
		}
		d.fill(&report)
		switch {
		case report.Drops() && !o.Drop:
			return fault.New(fault.Conflict, "roster_drops", "left", report.Left, "present", report.Present).On("drop")
		case !report.Changes():
			return r.write(tx, d.stale, nil, false, nil)
		}
		if err := r.write(tx, slices.Concat(d.added, d.changed, d.stale), d.gone, true, o.Progress); err != nil {
			return err
		}
		return r.store.took(tx, r.today(), report)
	})
	return report, err
}

// difference is what a file would do to the roster.
type difference struct {
	present        int
	added, changed []Person
	stale          []Person // unchanged, and no file has named their address before
	unchanged      int
	gone           []Hash
	forgotten      int
}

func (d *difference) fill(r *Report) {
	r.Present, r.Added, r.Changed, r.Unchanged, r.Left, r.Forgotten = d.present, len(d.added), len(d.changed), d.unchanged, len(d.gone), d.forgotten
}

func (r *Roster) compare(s *sheet, present map[Hash]personRow) (d difference, err error) {
	if err := r.mayLeave(present); err != nil {
		return d, err
	}
	for _, p := range s.persons {
		old, known := present[p.Hash]
		if old.Forgotten == 1 {
			d.forgotten++
			continue
		}
		if !known || !old.here() {
			d.added = append(d.added, p)
			continue
		}
		before, err := r.decrypt(p.Hash, old.Encrypted)
		switch {
		case err != nil:
			return d, err
		case before.says(p):
			d.unchanged++
			if len(old.Entry) == 0 {
				d.stale = append(d.stale, p)
			}
		default:
			d.changed = append(d.changed, p)
		}
	}
	for h, row := range present {
		if !row.here() {
			continue
		}
		d.present++
		if _, there := s.seen[h]; !there {
			d.gone = append(d.gone, h)
		}
	}
	return d, nil
}

// says: both say the same of the person.
func (p Person) says(q Person) bool {
	p.Entry, q.Entry = Hash{}, Hash{}
	return p == q
}

// write encrypts and writes batch by batch, in the order of the hashes, so that nothing keeps the order of the file.
func (r *Roster) write(tx *db.Tx, persons []Person, gone []Hash, undo bool, progress func(done, total int)) error {
	slices.SortFunc(persons, func(a, b Person) int { return bytes.Compare(a.Hash[:], b.Hash[:]) })
	slices.SortFunc(gone, func(a, b Hash) int { return bytes.Compare(a[:], b[:]) })
	done, total := 0, len(persons)+len(gone)
	told := func(n int) {
		if done += n; progress != nil {
			progress(done, total)
		}
	}
	if undo {
		if err := r.store.forgetUndo(tx); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(persons, batch) {
		rows := make([]personRow, len(some))
		for i, p := range some {
			rows[i] = r.row(p)
		}
		if err := r.store.put(tx, rows, undo); err != nil {
			return err
		}
		told(len(some))
	}
	for some := range slices.Chunk(gone, batch) {
		if err := r.store.leave(tx, some, r.today()); err != nil {
			return err
		}
		told(len(some))
	}
	return nil
}
