package roster_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/roster"
)

// lines are the refused rows as "13 row_address".
func lines(refused []roster.Refused) (all []string) {
	for _, r := range refused {
		all = append(all, fmt.Sprintf("%d %s", r.Line, r.Fault.Code))
	}
	return all
}

func opened(t testing.TB, text string) *roster.File {
	t.Helper()
	f, err := roster.OpenFile([]byte(text))
	must(t, err)
	return f
}

func TestTheFileThatAPeopleTeamSent(t *testing.T) {
	messy, err := os.ReadFile("testdata/messy.csv")
	must(t, err)
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, strings.Replace(noah, "Valencia", "Leeds", 1), sanna, "Old Hand,old.hand@meridian.example,Finance,Ohio,employee,M1\n")
		f := opened(t, string(messy))
		if f.Encoding != roster.UTF8 || f.Comma != ';' || f.Line != 1 || !slices.Equal(f.Headings, []string{"Full Name", "Work E-mail", "Dept.", "Location", "Type", "Badge"}) {
			t.Fatalf("%+v", f)
		}
		if want := (roster.Columns{roster.Name: 0, roster.Mail: 1, roster.Title: 2, roster.Site: 3, roster.KindOf: 4}); !maps.Equal(f.Columns, want) {
			t.Fatalf("columns %v", f.Columns)
		}
		p, err := r.Preview(ctx, f, f.Columns)
		must(t, err)
		want := []string{"13 row_address", "25 row_address", "33 row_name", "46 row_doubled", "59 row_doubled", "73 row_formula", "82 row_columns", "92 row_long", "103 row_hidden"}
		if got := lines(p.Refused); !slices.Equal(got, want) {
			t.Errorf("refused %v, want %v", got, want)
		}
		if first := p.Refused[4].Fault.Args["line"]; first != 14 || !strings.Contains(p.Refused[4].Row, "Hugo Wójcik") {
			t.Errorf("the doubled row: %+v", p.Refused[4])
		}
		if p.Added != 169 || p.Left != 1 || p.Changed != 2 || p.Unchanged != 0 || len(p.Joining) != p.Added || p.Present != 3 {
			t.Errorf("%+v", p.Report)
		}
		if p.Leaving[0].Name != "Old Hand" || p.Changing[0].Before.Site != "Leeds" || p.Changing[0].After.Site != "Valencia" {
			t.Errorf("leaving %v, changing %v", p.Leaving, p.Changing)
		}
		if n, err := r.Size(ctx); n != 3 || err != nil {
			t.Errorf("a preview changed the roster: %d, %v", n, err)
		}
		if _, err := r.Take(ctx, f, f.Columns, roster.Options{}); code(err) != "roster_drops" {
			t.Errorf("a third of the roster would leave unasked: %v", err)
		}
		report, err := r.Take(ctx, f, f.Columns, roster.Options{Drop: true})
		must(t, err)
		if report.Added != p.Added || report.Left != 1 || report.Changed != 2 {
			t.Errorf("what was done is not what was shown: %+v", report)
		}
		who, err := r.Find(ctx, r.Hash(address(t, "bjorn.costa@meridian.example")))
		if err != nil || who.Name != `Robert"); DROP TABLE people;--` {
			t.Errorf("%+v, %v", who, err)
		}
		if who, err = r.Find(ctx, r.Hash(address(t, "sunita.osei2@meridian.example"))); err != nil || who.Name != "Sunita Osei" {
			t.Errorf("%+v, %v", who, err)
		}
	})
}

