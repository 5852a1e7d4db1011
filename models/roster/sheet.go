package roster

import (
	"maps"
	"slices"
	"strings"

	"roundrobin/models/fault"
)

// Refused is a row that did not go in. Its sentence is the fault's, which names nobody.
type Refused struct {
	Line  int // on which it begins, counted from 1
	Fault *fault.Fault
	Row   string // as it stands in the file
}

// sheet is a file as it was read.
type sheet struct {
	persons   []Person
	addresses []Address    // of persons
	seen      map[Hash]int // whose address was read: the line of the good row, or 0 while all were refused
	refused   []Refused
	strange   []string // words for kinds that we do not know
}

// read refuses a file without one good row.
func (r *Roster) read(f *File, c Columns) (*sheet, error) {
	if !c.Enough() {
		return nil, errColumns
	}
	for _, i := range c {
		if i >= len(f.Headings) {
			return nil, errColumns
		}
	}
	s, rows := &sheet{seen: map[Hash]int{}}, f.rows()
	reads := &reading{columns: c, count: len(f.Headings), strange: map[string]bool{}}
	for {
		row, line, ok := rows.next()
		if !ok {
			break
		}
		if blank(row, f.Comma) {
			continue
		}
		cells, err := rows.cells(row)
		if err != nil {
			s.refused = append(s.refused, Refused{line, fault.Of(err), row})
			continue
		}
		s.take(r, reads, cells, line, row)
	}
	if len(s.persons) == 0 {
		return nil, fault.New(fault.Invalid, "roster_empty").On("file")
	}
	s.strange = slices.Sorted(maps.Keys(reads.strange))
	return s, nil
}

// blank rows hold separators and spaces only: spreadsheets leave them at the end.
func blank(row string, comma byte) bool { return strings.Trim(row, string(comma)+" \t\r\n") == "" }

// take reads one row. Of two good rows with one address, the first stays.
func (s *sheet) take(r *Roster, reads *reading, cells []string, line int, row string) {
	if p, staff, ok, err := reads.withoutAddress(cells); ok && r.admits.Paper {
		s.takePaper(r, p, staff, line, row, err)
		return
	}
	address, p, err := reads.person(cells)
	if address != "" {
		p.Hash = r.Hash(address)
		if first := s.seen[p.Hash]; first > 0 && err == nil {
			err = fault.New(fault.Conflict, "row_doubled", "line", first)
		}
		s.seen[p.Hash] += 0
	}
	if err != nil {
		s.refused = append(s.refused, Refused{line, fault.Of(err), row})
		return
	}
	s.seen[p.Hash] = line
	p.Entry = r.entry(address, p.Hash)
	s.persons, s.addresses = append(s.persons, p), append(s.addresses, address)
}
