package booth

import (
	"html"

	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/feeds"

	"roundrobin/models/day"
	"roundrobin/views/layout"
	"roundrobin/views/words"
)

// An entry is one thing in a feed. ID is unique within the feed's path and never changes; days are the finest time that it has.
type entry struct {
	id, title, address string
	day                day.Day
	text               string // plain
	html               string // sanitised; takes the place of text
}

// atom answers with a feed (RFC 4287). Its path is what the tag URIs of its entries hold, so that moving the site changes none.
func (b *Booth) atom(c *fiber.Ctx, title, path string, entries []entry) error {
	site := layout.SiteOf(c.UserContext())
	updated := b.today().Begins(b.Zone) // of an empty one
	if len(entries) > 0 {
		updated = entries[0].day.Begins(b.Zone)
	}
	f := &feeds.AtomFeed{
		Xmlns: "http://www.w3.org/2005/Atom", Title: title, Id: site.Address() + path, Updated: updated.Format(rfc3339),
		Link:   &feeds.AtomLink{Href: site.Address() + path, Rel: "self", Type: "application/atom+xml"},
		Author: &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: words.T(c.UserContext(), "brand")}},
	}
	for _, e := range entries {
		f.Entries = append(f.Entries, b.atomEntry(site, path, e))
		if at := e.day.Begins(b.Zone).Format(rfc3339); at > f.Updated {
			f.Updated = at
		}
	}
	written, err := feeds.ToXML(f)
	if err != nil {
		return err
	}
	return file(c, "application/atom+xml; charset=utf-8", briefly, []byte(written))
}

const rfc3339 = "2006-01-02T15:04:05Z07:00"

func (b *Booth) atomEntry(site layout.Site, path string, e entry) *feeds.AtomEntry {
	a := &feeds.AtomEntry{
		Title: e.title, Id: "tag:" + b.Ledger.Origin() + "," + string(e.day) + ":" + path + "#" + e.id,
		Updated: e.day.Begins(b.Zone).Format(rfc3339), Links: []feeds.AtomLink{{Href: site.Address() + e.address, Rel: "alternate"}},
	}
	if e.html == "" {
		e.html = html.EscapeString(e.text)
	}
	if e.html != "" {
		a.Content = &feeds.AtomContent{Content: e.html, Type: "html"}
	}
	return a
}
