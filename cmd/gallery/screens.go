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

// screen is one page in one state.
type screen struct {
	name string
	view templ.Component
}

var script = regexp.MustCompile(`<script[^>]*></script>`)

// page is the screen as the server draws it. The wallet's script is left out: it would change the state.
func (s screen) page() ([]byte, error) {
	var drawn bytes.Buffer
	err := s.view.Render(gallerySite(), &drawn)
	return script.ReplaceAll(drawn.Bytes(), nil), err
}

func screens() []screen {
	all := append(append(append(append(append(append(append(append(officeScreens(), rosterScreens()...), roomsScreens()...), ownScreens()...), standardsScreens()...), flagScreens()...), respondScreens()...), reviewScreens()...), []screen{
		{"home", home.Show(homeProps())},
		{"home-empty", home.Show(home.Props{})},
		{"petitions", home.List(home.ListProps{Search: search("", "open"), Found: openCards(), Total: 4})},
		{"petitions-near", home.List(home.ListProps{Search: full("recrding"), Found: []ui.Card{recordingCard()}, Total: 30, Page: 1, Pages: 2,
			Near: []home.Near{{Typed: "recrding", Taken: []string{"recording"}}}, Programs: programCards()[:1]})},
		{"petitions-none", home.List(home.ListProps{Search: search("parking", "all")})},
		{"petition", petition.Show(recording())},
		{"petition-rejected", petition.Show(turnedAway())},
		{"petition-lapsed", petition.Show(lapsed())},
		{"petition-rated", petition.Show(rated())},
		{"petition-few", petition.Show(nightBus())},
		{"petition-closed", petition.Show(wellbeing())},
		{"petition-gathering", petition.Show(sickPay())},
		{"petition-gathering-again", petition.Show(again())},
		{"petition-hidden", petition.Show(hiddenOne())},
		{"petition-mending", petition.Show(mended())},
		{"petition-foreign", petition.Show(foreign())},
		{"petitions-foreign", home.List(home.ListProps{Search: search("", "open"), Found: foreignCards(), Total: 2})},
		{"programs", program.List(program.ListProps{Programs: programCards()})},
		{"program", program.Show(programProps())},
		{"proposals", program.Proposals(proposals())},
		{"proposals-none", program.Proposals(program.ProposalsProps{Today: today})},
		{"program-bare", program.Show(program.Props{ID: "x", Name: "Badge days", Purpose: "Three office days a week.",
			State: ui.ProgramState{Status: "announced", Today: today}})},
		{"desk", desk.Address(desk.AddressProps{Season: season(), Subject: "123456 is your code", Ways: []string{desk.WayEmail}})},
		{"desk-refused", desk.Address(desk.AddressProps{Season: season(), Subject: "123456 is your code", Ways: []string{desk.WayEmail}, Way: desk.WayEmail, Address: "dana.whitlock", Refusal: "internal"})},
		{"desk-ways", desk.Address(ways())},
		{"desk-ways-refused", desk.Address(refusedSignIn())},
		{"desk-away", desk.Away(desk.AwayProps{Host: "login.meridian.example", Address: "https://login.meridian.example/auth"})},
		{"desk-arrived", desk.Arrived(desk.ArrivedProps{Season: season()})},
		{"desk-code", desk.Code(desk.CodeProps{Season: season(), Minutes: 10})},
		{"desk-code-refused", desk.Code(desk.CodeProps{Season: season(), Minutes: 10, Code: "123", Refusal: "internal"})},
		{"desk-checked-in", desk.CheckedIn(desk.CheckedInProps{Season: season(), Name: "Dana Whitlock"})},
		{"desk-collected", desk.CheckedIn(desk.CheckedInProps{Season: season(), Name: "Dana Whitlock", Collected: true})},
		{"desk-left", desk.Left()},
		{"wallet", wallet.Show(wallet.Props{})},
		{"ledger", ledger.Show(ledgerProps())},
		{"about", pages.About(pages.AboutProps{Operator: "The works council of Meridian Freight", Version: "demo"})},
		{"help", pages.Help(pages.HelpProps{Minutes: 10, SealDays: 7, OpenDays: 90, ResponseDays: 14})},
		{"limits", pages.Limits(limits)},
		{"dev-mail", devmail.List(devmail.ListProps{Mails: mails()})},
		{"dev-mail-one", devmail.Show(mails()[0])},
		{"dev-mail-none", devmail.List(devmail.ListProps{})},
	}...)
	all = append(all, entryScreens()...)
	for _, status := range []string{"403", "404", "410", "413", "422", "429", "500", "503"} {
		all = append(all, screen{"fail-" + status, fail.Show(failProps(status))})
	}
	for _, f := range []fail.Props{{Status: 404, Refusal: "petition_missing"}, {Status: 409, Refusal: "petition_hidden"}, {Status: 409, Refusal: "petition_not_open"}, {Status: 410, Refusal: "petition_rejected"}} {
		all = append(all, screen{"fail-" + f.Refusal, fail.Show(f)})
	}
	for _, state := range []string{"private", "none", "ready", "handing", "promised", "counted", "withdrawing", "withdrawn", "refused", "closed", "broken", "lied"} {
		all = append(all, screen{"sign-" + state, staged(petition.Show(nightBus()), "sign", state)})
	}
	for _, state := range []string{"none", "ready", "handing", "promised", "counted", "refused", "long", "hints", "closed"} {
		all = append(all, screen{"comment-" + state, staged(petition.Show(nightBus()), "comment", state)})
	}
	all = append(all, screen{"desk-private", staged(desk.Address(desk.AddressProps{Season: season(), Subject: "123456 is your code", Ways: []string{desk.WayEmail}}), "storage", "private")})
	for _, state := range []string{"choosing", "choose", "handing", "promised", "refused"} {
		all = append(all, screen{"flag-" + state, staged(petition.Show(flaggable(nightBus())), "flag", state)})
	}
	for _, state := range []string{"others", "ready", "long", "handing", "promised", "refused"} {
		all = append(all, screen{"appeal-" + state, staged(petition.Show(guarded()), "appeal", state)})
	}
	for _, state := range []string{"private", "ready", "working", "refused", "failed", "collected", "other", "lied"} {
		all = append(all, screen{"code-" + state, staged(desk.Code(desk.CodeProps{Season: season(), Minutes: 10}), "desk", state)})
	}
	for _, state := range []string{"private", "working", "refused", "failed", "collected", "other", "lied"} {
		all = append(all, screen{"arrived-" + state, staged(desk.Arrived(desk.ArrivedProps{Season: season()}), "desk", state)})
	}
	for _, state := range []string{"private", "none", "held", "season", "lied"} {
		all = append(all, screen{"passes-" + state, staged(wallet.Show(wallet.Props{}), "passes", state)})
	}
	for _, state := range []string{"nojs", "old", "working", "proved-whole-alone", "proved-whole-witnessed", "untrue", "broken"} {
		all = append(all, screen{"recount-" + state, staged(ledger.Check(ledger.CheckProps{Size: 9874}), "recount", state)})
	}
	for _, state := range []string{"waiting", "handing", "promised", "counted", "broken", "refused"} {
		held := staged(wallet.Show(wallet.Props{}), "passes", "held")
		all = append(all, screen{"return-" + state, staged(held, "return", state)})
	}
	all = append(all, mailScreens()...)
	all = append(append(all, pulseScreens()...), progressScreens()...)
	all = append(append(append(all, walletScreens()...), organizingScreens()...), threadScreens()...)
	return append(all, tongueScreens(all)...)
}

