package main

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"roundrobin/views/desk"
	"roundrobin/views/home"
	"roundrobin/views/layout"
	"roundrobin/views/ledger"
	"roundrobin/views/pages"
	"roundrobin/views/petition"
)

// entryScreens are check-in by a code on paper, and the pages that say of how many a count is where a mail domain lets people in.
func entryScreens() []screen {
	open := season()
	open.Eligible = -1
	books := ledgerProps()
	for i := range books.Books {
		books.Books[i].Eligible = -1
	}
	all := []screen{
		{"desk-printed-link", desk.Address(desk.AddressProps{Season: season(), Subject: "123456 is your code", Ways: []string{desk.WayEmail, desk.WayCodes}})},
		{"printed", desk.Printed(desk.PrintedProps{Season: season()})},
		{"printed-refused-nojs", desk.Printed(desk.PrintedProps{Season: season(), Code: "7K3M-09QX-TB4R-2VHD", Refusal: "printed_wrong"})},
		{"printed-checked-in", desk.CheckedIn(desk.CheckedInProps{Season: season(), Printed: true})},
		{"printed-collected-nojs", desk.CheckedIn(desk.CheckedInProps{Season: season(), Printed: true, Collected: true})},
		{"domain-home", atDomain(home.Show(homeProps()))},
		{"domain-petition", atDomain(petition.Show(recording()))},
		{"domain-desk", atDomain(desk.Address(desk.AddressProps{Season: open, Subject: "123456 is your code", Ways: []string{desk.WayEmail}}))},
		{"domain-code", atDomain(desk.Code(desk.CodeProps{Season: open, Minutes: 10}))},
		{"domain-ledger", atDomain(ledger.Show(books))},
		{"domain-help", atDomain(pages.Help(pages.HelpProps{Minutes: 10, SealDays: 7, OpenDays: 90, ResponseDays: 14}))},
		{"domain-limits", atDomain(pages.Limits(limits))},
	}
	for _, state := range []string{"private", "ready", "working", "refused", "failed", "collected", "other", "lied"} {
		all = append(all, screen{"printed-" + state, staged(desk.Printed(desk.PrintedProps{Season: season()}), "desk", state)})
	}
	return all
}

// atDomain draws a page on a site without a roster.
func atDomain(page templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		site := layout.SiteOf(ctx)
		site.Domains = "meridian.example"
		return page.Render(layout.WithSite(ctx, site), w)
	})
}
