package office

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"sync"
	"time"
)

const (
	// SessionLife is how long one sign-in lasts: a working day.
	SessionLife = 8 * time.Hour
	// CheckLife is how long a session is believed without a look into the store: what ends it elsewhere is heard of after that.
	CheckLife = 5 * time.Second
)

// Session is one sign-in of one browser.
type Session struct {
	Member Member
	Data   string // JSON, the caller's own
	Ends   time.Time
}

// Begin starts a session and gives its token, which is kept nowhere: 43 characters of base64url.
func (o *Office) Begin(ctx context.Context, m Member, data string) (token string, err error) {
	var b [32]byte
	draw(o.random, b[:])
	token = base64.RawURLEncoding.EncodeToString(b[:])
	key := keyOf(token)
	return token, o.store.begin(ctx, sessionRow{Key: key[:], Member: m.Hash[:], Expires: o.now().Add(SessionLife).Unix(), Data: data})
}

// Session is the one that the token opens, with the member's role of now. For any other token it is office_signed_out.
func (o *Office) Session(ctx context.Context, token string) (Session, error) {
	key, now := keyOf(token), o.now()
	if s, ok := o.checked.get(key, now); ok {
		return s, nil
	}
	row, err := o.store.session(ctx, key, now.Unix())
	if err != nil || row == nil {
		return Session{}, or(err, errSignedOut)
	}
	m, _, err := o.decrypt(memberRow{Member: row.Member, Role: row.Role, Encrypted: row.Encrypted})
	if err != nil {
		return Session{}, err
	}
	s := Session{Member: m, Data: row.Data, Ends: time.Unix(row.Expires, 0)}
	o.checked.put(key, s, now)
	return s, nil
}

// Change writes the session's data anew.
func (o *Office) Change(ctx context.Context, token, data string) error {
	key := keyOf(token)
	defer o.checked.forget(key)
	return o.store.change(ctx, key, data)
}

// End ends one session, if it is there.
func (o *Office) End(ctx context.Context, token string) error {
	key := keyOf(token)
	defer o.checked.forget(key)
	return o.store.end(ctx, key)
}

// EndAll ends every session of the member and says how many there were.
func (o *Office) EndAll(ctx context.Context, h Hash) (int, error) {
	defer o.checked.forgetMember(h)
	return o.store.endAll(ctx, h)
}

func keyOf(token string) [32]byte { return sha256.Sum256([]byte(token)) }

// checked are the sessions that were looked up in the last few seconds.
type checked struct {
	mu       sync.Mutex
	sessions map[[32]byte]check
}

type check struct {
	session Session
	until   time.Time
}

const mostChecked = 1000

func (c *checked) get(key [32]byte, now time.Time) (Session, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.sessions[key]
	return found.session, ok && now.Before(found.until) && now.Before(found.session.Ends)
}

func (c *checked) put(key [32]byte, s Session, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sessions) >= mostChecked {
		clear(c.sessions)
	}
	c.sessions[key] = check{s, now.Add(CheckLife)}
}

func (c *checked) forget(key [32]byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions, key)
}

func (c *checked) forgetMember(h Hash) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key, found := range c.sessions {
		if found.session.Member.Hash == h {
			delete(c.sessions, key)
		}
	}
}
