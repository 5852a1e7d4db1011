package booth

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/petition"
	"roundrobin/models/thread"
	"roundrobin/views/layout"
)

// petitionFacts is a petition for programs to read. Days that have not come are "".
type petitionFacts struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Ask       string `json:"ask"`
	Addressee string `json:"addressee"`
	Language  string `json:"language"`
	State     string `json:"state"`
	Since     string `json:"since"`
	Topic     string `json:"topic"`
	Program   string `json:"program"`
	Count     int    `json:"count"`
	Goal      int    `json:"goal"`
	Entitled  string `json:"entitled,omitempty"` // "unknown" where a mail domain says who may sign
	Opened    string `json:"opened"`
	Closes    string `json:"closes"`
	Delivered string `json:"delivered"`
	Due       string `json:"due"`     // a steward's decision, or leadership's answer
	Overdue   int    `json:"overdue"` // days
	Outcome   string `json:"outcome"`
	Address   string `json:"address"`
}

// wholeFacts is one petition with what its organizers wrote.
type wholeFacts struct {
	petitionFacts
	Updates    []updateFacts    `json:"updates"`
	Workplaces []workplaceFacts `json:"workplaces"` // that the floor lets be shown
	Spoken     []spokenFacts    `json:"spoken"`     // in the talk, by organizers and leadership, the newest first
}

type spokenFacts struct {
	ID      string `json:"id"`
	Role    string `json:"role"`    // organizers or leadership
	Who     string `json:"who"`     // of leadership
	Answers string `json:"answers"` // a comment's id, or ""
	Day     string `json:"day"`
	Text    string `json:"text"` // Markdown
	Edited  bool   `json:"edited"`
	Address string `json:"address"`
}

type workplaceFacts struct {
	Name   string `json:"name"`
	People int    `json:"people"`
}

type updateFacts struct {
	N       int    `json:"n"`
	Day     string `json:"day"`
	Text    string `json:"text"` // Markdown
	Address string `json:"address"`
}

func (b *Booth) facts(ctx context.Context, p petition.Petition) petitionFacts {
	due, overdue := p.DueBy(b.Rules()), 0
	if due != "" {
		overdue = max(0, b.today().Sub(due))
	}
	return petitionFacts{
		ID: p.ID, Title: p.Text.Title, Ask: p.Text.Ask, Addressee: p.Text.Addressee, Language: p.Text.Language,
		State: string(p.State), Since: string(p.Since), Topic: string(p.Topic), Program: p.Program, Count: p.Count, Goal: p.Goal, Entitled: layout.Unknown(ctx),
		Opened: string(p.Opened), Closes: string(p.Closes), Delivered: string(p.Delivered), Due: string(due), Overdue: overdue,
		Outcome: string(p.Outcome), Address: layout.SiteOf(ctx).Address() + "/petitions/" + p.ID,
	}
}

// permalink is the address of a comment.
func permalink(c thread.Comment) string {
	return "/petitions/" + c.Petition + "/comments/" + c.ID + "#c-" + c.ID
}

func (b *Booth) petitionJSON(c *fiber.Ctx) error {
	p, err := b.Petitions.Find(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	updates, err := b.Petitions.Updates(c.UserContext(), p.ID)
	if err != nil {
		return err
	}
	shown, _, err := b.Petitions.SaidWorkplaces(c.UserContext(), p.ID)
	if err != nil {
		return err
	}
	spoken, err := b.Threads.Spoken(c.UserContext(), p.ID, feedMost)
	if err != nil {
		return err
	}
	f := wholeFacts{petitionFacts: b.facts(c.UserContext(), p), Updates: []updateFacts{}, Workplaces: []workplaceFacts{}, Spoken: []spokenFacts{}}
	for _, s := range spoken {
		f.Spoken = append(f.Spoken, spokenFacts{s.ID, string(s.Role), s.Who, s.Parent, string(s.Day), s.Text, s.Edited, layout.SiteOf(c.UserContext()).Address() + permalink(s)})
	}
	for _, w := range shown {
		f.Workplaces = append(f.Workplaces, workplaceFacts{w.Name, w.People})
	}
	for _, u := range updates {
		f.Updates = append(f.Updates, updateFactsOf(u, f.Address))
	}
	return c.JSON(f)
}

func updateFactsOf(u petition.Update, page string) updateFacts {
	return updateFacts{u.N, string(u.Day), u.Words, page + "#update-" + strconv.Itoa(u.N)}
}

// petitionText is the frozen text, byte for byte: what signatures name by its hash.
func (b *Booth) petitionText(c *fiber.Ctx) error {
	p, err := b.Petitions.Any(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	if p.Hidden != "" {
		return petition.ErrHidden
	}
	return file(c, plainText, briefly, p.Text.Marshal())
}
