package main

import (
	"bytes"
	"regexp"

	"github.com/a-h/templ"

	"roundrobin/views/desk"
	"roundrobin/views/devmail"
	"roundrobin/views/fail"
	"roundrobin/views/home"
	"roundrobin/views/ledger"
	"roundrobin/views/pages"
	"roundrobin/views/petition"
	"roundrobin/views/program"
	"roundrobin/views/ui"
	"roundrobin/views/wallet"
)

// screen is one page in one state. height is that of its picture, in CSS pixels.
type screen struct {
	name   string
	view   templ.Component
	height int
}

var script = regexp.MustCompile(`<script[^>]*></script>`)

// page is the screen as the server draws it. The wallet's script is left out: it would change the state.
func (s screen) page() ([]byte, error) {
	var drawn bytes.Buffer
	err := s.view.Render(gallerySite(), &drawn)
	return script.ReplaceAll(drawn.Bytes(), nil), err
}

func screens() []screen {
	all := append(append(append(append(append(append(officeScreens(), ownScreens()...), standardsScreens()...), flagScreens()...), respondScreens()...), reviewScreens()...), []screen{
		{"home", home.Show(homeProps()), 2600},
		{"home-empty", home.Show(home.Props{}), 1100},
		{"petitions", home.List(home.ListProps{Search: search("", "open"), Found: openCards(), Total: 4}), 1700},
		{"petitions-near", home.List(home.ListProps{Search: full("recrding"), Found: []ui.Card{recordingCard()}, Total: 30, Page: 1, Pages: 2,
			Near: []home.Near{{Typed: "recrding", Taken: []string{"recording"}}}, Programs: programCards()[:1]}), 1700},
		{"petitions-none", home.List(home.ListProps{Search: search("parking", "all")}), 1000},
		{"petition", petition.Show(recording()), 5200},
		{"petition-rejected", petition.Show(turnedAway()), 2600},
		{"petition-lapsed", petition.Show(lapsed()), 2200},
		{"petition-rated", petition.Show(rated()), 5200},
		{"petition-few", petition.Show(nightBus()), 3400},
		{"petition-closed", petition.Show(wellbeing()), 3000},
		{"petition-gathering", petition.Show(sickPay()), 2800},
		{"petition-gathering-again", petition.Show(again()), 2800},
		{"petition-hidden", petition.Show(hiddenOne()), 2400},
		{"petition-mending", petition.Show(mended()), 2800},
		{"petition-foreign", petition.Show(foreign()), 3000},
		{"petitions-foreign", home.List(home.ListProps{Search: search("", "open"), Found: foreignCards(), Total: 2}), 1300},
		{"programs", program.List(program.ListProps{Programs: programCards()}), 1300},
		{"program", program.Show(programProps()), 2700},
		{"proposals", program.Proposals(proposals()), 1300},
		{"proposals-none", program.Proposals(program.ProposalsProps{Today: today}), 900},
		{"program-bare", program.Show(program.Props{ID: "x", Name: "Badge days", Purpose: "Three office days a week.",
			State: ui.ProgramState{Status: "announced", Today: today}}), 1500},
		{"desk", desk.Address(desk.AddressProps{Season: season()}), 1300},
		{"desk-refused", desk.Address(desk.AddressProps{Season: season(), Address: "dana.whitlock", Refusal: "internal"}), 1300},
		{"desk-code", desk.Code(desk.CodeProps{Season: season(), Minutes: 10}), 1000},
		{"desk-code-refused", desk.Code(desk.CodeProps{Season: season(), Minutes: 10, Code: "123", Refusal: "internal"}), 1000},
		{"desk-checked-in", desk.CheckedIn(desk.CheckedInProps{Season: season(), Name: "Dana Whitlock"}), 1100},
		{"desk-collected", desk.CheckedIn(desk.CheckedInProps{Season: season(), Name: "Dana Whitlock", Collected: true}), 1100},
		{"desk-left", desk.Left(), 900},
		{"wallet", wallet.Show(wallet.Props{}), 1100},
		{"ledger", ledger.Show(ledgerProps()), 3200},
		{"about", pages.About(pages.AboutProps{Operator: "The works council of Meridian Freight", Version: "demo"}), 2200},
		{"help", pages.Help(pages.HelpProps{Minutes: 10, SealDays: 7}), 3400},
		{"limits", pages.Limits(limits), 3600},
		{"dev-mail", devmail.List(devmail.ListProps{Mails: mails()}), 900},
		{"dev-mail-one", devmail.Show(mails()[0]), 1000},
		{"dev-mail-none", devmail.List(devmail.ListProps{}), 800},
	}...)
	for _, status := range []string{"403", "404", "410", "413", "422", "429", "500", "503"} {
		all = append(all, screen{"fail-" + status, fail.Show(failProps(status)), 900})
	}
	for _, state := range []string{"private", "none", "ready", "handing", "promised", "counted", "withdrawing", "withdrawn", "refused", "closed", "broken", "lied"} {
		all = append(all, screen{"sign-" + state, staged(petition.Show(nightBus()), "sign", state), 1800})
	}
	for _, state := range []string{"none", "ready", "handing", "promised", "counted", "refused", "long", "hints", "closed"} {
		all = append(all, screen{"comment-" + state, staged(petition.Show(nightBus()), "comment", state), 3600})
	}
	all = append(all, screen{"desk-private", staged(desk.Address(desk.AddressProps{Season: season()}), "storage", "private"), 1100})
	for _, state := range []string{"choosing", "choose", "handing", "promised", "refused"} {
		all = append(all, screen{"flag-" + state, staged(petition.Show(flaggable(nightBus())), "flag", state), 4000})
	}
	for _, state := range []string{"others", "ready", "long", "handing", "promised", "refused"} {
		all = append(all, screen{"appeal-" + state, staged(petition.Show(guarded()), "appeal", state), 5200})
	}
	for _, state := range []string{"private", "ready", "working", "refused", "failed", "collected", "other", "lied"} {
		all = append(all, screen{"code-" + state, staged(desk.Code(desk.CodeProps{Season: season(), Minutes: 10}), "desk", state), 1000})
	}
	for _, state := range []string{"private", "none", "held", "season", "lied"} {
		all = append(all, screen{"passes-" + state, staged(wallet.Show(wallet.Props{}), "passes", state), 1200})
	}
	for _, state := range []string{"nojs", "old", "working", "proved-whole-alone", "proved-whole-witnessed", "untrue", "broken"} {
		all = append(all, screen{"recount-" + state, staged(ledger.Check(ledger.CheckProps{Size: 9874}), "recount", state), 1500})
	}
	for _, state := range []string{"waiting", "handing", "promised", "counted", "broken", "refused"} {
		held := staged(wallet.Show(wallet.Props{}), "passes", "held")
		all = append(all, screen{"return-" + state, staged(held, "return", state), 1400})
	}
	all = append(all, mailScreens()...)
	all = append(append(all, pulseScreens()...), progressScreens()...)
	return append(append(append(all, walletScreens()...), organizingScreens()...), threadScreens()...)
}

