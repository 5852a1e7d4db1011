package roster

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"roundrobin/models/fault"
)

const maxField = 200 // bytes

// reading reads rows of one file by columns that somebody agreed to. No other column is kept; of a staff id, a keyed hash at most (paper.go).
type reading struct {
	columns Columns
	count   int             // cells in the headings
	strange map[string]bool // words for kinds that we do not know
}

// person reads one row. The address comes back whenever it can be read, even if the row is refused for another reason.
func (r *reading) person(cells []string) (a Address, p Person, err error) {
	cells = r.trim(cells)
	var wrong error
	if i := r.columns.At(Mail); i < len(cells) {
		a, wrong = parseCell(cells[i])
	}
	switch {
	case !legible(cells):
		return a, p, fault.New(fault.Invalid, "row_encoding")
	case len(cells) != r.count:
		return a, p, fault.New(fault.Invalid, "row_columns", "want", r.count, "got", len(cells))
	case wrong != nil:
		return a, p, wrong
	}
	p, err = r.says(cells)
	return a, p, err
}

// legible: nothing in it is broken off or was lost.
func legible(cells []string) bool {
	row := strings.Join(cells, "")
	return utf8.ValidString(row) && !strings.ContainsRune(row, utf8.RuneError)
}

// trim takes away what spreadsheets fill rows up with.
func (r *reading) trim(cells []string) []string {
	for len(cells) > r.count && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func (r *reading) cell(cells []string, f Field) string {
	if i := r.columns.At(f); i >= 0 {
		return clean(cells[i])
	}
	return ""
}

// says is what a row says of somebody, but for the address.
func (r *reading) says(cells []string) (Person, error) {
	cell := func(f Field) string { return r.cell(cells, f) }
	p := Person{Name: strings.TrimSpace(cell(Name) + " " + cell(Family)), Title: none(cell(Title)), Site: none(cell(Site)), Kind: none(cell(KindOf))}
	if err := p.check(); err != nil {
		return p, err
	}
	written := p.Kind
	if p.Kind, _ = ParseKind(written); p.Kind == OtherKind && written != "" {
		if _, known := ParseKind(written); !known {
			r.strange[written] = true
		}
	}
	return p, nil
}

// parseCell reads an address out of a cell, without what cannot be seen in it.
func parseCell(cell string) (Address, error) {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ReplaceAll(cell, "\u00a0", " "))
	a, err := ParseAddress(strings.TrimPrefix(strings.TrimSpace(bare), "mailto:"))
	switch {
	case err != nil:
		return "", fault.New(fault.Invalid, "row_address")
	case strings.ContainsFunc(string(a), hidden):
		return "", fault.New(fault.Invalid, "row_hidden", "column", string(Mail))
	case strings.ContainsRune(formulas, rune(a[0])):
		return "", fault.New(fault.Invalid, "row_formula", "column", string(Mail))
	}
	return a, nil
}

// clean takes away doubled spaces and what has no width. Joiners stay where scripts are that need them.
func clean(cell string) string {
	latin := strings.ContainsFunc(cell, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	return norm.NFC.String(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch r {
		case '\u200b', '\u2060', '\ufeff', '\u00ad':
			return -1
		case '\u200c', '\u200d':
			if latin {
				return -1
			}
		}
		return r
	}, cell)), " "))
}

// none is "" for the ways in which people write that there is nothing.
func none(cell string) string {
	switch strings.ToLower(cell) {
	case "-", "–", "—", "n/a", "#n/a", "null", "none":
		return ""
	}
	return cell
}

// formulas are what a spreadsheet takes a cell that begins so for (OWASP, CSV injection).
const formulas = "=+-@"

func (p Person) check() error {
	if p.Name == "" {
		return fault.New(fault.Invalid, "row_name")
	}
	for _, f := range []struct {
		column Field
		value  string
	}{{Name, p.Name}, {Title, p.Title}, {Site, p.Site}, {KindOf, p.Kind}} {
		switch {
		case len(f.value) > maxField:
			return fault.New(fault.Invalid, "row_long", "column", string(f.column), "max", maxField)
		case strings.ContainsFunc(f.value, hidden):
			return fault.New(fault.Invalid, "row_hidden", "column", string(f.column))
		case f.value != "" && strings.Contains(formulas, f.value[:1]):
			return fault.New(fault.Invalid, "row_formula", "column", string(f.column))
		}
	}
	return nil
}

// hidden are characters that no name needs and that make it read as another: controls, and those that turn the direction.
func hidden(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }
