package roster_test

import (
	"fmt"
	"math/big"
	"sync"
	"testing"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/roster"
)

func clock1(s string) day.Day { return day.Day(s) }

// mailed is a code that was mailed, for noah.
func mailed(t testing.TB, r *roster.Roster) roster.Code {
	t.Helper()
	c, err := r.NewCode(address(t, "noah.osei@meridian.example"))
	must(t, err)
	ok, err := r.Mailable(ctx, c)
	must(t, err)
	if !ok {
		t.Fatal("the code is not mailed")
	}
	return c
}

func another(c roster.Code) roster.Typed {
	n, _ := new(big.Int).SetString(c.Digits, 10)
	return roster.Typed(fmt.Sprintf("%06d", (n.Int64()+1)%1_000_000))
}

func TestTheRightCodeChecksIn(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah)
		c := mailed(t, r)
		c, err := roster.ParseCode(c.Marshal()) // as it comes back in the cookie
		must(t, err)
		for range 2 { // the answer may get lost on its way: the same code again
			if p, err := r.CheckIn(ctx, c, roster.Typed(c.Digits)); err != nil || p.Name != "Noah Osei" {
				t.Fatalf("%+v, %v", p, err)
			}
		}
	})
}

func TestFiveTriesAndNoMore(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah)
		fifth, spent := mailed(t, r), mailed(t, r)
		for i, want := range []string{"code_wrong", "code_wrong", "code_wrong", "code_wrong"} {
			if _, err := r.CheckIn(ctx, fifth, another(fifth)); code(err) != want {
				t.Errorf("try %d of the one: %v", i+1, err)
			}
			if _, err := r.CheckIn(ctx, spent, another(spent)); code(err) != want {
				t.Errorf("try %d of the other: %v", i+1, err)
			}
		}
		if _, err := r.CheckIn(ctx, fifth, roster.Typed(fifth.Digits)); err != nil {
			t.Errorf("the right code at the fifth try: %v", err)
		}
		if _, err := r.CheckIn(ctx, spent, another(spent)); code(err) != "code_spent" {
			t.Errorf("a wrong one at the fifth: %v", err)
		}
		if _, err := r.CheckIn(ctx, spent, roster.Typed(spent.Digits)); code(err) != "code_spent" {
			t.Errorf("the right code at the sixth: %v", err)
		}
	})
}

// Limits hold over replicas, exactly: the store counts.
func TestOfTwentyAtOnceAtTwoReplicasFiveGetThrough(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		here, there := openTwice(t, d)
		both := []*roster.Roster{here, there}
		imported(t, here, noah)
		right, guessed := mailed(t, here), mailed(t, there)
		got := atOnce(20, func(n int) string {
			_, err := both[n%2].CheckIn(ctx, right, roster.Typed(right.Digits))
			return code(err)
		})
		if got["<nil>"] != roster.CodeTries || got["code_spent"] != 15 {
			t.Errorf("right tries: %v", got)
		}
		got = atOnce(20, func(n int) string { _, err := both[n%2].CheckIn(ctx, guessed, another(guessed)); return code(err) })
		if got["code_wrong"] != roster.CodeTries-1 || got["code_spent"] != 16 {
			t.Errorf("wrong tries: %v", got)
		}
		got = atOnce(20, func(n int) string {
			c, err := both[n%2].NewCode(address(t, "noah.osei@meridian.example"))
			must(t, err)
			ok, err := both[n%2].Mailable(ctx, c)
			return fmt.Sprint(ok, err)
		})
		if got["true <nil>"] != roster.CodesPerDay-2 || len(got) != 2 {
			t.Errorf("mailed to one on a day, after two: %v", got)
		}
	})
}

// atOnce does it n times at once, and counts what came of it.
func atOnce(n int, f func(n int) string) map[string]int {
	var wg sync.WaitGroup
	var mu sync.Mutex
	got := map[string]int{}
	for i := range n {
		wg.Go(func() {
			s := f(i)
			mu.Lock()
			defer mu.Unlock()
			got[s]++
		})
	}
	wg.Wait()
	return got
}

