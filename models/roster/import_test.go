package roster_test

import (
	"bytes"
	"index/suffixarray"
	"os"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/roster"
)

func TestAFirstImportBringsEverybodyIn(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		report, err := r.Import(ctx, strings.NewReader("\uFEFF"+strings.ReplaceAll(header+noah+sanna, "\n", "\r\n")))
		must(t, err)
		if report.Added != 2 || report.Changed+report.Unchanged+report.Left+len(report.Refused) != 0 {
			t.Errorf("report %+v", report)
		}
		p, err := r.Find(ctx, r.Hash(address(t, "  SANNA.NOVAK@meridian.example ")))
		must(t, err)
		if p.Name != "Sanna Novák" || p.Title != "Planning and routing" || p.Site != "Leeds" || p.Kind != "employee" {
			t.Errorf("found %+v", p)
		}
		if n, err := r.Size(ctx); n != 2 || err != nil {
			t.Errorf("size %d, %v", n, err)
		}
	})
}

func TestASecondImportOfTheSameFileChangesNothing(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah, sanna)
		before, err := r.Commit(ctx)
		must(t, err)
		if report := imported(t, r, sanna, noah); report.Unchanged != 2 || report.Added+report.Changed+report.Left != 0 {
			t.Errorf("report %+v", report)
		}
		after, err := r.Commit(ctx)
		must(t, err)
		if before.Size != 2 || after.Size != 2 || before.Hash == after.Hash {
			t.Errorf("two commitments to one roster must differ by their salt: %v, %v", before, after)
		}
	})
}

func TestANewNameALeaverAndAReturn(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		imported(t, r, noah, sanna)
		married := strings.Replace(noah, "Noah Osei", "Noah Dlamini", 1)
		if report := imported(t, r, married); report.Changed != 1 || report.Left != 1 || report.Added+report.Unchanged != 0 {
			t.Fatalf("report %+v", report)
		}
		p, err := r.Find(ctx, r.Hash(address(t, "noah.osei@meridian.example")))
		must(t, err)
		if p.Name != "Noah Dlamini" {
			t.Errorf("still %s", p.Name)
		}
		if _, err = r.Find(ctx, r.Hash(address(t, "sanna.novak@meridian.example"))); code(err) != "person_unknown" {
			t.Errorf("who left is found: %v", err)
		}
		for from, want := range map[string]int{"2026-10-01": 2, "2026-11-23": 2, "2026-11-24": 1} {
			c, err := r.CommitEligible(ctx, "2026Q4", clock1(from))
			must(t, err)
			if n, err := r.Eligible(ctx, clock1(from)); n != want || err != nil || c.Size != want || c.Book != "2026Q4" {
				t.Errorf("eligible since %s: %d, %v, %+v; want %d", from, n, err, c, want)
			}
		}
		clock.pass(24 * 3600e9)
		if report := imported(t, r, married, sanna); report.Added != 1 || report.Unchanged != 1 {
			t.Errorf("report %+v", report)
		}
		_, err = r.Find(ctx, r.Hash(address(t, "sanna.novak@meridian.example")))
		must(t, err)
	})
}

func TestBadRowsAreNamedAndTheGoodGoIn(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah, sanna)
		report := imported(t, r,
			noah,
			",sanna.novak@meridian.example,Planning,Leeds,employee,M102647\n", // line 3: she has not left
			"Short Row,short@meridian.example\n",
			"No Address,,Planning,Leeds,employee,M1\n",
			"Bad Address,not an address,Planning,Leeds,employee,M1\n",
			"Again Noah,NOAH.OSEI@meridian.example,Planning,Leeds,employee,M1\n",
			"\"Open Quote,open@meridian.example,Planning,Leeds,employee,M1\n",
			"Latin \xe9,latin@meridian.example,Planning,Leeds,employee,M1\n",
			"Turned \u202eemaN,turned@meridian.example,Planning,Leeds,employee,M1\n",
			strings.Repeat("x", 201)+",long@meridian.example,Planning,Leeds,employee,M1\n",
			"\n",
			",twice@meridian.example,Planning,Leeds,employee,M1\n",
			"Twice Good,twice@meridian.example,Planning,Leeds,employee,M1\n", // line 14
		)
		want := []struct {
			line int
			code string
		}{
			{3, "row_name"}, {4, "row_columns"}, {5, "row_address"}, {6, "row_address"}, {7, "row_doubled"}, {8, "row_quotes"},
			{9, "row_encoding"}, {10, "row_hidden"}, {11, "row_long"}, {13, "row_name"},
		}
		if len(report.Refused) != len(want) || report.Unchanged != 1 || report.Added != 1 || report.Left != 0 {
			t.Fatalf("report %+v", report)
		}
		for i, w := range want {
			if got := report.Refused[i]; got.Line != w.line || got.Fault.Code != w.code {
				t.Errorf("got line %d %s, want line %d %s", got.Line, got.Fault.Code, w.line, w.code)
			}
		}
		if first := report.Refused[4].Fault.Args["line"]; first != 2 {
			t.Errorf("the doubled row names line %v", first)
		}
	})
}

