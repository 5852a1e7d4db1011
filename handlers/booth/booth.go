// Package booth never learns who anybody is. Its public pages are read by all; its private handlers stand behind the
// gateway and are reached by envelope only. Nothing here can import the roster, the desk or a session: a law checks it.
package booth

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/audit"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
	"roundrobin/models/export"
	"roundrobin/models/incident"
	ledgerstore "roundrobin/models/ledger/store"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/pass"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	programstore "roundrobin/models/program/store"
	responsestore "roundrobin/models/response/store"
	"roundrobin/models/retention"
	"roundrobin/models/setting"
	threadstore "roundrobin/models/thread/store"
	"roundrobin/views/pages"
)

// Booth answers for everything anonymous. All fields must be given.
type Booth struct {
	Ledger    *ledgerstore.Ledger
	Books     *passstore.Books
	Petitions *petitionstore.Store
	Programs  *programstore.Programs
	Threads   *threadstore.Threads
	Responses *responsestore.Store
	Cases     *casestore.Cases
	Record    audit.Record
	Composer  digest.Composer // the figures, as the summary has them

	Summaries  *digeststore.Published
	Recipients *digest.Recipients                    // for their own links: who confirms, and who stops
	Coming     func(context.Context) (Coming, error) // the coming summary

	Holders   func(context.Context) (int, error)         // people who hold passes
	Issued    func(context.Context, string) (int, error) // books of that name ever collected
	Eligible  func(context.Context, string) (int, error) // people who could ever collect that book
	Rules     func() petition.Rules                      // of today
	Settings  *setting.Keeper
	Retention *retention.Keeper
	Incidents *incident.Keeper // nil where nothing can be frozen
	Site      pages.SiteRules
	About     pages.AboutProps
	Status    func(error) int // the status of a refusal that is shown beside its field
	Limits    pages.LimitsProps
	Patience  time.Duration // how long a request waits for a proof to be made; most are made sooner

	Now  func() time.Time
	Zone *time.Location
}

// Public mounts what everybody may ask for.
func (b *Booth) Public(r fiber.Router) {
	r.Get("/", b.home)
	r.Get("/petitions", b.petitionList)
	r.Get("/petitions.json", b.petitionListJSON)
	r.Get("/petitions.csv", b.petitionListCSV)
	r.Get("/petitions.atom", b.petitionListAtom)
	r.Get("/petitions/:id.json", b.petitionJSON)
	r.Get("/petitions/:id.atom", b.petitionAtom)
	r.Get("/petitions/:id.txt", b.petitionText)
	r.Get("/petitions/:id", b.petitionShow)
	r.Get("/petitions/:id/timeline.json", b.petitionTimeline)
	r.Get("/petitions/:id/comments", b.commentList)
	r.Get("/petitions/:id/comments/:comment", b.commentShow)
	r.Get("/petitions/:id/ring", b.petitionRing)
	r.Get("/petitions/:id/rating.txt", b.ratingText)
	r.Get("/petitions/:id/delivery", b.deliveryShow)
	r.Get("/petitions/:id/delivery.txt", b.deliveryText)
	b.ofPrograms(r)
	r.Get("/wallet", b.wallet)
	r.Get("/about", b.about)
	r.Get("/help", b.help)
	r.Get("/rules", b.rulesShow)
	r.Get("/rules.json", b.rulesJSON)
	r.Get("/retention", b.retentionShow)
	r.Get("/incident", b.incidentShow)
	r.Get("/incident.json", b.incidentJSON)
	r.Get("/limits", b.limits)
	b.given(r)
	b.decided(r)
	b.summaries(r)
	r.Get("/now.json", b.now)
	r.Get("/news.json", b.news)
	r.Get("/ledger", b.ledgerShow)
	r.Get("/ledger/check", b.ledgerCheck)
	r.Get("/log/checkpoint", b.checkpoint)
	r.Get("/log/key", b.logKey)
	r.Get("/log/operator", b.operator)
	r.Get("/log/tile/*", b.tile)
	r.Get("/log/keys/:day", b.dayKeys)
	r.Get("/log/books/:book", b.keyFile)
	r.Get("/log/books/:book/proofs", b.proofFile)
}

