package office

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/moderation"
	"roundrobin/models/office"
	petitionstore "roundrobin/models/petition/store"
)

// Limits of what a form holds, in bytes: that of the door, and those in which people write.
const (
	formLimit = 4 << 10
	longLimit = 64 << 10
)

// A Route is an address of the office, and the right that it needs. Whoever lacks it stands at the door or reads why not; a route of
// office.Door is anybody's, with an empty member for who is not in.
type Route struct {
	Method, Path string
	Right        office.Right
	limit        int
	do           func(*fiber.Ctx, office.Member) error
}

func get(path string, r office.Right, do func(*fiber.Ctx, office.Member) error) Route {
	return Route{fiber.MethodGet, path, r, 0, do}
}

func post(path string, r office.Right, do func(*fiber.Ctx, office.Member) error) Route {
	return Route{fiber.MethodPost, path, r, formLimit, do}
}

// write is a post with room for what somebody writes.
func write(path string, r office.Right, do func(*fiber.Ctx, office.Member) error) Route {
	return Route{fiber.MethodPost, path, r, longLimit, do}
}

// Map is every address of the office. There is no other way in.
func (o *Office) Map() []Route {
	return slices.Concat(o.members(), o.house(), o.recipients(), o.rosters(), o.decisions())
}

// members are the door, what is one's own, and who else works here.
func (o *Office) members() []Route {
	return []Route{
		get("/office", office.Door, o.show),
		post("/office/sign-in", office.Door, o.signIn),
		write("/office/sign-in/key", office.Door, o.signInKey),
		post("/office/sign-out", office.Door, o.signOut),
		post("/office/sign-out-everywhere", office.Door, o.signOutEverywhere),
		get("/office/own", office.Own, o.ownShow),
		post("/office/own/keys/begin", office.Own, o.keyBegin),
		write("/office/own/keys", office.Own, o.keyAdd),
		post("/office/own/keys/:id/remove", office.Own, o.keyRemove),
		post("/office/own/codes", office.Own, o.codesSet),
		post("/office/own/sessions/others", office.Own, o.sessionsOthers),
		post("/office/own/sessions/:id/end", office.Own, o.sessionEnd),
		get("/office/members", office.KeepMembers, o.memberList),
		post("/office/members", office.KeepMembers, o.memberAdd),
		post("/office/members/:id/remove", office.KeepMembers, o.memberRemove),
		post("/office/members/:id/end", office.KeepMembers, o.memberEnd),
	}
}

// house is what is kept: the record, leadership's links, programs, the standards.
func (o *Office) house() []Route {
	return []Route{
		get("/office/record", office.ReadHouse, o.recordShow),
		get("/office/mail", office.ReadHouse, o.mailList),
		get("/office/health", office.ReadHouse, o.healthShow),
		post("/office/health/jobs/:id/retry", office.KeepHouse, o.healthRetry),
		get("/office/forget", office.ForgetPeople, o.forgetShow),
		post("/office/forget", office.ForgetPeople, o.forgetDo),
		get("/office/incident", office.ReadHouse, o.incidentShow),
		write("/office/incident", office.HandleIncidents, o.incidentTake),
		get("/office/settings", office.ReadHouse, o.settingsShow),
		write("/office/settings", office.KeepSettings, o.settingsSave),
		get("/office/leadership", office.KeepLeadership, o.leadership),
		post("/office/leadership/revoke", office.KeepLeadership, o.revoke),
		post("/office/leadership/renew", office.KeepLeadership, o.renew),
		get("/office/programs", office.TellPrograms, o.programList),
		get("/office/programs/new", office.KeepPrograms, o.programNew),
		write("/office/programs", office.KeepPrograms, o.programCreate),
		get("/office/programs/:id", office.TellPrograms, o.programShow),
		write("/office/programs/:id", office.KeepPrograms, o.programChange),
		write("/office/programs/:id/timeline", office.TellPrograms, o.programTell),
		get("/office/standards", office.ReadStandards, o.standardsShow),
		get("/office/standards/draft", office.WriteStandards, o.standardsForm),
		write("/office/standards/draft", office.WriteStandards, o.standardsSave),
		get("/office/standards/preview", office.ReadStandards, o.standardsPreview),
		write("/office/standards/publish", office.WriteStandards, o.standardsPublish),
		post("/office/standards/discard", office.WriteStandards, o.standardsDiscard),
	}
}

// decisions are those about petitions, proposals, and talks.
func (o *Office) decisions() []Route {
	all := []Route{
		get("/office/petitions", office.DecidePetitions, o.petitionList),
		get("/office/petitions/:id", office.DecidePetitions, o.petitionShow),
		write("/office/petitions/:id/open", office.DecidePetitions, o.petitionOpen),
		write("/office/petitions/:id/reject", office.DecidePetitions, o.withReason((*petitionstore.Store).Reject)),
		write("/office/petitions/:id/hide", office.DecidePetitions, o.withReason((*petitionstore.Store).Hide)),
		write("/office/petitions/:id/show", office.DecidePetitions, o.withReason((*petitionstore.Store).Unhide)),
		get("/office/proposals", office.DecideProposals, o.proposing(o.proposalList)),
		write("/office/proposals/:id/accept", office.DecideProposals, o.proposing(o.proposalAccept)),
		write("/office/proposals/:id/decline", office.DecideProposals, o.proposing(o.proposalDecline)),
		get("/office/flags", office.DecideCases, o.flagList),
		get("/office/flags/:id", office.DecideCases, o.flagShow),
		write("/office/flags/:id/mute", office.DecideCases, o.flagMute),
		get("/office/talks/:id", office.KeepTalks, o.talkShow),
		write("/office/talks/:id", office.KeepTalks, o.talkKeep),
	}
	for _, v := range []moderation.Verdict{moderation.Keep, moderation.Hide, moderation.Restore, moderation.Uphold} {
		all = append(all, write("/office/flags/:id/"+string(v), office.DecideCases, o.flagDecide(v)))
	}
	return all
}

// Routes mounts everything under /office.
func (o *Office) Routes(router fiber.Router) {
	router.Use("/office", fresh)
	for _, r := range o.Map() {
		router.Add(r.Method, r.Path, limit(r.limit), o.with(r.Right, r.do))
	}
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
