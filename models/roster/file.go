package roster

import (
	"strings"

	"roundrobin/models/fault"
)

// File is a roster file as it was sent, read as text. Nobody in it has been looked at.
type File struct {
	Encoding string   // UTF8, UTF16 or Windows1252: what it was taken for
	Comma    byte     // what stands between its cells
	Line     int      // on which its headings stand, counted from 1; 0 if it has none
	Headings []string // as they stand there, or empty ones
	Columns  Columns  // as they were recognized; a person may know better

	text string // all of it
	skip int    // rows up to the headings
}

// OpenFile finds out encoding, separator and headings. It refuses what is no list at all.
func OpenFile(b []byte) (*File, error) {
	text, encoding, err := decode(b)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, fault.New(fault.Invalid, "roster_empty").On("file")
	}
	f, best := &File{Encoding: encoding, text: text}, 0
	for _, comma := range []byte(",;\t|") {
		f.try(comma, &best)
	}
	if first, _, _ := strings.Cut(text, "\n"); best == 0 && len(first) > maxRecord {
		return nil, fault.New(fault.Invalid, "roster_line_long").On("file")
	}
	if best == 0 {
		return nil, fault.New(fault.Invalid, "roster_header").On("file")
	}
	return f, nil
}

const (
	lookAhead = 10   // rows among which the headings are looked for: exports begin with a title, or with "sep=;"
	known     = 1000 // what a recognized heading is worth, in cells
)

// try looks for headings between commas of one kind, and keeps what is better than the best so far.
func (f *File) try(comma byte, best *int) {
	rows := newRecords(f.text, 1, comma)
	for n := range lookAhead {
		row, line, ok := rows.next()
		if !ok {
			return
		}
		cells, err := rows.cells(row)
		if err != nil || len(cells) < 2 {
			continue
		}
		columns := recognize(cells)
		worth := len(columns)*known + len(cells)
		if anyAddress(cells) { // a person, not a heading
			columns, worth = Columns{}, len(cells)
		}
		if worth <= *best {
			continue
		}
		*best = worth
		f.Comma, f.Line, f.Headings, f.Columns, f.skip = comma, line, cells, columns, n+1
		if anyAddress(cells) {
			f.Line, f.Headings, f.skip = 0, make([]string, len(cells)), n
		}
	}
}

func anyAddress(cells []string) bool {
	for _, cell := range cells {
		if _, err := ParseAddress(cell); err == nil {
			return true
		}
	}
	return false
}

// rows are those below the headings.
func (f *File) rows() *records {
	r := newRecords(f.text, 1, f.Comma)
	for range f.skip {
		r.next()
	}
	return r
}

// Sample is the first few rows, so that somebody can tell what a column holds.
func (f *File) Sample(n int) (sample [][]string) {
	rows := f.rows()
	for len(sample) < n {
		row, _, ok := rows.next()
		if !ok {
			break
		}
		if cells, err := rows.cells(row); err == nil {
			sample = append(sample, cells)
		}
	}
	return sample
}