func TestAFileThatIsNoRosterLeavesTheRosterAlone(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah)
		for name, c := range map[string]struct{ file, code string }{
			"nothing":          {"", "roster_empty"},
			"only a header":    {header, "roster_empty"},
			"only bad rows":    {header + ",,,,,\n", "roster_empty"},
			"other headings":   {"Wer;Wohin\nNoah;x\n", "roster_header"},
			"no header":        {noah, "roster_header"},
			"one huge cell":    {header + strings.Repeat("x", 1<<17), "roster_empty"},
			"a workbook":       {"PK\x03\x04 and so on", "roster_workbook"},
			"a picture, maybe": {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "roster_no_text"},
			"only noise":       {strings.Repeat("x", 1<<17), "roster_line_long"},
			"far too long":     {header + strings.Repeat(noah, roster.MaxFile/len(noah)+1), "roster_file_long"},
		} {
			if _, err := r.Import(ctx, strings.NewReader(c.file)); code(err) != c.code || fault.Of(err).Kind != fault.Invalid {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n, _ := r.Size(ctx); n != 1 {
			t.Errorf("%d are left", n)
		}
	})
}

func TestNothingOnDiskNamesAnybody(t *testing.T) {
	path := dbtest.SQLite(t)
	d := dbtest.Open(t, db.Identity, path)
	r, _ := open(t, d)
	names, addresses, rows := company(5204)
	if report := imported(t, r, rows...); report.Added != 5204 {
		t.Fatalf("report %+v", report)
	}
	imported(t, r, append(rows[:5000:5000], "Somebody New,new@meridian.example,Legal,Ohio,employee,M1\n")...)
	var disk []byte
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + suffix)
		must(t, err)
		disk = append(disk, bytes.ToLower(b)...)
	}
	found := suffixarray.New(disk)
	known := r.Hash(address(t, addresses[42]))
	if len(found.Lookup(bytes.ToLower(known[:]), 1)) == 0 {
		t.Fatal("not even the hashes are where this test looks")
	}
	for _, clear := range append(append(names, addresses...), "somebody new", "meridian", "gdańsk", "planning", "m000042") {
		if len(found.Lookup([]byte(strings.ToLower(clear)), 1)) > 0 {
			t.Fatalf("%q is on disk", clear)
		}
	}
}

func TestAddresses(t *testing.T) {
	for typed, want := range map[string]string{
		" Noah.Osei@Meridian.EXAMPLE\t":      "noah.osei@meridian.example",
		"sanna.nova\u0301k@meridian.example": "sanna.nov\u00e1k@meridian.example",
	} {
		if got := address(t, typed); string(got) != want {
			t.Errorf("%q became %q", typed, got)
		}
	}
	for _, typed := range []string{"", "  ", "noah", "noah@", "@meridian.example", "Noah <noah@meridian.example>", "a@b@c", "a b@c.example",
		"noah@meridian.example\r\nBcc: all@meridian.example", "a@b.example, c@d.example", strings.Repeat("a", 250) + "@b.example"} {
		if a, err := roster.ParseAddress(typed); fault.Of(err) == nil || fault.Of(err).Field != "address" {
			t.Errorf("%q was taken as %q, %v", typed, a, err)
		}
	}
}

func BenchmarkImport5204(b *testing.B) {
	d := dbtest.Open(b, db.Identity, dbtest.SQLite(b))
	_, _, rows := company(5204)
	for b.Loop() {
		r, _ := open(b, d) // another master key: everybody is new
		imported(b, r, rows...)
	}
}
