package main

import (
	"context"
	"fmt"

	"roundrobin/models/audit"
	"roundrobin/models/day"
)

type respondCommands struct {
	List   respondListCommand   `cmd:"" help:"Who of leadership can answer a petition, and what they have done."`
	Revoke respondRevokeCommand `cmd:"" help:"End somebody's link: nobody answers by it any more."`
	Renew  respondRenewCommand  `cmd:"" help:"End somebody's link and mail them a new one."`
}

type respondListCommand struct {
	config
	Petition string `arg:"" help:"Its id, as its address has it."`
}

func (r *respondListCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &r.config, o, func(s *site) error {
		links, err := s.responses.Of(ctx, r.Petition)
		for _, l := range links {
			fmt.Fprintf(o.Out, "%s  %s  received %s  meeting %s  good until %s  revoked %s\n", l.ID, l.Name, dash(l.Received), dash(l.Met), l.Expires, dash(l.Revoked))
		}
		return err
	})
}

type respondRevokeCommand struct {
	config
	Link string `arg:"" help:"As 'list' shows it."`
}

func (r *respondRevokeCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &r.config, o, func(s *site) error { return s.responses.Revoke(ctx, r.Link, audit.Operator) })
}

type respondRenewCommand struct {
	config
	Link string `arg:"" help:"As 'list' shows it."`
}

func (r *respondRenewCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &r.config, o, func(s *site) error { return s.responses.Renew(ctx, r.Link, audit.Operator) })
}

func dash(d day.Day) string { return or(string(d), "-") }
