// Package layout is the frame of every page: header, room, navigation, footer.
package layout

import (
	"context"

	"roundrobin/views/words"
)

// Site is what is the same on every page. Handlers put it into the context once, with WithSite.
type Site struct {
	// Employer is whose staff the site serves: "Meridian Freight".
	Employer string
	// Short is the neutral title that petition pages carry alone: "Notices".
	Short string
	// Origin is the configured name of the ledger; it is data-origin of the body.
	Origin string
	// Base is the absolute address of the site without a slash at the end, for QR codes and commands; "" if not known.
	Base string
	// Leave is where "Leave quickly" goes, an absolute URL; "" leaves the link out.
	Leave string
	// Indexed allows search engines; false adds a robots line.
	Indexed bool
	// Relay is where wallets send their envelopes instead of to the gateway: an absolute https URL, or a path; "" for the gateway.
	Relay string
	// Domains are the mail domains whose mailboxes let people check in, "example.com, example.org"; "" where a roster says who may.
	Domains string
	// Notice is what every page says while an incident is open: since when, and whether nothing can be written. The zero value says nothing.
	Notice Notice
	// Language is what readers get whose browsers ask for none that there is: a BCP 47 tag, or "" for English.
	Language string
	// Demo is nil except in the demo.
	Demo *Demo
}

// Notice is that of an incident. Since is a day, or "" for none.
type Notice struct {
	Since  string
	Frozen bool
}

func (n Notice) words() string {
	if n.Frozen {
		return "incident.notice_frozen"
	}
	return "incident.notice"
}

// Demo is what the demo's banner says.
type Demo struct {
	// Address is one to try at the desk.
	Address string
}

// Room is where a page stands: it is named under the header.
type Room string

// The rooms. Bare is for pages that belong to none, such as errors.
const (
	Booth  Room = "booth"
	Desk   Room = "desk"
	Office Room = "office"
	Bare   Room = "bare"
)

// Page is what a screen tells the frame about itself.
type Page struct {
	// Title is shown in the tab; "" means the site's neutral short name alone.
	Title string
	Room  Room
	// Nav is the current item: petitions, programs, ledger, wallet, or "".
	Nav string
	// Narrow sets the screen in one reading column.
	Narrow bool
	// Plain leaves out the ways around the site and out of it, for those who came by a link to do one thing.
	Plain bool
	// Nameless says that this page of the desk learns no name.
	Nameless bool
	// Preview is the card of a link to this page; the zero value names nothing.
	Preview Preview
}

// Preview is the card of a pasted link. Image is an address on this site.
type Preview struct{ Title, Text, Image string }

type siteKey struct{}

// WithSite returns a context in which every page is drawn for this site.
func WithSite(ctx context.Context, site Site) context.Context {
	return context.WithValue(ctx, siteKey{}, site)
}

// SiteOf is the site of the context; without one, a nameless site.
func SiteOf(ctx context.Context) Site {
	site, _ := ctx.Value(siteKey{}).(Site)
	return site
}

type hereKey struct{}

// WithHere returns a context that knows the page's own address without its language: "/petitions?q=bus".
func WithHere(ctx context.Context, path string) context.Context {
	return context.WithValue(ctx, hereKey{}, path)
}

// Tongue is this page in another language. Name is in that language.
type Tongue struct{ Tag, Name, Address string }

// others are the other languages that this page can be read in; none where the page's own address is not known.
func others(ctx context.Context) (all []Tongue) {
	here, known := ctx.Value(hereKey{}).(string)
	for _, tag := range words.Languages() {
		if known && tag != words.Language(ctx) {
			all = append(all, Tongue{tag, words.T(words.With(ctx, tag), "language.name"), "/" + tag + here})
		}
	}
	return all
}

func (p Page) preview(ctx context.Context, site Site) Preview {
	if p.Preview.Title != "" {
		return p.Preview
	}
	neutral := Preview{Title: site.Short, Text: words.T(ctx, "frame.preview_plain"), Image: "/preview.png"}
	if site.Employer != "" {
		neutral.Text = words.T(ctx, "frame.preview", "employer", site.Employer)
	}
	return neutral
}

func (p Page) title(site Site) string {
	if p.Title == "" {
		return site.Short
	}
	return p.Title
}

// width is the class of main: reading pages are narrow.
func (p Page) width() string {
	if p.Narrow {
		return "narrow"
	}
	return "wrap"
}

// Address is the absolute address of the site without a slash at the end: the known one, or what its name suggests.
func (s Site) Address() string {
	if s.Base != "" {
		return s.Base
	}
	return "https://" + s.Origin
}