// organizingScreens are the routes of those who write and organize.
func organizingScreens() (all []screen) {
	page := wallet.Show(wallet.Props{Programs: []ui.Option{{Value: "routecam", Label: "RouteCam"}}, Topics: topics})
	add := func(page templ.Component, stand string, height int, states ...string) {
		for _, state := range states {
			all = append(all, screen{stand + "-" + state, staged(page, stand, state), height})
		}
	}
	add(page, "drafts", 1100, "none", "empty", "some")
	add(page, "begin", 1100, "ready", "none", "full")
	add(page, "write", 2600, "missing", "reading", "here", "changed", "handing", "kept", "refused", "frozen", "gone")
	add(staged(page, "write", "kept"), "newer", 2600, "newer", "beside", "reading")
	add(staged(page, "write", "kept"), "versions", 2800, "some", "more")
	add(page, "organize", 2000, "missing", "unsaved", "queued", "gathering", "review", "delivered", "answered", "closed", "rejected", "withdrawn", "gone")
	add(staged(staged(page, "organize", "draft"), "people", "together"), "gather", 2000, "changed", "newer", "unready", "ready", "look", "sent")
	add(staged(staged(page, "organize", "open"), "people", "alone"), "deliver", 2200, "early", "ready", "asked", "sent")
	add(page, "join", 1200, "none", "malformed", "asking", "open", "over", "accepting", "declining", "joined", "declined", "refused")
	return all
}

// walletScreens are "My passes" in the states of its smaller stands.
func walletScreens() (all []screen) {
	held := staged(staged(wallet.Show(wallet.Props{}), "passes", "held"), "keeping", "may")
	none := staged(wallet.Show(wallet.Props{}), "passes", "none")
	add := func(page templ.Component, stand string, states ...string) {
		for _, state := range states {
			all = append(all, screen{stand + "-" + state, staged(page, stand, state), 2400})
		}
	}
	add(held, "recovery", "offered", "failed", "shown", "checked", "mistaken", "saved", "declined")
	add(none, "recover", "ready", "unknown", "number", "sum", "failed")
	proposing := routed(wallet.Show(wallet.Props{Programs: search("", "").Programs}), "propose")
	add(proposing, "propose", "none", "ready", "handing", "refused", "long", "spent")
	add(held, "news", "first", "none", "new")
	add(held, "forget", "ready", "asked", "asked-waiting")
	add(none, "forget", "gone")
	add(held, "keeping", "kept", "week")
	signed := staged(petition.Show(nightBus()), "sign", "counted")
	asked := nightBus()
	asked.Places = places
	for _, state := range []string{"ready", "choose", "handing", "promised", "counted", "refused"} {
		all = append(all, screen{"workplace-" + state, staged(staged(petition.Show(asked), "sign", "counted"), "workplace", state), 1800})
	}
	return append(all, screen{"sign-counted-recovery", staged(signed, "recovery", "offered"), 1800})
}
