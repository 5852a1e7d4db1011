package office

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/incident"
	"roundrobin/models/office"
	"roundrobin/models/petition"
	"roundrobin/models/retention"
	views "roundrobin/views/office"
)

// incidentShow is the incident that is open, with what can be done about it, or the form that opens one.
func (o *Office) incidentShow(c *fiber.Ctx, m office.Member) error {
	return o.showIncident(c, m, "", nil, nil)
}

func (o *Office) showIncident(c *fiber.Ctx, m office.Member, text string, ticked []string, refused *fault.Fault) error {
	all, err := o.Incidents.All(c.UserContext())
	if err != nil {
		return err
	}
	p := views.IncidentProps{Viewer: o.viewer(m), Today: string(o.today()), May: m.May(office.HandleIncidents), Text: text, Just: c.Query("done"), Ticked: map[string]bool{}}
	if refused != nil {
		p.Problems = problems([]*fault.Fault{refused})
	}
	for _, place := range retention.Places {
		p.Places = append(p.Places, string(place))
	}
	for _, x := range all {
		if x.Closed != "" {
			p.Past++
			continue
		}
		p.Open, p.Since, p.Frozen, p.Seen = true, string(x.Opened), string(x.Since), strconv.Itoa(len(x.Entries))
		for _, place := range x.Exposed {
			p.Ticked[string(place)] = true
		}
		for _, e := range x.Entries {
			p.Entries = append(p.Entries, views.IncidentEntry{Day: string(e.Day), What: string(e.What), Who: e.Who.Name, Role: e.Who.Role, Text: e.Text})
		}
	}
	if refused != nil {
		p.Ticked = map[string]bool{}
		for _, t := range ticked {
			p.Ticked[t] = true
		}
	}
	return page.Show(c, views.Incident(p))
}

// incidentTake opens an incident, says more about it, freezes, lifts, or closes it.
func (o *Office) incidentTake(c *fiber.Ctx, m office.Member) error {
	ticked := many(c, "exposed")
	s := incident.Step{What: incident.What(c.FormValue("do")), Text: petition.TidyWords(c.FormValue("text")), Freeze: c.FormValue("freeze") != "", Seen: number(c.FormValue("seen"))}
	for _, t := range ticked {
		s.Exposed = append(s.Exposed, retention.Place(t))
	}
	err := o.Incidents.Take(c.UserContext(), s, whoOf(m))
	if err == nil {
		return c.Redirect("/office/incident?done="+string(s.What), fiber.StatusSeeOther)
	}
	f := fault.Of(err)
	if f == nil {
		return err
	}
	o.refuse(c, err)
	return o.showIncident(c, m, c.FormValue("text"), ticked, f)
}