func TestFilesAsTheyCome(t *testing.T) {
	d := dbtest.Open(t, db.Identity, dbtest.SQLite(t))
	plain := "Name,Email,Site\nNoah Osei,noah@m.example,Gdańsk\nZoë Núñez,zoe@m.example,Valencia\n"
	western := strings.ReplaceAll(plain, "ń", "n")
	little, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plain)
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(plain)
	windows, err := charmap.Windows1252.NewEncoder().String(western)
	must(t, err)
	for name, c := range map[string]struct{ text, encoding, comma string }{
		"as it should be":         {plain, roster.UTF8, ","},
		"marked":                  {"\uFEFF" + plain, roster.UTF8, ","},
		"semicolons":              {strings.ReplaceAll(plain, ",", ";"), roster.UTF8, ";"},
		"tabs":                    {strings.ReplaceAll(plain, ",", "\t"), roster.UTF8, "\t"},
		"bars":                    {strings.ReplaceAll(plain, ",", "|"), roster.UTF8, "|"},
		"UTF-16 as Excel":         {little, roster.UTF16, ","},
		"UTF-16 without its mark": {big, roster.UTF16, ","},
		"Windows":                 {windows, roster.Windows1252, ","},
		"line ends of a Mac":      {strings.ReplaceAll(plain, "\n", "\r"), roster.UTF8, ","},
		"line ends of Windows":    {strings.ReplaceAll(plain, "\n", "\r\n"), roster.UTF8, ","},
		"a title and a rule":      {"sep=,\nStaff on 1 March\n\n" + plain, roster.UTF8, ","},
		"no last line end":        {strings.TrimSuffix(plain, "\n"), roster.UTF8, ","},
		"filled up":               {strings.ReplaceAll(plain, "\n", ",,,\n"), roster.UTF8, ","},
		"in Spanish":              {strings.Replace(plain, "Name,Email,Site", "Nombre y Apellidos,Correo electrónico,Centro de trabajo", 1), roster.UTF8, ","},
		"a name in two":           {"E-Mail Address\tLast Name\tFirst name\nnoah@m.example\tOsei\tNoah\nzoe@m.example\tNúñez\tZoë\n", roster.UTF8, "\t"},
	} {
		r, _ := open(t, d) // another master key: everybody is new
		f, err := roster.OpenFile([]byte(c.text))
		must(t, err)
		p, err := r.Preview(ctx, f, f.Columns)
		if err != nil || f.Encoding != c.encoding || string(f.Comma) != c.comma || p.Added != 2 || len(p.Refused) != 0 {
			t.Errorf("%s: %q %q %v, %v %+v %v", name, f.Encoding, f.Comma, f.Columns, err, p.Report, f.Headings)
			continue
		}
		if p.Joining[0].Name != "Noah Osei" || p.Joining[1].Name != "Zoë Núñez" {
			t.Errorf("%s: %q and %q", name, p.Joining[0].Name, p.Joining[1].Name)
		}
	}
}

func TestRowsAsTheyCome(t *testing.T) {
	r, _ := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	f := opened(t, "name,email,department,site,kind\n"+
		"\"Osei,\nNoah\",noah@m.example,,,\n"+ // 2 and 3
		"Robert \"Bob\" Smith,bob@m.example,,,Freelance\n"+
		"Ze\u200bro,ze\u200bro@m.example,\"-\",N/A,\n"+
		"Zero Again,zero@m.example,,,\n"+ // the same, without the trick
		"=1+1,a@m.example,,,\n+1,b@m.example,,,\n@x,c@m.example,,,\n-2,d@m.example,,,\nE,=e@m.example,,,\n"+ // 7 to 11
		"F,f@m.example,=x,,\n"+
		"Bidi,g\u202e@m.example,,,\n"+
		"Long,h@m.example,,,,and more\n"+
		"Huge,\""+strings.Repeat("x", 1<<20)+"\",,,\n"+ // 15
		"\"Open,i@m.example,,,\n"+
		"After It,j@m.example,,,Werkstudent\n"+ // 17
		"نور\u200cا,k@m.example,,,\n")
	p, err := r.Preview(ctx, f, f.Columns)
	must(t, err)
	want := []string{"6 row_doubled", "7 row_formula", "8 row_formula", "9 row_formula", "10 row_formula", "11 row_formula", "12 row_formula", "13 row_hidden", "14 row_columns", "15 row_huge", "16 row_quotes"}
	if got := lines(p.Refused); !slices.Equal(got, want) {
		t.Errorf("refused\n%v, want\n%v", got, want)
	}
	var names []string
	for _, one := range p.Joining {
		names = append(names, one.Name+"/"+one.Title+one.Site+"/"+one.Kind)
	}
	if want := []string{"After It//other", "Osei, Noah//", `Robert "Bob" Smith//contractor`, "Zero//", "نور\u200cا//"}; !slices.Equal(names, want) {
		t.Errorf("joining %q", names)
	}
	if !slices.Equal(p.Strange, []string{"Werkstudent"}) {
		t.Errorf("strange kinds %q", p.Strange)
	}
}

