// Package desk is the side that knows who somebody is: it takes an address, mails a code, stamps a book of passes for whoever
// types the code, and forgets. It never learns which page sent somebody, and nothing of it is sent to the booth.
package desk

import (
	"context"
	"io"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/desk/provider"
	"roundrobin/mail"
	"roundrobin/models/day"
	"roundrobin/models/dispute"
	"roundrobin/models/incident"
	"roundrobin/models/pass/stamp"
	"roundrobin/models/printed"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
)

// Deps is what the desk needs. All of it must be set, but for what belongs to a way in that is off.
type Deps struct {
	Roster        *roster.Roster
	Paper         *printed.Codes
	Stamp         *stamp.Stamp
	Disputes      *dispute.Disputes
	Origin        string
	Mail          mail.Sender
	From          string             // sender of the mail with the code
	Subject, Text string             // of that mail, with {code} in them; "" for those of the catalogue
	Ways          []string           // in: those of views/desk.Ways that are switched on, at least one
	Personal      bool               // codes also go to personal addresses
	Provider      *provider.Provider // the company's own sign-in, where that way is on
	Random        io.Reader
	Master        secret.Master // the cookie's keys are derived from it
	Secure        bool          // false only for a plain http demo on loopback

	Season func(ctx context.Context) (Season, error) // whose book is handed out today
	// Eligible is how many could ever collect a book; below 0 where nobody knows.
	Eligible func(ctx context.Context, book string) (int, error)
	Status   func(err error) int // the status of a refusal that is shown beside its field
	Refuse   fiber.ErrorHandler  // answers the wallet in JSON: refusal, sentence, final
	Frozen   func() bool         // whether an incident stops check-in; nil never
	Failed   func(err error)     // told of what an operator can mend, without a name in it
}

// Season is the book that is handed out, and its days.
type Season struct {
	Book     string
	From, To day.Day
	Slots    int
}

// Desk is check-in over HTTP.
type Desk struct {
	Deps
	cookies cookies
	courier *courier
}

// New starts the courier; Close stops it.
func New(d Deps) *Desk {
	return &Desk{Deps: d, cookies: newCookies(d.Master, d.Secure), courier: newCourier(d)}
}

const (
	formLimit = 4 << 10   // bytes
	bookLimit = 512 << 10 // bytes: one book of 512 slots, or a dozen of 48
)

// Routes mounts everything under /desk.
func (d *Desk) Routes(router fiber.Router) {
	router.Use("/desk", fresh)
	router.Get("/desk", d.showWays)
	d.waysRoutes(router)
	router.Post("/desk/passes", d.inJSON(limit(bookLimit)), d.inJSON(d.collectPasses))
	router.Post("/desk/leave", d.leave)
	router.Get("/desk/letter/:link", d.letterShow)
	router.Post("/desk/letter/:link", limit(formLimit), d.letterStop)
}

func (d *Desk) emailRoutes(router fiber.Router) {
	router.Post("/desk/address", limit(formLimit), d.takeAddress)
	router.Get("/desk/code", d.showCode)
	router.Post("/desk/code", limit(formLimit), d.takeCode)
	router.Get("/desk/self", d.selfAddress)
	router.Post("/desk/self/address", limit(formLimit), d.selfTake)
	router.Get("/desk/self/code", d.selfCode)
	router.Post("/desk/self", limit(formLimit), d.selfShow)
	router.Post("/desk/self/dispute", limit(formLimit), d.selfDispute)
}

// Close takes no more addresses and mails the codes that wait, for as long as ctx lasts.
func (d *Desk) Close(ctx context.Context) error { return d.courier.close(ctx) }

// fresh: nothing of the desk is kept by a browser or a proxy.
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

func (d *Desk) inJSON(h fiber.Handler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if err := h(c); err != nil {
			return d.Refuse(c, err)
		}
		return nil
	}
}

// frozen refuses check-in and collecting while writing is frozen. Leaving, and stopping a letter, go on.
func (d *Desk) frozen() error {
	if d.Frozen != nil && d.Frozen() {
		return incident.ErrFrozenDesk
	}
	return nil
}
