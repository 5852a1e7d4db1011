// Package office is where stewards and admins work, under their own names. Its cookie goes to /office alone; nothing of the booth
// reaches it.
package office

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/moderation"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/office"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	programstore "roundrobin/models/program/store"
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

	Petitions *petitionstore.Store
	Keeper    *programstore.Programs
	Proposals Proposals // nil where none are taken
	Record    audit.Record
	Cases     *casestore.Cases

	Review     func(context.Context) ([]petition.Petition, error) // that wait for a decision
	Programs   func(context.Context) (map[string]string, error)   // names by id
	Letters    func(context.Context) ([]Letter, error)            // leadership's summaries, the newest period first
	Checkpoint func(context.Context) (size int64, signed []byte, err error)
	Witnesses  func(context.Context) ([]Witness, error) // of the ledger, and what keeps them from signing
	Books      func(context.Context) ([]Book, error)    // the newest first

	Recipients Recipients

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

// Limits of what a form holds, in bytes: that of the door, and those in which people write.
const (
	formLimit = 4 << 10
	longLimit = 64 << 10
)

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
	o.decisions(router)
	o.flags(router)
	o.programs(router)
	o.recipients(router)
	router.Get("/office/mail", o.as(office.Steward, o.mailList))
	router.Get("/office/record", o.as(office.Steward, o.recordShow))
}

// decisions are a steward's.
func (o *Office) decisions(router fiber.Router) {
	router.Get("/office/petitions", o.as(office.Steward, o.petitionList))
	router.Get("/office/petitions/:id", o.as(office.Steward, o.petitionShow))
	post := func(path string, f func(*fiber.Ctx, office.Member) error) {
		router.Post(path, limit(longLimit), o.as(office.Steward, f))
	}
	post("/office/petitions/:id/open", o.petitionOpen)
	post("/office/petitions/:id/reject", o.withReason(func() deciding { return o.Petitions.Reject }))
	post("/office/petitions/:id/hide", o.withReason(func() deciding { return o.Petitions.Hide }))
	post("/office/petitions/:id/show", o.withReason(func() deciding { return o.Petitions.Unhide }))
	router.Get("/office/proposals", o.as(office.Steward, o.proposing(o.proposalList)))
	post("/office/proposals/:id/accept", o.proposing(o.proposalAccept))
	post("/office/proposals/:id/decline", o.proposing(o.proposalDecline))
}

// flags are a steward's too: what was flagged, and how a talk is kept.
func (o *Office) flags(router fiber.Router) {
	router.Get("/office/flags", o.as(office.Steward, o.flagList))
	router.Get("/office/flags/:id", o.as(office.Steward, o.flagShow))
	for _, v := range []moderation.Verdict{moderation.Keep, moderation.Hide, moderation.Restore, moderation.Uphold} {
		router.Post("/office/flags/:id/"+string(v), limit(longLimit), o.as(office.Steward, o.flagDecide(v)))
	}
	router.Post("/office/flags/:id/mute", limit(longLimit), o.as(office.Steward, o.flagMute))
	router.Get("/office/talks/:id", o.as(office.Steward, o.talkShow))
	router.Post("/office/talks/:id", limit(longLimit), o.as(office.Steward, o.talkKeep))
}

// programs are kept by admins; what happened to one, a steward may tell as well.
func (o *Office) programs(router fiber.Router) {
	router.Get("/office/programs", o.as(office.Steward, o.programList))
	router.Get("/office/programs/new", o.as(office.Admin, o.programNew))
	router.Post("/office/programs", limit(longLimit), o.as(office.Admin, o.programCreate))
	router.Get("/office/programs/:id", o.as(office.Steward, o.programShow))
	router.Post("/office/programs/:id", limit(longLimit), o.as(office.Admin, o.programChange))
	router.Post("/office/programs/:id/timeline", limit(longLimit), o.as(office.Steward, o.programTell))
}

func (o *Office) today() day.Day { return day.Of(o.Now(), o.Zone) }

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
