package export_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"roundrobin/models/export"
)

func TestASpreadsheetReadsTextAndNeverAFormula(t *testing.T) {
	written := [][]string{
		{"=1+1", "+44", "-2", "@SUM(A1)", "\t=1", " =cmd|'/c calc'!A1", "＝1", "\ufeff=1"},
		{"a = b", "2-1", "", "say \"hi\"", "two\nlines", "Zoë, 水", "'quoted", "12"},
	}
	want := slices.Clone(written)
	want[0] = nil
	for _, cell := range written[0] {
		want[0] = append(want[0], "'"+cell)
	}
	file := string(export.CSV(written))
	bare, marked := strings.CutPrefix(file, "\ufeff")
	if !marked || strings.Count(file, "\r\n") < 2 {
		t.Errorf("%q", file)
	}
	read, err := csv.NewReader(strings.NewReader(bare)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		for j, cell := range want[i] {
			if got := read[i][j]; got != strings.ReplaceAll(cell, "\r\n", "\n") {
				t.Errorf("%q was read as %q", cell, got)
			}
		}
	}
}
