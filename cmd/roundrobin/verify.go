package main

import (
	"context"
	"errors"
	"fmt"

	"roundrobin/models/db"
)

type verifyCommand struct {
	config
	Checkpoint string `help:"The newest checkpoint that anybody has, to hold the ledger against: a file, or the address of a site that shows it." placeholder:"URL|FILE"`
}

func (c *verifyCommand) Run(ctx context.Context, o *outside) error {
	master, lost := c.foundedKey()
	seen, err := c.seen(ctx, c.Checkpoint)
	if err := errors.Join(c.checkAddress(), lost, err); err != nil {
		return err
	}
	identity, err := openFounded(c.identity())
	if err != nil {
		return err
	}
	defer identity.Close()
	booth, err := openFounded(c.booth())
	if err != nil {
		return err
	}
	defer booth.Close()
	if err := identity.Sound(ctx); err != nil {
		return fmt.Errorf("the %s store: %w", db.Identity, err)
	}
	p, err := c.recounted(ctx, booth, master, seen)
	if err != nil {
		return fmt.Errorf("the %s store: %w", db.Booth, err)
	}
	_, err = fmt.Fprintf(o.Out, "Both stores are whole, and the ledger's %d leaves have the root that its checkpoint signs: %s\n", p.Size, p.Root)
	return err
}
