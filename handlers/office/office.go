// Package office is where stewards and admins work, under their own names. Its cookie goes to /office alone; nothing of the booth
// reaches it.
package office

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/day"
	"roundrobin/models/office"
	"roundrobin/models/petition"
)

// Deps is what the office needs. All of it must be set.
type Deps struct {
	Members *office.Office
	Secure  bool                // false only for a plain http demo on loopback
	Status  func(err error) int // the status of a refusal that is shown beside its form
	Rules   petition.Rules      // by when a decision is due
	Now     func() time.Time
	Zone    *time.Location
	Version string

	Review     func(context.Context) ([]petition.Petition, error) // that wait for a decision
	Programs   func(context.Context) (map[string]string, error)   // names by id
	Letters    func(context.Context) ([]Letter, error)            // leadership's summaries, the newest period first
	Checkpoint func(context.Context) (size int64, signed []byte, err error)
	Witnesses  func(context.Context) ([]Witness, error) // of the ledger, and what keeps them from signing
	Books      func(context.Context) ([]Book, error)    // the newest first

	Delivered     func(context.Context) ([]Delivered, error) // petitions, the latest first
	Revoke, Renew func(ctx context.Context, link string) error
}

// Letter is a summary on its way. It holds no address.
type Letter struct {
	Recipient string // the name, or "" where that is not known any more
	Period    string // 2026-W48
	State     string // waiting, sending, sent, failed, dead
	Reason    string // why failed or dead
	Tries     int
}

// Witness is one who signs the ledger's checkpoints. Size is the last that it signed, Trouble why it has not signed since, or "".
type Witness struct {
	Name    string
	Size    int
	Trouble string
}

// Book is a season's passes, and how many people have them: exactly, so it is for rounding, not for showing.
type Book struct {
	Name      string
	From, To  day.Day
	Collected int
}

// Office is the office over HTTP.
type Office struct {
	Deps
	sessions *rows
}

// New is the office.
func New(d Deps) *Office { return &Office{Deps: d, sessions: newRows(d.Members, d.Secure)} }

const formLimit = 4 << 10 // bytes

// Routes mounts everything under /office.
func (o *Office) Routes(router fiber.Router) {
	router.Use("/office", fresh)
	router.Get("/office", o.show)
	router.Post("/office/sign-in", limit(formLimit), o.signIn)
	router.Post("/office/sign-out", limit(formLimit), o.signOut)
	router.Post("/office/sign-out-everywhere", limit(formLimit), o.signOutEverywhere)
	router.Get("/office/leadership", o.admin(o.leadership))
	router.Post("/office/leadership/revoke", limit(formLimit), o.admin(o.revoke))
	router.Post("/office/leadership/renew", limit(formLimit), o.admin(o.renew))
}

// fresh: nothing of the office is kept by a browser or a proxy.
func fresh(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Next()
}

func limit(bytes int) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if len(c.BodyRaw()) > bytes {
			return fiber.ErrRequestEntityTooLarge
		}
		return c.Next()
	}
}
