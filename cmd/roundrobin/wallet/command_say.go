package wallet

import (
	"context"

	"roundrobin/models/pass"
	"roundrobin/views/words"
)

// about is what most is said about.
type about struct {
	Petition string `arg:"" help:"The petition's id, as in its address."`
}

type signCommand struct {
	file
	about
}

func (c *signCommand) Run(ctx context.Context, o *Outside) error {
	wish := Signing(c.Petition)
	return o.visit(ctx, c.File, &wish)
}

type withdrawCommand struct {
	file
	about
}

func (c *withdrawCommand) Run(ctx context.Context, o *Outside) error {
	wish := Withdrawing(c.Petition)
	return o.visit(ctx, c.File, &wish)
}

type rateCommand struct {
	file
	about
	Value string `arg:"" enum:"answered,partly,not_answered" help:"What leadership's answer is: answered, partly or not_answered."`
}

func (c *rateCommand) Run(ctx context.Context, o *Outside) error {
	wish := Rating(c.Petition, c.Value)
	return o.visit(ctx, c.File, &wish)
}

type pulseCommand struct {
	file
	Round string `arg:"" help:"The id of the round, as on the program's page and in /now.json."`
	Value string `arg:"" enum:"very_badly,badly,neither,well,very_well" help:"How the program sits with you: very_badly, badly, neither, well or very_well."`
}

func (c *pulseCommand) Run(ctx context.Context, o *Outside) error {
	wish := Sitting(c.Round, c.Value)
	return o.visit(ctx, c.File, &wish)
}

type workCommand struct {
	file
	about
	Place string `arg:"" help:"One of the places that the petition's page offers."`
}

func (c *workCommand) Run(ctx context.Context, o *Outside) error {
	wish := Working(c.Petition, c.Place)
	return o.visit(ctx, c.File, &wish)
}

type commentCommand struct {
	file
	about
	Wording
}

// Wording is what a comment is besides its text.
type Wording struct {
	ReplyTo string `help:"The id of the comment that this one answers." placeholder:"ID"`
	Reason  bool   `help:"It is a reason for signing."`
}

func (w Wording) body(o *Outside) (pass.CommentBody, error) {
	text, err := o.readAll()
	return pass.CommentBody{Parent: w.ReplyTo, Reason: w.Reason, Text: text}, err
}

func (c *commentCommand) Run(ctx context.Context, o *Outside) error {
	body, err := c.body(o)
	if err != nil {
		return err
	}
	wish := commenting(c.Petition, body)
	return o.visit(ctx, c.File, &wish)
}

type editCommand struct {
	file
	about
	Comment string `arg:"" help:"The id of your comment."`
	Wording
}

func (c *editCommand) Run(ctx context.Context, o *Outside) error {
	body, err := c.body(o)
	if err != nil {
		return err
	}
	wish := Editing(c.Petition, c.Comment, body)
	return o.visit(ctx, c.File, &wish)
}

type retractCommand struct {
	file
	about
	Comment string `arg:"" help:"The id of your comment."`
}

func (c *retractCommand) Run(ctx context.Context, o *Outside) error {
	wish := Retracting(c.Petition, c.Comment)
	return o.visit(ctx, c.File, &wish)
}

type agreeCommand struct {
	file
	about
	Comment  string `arg:"" help:"The comment's id."`
	TakeBack bool   `help:"No longer agree."`
}

func (c *agreeCommand) Run(ctx context.Context, o *Outside) error {
	wish := Agreeing(c.Petition, c.Comment, !c.TakeBack)
	return o.visit(ctx, c.File, &wish)
}

type flagCommand struct {
	file
	about
	Code    string `arg:"" help:"The code of a published standard, as on /standards."`
	Comment string `help:"The comment's id; without it, the petition is flagged." placeholder:"ID"`
}

func (c *flagCommand) Run(ctx context.Context, o *Outside) error {
	wish := Flagging(c.Petition, c.Comment, c.Code)
	return o.visit(ctx, c.File, &wish)
}

type appealCommand struct {
	file
	about
	Comment string `arg:"" help:"The comment's id."`
}

func (c *appealCommand) Run(ctx context.Context, o *Outside) error {
	words, err := o.readAll()
	if err != nil {
		return err
	}
	wish := Appealing(c.Petition, c.Comment, words)
	return o.visit(ctx, c.File, &wish)
}

type showCommand struct{ file }

func (c *showCommand) Run(ctx context.Context, o *Outside) error { return o.visit(ctx, c.File, nil) }

// showAll tells what this wallet holds and did.
func (o *Outside) showAll(ctx context.Context, w *Wallet) {
	for _, b := range w.File.Books {
		o.say(ctx, "wallet_cli.book", "book", b.Book, "passes", len(b.Signatures)/pass.KeySize)
	}
	for _, a := range w.File.Acts {
		o.showAct(ctx, a)
	}
	if len(w.File.Acts) == 0 {
		o.say(ctx, "wallet_cli.nothing_said")
	}
}

func (o *Outside) showAct(ctx context.Context, a *Act) {
	o.say(ctx, "wallet_cli.act", "kind", kindWord(ctx, a), "petition", a.Petition, "state", stateWords(ctx, a))
}

func (o *Outside) showBroken(ctx context.Context, a *Act) {
	o.say(ctx, "wallet_cli.broken", "kind", kindWord(ctx, a), "petition", a.Petition, "day", words.Day(ctx, string(a.By)), "note", a.Promise)
}

func kindWord(ctx context.Context, a *Act) string {
	switch a.Kind {
	case pass.Signature:
		return words.T(ctx, "wallet_cli.kind_signature")
	case pass.Withdrawal:
		return words.T(ctx, "wallet_cli.kind_withdrawal")
	case pass.Agreement:
		return words.T(ctx, "wallet_cli.kind_agreement")
	case pass.Workplace:
		return words.T(ctx, "wallet_cli.kind_workplace")
	case pass.Flag:
		return words.T(ctx, "wallet_cli.kind_flag")
	case pass.Appeal:
		return words.T(ctx, "wallet_cli.kind_appeal")
	case pass.Edit, pass.Retraction:
		return words.T(ctx, "wallet_cli.kind_"+string(a.Kind))
	case pass.Rating:
		return words.T(ctx, "wallet_cli.kind_rating")
	case pass.Pulse:
		return words.T(ctx, "wallet_cli.kind_pulse")
	case pass.Proposing:
		return words.T(ctx, "wallet_cli.kind_proposal", "id", a.Comment)
	}
	if a.Kind.Organizing() {
		return words.T(ctx, "wallet_cli.organized."+string(a.Kind))
	}
	return words.T(ctx, "wallet_cli.kind_comment", "id", a.Comment)
}

func stateWords(ctx context.Context, a *Act) string {
	switch a.State {
	case Promised:
		return words.T(ctx, "wallet_cli.state_promised", "day", words.Day(ctx, string(a.By)))
	case Counted:
		return words.T(ctx, "wallet_cli.state_counted")
	case Refused:
		return words.T(ctx, "wallet_cli.state_refused")
	}
	return words.T(ctx, "wallet_cli.state_waiting")
}
