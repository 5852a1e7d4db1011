package wallet

import (
	"context"
	"strings"

	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/views/words"
)

// given is what can be said of a text on the command line. What is left out stays as it was.
type given struct {
	Title     *string `help:"What is asked for, in a few words."`
	Addressee *string `help:"To whom."`
	Ask       *string `help:"The ask, in a sentence or two."`
	Program   *string `help:"The id of the program that it is about."`
	Topic     *string `help:"Of the site's list: monitoring, hours, pay, safety, workplace, fairness, elsewhere."`
	Goal      *int    `help:"How many signatures are enough; 0 leaves it to the rule."`
	Language  *string `help:"Such as en."`
}

func (g given) over(c petition.Content) petition.Content {
	for _, x := range []struct{ to, from *string }{
		{&c.Title, g.Title}, {&c.Addressee, g.Addressee}, {&c.Ask, g.Ask}, {&c.Program, g.Program}, {&c.Language, g.Language},
	} {
		if x.from != nil {
			*x.to = *x.from
		}
	}
	if g.Topic != nil {
		c.Topic = petition.Topic(*g.Topic)
	}
	if g.Goal != nil {
		c.Goal = *g.Goal
	}
	return c
}

type draftCommand struct {
	file
	given
}

func (c *draftCommand) Run(ctx context.Context, o *Outside) error {
	background, err := o.readAll()
	if err != nil {
		return err
	}
	return o.organizes(ctx, c.File, func(w *Wallet) (*Act, error) {
		if len(w.File.Books) == 0 {
			return nil, errNoPass
		}
		id, me, err := w.Begin(ctx, w.File.Books[len(w.File.Books)-1].Book)
		if err != nil {
			return nil, err
		}
		o.say(ctx, "wallet_cli.draft", "id", id)
		return w.SaveVersion(me, id, 0, pass.NoBase, c.over(petition.Content{Language: "en", Background: background}))
	})
}

type saveCommand struct {
	file
	about
	given
	Background bool `help:"Read a new background from standard input."`
}

func (c *saveCommand) Run(ctx context.Context, o *Outside) error {
	background := ""
	if c.Background {
		var err error
		if background, err = o.readAll(); err != nil {
			return err
		}
	}
	return o.organizes(ctx, c.File, func(w *Wallet) (*Act, error) {
		t, me, err := w.Read(ctx, c.Petition)
		if err != nil {
			return nil, err
		}
		v, was, err := w.standing(ctx, me, t)
		if err != nil {
			return nil, err
		}
		now := c.over(was)
		if c.Background {
			now.Background = background
		}
		return w.SaveVersion(me, c.Petition, t.Seq, v.ID, now)
	})
}

type readCommand struct {
	file
	about
	Number int `arg:"" optional:"" help:"The version's number; without it, the one that stands."`
}

func (c *readCommand) Run(ctx context.Context, o *Outside) error {
	return o.organizes(ctx, c.File, func(w *Wallet) (*Act, error) {
		t, me, err := w.Read(ctx, c.Petition)
		if err == nil && c.Number == 0 {
			c.Number = t.Stands
		}
		if err != nil {
			return nil, err
		}
		v, says, err := w.Version(ctx, me, c.Petition, c.Number)
		if err == nil {
			o.say(ctx, "wallet_cli.version", "number", v.Number, "title", says.Title, "addressee", says.Addressee, "ask", says.Ask, "background", strings.TrimSpace(says.Background))
		}
		return nil, err
	})
}

type restoreCommand struct {
	file
	about
	Number int `arg:"" help:"The version's number."`
}

func (c *restoreCommand) Run(ctx context.Context, o *Outside) error {
	return o.organizes(ctx, c.File, func(w *Wallet) (*Act, error) {
		t, me, err := w.Read(ctx, c.Petition)
		if err != nil {
			return nil, err
		}
		stands, _, err := w.standing(ctx, me, t)
		if err != nil {
			return nil, err
		}
		_, old, err := w.Version(ctx, me, c.Petition, c.Number)
		if err != nil {
			return nil, err
		}
		return w.SaveVersion(me, c.Petition, t.Seq, stands.ID, old)
	})
}

// organizes is a visit about a draft: what it reads and says rides in envelopes, at the pace of a page.
func (o *Outside) organizes(ctx context.Context, path string, do func(*Wallet) (*Act, error)) error {
	w, err := o.open(path)
	if err != nil {
		return spoken(ctx, err)
	}
	if _, err := w.arrive(ctx); err != nil {
		return spoken(ctx, err)
	}
	a, err := do(w)
	if err == nil {
		err = w.Deliver(ctx)
	}
	broken, lost := w.look(ctx)
	if lost != nil {
		return spoken(ctx, lost)
	}
	if a != nil && a.Kind == pass.Drafting && a.State == Promised {
		o.sayWhereItStands(ctx, w, a)
	}
	return spoken(ctx, o.outcome(ctx, a, broken, err, nil))
}

// sayWhereItStands tells whoever saved second.
func (o *Outside) sayWhereItStands(ctx context.Context, w *Wallet, a *Act) {
	b, err := pass.ParseDraft(a.body())
	t, _, unread := w.Read(ctx, a.Petition)
	if err != nil || unread != nil {
		return
	}
	for _, v := range t.Latest {
		if v.ID == b.Version && v.Beside {
			o.say(ctx, "wallet_cli.beside", "number", v.Number, "stands", t.Stands)
		} else if v.ID == b.Version {
			o.say(ctx, "wallet_cli.saved", "number", v.Number)
		}
	}
}

func (o *Outside) showTold(ctx context.Context, t Told) {
	o.say(ctx, "wallet_cli.organizing", "id", t.Petition, "state", words.T(ctx, "wallet_cli.state."+string(t.State)), "you", t.You, "stands", t.Stands, "versions", t.Versions)
	for _, p := range t.Organizers {
		o.say(ctx, "wallet_cli.organizer", "name", p.Name, "key", p.Key, "day", words.Day(ctx, string(p.Day)))
	}
	for _, i := range t.Invitations {
		o.say(ctx, "wallet_cli.invitation", "key", i.Key, "by", i.By, "day", words.Day(ctx, string(i.Until)))
	}
	for _, a := range t.Waiting {
		o.say(ctx, "wallet_cli.organized_waits", "kind", words.T(ctx, "wallet_cli.organized."+string(a.Kind)), "by", a.By)
	}
	for _, a := range t.Dropped {
		o.say(ctx, "wallet_cli.organized_dropped", "kind", words.T(ctx, "wallet_cli.organized."+string(a.Kind)), "sentence", a.Sentence)
	}
}
