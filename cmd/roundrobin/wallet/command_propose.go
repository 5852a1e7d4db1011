package wallet

import (
	"context"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/pass"
	"roundrobin/models/program"
)

type proposeCommand struct {
	file
	Title   string   `required:"" help:"The program's name; of an entry, what happened."`
	Source  string   `required:"" help:"Where anybody can read it: an https address, or words."`
	Note    string   `help:"What the program is for; of an entry, what more there is to say."`
	Program string   `help:"The id of the program to whose timeline an entry belongs; without it, a program is proposed."`
	Day     string   `help:"When it happened, or began, such as 2026-11-20."`
	Kind    string   `help:"Of an entry: launch, change, incident, pause or note."`
	Owner   string   `help:"Of a program: who runs it."`
	Who     string   `help:"Of a program: whom it covers."`
	Choice  string   `help:"Of a program: what choice people have."`
	Collect []string `help:"Of a program: a kind of data that it collects; say it once for each." name:"collects" sep:"none"`
}

func (c *proposeCommand) Run(ctx context.Context, o *Outside) error {
	p := program.Proposal{
		Program: c.Program, Day: day.Day(c.Day), Kind: program.Kind(c.Kind), Title: c.Title, Note: c.Note, Owner: c.Owner, Who: c.Who,
		Choice: c.Choice, Data: strings.Join(c.Collect, "\n"), Source: c.Source,
	}
	return o.visitTo(ctx, c.File, func(w *Wallet, _ map[string]pass.Text) (*Act, error) { return w.Propose(ctx, p) })
}
