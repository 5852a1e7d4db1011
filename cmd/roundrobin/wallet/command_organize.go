package wallet

import (
	"context"
	"strings"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

type organizeCommand struct {
	file
	about
}

func (c *organizeCommand) Run(ctx context.Context, o *Outside) error {
	return o.organizes(ctx, c.File, func(w *Wallet) (*Act, error) {
		t, _, err := w.Read(ctx, c.Petition)
		if err == nil {
			o.showTold(ctx, t)
		}
		return nil, err
	})
}

type inviteCommand struct {
	file
	about
}

func (c *inviteCommand) Run(ctx context.Context, o *Outside) error {
	return o.organizes(ctx, c.File, func(w *Wallet) (*Act, error) {
		t, me, err := w.Read(ctx, c.Petition)
		if err != nil {
			return nil, err
		}
		used := map[string]bool{}
		for _, i := range append(t.Invitations, t.Answers...) {
			used[i.Key] = true
		}
		for number := 1; number <= pass.MaxInvitations; number++ {
			secret := w.wallet().Invitation(c.Petition, number)
			key := pass.InvitationKey(secret, w.Ledger.Origin(), c.Petition)
			if used[key.String()] || w.File.invited(c.Petition, key) {
				continue
			}
			o.say(ctx, "wallet_cli.link", "link", w.Site.Base+"/wallet#/join/"+c.Petition+"/"+secret.String())
			_, a, err := w.Invite(me, c.Petition, t.Seq, number)
			return a, err
		}
		return nil, errNoPlace
	})
}

// invited reports whether this wallet has made the invitation.
func (f *File) invited(petition string, key pass.BoothKey) bool {
	for _, a := range f.Acts {
		if a.Kind == pass.Inviting && a.Petition == petition && strings.HasSuffix(string(a.body()), "\n"+key.String()) {
			return true
		}
	}
	return false
}

type joinCommand struct {
	file
	Link    string `arg:"" help:"The invitation's link."`
	Decline bool   `help:"Say no."`
}

var errLink = fault.New(fault.Invalid, "wallet_link")

func (c *joinCommand) Run(ctx context.Context, o *Outside) error {
	_, fragment, _ := strings.Cut(c.Link, "#/join/")
	id, text, _ := strings.Cut(fragment, "/")
	secret, err := pass.OpenInvitation(text)
	if err != nil || !pass.IsWord(id) {
		return spoken(ctx, errLink)
	}
	return o.organizes(ctx, c.File, func(w *Wallet) (*Act, error) {
		var told struct{ Title, Ask, By string }
		sign := func(origin, path, day string) string {
			return pass.SignReading(secret.Key(origin, id), origin, path, day)
		}
		if err := w.fetch(ctx, "/organize/"+id+"/invitation", sign, &told); err != nil {
			return nil, err
		}
		o.say(ctx, "wallet_cli.invited", "title", told.Title, "ask", told.Ask, "by", told.By, "id", id)
		kind := pass.Joining
		if c.Decline {
			kind = pass.Declining
		}
		return w.Answer(id, kind, secret)
	})
}

// simply is for acts that need nothing but to be said.
func (o *Outside) simply(ctx context.Context, path, id string, k pass.Kind, body string) error {
	return o.organizes(ctx, path, func(w *Wallet) (*Act, error) {
		t, me, err := w.Read(ctx, id)
		if err != nil {
			return nil, err
		}
		return w.Organize(me, id, t.Seq, k, pass.Hash{}, []byte(body))
	})
}

type removeCommand struct {
	file
	about
	Key string `arg:"" help:"The organizer's or invitation's key, as \"organize\" shows it."`
}

func (c *removeCommand) Run(ctx context.Context, o *Outside) error {
	return o.simply(ctx, c.File, c.Petition, pass.Removing, c.Key)
}

type leaveCommand struct {
	file
	about
}

func (c *leaveCommand) Run(ctx context.Context, o *Outside) error {
	return o.simply(ctx, c.File, c.Petition, pass.Leaving, "")
}

type gatherCommand struct {
	file
	about
}

func (c *gatherCommand) Run(ctx context.Context, o *Outside) error {
	return o.organizes(ctx, c.File, func(w *Wallet) (*Act, error) {
		t, me, err := w.Read(ctx, c.Petition)
		if err != nil {
			return nil, err
		}
		v, says, err := w.standing(ctx, me, t)
		if err != nil {
			return nil, err
		}
		text := says.Text()
		o.say(ctx, "wallet_cli.about", "title", text.Title, "ask", text.Ask, "addressee", text.Addressee)
		return w.Organize(me, c.Petition, t.Seq, pass.Gathering, text.Hash(), []byte(v.ID))
	})
}

type mendCommand struct {
	file
	about
}

func (c *mendCommand) Run(ctx context.Context, o *Outside) error {
	return o.simply(ctx, c.File, c.Petition, pass.Mending, "")
}

type takeBackCommand struct {
	file
	about
	Reason string `arg:"" help:"One line; it is published."`
}

func (c *takeBackCommand) Run(ctx context.Context, o *Outside) error {
	return o.simply(ctx, c.File, c.Petition, pass.Taking, c.Reason)
}

type updateCommand struct {
	file
	about
}

func (c *updateCommand) Run(ctx context.Context, o *Outside) error {
	text, err := o.readAll()
	if err != nil {
		return err
	}
	return o.simply(ctx, c.File, c.Petition, pass.Updating, strings.TrimSpace(text))
}

type deliverCommand struct {
	file
	about
}

func (c *deliverCommand) Run(ctx context.Context, o *Outside) error {
	return o.simply(ctx, c.File, c.Petition, pass.Delivering, "")
}

type outcomeCommand struct {
	file
	about
	Outcome string `arg:"" enum:"won,partly_won,declined,no_answer" help:"won, partly_won, declined or no_answer."`
	Reason  string `arg:"" help:"One line; it is published."`
}

func (c *outcomeCommand) Run(ctx context.Context, o *Outside) error {
	return o.simply(ctx, c.File, c.Petition, pass.Concluding, string(pass.OutcomeBody{Outcome: c.Outcome, Reason: c.Reason}.Marshal()))
}
