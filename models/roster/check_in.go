package roster

import (
	"context"
	"errors"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/secret"
)

// Mailable says whether the code is to be mailed: its person gets in and was mailed fewer than CodesPerDay today.
// Only a code of which this was said can check anybody in; so nobody can collect tries on codes that never left. It reads and
// writes the same for persons on the roster and for others.
func (r *Roster) Mailable(ctx context.Context, c Code) (bool, error) {
	err := r.own(ctx, &c)
	if err != nil {
		return false, err
	}
	_, err = r.holder(ctx, c)
	if err != nil && !errors.Is(err, errUnknown) {
		return false, err
	}
	today := r.today()
	return r.store.handOut(ctx, r.key("mail", c.Person[:], []byte(today)), today, r.key("code", c.ID[:]), r.lastDay(c), err == nil)
}

// CheckIn spends one try of the code and says who it is. The refusals are the same for persons on the roster and for others:
// code_expired, code_wrong (with the tries left), code_spent. At most CodeTries get as far as a comparison.
func (r *Roster) CheckIn(ctx context.Context, c Code, typed Typed) (Person, error) {
	if !r.now().Before(c.Expires) {
		return Person{}, ErrExpired
	}
	tries, mailed, err := r.store.countTry(ctx, r.key("code", c.ID[:]), r.lastDay(c))
	if err != nil {
		return Person{}, err
	}
	if tries > CodeTries {
		return Person{}, errSpent
	}
	if c.matches(typed) && mailed {
		if err := r.own(ctx, &c); err != nil {
			return Person{}, err
		}
		p, err := r.holder(ctx, c)
		if !errors.Is(err, errUnknown) {
			return p, err
		}
	}
	return Person{}, wrong(CodeTries - tries)
}

// ErrExpired: the code's time is over, or there is none. The person starts with the address again.
var ErrExpired = fault.New(fault.Gone, "code_expired", "minutes", int(CodeLife.Minutes()))

var errSpent = fault.New(fault.TooMany, "code_spent").On("code")

func wrong(left int) error {
	if left == 0 {
		return errSpent
	}
	return fault.New(fault.Invalid, "code_wrong", "left", left).On("code")
}

// Forget deletes the counters of codes that have expired, the accounts of people who left, and what of an import could be undone for a
// week. Once a day is often enough.
func (r *Roster) Forget(ctx context.Context) error {
	return errors.Join(r.store.forget(ctx, r.today()), r.store.expire(ctx, r.today().Add(-undoDays)))
}

func (r *Roster) key(use string, parts ...[]byte) []byte {
	return secret.MAC(r.attempts, append([][]byte{[]byte(use)}, parts...)...)
}

// lastDay is the day after which a code's row is of no more use.
func (r *Roster) lastDay(c Code) day.Day { return day.Of(c.Expires, r.zone) }
