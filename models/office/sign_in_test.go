package office_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"roundrobin/models/office"
)

func TestTheRightPartsLetSomebodyIn(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		m, err := h.SignIn(ctx, "  ines   AGUILAR ", strings.ToUpper(strings.ReplaceAll(h.ines.Key, "-", " ")), h.code(t, 0)[:3]+" "+h.code(t, 0)[3:])
		must(t, err)
		if m.Name != ines || m.Role != office.Steward {
			t.Errorf("in came %+v", m)
		}
	})
}

func TestEachWrongPartIsTheSameRefusal(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		other, err := h.Add(ctx, "Tomasz Wrona", office.Admin, "Round Robin")
		must(t, err)
		for situation, p := range map[string][3]string{
			"a name that nobody has":        {"Ines Aguilara", h.ines.Key, h.code(t, 0)},
			"no name":                       {"", h.ines.Key, h.code(t, 0)},
			"a name that cannot be one":     {"Ines\x00", h.ines.Key, h.code(t, 0)},
			"another's key":                 {ines, other.Key, h.code(t, 0)},
			"half a key":                    {ines, h.ines.Key[:19], h.code(t, 0)},
			"no key":                        {ines, "", h.code(t, 0)},
			"another's name":                {"Tomasz Wrona", h.ines.Key, h.code(t, 0)},
			"a wrong code":                  {ines, h.ines.Key, wrong(h.code(t, 0))},
			"no code":                       {ines, h.ines.Key, ""},
			"a code of a minute ago":        {ines, h.ines.Key, h.code(t, -time.Minute)},
			"a code that is a minute early": {ines, h.ines.Key, h.code(t, time.Minute)},
		} {
			t.Run(situation, func(t *testing.T) {
				_, err := h.SignIn(ctx, p[0], p[1], p[2])
				is(t, err, "office_wrong")
			})
		}
	})
}

func TestACodeOpensOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		early, code, late := h.code(t, -30*time.Second), h.code(t, 0), h.code(t, 30*time.Second)
		must(t, second(h.SignIn(ctx, ines, h.ines.Key, code)))
		is(t, second(h.SignIn(ctx, ines, h.ines.Key, code)), "office_wrong")
		is(t, second(h.SignIn(ctx, ines, h.ines.Key, early)), "office_wrong")
		must(t, second(h.SignIn(ctx, ines, h.ines.Key, late)))
		h.pass(30 * time.Second)
		is(t, second(h.SignIn(ctx, ines, h.ines.Key, late)), "office_wrong")
	})
}

func TestOfTenWhoComeWithOneCodeOneIsLetIn(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var in atomic.Int32
		var all sync.WaitGroup
		code := h.code(t, 0)
		for range 10 {
			all.Go(func() {
				if _, err := h.SignIn(ctx, ines, h.ines.Key, code); err == nil {
					in.Add(1)
				}
			})
		}
		all.Wait()
		if in.Load() != 1 {
			t.Errorf("%d were let in", in.Load())
		}
	})
}

func TestTheSixthCodeOfADayIsNotLookedAt(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for range office.Tries {
			is(t, second(h.SignIn(ctx, ines, h.ines.Key, wrong(h.code(t, 0)))), "office_wrong")
		}
		is(t, second(h.SignIn(ctx, ines, h.ines.Key, h.code(t, 0))), "office_spent")
		h.pass(24 * time.Hour)
		must(t, h.Forget(ctx))
		h.signIn(t)
	})
}

func TestTwentyWrongCodesAtOnceGetFiveLooks(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var looks, spent atomic.Int32
		var all sync.WaitGroup
		code := wrong(h.code(t, 0))
		for range 20 {
			all.Go(func() {
				switch _, err := h.SignIn(ctx, ines, h.ines.Key, code); err.Error() {
				case "refused: office_wrong":
					looks.Add(1)
				case "refused: office_spent":
					spent.Add(1)
				}
			})
		}
		all.Wait()
		if looks.Load() != office.Tries || spent.Load() != 20-office.Tries {
			t.Errorf("%d looks, %d refused", looks.Load(), spent.Load())
		}
	})
}

// Whoever knows a steward's name cannot keep the steward out.
func TestStrangersDoNotLockTheDoor(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		other, err := h.Add(ctx, "Tomasz Wrona", office.Admin, "Round Robin")
		must(t, err)
		for range office.Tries + 2 {
			is(t, second(h.SignIn(ctx, ines, other.Key, "000000")), "office_wrong")
		}
		h.signIn(t)
	})
}

func TestACodeThatFitsEndsTheCountOfTries(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for range 3 {
			for range office.Tries - 1 {
				is(t, second(h.SignIn(ctx, ines, h.ines.Key, wrong(h.code(t, 0)))), "office_wrong")
			}
			h.signIn(t)
			h.pass(time.Minute)
		}
	})
}

func second(_ office.Member, err error) error { return err }
