package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/incident"
	"roundrobin/models/retention"
	"roundrobin/views/pages"
)

// incidentShow is what went wrong here, day by day, the newest incident first.
func (b *Booth) incidentShow(c *fiber.Ctx) error {
	all, err := b.Incidents.All(c.UserContext())
	if err != nil {
		return err
	}
	p := pages.IncidentsProps{Today: string(b.today())}
	for _, x := range all {
		p.All = append(p.All, incidentProps(x))
	}
	return page.Show(c, pages.Incidents(p))
}

func incidentProps(x incident.Incident) pages.Incident {
	i := pages.Incident{Number: x.N, Opened: string(x.Opened), Closed: string(x.Closed), Frozen: string(x.Since)}
	for _, p := range retention.Places { // in the order of the table, whatever an admin ticked first
		for _, e := range x.Exposed {
			if e == p {
				i.Exposed = append(i.Exposed, string(p))
			}
		}
	}
	for _, e := range x.Entries {
		i.Entries = append(i.Entries, pages.IncidentEntry{Day: string(e.Day), What: string(e.What), Who: e.Who.Name, Role: e.Who.Role, Text: e.Text})
	}
	return i
}

// incidentJSON is {"frozen","incidents":[…]}, the newest first.
func (b *Booth) incidentJSON(c *fiber.Ctx) error {
	all, err := b.Incidents.All(c.UserContext())
	if err != nil {
		return err
	}
	incidents := make([]fiber.Map, len(all))
	for i, x := range all {
		entries := []fiber.Map{}
		for _, e := range x.Entries {
			entries = append(entries, fiber.Map{"day": e.Day, "did": e.What, "by": e.Who.Name, "role": e.Who.Role, "text": e.Text})
		}
		incidents[i] = fiber.Map{"number": x.N, "opened": x.Opened, "closed": x.Closed, "frozen_since": x.Since, "exposed": append([]retention.Place{}, x.Exposed...), "entries": entries}
	}
	return c.JSON(fiber.Map{"frozen": b.frozen(), "incidents": incidents})
}
