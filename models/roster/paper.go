package roster

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"roundrobin/models/fault"
	"roundrobin/models/secret"
)

// People without an address cannot be told apart by one. The file's staff_id does it, or else name, department and site, and their number
// among those who share all three. Nothing of it is kept but a keyed hash that no address has.

// withoutAddress reads a row that names somebody and leaves the address blank; one that is written badly is not blank.
func (c columns) withoutAddress(line string) (p Person, staff string, ok bool) {
	cells, err := split(line)
	if err != nil || !utf8.ValidString(line) || len(cells) != c.count || strings.TrimSpace(cells[c.address]) != "" {
		return p, "", false
	}
	p = c.person(cells)
	p.Paper = true
	return p, c.cell(cells, c.staff), true
}

func (s *sheet) takePaper(r *Roster, n int, p Person, staff string) {
	p.Hash = r.onPaper("staff", staff)
	for nth := 1; staff == "" && (nth == 1 || s.seen[p.Hash] > 0); nth++ {
		p.Hash = r.onPaper("like", p.Name, p.Title, p.Site, strconv.Itoa(nth))
	}
	err := p.check()
	if first := s.seen[p.Hash]; err == nil && first > 0 {
		err = fault.New(fault.Conflict, "row_doubled_staff", "line", first)
	}
	if err != nil {
		s.refused = append(s.refused, Refused{n, fault.Of(err)})
		return
	}
	s.seen[p.Hash] = n
	s.persons = append(s.persons, p)
}

// onPaper begins with a line break, which no address has.
func (r *Roster) onPaper(parts ...string) Hash {
	return Hash(secret.MAC(r.persons, []byte("\n"+strings.Join(parts, "\n"))))
}

// mayLeave refuses an import that would take every row without an address for somebody who left.
func (r *Roster) mayLeave(present map[Hash]personRow) error {
	for _, row := range present {
		if row.here() && row.Mail == 0 && !r.admits.Paper {
			return fault.New(fault.Conflict, "roster_paper")
		}
	}
	return nil
}

// row is what the store keeps of a person.
func (r *Roster) row(p Person) personRow {
	row := personRow{Hash: p.Hash[:], Encrypted: r.encrypt(p), Mail: 1, Kind: r.kindKey(p.Kind)}
	if p.Paper {
		row.Mail = 0
	}
	return row
}
