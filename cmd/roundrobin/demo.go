package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"roundrobin/cmd/roundrobin/demo"
	"roundrobin/mail"
	"roundrobin/models/digest"
	"roundrobin/models/fault"
	views "roundrobin/views/desk"
	"roundrobin/views/layout"
)

const (
	demoSlots  = 18
	demoSeal   = 3 * time.Second
	demoMails  = 500
	demoDigest = 5 * time.Second
)

type demoCommand struct {
	Listen   string `help:"Address to listen on." default:"127.0.0.1:8080"`
	Full     bool   `help:"Let every place in the season's book be taken: one petition more stands in line for the next, and so does what you draw up."`
	Data     string `help:"Folder to keep the demo in, to come back to it; without one it is gone with the program." type:"path"`
	Identity string `help:"Store of the desk, if it is to be a PostgreSQL database." hidden:""`
	Booth    string `help:"Store of the booth, if it is to be a PostgreSQL database." hidden:""`
	Relay    string `help:"Independent relay of envelopes." hidden:""`
	SignIn   string `help:"The company's own sign-in, by OpenID Connect, to which the demo is the client roundrobin with the secret demo." hidden:""`
	Slots    int    `help:"Petitions that the season's book has room for." default:"${demo_slots}" hidden:""`
}

func (c *demoCommand) Run(ctx context.Context, o *outside) (err error) {
	company, err := demo.Load()
	if err != nil {
		return err
	}
	listener, err := listen(c.Listen) // first, so that a taken port is told at once
	if err != nil {
		return err
	}
	defer listener.Close()
	c.Listen = listener.Addr().String()
	if c.Full {
		c.Slots = company.Slots()
	} else {
		company.LeaveRoom()
	}
	settings, tidy, err := c.settings(company)
	if err != nil {
		return err
	}
	defer tidy()
	if err := c.clear(); err != nil {
		return err
	}
	clock := &calendar{real: o.Now}
	s, err := openDemo(ctx, settings, &outside{Now: clock.now, Random: o.Random, Out: o.Out, Err: o.Err})
	if err != nil {
		return err
	}
	defer s.close()
	if _, empty := s.books.Season(ctx); fault.Of(empty) != nil {
		if err := c.whole(func() error { return errors.Join(s.addRecipients(ctx, company), play(ctx, s, company, clock)) }); err != nil {
			return err
		}
	}
	return serveDemo(ctx, s, listener, company, o)
}

func serveDemo(ctx context.Context, s *site, listener net.Listener, company *demo.Company, o *outside) error {
	machinery, requests := newLogs(o.Err)
	caught := mail.NewMemory(demoMails)
	shown := s.config.site()
	shown.Demo = &layout.Demo{Address: company.Site.Try}
	return s.serve(ctx, running{
		site: shown, listener: listener, sender: caught, caught: caught, machinery: quieter(machinery), requests: requests, mailEvery: demoDigest,
		ready: func(address string) { fmt.Fprintln(o.Out, "ready "+address) },
	})
}

// settings are those of an ordinary site, but that it seals every few seconds, from one on.
func (c *demoCommand) settings(company *demo.Company) (*config, func(), error) {
	tidy := func() {}
	if c.Data == "" {
		folder, err := os.MkdirTemp("", "roundrobin-demo-")
		if err != nil {
			return nil, tidy, err
		}
		c.Data, tidy = folder, func() { _ = os.RemoveAll(folder) }
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, tidy, err
	}
	return &config{
		Listen: c.Listen, Data: c.Data, Identity: c.Identity, Booth: c.Booth, KeyFile: filepath.Join(c.Data, "master.key"),
		Origin: company.Site.Origin, Base: "http://" + c.Listen, Employer: company.Site.Employer, Short: company.Site.Short,
		Leave: company.Site.Leave, Relay: c.Relay, Zone: company.Site.Zone, Insecure: true, Ways: c.ways(), PersonalMail: personalOn, OIDC: c.provider(), Review: "steward", Sponsors: 5, BookSlots: cmp.Or(c.Slots, demoSlots), SealDays: 1, SealMin: 1, SealEvery: demoSeal,
		Workplaces: strings.Join(company.Site.Workplaces, ";"),
		Mail:       mailConfig{Bounces: "bounces@" + company.Site.Origin}, // they come to nobody, but `bounce` takes what one writes to them
	}, tidy, nil
}

// ways are all but the company's own sign-in, unless the demo is told of one.
func (c *demoCommand) ways() []string {
	return slices.DeleteFunc(slices.Clone(views.Ways), func(name string) bool { return name == views.WayOIDC && c.SignIn == "" })
}

func (c *demoCommand) provider() oidcConfig {
	if c.SignIn == "" {
		return oidcConfig{}
	}
	return oidcConfig{Issuer: c.SignIn, Client: "roundrobin", Secret: "demo", Name: "Meridian"}
}

func openDemo(ctx context.Context, c *config, o *outside) (*site, error) {
	if c.Identity != "" || c.Booth != "" { // no store of ours to tell whether the key is new
		if _, err := os.Stat(c.KeyFile); errors.Is(err, os.ErrNotExist) {
			if err := (&keyNewCommand{File: c.KeyFile}).Run(&outside{Random: o.Random, Out: o.Err}); err != nil {
				return nil, err
			}
		}
	}
	return open(ctx, c, o)
}

// addRecipients lets leadership's summary fall due within the hour, so that it can be seen.
func (s *site) addRecipients(ctx context.Context, company *demo.Company) error {
	now := s.out.Now().In(s.zone)
	for _, r := range company.Recipients {
		id, err := s.recipients.Add(ctx, digest.Recipient{
			Address: r.Email, Name: r.Name, Language: r.Language, Weekday: now.Weekday(), Hour: now.Hour(), Zone: s.zone.String(), From: now.AddDate(-1, 0, 0),
		}, nil)
		if err == nil {
			err = s.recipients.Confirm(ctx, id, s.today())
		}
		if err != nil {
			return err
		}
	}
	return nil
}
