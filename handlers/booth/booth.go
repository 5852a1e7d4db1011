// Package booth never learns who anybody is. Its public pages are read by all; its private handlers stand behind the
// gateway and are reached by envelope only. Nothing here can import the roster, the desk or a session: a law checks it.
package booth

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
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

// Public mounts what everybody may ask for. What is "same" is kept in memory (handlers/memory.go) until the store changes; what is not has a
// state of its own, leads elsewhere, or is asked for so seldom that it would only push out others.
func (b *Booth) Public(r fiber.Router) {
	same := page.Same{Router: r}
	same.Get("/", b.home)
	same.Get("/petitions", b.petitionList)
	same.Get("/petitions.json", b.petitionListJSON)
	same.Get("/petitions.csv", b.petitionListCSV)
	same.Get("/petitions.atom", b.petitionListAtom)
	same.Get("/petitions/:id.json", b.petitionJSON)
	same.Get("/petitions/:id.atom", b.petitionAtom)
	same.Get("/petitions/:id.txt", b.petitionText)
	same.Get("/petitions/:id", b.petitionShow)
	same.Get("/petitions/:id/timeline.json", b.petitionTimeline)
	same.Get("/petitions/:id/comments", b.commentList)
	same.Get("/petitions/:id/comments/:comment", b.commentShow)
	same.Get("/petitions/:id/ring", b.petitionRing)
	same.Get("/petitions/:id/rating.txt", b.ratingText)
	same.Get("/petitions/:id/delivery", b.deliveryShow)
	same.Get("/petitions/:id/delivery.txt", b.deliveryText)
	b.ofPrograms(r)
	same.Get("/wallet", b.wallet)
	same.Get("/about", b.about)
	same.Get("/help", b.help)
	same.Get("/rules", b.rulesShow)
	same.Get("/rules.json", b.rulesJSON)
	same.Get("/retention", b.retentionShow)
	same.Get("/incident", b.incidentShow)
	same.Get("/incident.json", b.incidentJSON)
	same.Get("/limits", b.limits)
	b.given(r)
	b.decided(r)
	b.summaries(r)
	r.Get("/now.json", b.now)
	same.Get("/news.json", b.news)
	r.Get("/ledger", b.ledgerShow) // says what only the desk's store knows
	same.Get("/ledger/check", b.ledgerCheck)
	r.Get("/log/checkpoint", b.checkpoint) // an older tree than another replica has shown already looks like a lie
	same.Get("/log/key", b.logKey)
	r.Get("/log/operator", b.operator)
	r.Get("/log/tile/*", b.tile)
	r.Get("/log/keys/:day", b.dayKeys)
	r.Get("/log/books/:book", b.keyFile)
	r.Get("/log/books/:book/proofs", b.proofFile)
}

// given mounts what is shown of a petition's count, what is handed on, and what anybody may keep.
func (b *Booth) given(r fiber.Router) {
	same := page.Same{Router: r}
	same.Get("/petitions/:id/progress", b.progressShow)
	same.Get("/petitions/:id/progress.json", b.progressJSON)
	same.Get("/petitions/:id/share", b.shareShow)
	same.Get("/petitions/:id/qr.svg", b.shareQR)
	same.Get("/petitions/:id/poster-:paper.pdf", b.poster(export.Poster.PDF))
	same.Get("/petitions/:id/card-:paper.pdf", b.poster(export.Poster.Card))
	same.Get("/petitions/:id/preview.png", b.previewTitled)
	same.Get("/preview.png", b.previewNeutral)
	r.Get("/s/:short", b.short(""))
	r.Get("/s/:short/t", b.short("?"+cardQuery+"="+cardTitle))
	same.Get("/petitions/:id/counts.csv", b.countsCSV)
	same.Get("/petitions/:id/whole.json", b.wholeJSON)
	same.Get("/petitions/:id/names", b.petitionNames)
	same.Get("/petitions/:id/names.json", b.petitionNamesJSON)
	r.Get("/petitions/:id/proof.zip", b.petitionProof(export.NewBundles(b.Ledger, b.Books)))
	same.Get("/petitions/:id/letter", b.letterShow)
	same.Get("/petitions/:id/letter.pdf", b.letterPDF)
}

// ofPrograms mounts what is known of programs.
func (b *Booth) ofPrograms(r fiber.Router) {
	same := page.Same{Router: r}
	same.Get("/programs", b.programList)
	same.Get("/programs.json", b.programListJSON)
	same.Get("/programs.csv", b.programListCSV)
	same.Get("/programs.atom", b.programListAtom)
	same.Get("/programs/proposals", b.proposalList)
	same.Get("/programs/proposals.json", b.proposalListJSON)
	same.Get("/programs/proposals.atom", b.proposalListAtom)
	same.Get("/programs/:id.json", b.programJSON)
	same.Get("/programs/:id.atom", b.programAtom)
	same.Get("/programs/:id", b.programShow)
	same.Get("/programs/:id/pulse/:season.txt", b.pulseText)
}

// decided mounts the standards, and what was decided by them.
func (b *Booth) decided(r fiber.Router) {
	same := page.Same{Router: r}
	same.Get("/standards", b.standards)
	same.Get("/standards/v:version.toml", b.standardsFile)
	same.Get("/standards/v:version", b.standardsVersion)
	same.Get("/standards/decisions", b.decisions)
	same.Get("/standards/decisions.json", b.decisionsJSON)
}

// summaries mounts what leadership is told, and what its readers do by links of their own.
func (b *Booth) summaries(r fiber.Router) {
	same := page.Same{Router: r}
	r.Get("/respond", b.respondEnter)
	r.Post("/respond", b.respond)
	same.Get("/summaries", b.summaryList)
	same.Get("/summaries.json", b.summaryListJSON)
	same.Get("/summaries.atom", b.summaryListAtom)
	same.Get("/summaries/coming", b.summaryComing)
	same.Get("/summaries/coming.json", b.summaryComingJSON)
	same.Get("/summaries/:period", b.summaryShow)
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
