package booth

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/petition"
	"roundrobin/views/layout"
	talk "roundrobin/views/petition"
	view "roundrobin/views/program"
)

// pulse puts into a program's page how it sits with people, season by season, and the talk of the round that is asked now.
func (b *Booth) pulse(c *fiber.Ctx, id string, props *view.Props) error {
	ctx := c.UserContext()
	rounds, err := b.Petitions.Pulses(ctx, id)
	if err != nil || len(rounds) == 0 {
		return err
	}
	for _, r := range rounds {
		props.Pulse.Seasons = append(props.Pulse.Seasons, seasonOf(r))
	}
	now := rounds[0]
	p, err := b.Petitions.Any(ctx, now.ID)
	if err != nil {
		return err
	}
	props.Pulse.Round, props.Pulse.Until, props.Pulse.Today = p.ID, string(p.Closes), string(b.today())
	props.Pulse.Open = p.MaySign(b.today()) == nil
	t, err := b.talkProps(ctx, p)
	if err != nil {
		return err
	}
	if t.Thread, err = b.thread(ctx, p, c.Query("order"), 1); err != nil {
		return err
	}
	t.Thread.Round = true
	guard, err := b.Cases.Guard(ctx, p.ID)
	t.Guard, t.Speakable = guardOf(guard), t.Speakable && guard.Paused == ""
	props.Talk = talk.RoundTalk(t)
	return err
}

func seasonOf(r petition.Pulse) view.Season {
	s := view.Season{ID: r.ID, Season: r.Season, Open: r.State == petition.Open, Answered: r.Answered, Day: string(r.Day), Shown: r.Shown.Shown, Of: r.Shown.Total}
	for _, f := range r.Shown.Cells {
		s.Steps = append(s.Steps, view.Step{Value: f.Name, People: f.People, Percent: f.People * 100 / max(1, r.Shown.Total), Hidden: f.Hidden})
	}
	return s
}

// pulseText is what the leaf `tally` of a round is the hash of; while the season lasts, what it would be.
func (b *Booth) pulseText(c *fiber.Ctx) error {
	rounds, err := b.Petitions.Pulses(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	at := slices.IndexFunc(rounds, func(r petition.Pulse) bool { return r.Season == c.Params("season") && r.Text != "" })
	if at < 0 {
		return errFile
	}
	return file(c, plainText, briefly, []byte(rounds[at].Text))
}

// pulseFacts is a season of a program's pulse for programs to read: what the floor lets through, and nothing else.
type pulseFacts struct {
	Season   string      `json:"season"`
	Opened   string      `json:"opened"`
	Closes   string      `json:"closes"`
	Open     bool        `json:"open"`
	Answered int         `json:"answered"` // people
	Day      string      `json:"day"`      // of the seal since which what follows stands so, or ""
	Of       int         `json:"of"`       // people who had answered then
	Shown    []stepFacts `json:"shown"`    // the steps that are shown
	Address  string      `json:"address"`  // of the text whose hash is in the ledger
}

type stepFacts struct {
	Value  string `json:"value"`
	People int    `json:"people"`
}

func (b *Booth) pulseFacts(ctx context.Context, program string) ([]pulseFacts, error) {
	rounds, err := b.Petitions.Pulses(ctx, program)
	facts := []pulseFacts{}
	for _, r := range rounds {
		f := pulseFacts{
			Season: r.Season, Opened: string(r.Opened), Closes: string(r.Closes), Open: r.State == petition.Open, Answered: r.Answered, Day: string(r.Day),
			Of: r.Shown.Total, Shown: []stepFacts{},
		}
		for _, c := range r.Shown.Cells {
			if !c.Hidden {
				f.Shown = append(f.Shown, stepFacts{c.Name, c.People})
			}
		}
		if r.Text != "" {
			f.Address = layout.SiteOf(ctx).Address() + "/programs/" + program + "/pulse/" + r.Season + ".txt"
		}
		facts = append(facts, f)
	}
	return facts, err
}
