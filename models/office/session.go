package office

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"roundrobin/models/day"
)

// SessionLife is how long one sign-in lasts: a working day.
const SessionLife = 8 * time.Hour

// Session is one sign-in of one browser. Each use looks it up in the store, so that what is ended anywhere is over at once.
type Session struct {
	Member Member
	Data   string // JSON, the caller's own
	Ends   time.Time
}

// Listed is a session as its owner sees it: days, and nothing of where it is.
type Listed struct {
	ID          string // hex; it opens nothing
	Begun, Used day.Day
	Here        bool
}

const idSize = 8 // bytes of the token's hash

// Begin starts a session and gives its token, which is kept nowhere: 43 characters of base64url.
func (o *Office) Begin(ctx context.Context, m Member, data string) (token string, err error) {
	var b [32]byte
	draw(o.random, b[:])
	token = base64.RawURLEncoding.EncodeToString(b[:])
	key := keyOf(token)
	return token, o.store.begin(ctx, sessionRow{
		Key: key[:], Member: m.Hash[:], Expires: o.now().Add(SessionLife).Unix(), Data: data, Begun: o.today(), Used: o.today(),
	})
}

// Session is the one that the token opens, with the member's role of now. For any other token it is office_signed_out.
func (o *Office) Session(ctx context.Context, token string) (Session, error) {
	key := keyOf(token)
	row, err := o.store.session(ctx, key, o.now().Unix())
	if err != nil || row == nil {
		return Session{}, or(err, errSignedOut)
	}
	m, _, err := o.decrypt(memberRow{Member: row.Member, Role: row.Role, Encrypted: row.Encrypted})
	if err != nil {
		return Session{}, err
	}
	if row.Used != o.today() {
		err = o.store.use(ctx, key, o.today())
	}
	return Session{Member: m, Data: row.Data, Ends: time.Unix(row.Expires, 0)}, err
}

// Sessions are those of a member that are not over, the latest begun first; token is that of the one who asks.
func (o *Office) Sessions(ctx context.Context, m Member, token string) (all []Listed, err error) {
	rows, err := o.store.sessions(ctx, m.Hash, o.now().Unix())
	here := keyOf(token)
	for _, r := range rows {
		all = append(all, Listed{ID: hex.EncodeToString(r.Key[:idSize]), Begun: r.Begun, Used: r.Used, Here: bytes.Equal(r.Key, here[:])})
	}
	return all, err
}

// Change writes the session's data anew.
func (o *Office) Change(ctx context.Context, token, data string) error {
	return o.store.change(ctx, keyOf(token), data)
}

// End ends one session, if it is there.
func (o *Office) End(ctx context.Context, token string) error {
	return o.store.end(ctx, keyOf(token))
}

// EndListed ends one of a member's sessions, if it is there.
func (o *Office) EndListed(ctx context.Context, h Hash, id string) error {
	b, err := hex.DecodeString(id)
	if err != nil {
		return nil // no session has such an id
	}
	return o.store.endListed(ctx, h, b)
}

// EndOthers ends every session of the member but that of the token.
func (o *Office) EndOthers(ctx context.Context, h Hash, token string) error {
	return o.store.endOthers(ctx, h, keyOf(token))
}

// EndAll ends every session of the member and says how many there were.
func (o *Office) EndAll(ctx context.Context, h Hash) (int, error) {
	return o.store.endAll(ctx, h)
}

func keyOf(token string) [32]byte { return sha256.Sum256([]byte(token)) }
