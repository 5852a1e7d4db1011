package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"roundrobin/models/db"
	"roundrobin/models/office"
	"roundrobin/views/words"
)

type officeCommands struct {
	Add      officeAddCommand    `cmd:"" help:"Let somebody work in the office. What they need to sign in is printed once."`
	List     officeListCommand   `cmd:"" help:"Who works there."`
	Remove   officeRemoveCommand `cmd:"" help:"Let somebody work there no more."`
	Sessions struct {
		End officeEndCommand `cmd:"" help:"Sign somebody out everywhere."`
	} `cmd:"" help:"Where members are signed in."`
}

type officeAddCommand struct {
	config
	Name string `arg:"" help:"As everybody knows them: what they do is published under this name."`
	Role string `help:"An admin may do all that a steward may, and sees who gets leadership's mail." default:"steward" enum:"steward,admin"`
}

func (c *officeAddCommand) Run(ctx context.Context, o *outside) error {
	return withOffice(ctx, &c.config, o, func(members *office.Office) error {
		given, err := members.Add(ctx, c.Name, office.Role(c.Role), words.T(ctx, "brand"))
		if err != nil {
			return err
		}
		return tellAdded(ctx, o, c.Name, office.Role(c.Role), given)
	})
}

// tellAdded shows what a new member signs in with: once, and nowhere else.
func tellAdded(ctx context.Context, o *outside, name string, role office.Role, given office.Credentials) error {
	picture, err := terminalQR(given.URL)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(o.Out, "%s\n\n%s\n\n%s\n\n%s\n%s\n", words.T(ctx, "office_cli.added_"+string(role), "name", name),
		words.T(ctx, "office_cli.key", "key", given.Key), words.T(ctx, "office_cli.app", "secret", given.Secret), picture, given.URL)
	return err
}

type officeListCommand struct{ config }

func (c *officeListCommand) Run(ctx context.Context, o *outside) error {
	return withOffice(ctx, &c.config, o, func(members *office.Office) error {
		all, err := members.All(ctx)
		if err == nil && len(all) == 0 {
			_, err = fmt.Fprintln(o.Out, words.T(ctx, "office_cli.nobody"))
		}
		for _, m := range all {
			fmt.Fprintln(o.Out, words.T(ctx, "office_cli.listed", "name", m.Name, "role", string(m.Role)))
		}
		return err
	})
}

type officeRemoveCommand struct {
	config
	Name string `arg:"" help:"As 'list' shows it."`
}

func (c *officeRemoveCommand) Run(ctx context.Context, o *outside) error {
	return withOffice(ctx, &c.config, o, func(members *office.Office) error {
		if err := members.Remove(ctx, c.Name); err != nil {
			return err
		}
		_, err := fmt.Fprintln(o.Out, words.T(ctx, "office_cli.removed", "name", c.Name))
		return err
	})
}

type officeEndCommand struct {
	config
	Name string `arg:"" help:"As 'list' shows it."`
}

func (c *officeEndCommand) Run(ctx context.Context, o *outside) error {
	return withOffice(ctx, &c.config, o, func(members *office.Office) error {
		m, err := members.Find(ctx, c.Name)
		if err != nil {
			return err
		}
		n, err := members.EndAll(ctx, m.Hash)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(o.Out, words.N(ctx, "office_cli.ended", n))
		return err
	})
}

// withOffice opens the identity store alone, for one errand; the site may run meanwhile. A refusal becomes its sentence.
func withOffice(ctx context.Context, c *config, o *outside, f func(*office.Office) error) error {
	zone, err := c.zone()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return err
	}
	master, err := c.master(o.Random)
	if err != nil {
		return err
	}
	identity, err := openStore(ctx, c.identity(), db.Identity)
	if err != nil {
		return err
	}
	err = spoken(ctx, f(office.New(identity, master, o.Random, o.Now, zone)))
	return errors.Join(err, identity.Close())
}
