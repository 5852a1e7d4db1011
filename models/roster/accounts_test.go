package roster_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/roster"
)

const (
	own     = "osei.family@mail.example"
	subject = "00u1a2b3"
	mine    = "email,personal,subject\n" + "Noah.Osei@meridian.example, Osei.Family@mail.example ," + subject + "\n"
)

func accounts(t testing.TB, r *roster.Roster, file string) roster.Accounts {
	t.Helper()
	a, err := r.ImportAccounts(ctx, strings.NewReader(file))
	must(t, err)
	return a
}

// byMail is who checks in with a code for that address.
func byMail(t testing.TB, r *roster.Roster, typed string) string {
	t.Helper()
	c, err := r.NewCode(address(t, typed))
	must(t, err)
	if mailable, err := r.Mailable(ctx, c); err != nil || !mailable {
		must(t, err)
		return ""
	}
	p, err := r.CheckIn(ctx, c, roster.Typed(c.Digits))
	must(t, err)
	if p.Hash != r.Hash(address(t, "noah.osei@meridian.example")) && p.Hash != r.Hash(address(t, "sanna.novak@meridian.example")) {
		t.Error("not the hash under which a book is collected")
	}
	return p.Name
}

func TestAPersonalAddressIsItsOwnersWhereItIsAllowed(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah, sanna)
		if a := accounts(t, r, mine); a.Personal != 1 || a.Subjects != 1 || len(a.Refused) > 0 {
			t.Fatalf("%+v", a)
		}
		if who := byMail(t, r, own); who != "" {
			t.Errorf("nobody has allowed it: %s", who)
		}
		r.AllowPersonal()
		for typed, want := range map[string]string{own: "Noah Osei", "noah.osei@meridian.example": "Noah Osei", "sanna.novak@meridian.example": "Sanna Novák", "other@mail.example": ""} {
			if who := byMail(t, r, typed); who != want {
				t.Errorf("%s lets in %q", typed, who)
			}
		}
		imported(t, r, sanna)
		if who := byMail(t, r, own); who != "" {
			t.Errorf("who left comes back by the other door: %s", who)
		}
		must(t, r.Forget(ctx))
		imported(t, r, noah, sanna)
		if who := byMail(t, r, own); who != "" {
			t.Errorf("what leavers were known by is kept: %s", who)
		}
	})
}

func TestAnArrival(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, c := open(t, d)
		imported(t, r, noah, sanna)
		accounts(t, r, mine)
		arrives := func(of roster.Account) (string, error) {
			a, err := r.NewArrival(of)
			must(t, err)
			a, err = roster.ParseArrival(a.Marshal()) // as it comes back in the cookie
			must(t, err)
			p, err := r.Arrive(ctx, a)
			return p.Name, err
		}
		for want, of := range map[string]roster.Account{"Noah Osei": r.AccountNamed(subject), "Sanna Novák": r.AccountOf(address(t, "sanna.novak@meridian.example"))} {
			if who, err := arrives(of); who != want || err != nil {
				t.Errorf("%q, %v, want %s", who, err, want)
			}
		}
		for name, of := range map[string]roster.Account{
			"unknown": r.AccountOf(address(t, "john.doer@elsewhere.example")), "unknown name": r.AccountNamed("x"),
			"a name that is an address": r.AccountNamed("noah.osei@meridian.example"), "personal, not allowed": r.AccountOf(address(t, own)),
		} {
			if who, err := arrives(of); who != "" || code(err) != "stranger" {
				t.Errorf("%s: %q, %v", name, who, err)
			}
		}
		a, err := r.NewArrival(r.AccountNamed(subject))
		must(t, err)
		for i := range roster.CodeTries {
			if _, err := r.Arrive(ctx, a); err != nil {
				t.Errorf("use %d: %v", i+1, err)
			}
		}
		if _, err := r.Arrive(ctx, a); code(err) != "arrival_expired" {
			t.Errorf("for ever: %v", err)
		}
		late, err := r.NewArrival(r.AccountNamed(subject))
		must(t, err)
		c.pass(roster.CodeLife)
		if _, err := r.Arrive(ctx, late); code(err) != "arrival_expired" {
			t.Errorf("too late: %v", err)
		}
	})
}

func TestRowsOfAccountsThatCannotBeTaken(t *testing.T) {
	r, _ := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	imported(t, r, noah, sanna)
	a := accounts(t, r, "personal,email\n"+own+",noah.osei@meridian.example\n"+own+",sanna.novak@meridian.example\n"+
		"sanna.novak@meridian.example,noah.osei@meridian.example\nx,noah.osei@meridian.example\n,x\n,john.doer@elsewhere.example\n1,2,3\n,sanna.novak@meridian.example\n")
	want := map[int]string{3: "account_doubled", 4: "account_taken", 5: "account_address", 6: "row_address", 7: "person_unknown", 8: "row_columns"}
	if a.Personal != 1 || len(a.Refused) != len(want) {
		t.Errorf("%+v", a)
	}
	for _, no := range a.Refused {
		if want[no.Line] != no.Fault.Code {
			t.Errorf("line %d: %s", no.Line, no.Fault.Code)
		}
	}
	for _, file := range []string{"", "name,personal\n", "email,name\n"} {
		if _, err := r.ImportAccounts(ctx, strings.NewReader(file)); code(err) != "accounts_header" {
			t.Errorf("%q: %v", file, err)
		}
	}
	r.AllowPersonal()
	if who := byMail(t, r, own); who != "Noah Osei" {
		t.Errorf("a file that is none has changed something: %q", who)
	}
	accounts(t, r, "email,subject\n")
	if who := byMail(t, r, own); who != "" {
		t.Errorf("what an earlier file said still holds: %q", who)
	}
}

func TestAccountsOnDiskNameNobody(t *testing.T) {
	path := dbtest.SQLite(t)
	d := dbtest.Open(t, db.Identity, path)
	r, _ := open(t, d)
	imported(t, r, noah)
	accounts(t, r, mine)
	var file []byte
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + suffix)
		must(t, err)
		file = append(file, b...)
	}
	if known := r.Hash(address(t, "noah.osei@meridian.example")); bytes.Count(file, known[:]) < 2 {
		t.Fatal("not even the hashes are where this test looks")
	}
	for _, secret := range []string{own, "mail.example", subject, "noah.osei"} {
		if bytes.Contains(bytes.ToLower(file), []byte(secret)) {
			t.Errorf("%q is on disk", secret)
		}
	}
}
