package export

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode/utf8"
)

// CSV writes lines as spreadsheets read them: UTF-8 with a byte order mark, CRLF, and nothing that they would take for a formula.
func CSV(lines [][]string) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, line := range lines {
		safe := make([]string, len(line))
		for i, cell := range line {
			safe[i] = defused(cell)
		}
		_ = w.Write(safe) // a buffer takes everything
	}
	w.Flush()
	return b.Bytes()
}

// formulas are what a cell may not begin with, in both widths.
const formulas = "=+-@＝＋－＠"

// defused puts an apostrophe before what begins like a formula, also behind white space that a spreadsheet cuts (OWASP, CSV injection).
func defused(cell string) string {
	bare := strings.TrimLeft(cell, " \t\r\n\v\f\u00a0\u3000\ufeff")
	if first, _ := utf8.DecodeRuneInString(bare); bare != "" && strings.ContainsRune(formulas, first) {
		return "'" + cell
	}
	return cell
}