func TestColumnsThatAPersonChooses(t *testing.T) {
	r, _ := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	f := opened(t, "Wer;Wohin;Wo\nNoah Osei;noah@m.example;Leeds\n")
	if f.Columns.Enough() || f.Line != 1 {
		t.Fatalf("%+v", f)
	}
	for text, want := range map[string]string{
		"name=Wer,address=wohin,site=3": "", "name=1,address=2": "", "name=1": "roster_columns", "name=1,address=1": "roster_columns",
		"name=1,address=4": "roster_columns_unknown", "name=1,shoe=2": "roster_columns_unknown", "": "roster_columns_unknown", "name=,address=2": "roster_columns_unknown",
	} {
		c, err := f.Choose(text)
		if (want == "") != (err == nil) || err != nil && code(err) != want {
			t.Errorf("%q: %v, %v", text, c, err)
		}
	}
	c, err := f.Choose("name=Wer,address=wohin,site=3")
	must(t, err)
	p, err := r.Preview(ctx, f, c)
	if err != nil || p.Joining[0].Name != "Noah Osei" || p.Joining[0].Site != "Leeds" {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := r.Preview(ctx, f, f.Columns); code(err) != "roster_columns" {
		t.Errorf("by columns that are not enough: %v", err)
	}
	if _, err := r.Preview(ctx, f, roster.Columns{roster.Name: 0, roster.Mail: 9}); code(err) != "roster_columns" {
		t.Errorf("by a column that is not there: %v", err)
	}
	bare := opened(t, "Noah Osei;noah@m.example\nZoë;zoe@m.example\n")
	p, err = r.Preview(ctx, bare, roster.Columns{roster.Name: 0, roster.Mail: 1})
	if err != nil || bare.Line != 0 || p.Added != 2 {
		t.Errorf("a file without headings: %+v, %v", p, err)
	}
}

func TestKindsAsPeopleTeamsWriteThem(t *testing.T) {
	for written, want := range map[string]string{
		"Employee": roster.Employee, "full-time": roster.Employee, "Empleada": roster.Employee, "Contractors": roster.Contractor, "Autónomo": roster.Contractor,
		"becaria": roster.Intern, "En prácticas": roster.Intern, "Agency worker": roster.Supplier, "Subcontrata": roster.Supplier, "": "", "Werkstudent": roster.OtherKind,
	} {
		if got, known := roster.ParseKind(written); got != want || known != (written != "Werkstudent") {
			t.Errorf("%q is %q, %v", written, got, known)
		}
	}
}

func FuzzOpenFile(f *testing.F) {
	r, _ := open(f, dbtest.Open(f, db.Identity, dbtest.SQLite(f)))
	for _, s := range []string{header + noah, "\"", "a;b\n\"\n;", "\xff\xfea\x00", "name|email\n\"x\"y|z\r"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := roster.OpenFile(b)
		if err != nil {
			return
		}
		seen := 0
		p, err := r.Preview(ctx, file, roster.Columns{roster.Name: 0, roster.Mail: 1})
		if err == nil {
			seen = p.Added + len(p.Refused)
		}
		if err == nil && seen == 0 {
			t.Error("a file with nobody in it is no refusal")
		}
	})
}
