package roster

import (
	"strconv"
	"strings"

	"roundrobin/models/fault"
	"roundrobin/models/secret"
)

// People without an address cannot be told apart by one. The file's staff_id does it, or else name, department and site, and their number
// among those who share all three. Nothing of it is kept but a keyed hash that no address has.

// withoutAddress reads a row that names somebody and leaves the address blank; one that is written badly is not blank.
func (r *reading) withoutAddress(cells []string) (p Person, staff string, ok bool, err error) {
	cells = r.trim(cells)
	if !legible(cells) || len(cells) != r.count || none(r.cell(cells, Mail)) != "" {
		return p, "", false, nil
	}
	p, err = r.says(cells)
	p.Paper = true
	return p, none(r.cell(cells, Staff)), true, err
}

func (s *sheet) takePaper(r *Roster, p Person, staff string, line int, row string, err error) {
	p.Hash = r.onPaper("staff", staff)
	for nth := 1; staff == "" && (nth == 1 || s.seen[p.Hash] > 0); nth++ {
		p.Hash = r.onPaper("like", p.Name, p.Title, p.Site, strconv.Itoa(nth))
	}
	if first := s.seen[p.Hash]; err == nil && first > 0 {
		err = fault.New(fault.Conflict, "row_doubled_staff", "line", first)
	}
	if staff != "" {
		s.seen[p.Hash] += 0 // a bad row does not take its person off
	}
	if err != nil {
		s.refused = append(s.refused, Refused{line, fault.Of(err), row})
		return
	}
	s.seen[p.Hash], p.Entry = line, p.Hash
	s.persons, s.addresses = append(s.persons, p), append(s.addresses, "")
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
	row := personRow{Hash: p.Hash[:], Encrypted: r.encrypt(p), Entry: p.Entry[:], Mail: 1, Kind: r.kindKey(p.Kind)}
	if p.Paper {
		row.Mail = 0
	}
	return row
}
