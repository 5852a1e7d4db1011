package roster

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strings"

	"roundrobin/models/db"
	"roundrobin/models/fault"
)

const maxLine = 64 << 10 // bytes

// Report is what an import did. Added, Changed, Unchanged and Refused are every row of the file.
type Report struct {
	Added, Changed, Unchanged int
	// Left were on the roster and are not in the file; they cannot check in any more, and their names are forgotten.
	Left    int
	Refused []Refused
}

// Refused is a row that did not go in. Its sentence is the fault's; neither names the person.
type Refused struct {
	Line  int // counted from 1, the header's
	Fault *fault.Fault
}

// Import makes the roster what the file says: all its good rows in one transaction, or none of them. The file is CSV in UTF-8
// (a byte order mark is tolerated) with commas, one person a line, whose first line names the columns: name and email, and
// department, site and kind if it has them. It refuses a file without that line or without one good row.
// Who stands in a refused row whose address can be read has not left. People without an address are not dropped by a program that does
// not know of codes on paper: the fault roster_paper.
func (r *Roster) Import(ctx context.Context, file io.Reader) (Report, error) {
	read, err := r.read(file)
	if err != nil {
		return Report{}, err
	}
	report := Report{Refused: read.refused}
	err = r.store.change(ctx, func(tx *db.Tx, present map[Hash]personRow) error {
		if err := r.mayLeave(present); err != nil {
			return err
		}
		changed, err := r.compare(read.persons, present, &report)
		if err != nil {
			return err
		}
		gone := left(present, read.seen)
		report.Left = len(gone)
		return r.store.replace(tx, changed, gone, r.today())
	})
	if err != nil {
		return Report{}, err
	}
	return report, nil
}

// sheet is a file as it was read.
type sheet struct {
	persons   []Person
	addresses []Address    // of persons
	seen      map[Hash]int // whose address was read: the line of the good row, or 0 while all were refused
	refused   []Refused
}

func (r *Roster) read(file io.Reader) (sheet, error) {
	s := sheet{seen: map[Hash]int{}}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxLine)
	if !lines.Scan() {
		return s, fault.New(fault.Invalid, "roster_empty")
	}
	header, err := parseHeader(string(bytes.TrimPrefix(lines.Bytes(), []byte("\uFEFF"))))
	if err != nil {
		return s, err
	}
	for n := 2; lines.Scan(); n++ {
		if line := lines.Text(); strings.TrimSpace(line) != "" {
			s.take(r, header, n, line)
		}
	}
	if lines.Err() == bufio.ErrTooLong {
		return s, fault.New(fault.Invalid, "roster_line_long")
	}
	if lines.Err() == nil && len(s.persons) == 0 {
		return s, fault.New(fault.Invalid, "roster_empty")
	}
	return s, lines.Err()
}

// take reads one row. Of two good rows with one address, the first stays.
func (s *sheet) take(r *Roster, header columns, n int, line string) {
	if p, staff, ok := header.withoutAddress(line); ok && r.admits.Paper {
		s.takePaper(r, n, p, staff)
		return
	}
	address, p, err := header.parse(line)
	if address != "" {
		p.Hash = r.Hash(address)
		if first := s.seen[p.Hash]; first > 0 && err == nil {
			err = fault.New(fault.Conflict, "row_doubled", "line", first)
		}
		s.seen[p.Hash] += 0
	}
	if err != nil {
		s.refused = append(s.refused, Refused{n, fault.Of(err)})
		return
	}
	s.seen[p.Hash] = n
	s.persons, s.addresses = append(s.persons, p), append(s.addresses, address)
}

// compare counts, and encrypts whoever is new, back, or otherwise named.
func (r *Roster) compare(persons []Person, present map[Hash]personRow, report *Report) (changed []personRow, err error) {
	for _, p := range persons {
		old, known := present[p.Hash]
		switch {
		case !known || !old.here():
			report.Added++
		default:
			before, err := r.decrypt(p.Hash, old.Encrypted)
			if err != nil {
				return nil, err
			}
			if before == p {
				report.Unchanged++
				continue
			}
			report.Changed++
		}
		changed = append(changed, r.row(p))
	}
	return changed, nil
}

func left(present map[Hash]personRow, seen map[Hash]int) (gone [][]byte) {
	for h, row := range present {
		if _, there := seen[h]; !there && row.here() {
			gone = append(gone, h[:])
		}
	}
	return gone
}
