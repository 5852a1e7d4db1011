package roster

import (
	"encoding/csv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"roundrobin/models/fault"
)

const maxField = 200 // bytes

// columns are where the file keeps what we take. Anything else in it, a staff id for one, is not kept.
type columns struct {
	count                            int
	name, address, title, site, kind int // -1 where the file has none
	staff                            int // which is not kept: see paper.go
}

// parseHeader refuses a file whose first line does not name the columns "name" and "email".
func parseHeader(line string) (c columns, err error) {
	cells, err := split(line)
	if err != nil {
		return c, fault.New(fault.Invalid, "roster_header")
	}
	for i := range cells {
		cells[i] = strings.ToLower(strings.TrimSpace(cells[i]))
	}
	at := func(name string) int { return slices.Index(cells, name) }
	c = columns{len(cells), at("name"), at("email"), at("department"), at("site"), at("kind"), at("staff_id")}
	if c.name < 0 || c.address < 0 {
		return c, fault.New(fault.Invalid, "roster_header")
	}
	return c, nil
}

// parse reads one line. The address comes back whenever it can be read, even if the row is refused for another reason.
func (c columns) parse(line string) (a Address, p Person, err error) {
	if !utf8.ValidString(line) {
		return a, p, fault.New(fault.Invalid, "row_encoding")
	}
	cells, err := split(line)
	if err != nil {
		return a, p, fault.New(fault.Invalid, "row_quotes")
	}
	if c.address < len(cells) {
		a, err = ParseAddress(cells[c.address])
	}
	switch {
	case len(cells) != c.count:
		return a, p, fault.New(fault.Invalid, "row_columns", "want", c.count, "got", len(cells))
	case err != nil:
		return a, p, fault.New(fault.Invalid, "row_address")
	}
	p = c.person(cells)
	return a, p, p.check()
}

func (c columns) person(cells []string) Person {
	return Person{Name: c.cell(cells, c.name), Title: c.cell(cells, c.title), Site: c.cell(cells, c.site), Kind: c.cell(cells, c.kind)}
}

func (c columns) cell(cells []string, i int) string {
	if i < 0 {
		return ""
	}
	return norm.NFC.String(strings.Join(strings.Fields(cells[i]), " "))
}

func (p Person) check() error {
	if p.Name == "" {
		return fault.New(fault.Invalid, "row_name")
	}
	for column, s := range map[string]string{"name": p.Name, "department": p.Title, "site": p.Site, "kind": p.Kind} {
		if len(s) > maxField {
			return fault.New(fault.Invalid, "row_long", "column", column, "max", maxField)
		}
		if strings.ContainsFunc(s, hidden) {
			return fault.New(fault.Invalid, "row_hidden", "column", column)
		}
	}
	return nil
}

// hidden are characters that no name needs and that make it read as another: controls, and those that turn the direction.
func hidden(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

func split(line string) ([]string, error) {
	r := csv.NewReader(strings.NewReader(line))
	r.FieldsPerRecord = -1
	return r.Read()
}
