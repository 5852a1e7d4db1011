package roster

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/secret"
)

// Arrival is a check-in for which somebody else vouched: the company's own sign-in. Like a code it is made before anybody asks whether
// the person is on the roster, and rides in an encrypted cookie.
type Arrival struct {
	ID      [idSize]byte
	Account Account
	Expires time.Time
}

// Account is whom the provider named: whose address, or whose stable name, stands behind the hash.
type Account struct {
	by   byte
	hash Hash
}

const (
	byAddress byte = iota
	bySubject
	byMailbox // an address at a mail domain that lets in
)

// AccountOf is the account of an address that its provider vouches for.
func (r *Roster) AccountOf(a Address) Account {
	if r.mailbox(a) {
		return Account{byMailbox, r.Hash(a)}
	}
	return Account{byAddress, r.Hash(a)}
}

// AccountNamed is the account whose stable name its provider vouches for.
func (r *Roster) AccountNamed(subject string) Account {
	return Account{bySubject, Hash(secret.MAC(r.persons, []byte("subject"), []byte(subject)))}
}

// NewArrival is of whomever the account belongs to, known or not; both take the same time.
func (r *Roster) NewArrival(of Account) (a Arrival, err error) {
	a = Arrival{Account: of, Expires: r.now().Add(CodeLife).Truncate(time.Second)}
	_, err = io.ReadFull(r.random, a.ID[:])
	return a, err
}

// Marshal always gives the same number of bytes.
func (a Arrival) Marshal() []byte {
	b := append(append(append([]byte{}, a.ID[:]...), a.Account.by), a.Account.hash[:]...)
	return binary.BigEndian.AppendUint64(b, uint64(a.Expires.Unix())) // #nosec G115 -- after 1970, and before the sun goes out
}

// ParseArrival takes what Marshal gave.
func ParseArrival(b []byte) (a Arrival, err error) {
	if len(b) != idSize+1+len(a.Account.hash)+8 {
		return a, errors.New("roster: not an arrival")
	}
	b = b[copy(a.ID[:], b):]
	a.Account.by = b[0]
	b = b[1:]
	b = b[copy(a.Account.hash[:], b):]
	a.Expires = time.Unix(int64(binary.BigEndian.Uint64(b)), 0) // #nosec G115 -- after 1970, and before the sun goes out
	return a, nil
}

var (
	// ErrArrivalExpired: the person starts again.
	ErrArrivalExpired = fault.New(fault.Gone, "arrival_expired", "minutes", int(CodeLife.Minutes()))
	// ErrStranger is said to everybody who is not on the roster, whoever they are.
	ErrStranger = fault.New(fault.Forbidden, "stranger")
)

// Arrive says who it is. Like a code, an arrival is good for CodeTries uses: the first collects, the others ask again for an answer that got lost.
// The refusals are arrival_expired and, for all strangers alike, stranger.
func (r *Roster) Arrive(ctx context.Context, a Arrival) (Person, error) {
	if !r.now().Before(a.Expires) {
		return Person{}, ErrArrivalExpired
	}
	uses, _, err := r.store.countTry(ctx, r.key("arrival", a.ID[:]), day.Of(a.Expires, r.zone))
	if err != nil {
		return Person{}, err
	}
	if uses > CodeTries {
		return Person{}, ErrArrivalExpired
	}
	p, err := r.behind(ctx, a.Account)
	if errors.Is(err, errUnknown) {
		return Person{}, ErrStranger
	}
	return p, err
}

func (r *Roster) behind(ctx context.Context, a Account) (Person, error) {
	h, err := r.store.owner(ctx, a.hash, r.accountKey(a))
	if err != nil {
		return Person{}, err
	}
	return r.holder(ctx, Code{Person: h, Mailbox: a.by == byMailbox})
}