// given mounts what is shown of a petition's count, what is handed on, and what anybody may keep.
func (b *Booth) given(r fiber.Router) {
	r.Get("/petitions/:id/progress", b.progressShow)
	r.Get("/petitions/:id/progress.json", b.progressJSON)
	r.Get("/petitions/:id/share", b.shareShow)
	r.Get("/petitions/:id/qr.svg", b.shareQR)
	r.Get("/petitions/:id/poster-:paper.pdf", b.poster(export.Poster.PDF))
	r.Get("/petitions/:id/card-:paper.pdf", b.poster(export.Poster.Card))
	r.Get("/petitions/:id/preview.png", b.previewTitled)
	r.Get("/preview.png", b.previewNeutral)
	r.Get("/s/:short", b.short(""))
	r.Get("/s/:short/t", b.short("?"+cardQuery+"="+cardTitle))
	r.Get("/petitions/:id/counts.csv", b.countsCSV)
	r.Get("/petitions/:id/whole.json", b.wholeJSON)
	r.Get("/petitions/:id/names", b.petitionNames)
	r.Get("/petitions/:id/names.json", b.petitionNamesJSON)
	r.Get("/petitions/:id/proof.zip", b.petitionProof(export.NewBundles(b.Ledger, b.Books)))
	r.Get("/petitions/:id/letter", b.letterShow)
	r.Get("/petitions/:id/letter.pdf", b.letterPDF)
}

// ofPrograms mounts what is known of programs.
func (b *Booth) ofPrograms(r fiber.Router) {
	r.Get("/programs", b.programList)
	r.Get("/programs.json", b.programListJSON)
	r.Get("/programs.csv", b.programListCSV)
	r.Get("/programs.atom", b.programListAtom)
	r.Get("/programs/proposals", b.proposalList)
	r.Get("/programs/proposals.json", b.proposalListJSON)
	r.Get("/programs/proposals.atom", b.proposalListAtom)
	r.Get("/programs/:id.json", b.programJSON)
	r.Get("/programs/:id.atom", b.programAtom)
	r.Get("/programs/:id", b.programShow)
	r.Get("/programs/:id/pulse/:season.txt", b.pulseText)
}

// decided mounts the standards, and what was decided by them.
func (b *Booth) decided(r fiber.Router) {
	r.Get("/standards", b.standards)
	r.Get("/standards/v:version.toml", b.standardsFile)
	r.Get("/standards/v:version", b.standardsVersion)
	r.Get("/standards/decisions", b.decisions)
	r.Get("/standards/decisions.json", b.decisionsJSON)
}

// summaries mounts what leadership is told, and what its readers do by links of their own.
func (b *Booth) summaries(r fiber.Router) {
	r.Get("/respond", b.respondEnter)
	r.Post("/respond", b.respond)
	r.Get("/summaries", b.summaryList)
	r.Get("/summaries.json", b.summaryListJSON)
	r.Get("/summaries.atom", b.summaryListAtom)
	r.Get("/summaries/coming", b.summaryComing)
	r.Get("/summaries/coming.json", b.summaryComingJSON)
	r.Get("/summaries/:period", b.summaryShow)
	for _, p := range []digest.Purpose{digest.ToConfirm, digest.ToStop} {
		r.Get("/summaries/"+string(p)+"/:link", b.summaryOwn(p))
		r.Post("/summaries/"+string(p)+"/:link", b.summarySay(p))
	}
}

// Private mounts what a wallet asks by envelope. The app it is mounted on listens nowhere.
func (b *Booth) Private(r fiber.Router) {
	r.Use(b.thawed)
	r.Get("/beat", b.beat)
	r.Post("/petitions/:id/signatures", b.sign)
	r.Post("/petitions/:id/withdrawals", b.withdraw)
	r.Post("/petitions/:id/comments", b.comment)
	r.Post("/petitions/:id/edits", b.edit)
	r.Post("/petitions/:id/retractions", b.retract)
	r.Post("/petitions/:id/agreements", b.agree)
	r.Post("/petitions/:id/ratings", b.rate)
	r.Post("/petitions/:id/pulses", b.sit)
	r.Post("/petitions/:id/workplaces", b.workplace)
	r.Post("/petitions/:id/flags", b.flag)
	r.Post("/petitions/:id/appeals", b.appeal)
	for _, kind := range pass.Kinds() {
		if kind.Organizing() {
			r.Post("/petitions/:id/"+string(kind)+"s", b.organize(kind))
		}
	}
	r.Get("/organize/:id", b.organizeShow)
	r.Get("/organize/:id/invitation", b.organizeInvitation)
	r.Get("/organize/:id/versions", b.organizeVersions)
	r.Get("/organize/:id/versions/:number", b.organizeVersion)
	r.Post("/petitions/programs/proposals", b.propose)
}
