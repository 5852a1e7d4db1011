package office

import (
	"context"
)

// Tries is how many one-time codes may be tried with the right sign-in key on a day, until one fits.
const Tries = 5

// SignIn says who it is. Whatever is wrong, the refusal is office_wrong.
//
// Only tries with the right key are counted. The key cannot be guessed, so counting the others would protect nobody, and whoever knows a
// steward's name, which is public, could keep the steward out. What is left to guess for a thief of the key is the code:
// then five tries a day, and office_spent.
func (o *Office) SignIn(ctx context.Context, name, key, code string) (Member, error) {
	row, err := o.row(ctx, name)
	if err != nil {
		return Member{}, err
	}
	if ok, err := o.keyFits(ctx, key, row); err != nil || !ok {
		return Member{}, or(err, errWrong)
	}
	m, secret, err := o.decrypt(*row)
	if err != nil {
		return Member{}, err
	}
	tries, err := o.store.countTry(ctx, m.Hash, o.today())
	if err != nil || tries > Tries {
		return Member{}, or(err, errSpent)
	}
	at, ok := secret.match(code, o.now())
	if !ok || row.Codes != 1 {
		return Member{}, errWrong
	}
	if fresh, err := o.store.spend(ctx, m.Hash, at); err != nil || !fresh {
		return Member{}, or(err, errWrong)
	}
	return m, nil
}

// keyFits takes as long for a name that nobody has. It waits for its turn as long as the request lasts.
func (o *Office) keyFits(ctx context.Context, typed string, row *memberRow) (bool, error) {
	select {
	case o.hashing <- struct{}{}:
		defer func() { <-o.hashing }()
	case <-ctx.Done():
		return false, errBusy
	}
	hash := ""
	if row != nil {
		hash = row.KeyHash
	}
	key, ok := parseKey(typed)
	return key.fits(hash) && ok, nil
}

// Forget deletes counters of past days and sessions that have expired. Once a day is often enough.
func (o *Office) Forget(ctx context.Context) error {
	return o.store.forget(ctx, o.today(), o.now().Unix())
}

func or(err, refusal error) error {
	if err != nil {
		return err
	}
	return refusal
}
