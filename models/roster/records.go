package roster

import (
	"bufio"
	"encoding/csv"
	"errors"
	"strings"

	"roundrobin/models/fault"
)

const maxRecord = 16 << 10 // bytes of one row

// records cuts a file into rows, so that a quotation mark that is never closed costs its own row and not all that follow. What stands in a
// row is encoding/csv's to say.
type records struct {
	text  string
	line  int // of what comes next, counted from 1
	comma byte
	in    *bufio.Reader
}

func newRecords(text string, line int, comma byte) *records {
	return &records{text: text, line: line, comma: comma, in: bufio.NewReader(nil)}
}

// next is the next row without its end, and the line on which it begins.
func (r *records) next() (row string, line int, ok bool) {
	if r.text == "" {
		return "", 0, false
	}
	end := r.end()
	row, line = r.text[:end], r.line
	r.text = r.text[min(end+1, len(r.text)):]
	r.line += 1 + strings.Count(row, "\n")
	return strings.TrimSuffix(row, "\r"), line, true
}

// end is the first line end outside quotes; if there is none within a row's length, the first of all.
func (r *records) end() int {
	quoted, fresh := false, true
	for i := 0; i < len(r.text) && i <= maxRecord; i++ {
		switch c := r.text[i]; {
		case quoted && c == '"' && strings.HasPrefix(r.text[i+1:], `"`):
			i++
		case quoted:
			quoted = c != '"'
		case c == '\n':
			return i
		case c == '"' && fresh:
			quoted, fresh = true, false
		default:
			fresh = c == r.comma || fresh && c == ' '
		}
	}
	if first := strings.IndexByte(r.text, '\n'); first >= 0 {
		return first
	}
	return len(r.text)
}

// cells are those of a row. A quotation mark inside a cell that does not begin with one is a letter like others.
func (r *records) cells(row string) ([]string, error) {
	if len(row) > maxRecord {
		return nil, fault.New(fault.Invalid, "row_huge", "max", maxRecord>>10)
	}
	cells, err := r.read(row, false)
	if errors.Is(err, csv.ErrBareQuote) {
		cells, err = r.read(row, true)
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "row_quotes")
	}
	return cells, nil
}

func (r *records) read(row string, lazy bool) ([]string, error) {
	r.in.Reset(strings.NewReader(row))
	in := csv.NewReader(r.in)
	in.Comma, in.FieldsPerRecord, in.TrimLeadingSpace, in.LazyQuotes = rune(r.comma), -1, r.comma != '\t', lazy
	return in.Read()
}
