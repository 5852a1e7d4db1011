package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"roundrobin/models/audit"
	"roundrobin/models/digest"
)

type digestCommands struct {
	Add    digestAddCommand    `cmd:"" help:"Send leadership's weekly summary to somebody."`
	List   digestListCommand   `cmd:"" help:"Who gets it, and when."`
	Change digestChangeCommand `cmd:"" help:"Change when somebody gets it, or what they follow."`
	Ask    digestAskCommand    `cmd:"" help:"Ask somebody once more whether they want it."`
	Test   digestTestCommand   `cmd:"" help:"Send somebody the summary as it stands now, as a test."`
	Remove digestRemoveCommand `cmd:"" help:"Send it to somebody no more."`
}

type digestAddCommand struct {
	config
	Address string `arg:"" help:"Where to send it."`
	Name    string `help:"As the mail speaks of its reader: 'the executive office'." required:""`
	Weekday string `help:"Day on which it is sent." default:"monday" enum:"monday,tuesday,wednesday,thursday,friday,saturday,sunday"`
	Hour    int    `help:"Hour, on the clocks of the time zone." default:"8"`
	Clocks  string `help:"Time zone of the reader; the site's if not given." placeholder:"Europe/Madrid"`
	Tongue  string `help:"Language." name:"language" default:"en"`
	followed
}

// followed is what a recipient follows; with neither, everything.
type followed struct {
	Programs  []string `help:"Programs that they follow, by their ids." name:"program"`
	Petitions []string `help:"Petitions that they follow, by their ids." name:"petition"`
}

func (d *digestAddCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &d.config, o, func(s *site) error {
		id, err := leadership{s}.Add(ctx, digest.Recipient{
			Address: d.Address, Name: d.Name, Language: d.Tongue, Weekday: weekday(d.Weekday), Hour: d.Hour, Zone: or(d.Clocks, s.zone.String()), From: o.Now(),
			Programs: d.Programs, Petitions: d.Petitions,
		}, operator)
		if err == nil {
			_, err = fmt.Fprintln(o.Out, id)
		}
		return err
	})
}

type digestListCommand struct{ config }

func (d *digestListCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &d.config, o, func(s *site) error {
		all, err := s.recipients.All(ctx)
		for _, r := range all {
			fmt.Fprintf(o.Out, "%s  %s  %s  %s %02d:00 %s %s  follows %s  confirmed %s  stopped %s\n", r.ID, r.Address, r.Name, strings.ToLower(r.Weekday.String()),
				r.Hour, r.Zone, r.Language, or(strings.Join(append(r.Programs, r.Petitions...), ","), "all"), dash(r.Confirmed), dash(r.Stopped))
		}
		return err
	})
}

type digestRemoveCommand struct {
	config
	ID string `arg:"" help:"As 'list' shows it."`
}

func (d *digestRemoveCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &d.config, o, func(s *site) error { return leadership{s}.Remove(ctx, d.ID, operator) })
}

// operator has no name in the office.
var operator audit.Who

// withSite opens the stores for one errand; a refusal becomes its sentence.
func withSite(ctx context.Context, c *config, o *outside, f func(*site) error) error {
	s, err := open(ctx, c, o)
	if err != nil {
		return err
	}
	defer s.close()
	return spoken(ctx, f(s))
}

func weekday(name string) time.Weekday {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(d.String(), name) {
			return d
		}
	}
	return time.Monday
}
