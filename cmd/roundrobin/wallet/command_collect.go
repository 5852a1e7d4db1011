package wallet

import (
	"context"
	"fmt"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

type newCommand struct{ file }

func (c *newCommand) Run(ctx context.Context, o *Outside) error {
	seed, err := NewSeed(o.Random)
	if err == nil {
		_, err = New(c.File, seed)
	}
	if err == nil {
		o.say(ctx, "wallet_cli.made", "file", c.File)
	}
	return spoken(ctx, err)
}

type wordsCommand struct{ file }

func (c *wordsCommand) Run(ctx context.Context, o *Outside) error {
	f, err := Open(c.File)
	if err == nil {
		_, err = fmt.Fprintln(o.Out, Words(pass.Seed(f.Seed)))
	}
	return spoken(ctx, err)
}

type recoverCommand struct{ file }

func (c *recoverCommand) Run(ctx context.Context, o *Outside) error {
	text, err := o.readAll()
	if err != nil {
		return err
	}
	seed, err := ParseWords(text)
	if err == nil {
		_, err = New(c.File, seed)
	}
	if err == nil {
		o.say(ctx, "wallet_cli.recovered", "file", c.File)
	}
	return spoken(ctx, err)
}

type collectCommand struct {
	file
	Site    string `required:"" help:"Where the site is." placeholder:"https://petitions.example"`
	Address string `required:"" xor:"who" help:"Your work address, as on the roster."`
	Paper   bool   `required:"" xor:"who" help:"You have a code on paper."`
	Key     string `help:"The verifier key of the site's log, from somebody you trust. Without it, the site's own word is taken, and kept from then on."`
}

var errOtherSite = fault.New(fault.Conflict, "wallet_other_site")

// Run collects. The wallet keeps to the log's key that it first met.
func (c *collectCommand) Run(ctx context.Context, o *Outside) error {
	w, err := c.wallet(ctx, o)
	if err != nil {
		return spoken(ctx, err)
	}
	n, err := w.Site.News(ctx)
	if err == nil {
		err = w.Ledger.Update(ctx, w.Site)
	}
	if err == nil {
		err = w.Ledger.Extends(w.File.Seen)
	}
	if err == nil && n.Origin != w.Ledger.Origin() {
		err = lied("the site calls itself %.80q, its log %s", n.Origin, w.Ledger.Origin())
	}
	if err != nil {
		return spoken(ctx, err)
	}
	got, err := w.Collect(ctx, n, c.Address, o.ask(c.asks()))
	if got.Passes > 0 {
		if got.Name == "" {
			o.say(ctx, "wallet_cli.collected_nameless", "passes", got.Passes)
		} else {
			o.say(ctx, "wallet_cli.collected", "passes", got.Passes, "name", got.Name)
		}
	}
	if got.Found > 0 {
		o.say(ctx, "wallet_cli.found_again", "n", got.Found)
	}
	return spoken(ctx, err)
}

func (c *collectCommand) wallet(ctx context.Context, o *Outside) (*Wallet, error) {
	f, err := Open(c.File)
	if err != nil {
		return nil, err
	}
	key := f.Key
	if c.Key != "" {
		key = c.Key
	}
	if f.Key != "" && key != f.Key {
		return nil, errOtherSite
	}
	if key == "" {
		if key, err = NewSite(c.Site, o.Client).Key(ctx); err != nil {
			return nil, err
		}
		o.say(ctx, "wallet_cli.trusting", "key", key)
	}
	l, err := NewLedger(key)
	return o.wallet(f, c.Site, l), err
}

func (c *collectCommand) asks() string {
	if c.Paper {
		return "wallet_cli.code_paper"
	}
	return "wallet_cli.code"
}

// ask asks on the terminal for as long as there is input.
func (o *Outside) ask(words string) Ask {
	next := o.readLines()
	return func(ctx context.Context, again *Refusal) (string, error) {
		if again != nil {
			o.say(ctx, "wallet_cli.refused", "sentence", again.Sentence)
		}
		o.say(ctx, words)
		code, err := next()
		if err != nil {
			return "", errNoCode
		}
		return code, nil
	}
}

var errNoCode = fault.New(fault.Invalid, "wallet_no_code")
