package roster_test

import (
	"strings"
	"testing"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/roster"
)

const quarter day.Day = "2026-10-01"

// arrives is who comes in with an address: the mailed code, typed right.
func arrives(t *testing.T, r *roster.Roster, typed string) (roster.Person, error) {
	t.Helper()
	c, err := r.NewCode(address(t, typed))
	must(t, err)
	return enters(t, r, c)
}

func enters(t *testing.T, r *roster.Roster, c roster.Code) (roster.Person, error) {
	t.Helper()
	_, err := r.Mailable(ctx, c)
	must(t, err)
	return r.CheckIn(ctx, c, roster.Typed(c.Digits))
}

func TestOtherKindsOfPeopleAreStrangers(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		imported(t, r, noah, sanna) // a contractor, an employee
		r.Admit(roster.Entry{Kinds: []string{" Employee"}})
		must(t, r.Sort(ctx))
		_, err := arrives(t, r, "noah.osei@meridian.example")
		_, strange := arrives(t, r, "john.doer@elsewhere.example")
		if code(err) != "code_wrong" || code(strange) != code(err) {
			t.Errorf("a contractor hears %v, a stranger %v", err, strange)
		}
		_, err = arrives(t, r, "sanna.novak@meridian.example")
		must(t, err)
		all, _ := r.Commit(ctx)
		some, _ := r.CommitEligible(ctx, "2026Q4", quarter)
		if n, err := r.Eligible(ctx, quarter); n != 1 || err != nil || some.Size != 1 || all.Size != 1 {
			t.Errorf("eligible %d, %v; committed to %d, and to %d today: the difference would count the others", n, err, some.Size, all.Size)
		}
		clock.pass(24 * 3600e9)
		imported(t, r, strings.Replace(noah, "contractor", "employee", 1)) // taken on; and sanna leaves
		_, err = arrives(t, r, "noah.osei@meridian.example")
		must(t, err)
		if n, err := r.Eligible(ctx, quarter); n != 2 || err != nil {
			t.Errorf("who left counts in the life of the book: %d, %v", n, err)
		}
	})
}

// Rows that were imported before kinds mattered are sorted once, and only those whose kind is wanted get in.
func TestRowsFromBeforeAreSorted(t *testing.T) {
	d := dbtest.Open(t, db.Identity, dbtest.SQLite(t))
	r, _ := open(t, d)
	imported(t, r, noah, sanna)
	must(t, d.InTx(ctx, func(tx *db.Tx) error { return tx.Exec("UPDATE persons SET kind = x''").Error }))
	r.Admit(roster.Entry{Kinds: []string{"contractor"}})
	if n, err := r.Eligible(ctx, quarter); n != 0 || err != nil {
		t.Errorf("before: %d, %v", n, err)
	}
	must(t, r.Sort(ctx))
	if n, err := r.Eligible(ctx, quarter); n != 1 || err != nil {
		t.Errorf("after: %d, %v", n, err)
	}
}

// Leaving ends check-in at once, for a code that is on its way as well.
func TestWhoLeftDoesNotCheckInWithACodeThatWasMailed(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah, sanna)
		c, err := r.NewCode(address(t, "sanna.novak@meridian.example"))
		must(t, err)
		if mailed, err := r.Mailable(ctx, c); !mailed || err != nil {
			t.Fatal(mailed, err)
		}
		imported(t, r, noah)
		if _, err := r.CheckIn(ctx, c, roster.Typed(c.Digits)); code(err) != "code_wrong" {
			t.Errorf("after leaving: %v", err)
		}
		if mailed, err := r.Mailable(ctx, c); mailed || err != nil {
			t.Errorf("mailed after leaving: %v, %v", mailed, err)
		}
	})
}