// organizingScreens are the routes of those who write and organize.
func organizingScreens() (all []screen) {
	page := wallet.Show(wallet.Props{Programs: []ui.Option{{Value: "routecam", Label: "RouteCam"}}, Topics: topics})
	add := func(page templ.Component, stand string, states ...string) {
		for _, state := range states {
			all = append(all, screen{stand + "-" + state, staged(page, stand, state)})
		}
	}
	add(page, "drafts", "none", "empty", "some")
	add(page, "begin", "ready", "none", "full")
	add(page, "write", "missing", "reading", "here", "changed", "handing", "kept", "refused", "frozen", "gone")
	add(staged(page, "write", "kept"), "newer", "newer", "beside", "reading")
	add(staged(page, "write", "kept"), "versions", "some", "more")
	add(page, "organize", "missing", "unsaved", "queued", "gathering", "review", "delivered", "answered", "closed", "rejected", "withdrawn", "gone")
	add(staged(staged(page, "organize", "draft"), "people", "together"), "gather", "changed", "newer", "unready", "ready", "look", "sent")
	add(staged(staged(page, "organize", "open"), "people", "alone"), "deliver", "early", "ready", "asked", "sent")
	add(page, "join", "none", "malformed", "asking", "open", "over", "accepting", "declining", "joined", "declined", "refused")
	return all
}

// walletScreens are "My passes" in the states of its smaller stands.
func walletScreens() (all []screen) {
	held := staged(staged(wallet.Show(wallet.Props{}), "passes", "held"), "keeping", "may")
	none := staged(wallet.Show(wallet.Props{}), "passes", "none")
	add := func(page templ.Component, stand string, states ...string) {
		for _, state := range states {
			all = append(all, screen{stand + "-" + state, staged(page, stand, state)})
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
		all = append(all, screen{"workplace-" + state, staged(staged(petition.Show(asked), "sign", "counted"), "workplace", state)})
	}
	return append(all, screen{"sign-counted-recovery", staged(signed, "recovery", "offered")})
}
