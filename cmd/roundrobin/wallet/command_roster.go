package wallet

import (
	"context"
	"os"
	"strings"

	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/views/words"
)

type rosterCommand struct {
	Opening string `arg:"" type:"existingfile" help:"What the desk showed, in a file."`
	Site    string `required:"" help:"Where the site is." placeholder:"https://petitions.example"`
	Address string `required:"" help:"Your work address, as on the roster."`
	Key     string `help:"The verifier key of the site's log, from somebody you trust. Without it, the site's own word is taken."`
}

var (
	errOpening      = fault.New(fault.Invalid, "opening_malformed")
	errOpeningFalse = fault.New(fault.Invalid, "opening_false")
)

// Run holds an opening against the whole ledger. A leaf that is not there is a lie of the site's: the desk has shown it.
func (c *rosterCommand) Run(ctx context.Context, o *Outside) error {
	opening, l, err := c.read(ctx, o)
	if err != nil {
		return spoken(ctx, err)
	}
	leaf, err := opening.Leaf(l.Origin())
	if err == nil && !l.Has(leaf) {
		err = lied("the desk opens a leaf of %s, “commitment %s”, that is not in the ledger", opening.Day, opening.Commitment)
	}
	if err == nil {
		o.say(ctx, "wallet_cli.on_roster", "address", c.Address, "day", words.Day(ctx, string(opening.Day)), "size", opening.Size)
	}
	return spoken(ctx, err)
}

func (c *rosterCommand) read(ctx context.Context, o *Outside) (*ledger.Opening, *Ledger, error) {
	text, err := os.ReadFile(c.Opening)
	if err != nil {
		return nil, nil, err
	}
	origin, opening, err := ledger.ParseOpening([]byte(strings.ReplaceAll(strings.TrimSpace(string(text)), "\r\n", "\n") + "\n"))
	if err != nil {
		return nil, nil, errOpening
	}
	if opening.Check(strings.ToLower(strings.TrimSpace(c.Address))) != nil {
		return nil, nil, errOpeningFalse
	}
	site := NewSite(c.Site, o.Client)
	if c.Key == "" {
		if c.Key, err = site.Key(ctx); err != nil {
			return nil, nil, err
		}
		o.say(ctx, "wallet_cli.trusting", "key", c.Key)
	}
	l, err := NewLedger(c.Key)
	if err != nil {
		return nil, nil, err
	}
	if origin != l.Origin() {
		return nil, nil, lied("the opening is of %s, the log of %s", origin, l.Origin())
	}
	return opening, l, l.Update(ctx, site)
}
