package booth

import (
	"context"
	"encoding/json"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/petition"
	"roundrobin/views/layout"
	"roundrobin/views/ui"
)

// publicFacts is everything that is public of a petition, in one file.
type publicFacts struct {
	Petition petitionFacts   `json:"petition"`
	Text     string          `json:"text"` // frozen, byte for byte; "" while it is hidden
	Hash     string          `json:"text_hash"`
	Figures  progressFacts   `json:"figures"`
	Updates  []updateFacts   `json:"updates"`
	Answers  []answerFacts   `json:"answers"` // every revision, oldest first
	Timeline []timelineStep  `json:"timeline"`
	Names    []petition.Name `json:"names"` // who signed by name
	Comments []commentFacts  `json:"comments"`
	Proof    string          `json:"proof"`
}

type answerFacts struct {
	Day  string `json:"day"`
	Who  string `json:"who"`
	Text string `json:"text"` // Markdown
}

// commentFacts: the text is "" where it was taken back or hidden.
type commentFacts struct {
	ID        string `json:"id"`
	Parent    string `json:"parent"` // the comment that it answers, or ""
	Voice     string `json:"voice"`  // colleague, organizers or leadership
	Pseudonym string `json:"pseudonym"`
	Day       string `json:"day"`
	Text      string `json:"text"` // Markdown
	Agreed    int    `json:"agreed"`
	Reason    bool   `json:"reason"` // its writer calls it a reason for signing
	TakenBack bool   `json:"taken_back"`
	Hidden    bool   `json:"hidden"`
}

// wholeJSON sends the file with its length, so that a browser can tell how much is still to come.
func (b *Booth) wholeJSON(c *fiber.Ctx) error {
	ctx := c.UserContext()
	props, told, err := b.progress(c)
	if err != nil {
		return err
	}
	p, life, err := b.lifeOf(ctx, props.ID)
	if err != nil {
		return err
	}
	f := publicFacts{
		Petition: b.facts(ctx, p), Hash: p.Hash.String(), Figures: progressFactsOf(c, props, told), Updates: []updateFacts{}, Answers: []answerFacts{},
		Timeline: stepsOf(ctx, life), Names: []petition.Name{}, Comments: []commentFacts{}, Proof: layout.SiteOf(ctx).Address() + "/petitions/" + p.ID + "/proof.zip",
	}
	if p.Hidden == "" {
		f.Text = string(p.Text.Marshal())
	}
	if err = b.saidOf(ctx, p, &f); err != nil {
		return err
	}
	text, err := json.Marshal(f)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="petition-`+p.ID+`.json"`)
	return file(c, fiber.MIMEApplicationJSON, briefly, text)
}

// saidOf adds what people wrote.
func (b *Booth) saidOf(ctx context.Context, p petition.Petition, f *publicFacts) error {
	updates, err := b.Petitions.Updates(ctx, p.ID)
	if err != nil {
		return err
	}
	for _, u := range updates {
		f.Updates = append(f.Updates, updateFactsOf(u, f.Petition.Address))
	}
	record, err := b.Petitions.Life(ctx, p.ID)
	if err != nil {
		return err
	}
	for _, r := range record.Responses {
		f.Answers = append(f.Answers, answerFacts{string(r.Day), r.Who, r.Words})
	}
	names, _, err := b.Petitions.Names(ctx, p, "", 0, p.Count)
	if err != nil {
		return err
	}
	f.Names = append(f.Names, names...)
	all, err := b.Threads.All(ctx, p.ID)
	if err != nil {
		return err
	}
	said := comments(all)
	err = b.marked(ctx, p.ID, said)
	for _, x := range said {
		facts := commentFacts{ID: x.ID, Parent: x.Parent, Voice: x.Voice, Pseudonym: x.Pseudonym, Day: x.Day, Text: x.Text, Agreed: x.Agreed, Reason: x.Reason, TakenBack: x.TakenBack, Hidden: x.Hidden != nil}
		if facts.Hidden || facts.TakenBack {
			facts.Text = ""
		}
		f.Comments = append(f.Comments, facts)
	}
	return err
}

func stepsOf(ctx context.Context, life ui.Life) []timelineStep {
	steps := []timelineStep{}
	for _, s := range life.Steps(ctx) {
		t := timelineStep{What: s.What, Place: string(s.Place), Day: s.Day, Title: s.Title, Note: s.Note, Late: s.Late}
		if s.Address != "" {
			t.Address = layout.SiteOf(ctx).Address() + s.Address
		}
		steps = append(steps, t)
	}
	return steps
}