func TestTenMinutes(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		imported(t, r, noah)
		c := mailed(t, r) // five to midnight
		clock.pass(roster.CodeLife - time.Second)
		must(t, r.Forget(ctx)) // the night's cleaning leaves a living code alone
		if _, err := r.CheckIn(ctx, c, roster.Typed(c.Digits)); err != nil {
			t.Errorf("a second before the end: %v", err)
		}
		clock.pass(time.Second)
		if _, err := r.CheckIn(ctx, c, roster.Typed(c.Digits)); code(err) != "code_expired" {
			t.Errorf("after ten minutes: %v", err)
		}
	})
}

func TestAStrangerHearsWhatEverybodyHears(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah)
		known := mailed(t, r)
		unknown, err := r.NewCode(address(t, "stranger@elsewhere.example"))
		must(t, err)
		if ok, err := r.Mailable(ctx, unknown); ok || err != nil {
			t.Fatalf("a stranger gets mail: %v", err)
		}
		if len(known.Marshal()) != len(unknown.Marshal()) {
			t.Error("their cookies differ in length")
		}
		for i := range 7 {
			_, a := r.CheckIn(ctx, known, another(known))
			_, b := r.CheckIn(ctx, unknown, roster.Typed(unknown.Digits)) // even with luck
			if code(a) != code(b) || code(a) == "<nil>" {
				t.Errorf("try %d: %v, %v", i+1, a, b)
			}
		}
	})
}

func TestACodeThatWasNeverMailedOpensNothing(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah)
		c, err := r.NewCode(address(t, "noah.osei@meridian.example"))
		must(t, err)
		if _, err := r.CheckIn(ctx, c, roster.Typed(c.Digits)); code(err) != "code_wrong" {
			t.Errorf("%v", err)
		}
	})
}

func TestTenCodesADayAndPerson(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		imported(t, r, noah, sanna)
		for range 10 {
			mailed(t, r)
		}
		next, err := r.NewCode(address(t, "noah.osei@meridian.example"))
		must(t, err)
		if ok, err := r.Mailable(ctx, next); ok || err != nil {
			t.Errorf("an eleventh: %v", err)
		}
		if _, err := r.CheckIn(ctx, next, roster.Typed(next.Digits)); code(err) != "code_wrong" {
			t.Errorf("the eleventh checks in: %v", err)
		}
		other, err := r.NewCode(address(t, "sanna.novak@meridian.example"))
		must(t, err)
		if ok, err := r.Mailable(ctx, other); !ok || err != nil {
			t.Errorf("a colleague is refused: %v", err)
		}
		clock.pass(6 * time.Minute) // past midnight
		mailed(t, r)
	})
}

func TestWhoLeftCannotCheckInAnyMore(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		imported(t, r, noah, sanna)
		c := mailed(t, r)
		imported(t, r, sanna)
		if _, err := r.CheckIn(ctx, c, roster.Typed(c.Digits)); code(err) != "code_wrong" {
			t.Errorf("%v", err)
		}
	})
}

func TestCountersVanish(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		imported(t, r, noah)
		_, err := r.CheckIn(ctx, mailed(t, r), "000000")
		_ = err
		clock.pass(48 * time.Hour)
		must(t, r.Forget(ctx))
		for _, table := range []string{"codes", "code_mails"} {
			var n int64
			must(t, d.Read.Table(table).Count(&n).Error)
			if n != 0 {
				t.Errorf("%d rows stay in %s", n, table)
			}
		}
	})
}

func TestWhatPeopleType(t *testing.T) {
	for typed, want := range map[string]string{"123456": "123456", " 123 456 ": "123456", "123-456": "123456", "12345": "", "1234567": "", "12345a": "", "": "", "１２３４５６": ""} {
		got, err := roster.ParseTyped(typed)
		if string(got) != want || (err == nil) != (want != "") {
			t.Errorf("%q became %q, %v", typed, got, err)
		}
	}
}

func TestDigitsAreSpreadEvenly(t *testing.T) {
	d := dbtest.Open(t, db.Identity, dbtest.SQLite(t))
	r, _ := open(t, d)
	var first [10]int
	for range 5000 {
		c, err := r.NewCode("noah.osei@meridian.example")
		must(t, err)
		if len(c.Digits) != 6 {
			t.Fatalf("%q", c.Digits)
		}
		first[c.Digits[0]-'0']++
	}
	for digit, n := range first {
		if n < 350 || n > 650 { // 500 ± 7 standard deviations
			t.Errorf("%d of 5,000 begin with %d", n, digit)
		}
	}
}
