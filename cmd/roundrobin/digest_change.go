package main

import (
	"context"
	"slices"
)

// digestChangeCommand changes what is given, and leaves the rest.
type digestChangeCommand struct {
	config
	ID      string `arg:"" help:"As 'list' shows it."`
	Address string `help:"Another address; it is asked anew."`
	Name    string `help:"As the mail speaks of its reader."`
	Weekday string `help:"Day on which it is sent." enum:",monday,tuesday,wednesday,thursday,friday,saturday,sunday" default:""`
	Hour    *int   `help:"Hour, on the clocks of the time zone."`
	Clocks  string `help:"Time zone of the reader." placeholder:"Europe/Madrid"`
	Tongue  string `help:"Language." name:"language"`
	All     bool   `help:"Let them follow everything."`
	followed
}

func (d *digestChangeCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &d.config, o, func(s *site) error {
		r, err := s.recipients.Find(ctx, d.ID)
		if err != nil {
			return err
		}
		r.Address, r.Name, r.Zone, r.Language = or(d.Address, r.Address), or(d.Name, r.Name), or(d.Clocks, r.Zone), or(d.Tongue, r.Language)
		if d.Weekday != "" {
			r.Weekday = weekday(d.Weekday)
		}
		if d.Hour != nil {
			r.Hour = *d.Hour
		}
		if d.All || len(d.Programs)+len(d.Petitions) > 0 {
			r.Programs, r.Petitions = slices.Clone(d.Programs), slices.Clone(d.Petitions)
		}
		return leadership{s}.Change(ctx, r, operator)
	})
}

type digestAskCommand struct {
	config
	ID string `arg:"" help:"As 'list' shows it."`
}

func (d *digestAskCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &d.config, o, func(s *site) error { return leadership{s}.Ask(ctx, d.ID) })
}

type digestTestCommand struct {
	config
	ID string `arg:"" help:"As 'list' shows it."`
}

func (d *digestTestCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &d.config, o, func(s *site) error { return leadership{s}.Test(ctx, d.ID) })
}
