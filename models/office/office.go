// Package office knows who keeps the house: stewards and admins, known by name, and what lets each of them in: a sign-in key, and a
// one-time code beside it. It lives in the identity store, and nothing of the booth reaches it.
package office

import (
	"io"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/secret"
)

// Role is what a member may do.
type Role string

// The roles. An admin may do all that a steward may.
const (
	Steward Role = "steward"
	Admin   Role = "admin"
)

// Hash stands for a member wherever one must be told from another: HMAC of the name.
type Hash [32]byte

// Member is somebody of the office.
type Member struct {
	Hash Hash
	Name string
	Role Role
}

// Labels of the subkeys.
const (
	labelMember = "office member"
	labelSecret = "office secret"
)

// Office is its members and their sessions, over the identity store.
type Office struct {
	store   store
	members [secret.Size]byte
	box     secret.Box
	random  io.Reader
	now     func() time.Time
	zone    *time.Location
	hashing chan struct{}      // as many slow hashes as run at once
	keys    *webauthn.WebAuthn // nil: none are taken
}

// atOnce keeps strangers at the door from taking the machine's memory: a hash takes 19 MiB.
const atOnce = 2

// New needs the identity store, migrated. Days are those of zone.
func New(d *db.DB, m secret.Master, random io.Reader, now func() time.Time, zone *time.Location) *Office {
	return &Office{
		store: store{d}, members: m.Key(labelMember), box: m.Box(labelSecret), random: random, now: now, zone: zone,
		hashing: make(chan struct{}, atOnce),
	}
}

func (o *Office) today() day.Day { return day.Of(o.now(), o.zone) }

// Refusals at the door. Whatever part was wrong, it is the same one.
var (
	errWrong     = fault.New(fault.Invalid, "office_wrong")
	errSpent     = fault.New(fault.TooMany, "office_spent", "tries", Tries)
	errBusy      = fault.New(fault.Unavailable, "office_busy").Again()
	errSignedOut = fault.New(fault.Forbidden, "office_signed_out")
)