func TestPeopleWithoutAnAddressAreCounted(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		const dee, twin, staff = "Dee Ito,,Drivers,Leeds,employee,\n", "Dee Ito,,Drivers,Leeds,employee,\n", "Eli Roy,,Drivers,Leeds,employee,M7\n"
		if report := imported(t, r, noah, dee); len(report.Refused) != 1 || report.Refused[0].Fault.Code != "row_address" {
			t.Errorf("while there are no codes on paper: %+v", report)
		}
		r.Admit(roster.Entry{Paper: true})
		report := imported(t, r, noah, dee, twin, staff, staff, "Bad,not an address,Drivers,Leeds,employee,M8\n", ",,Drivers,Leeds,employee,M9\n")
		if report.Added != 3 || report.Unchanged != 1 || len(report.Refused) != 3 || report.Refused[0].Fault.Code != "row_doubled_staff" ||
			report.Refused[1].Fault.Code != "row_address" || report.Refused[2].Fault.Code != "row_name" {
			t.Errorf("report %+v", report)
		}
		if report := imported(t, r, dee, staff, noah, twin); report.Unchanged != 4 || report.Added+report.Left != 0 {
			t.Errorf("the same again: %+v", report)
		}
		clock.pass(24 * 3600e9)
		moved := strings.Replace(staff, "Leeds", "Porto", 1)
		if report := imported(t, r, dee, moved, noah); report.Changed != 1 || report.Left != 1 {
			t.Errorf("one moved and one left: %+v", report)
		}
		for from, want := range map[day.Day]int{quarter: 3, "2027-01-01": 2} {
			if n, err := r.WithoutMail(ctx, from); n != want || err != nil {
				t.Errorf("without mail since %s: %d, %v", from, n, err)
			}
			if n, err := r.Eligible(ctx, from); n != want+1 || err != nil {
				t.Errorf("eligible since %s: %d, %v", from, n, err)
			}
		}
		r.Admit(roster.Entry{})
		if _, err := r.Import(ctx, strings.NewReader(header+noah)); code(err) != "roster_paper" {
			t.Errorf("an import that knows of no paper: %v", err)
		}
	})
}

func TestAMailDomainLetsEveryMailboxInOnce(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		r.Admit(roster.Entry{Domains: []string{"example.com", "example.org"}})
		who := map[string]roster.Hash{}
		for _, typed := range []string{"Clara.Sato@Example.COM", "clara.sato+news@example.com", "clara.sato+a+b@example.com", "clarasato@example.com", "clara.sato@example.org"} {
			p, err := arrives(t, r, typed)
			must(t, err)
			if p.Name != "" || p.Title != "" {
				t.Errorf("%s has the name %q", typed, p.Name)
			}
			who[typed] = p.Hash
		}
		one := who["Clara.Sato@Example.COM"]
		if one != who["clara.sato+news@example.com"] || one != who["clara.sato+a+b@example.com"] {
			t.Error("one mailbox is two people")
		}
		if one == who["clarasato@example.com"] || one == who["clara.sato@example.org"] {
			t.Error("two mailboxes are one person")
		}
		for _, typed := range []string{"clara@example.net", "clara@sub.example.com", "clara@badexample.com", "clara@example.com.evil.example"} {
			if _, err := arrives(t, r, typed); code(err) != "code_wrong" {
				t.Errorf("%s: %v", typed, err)
			}
		}
		if n, err := r.Eligible(ctx, quarter); n != roster.Unknown || err != nil {
			t.Errorf("eligible %d, %v", n, err)
		}
		c, err := r.NewCode(address(t, "clara.sato@example.com"))
		must(t, err)
		r.Admit(roster.Entry{}) // the domain is taken back while a code is on its way
		if _, err := enters(t, r, c); code(err) != "code_wrong" {
			t.Errorf("after the domain: %v", err)
		}
	})
}

// Beside a roster, the domain is for those whom the roster never had: who left, or is of another kind, does not come in by it.
func TestADomainBesideARosterLetsNobodyBackIn(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		r.Admit(roster.Entry{Kinds: []string{"employee"}, Domains: []string{"meridian.example"}})
		imported(t, r, noah, sanna)
		p, err := arrives(t, r, "sanna.novak+x@meridian.example")
		if err != nil || p.Name != "Sanna Novák" {
			t.Errorf("%+v, %v", p, err)
		}
		imported(t, r, noah)
		for _, typed := range []string{"sanna.novak@meridian.example", "sanna.novak+x@meridian.example", "noah.osei@meridian.example"} {
			if _, err := arrives(t, r, typed); code(err) != "code_wrong" {
				t.Errorf("%s: %v", typed, err)
			}
		}
		p, err = arrives(t, r, "new.face@meridian.example")
		if err != nil || p.Name != "" {
			t.Errorf("%+v, %v", p, err)
		}
	})
}
