package main

import (
	"context"
	"errors"
	"fmt"

	"roundrobin/models/fault"
	"roundrobin/models/program"
	programstore "roundrobin/models/program/store"
	"roundrobin/views/words"
)

type programCommands struct {
	Proposals proposalsCommand `cmd:"" help:"What colleagues proposed and nobody decided about yet."`
	Accept    acceptCommand    `cmd:"" help:"Put a proposal where it belongs, with its source."`
	Decline   declineCommand   `cmd:"" help:"Turn a proposal down; the reason is published."`
}

type proposalsCommand struct{ config }

func (c *proposalsCommand) Run(ctx context.Context, o *outside) error {
	return withPrograms(ctx, &c.config, o, func(s *site) error {
		waiting, err := s.programs.Proposed(ctx)
		if err == nil && len(waiting) == 0 {
			fmt.Fprintln(o.Out, words.T(ctx, "program_cli.none"))
		}
		for _, p := range waiting {
			about := words.T(ctx, "program_cli.a_program")
			if !p.IsProgram() {
				about = words.T(ctx, "program_cli.an_entry", "program", p.Program, "kind", string(p.Kind), "on", string(p.Proposal.Day))
			}
			fmt.Fprintln(o.Out, words.T(ctx, "program_cli.waits", "id", p.ID, "day", string(p.Day), "about", about, "title", p.Title, "note", p.Note, "source", p.Source))
		}
		return err
	})
}

type acceptCommand struct {
	config
	ID     string `arg:"" help:"As 'proposals' shows it."`
	As     string `help:"The name of a new program in addresses; by default made of its name."`
	Status string `help:"What the program is, or became that day: announced, active, scaled_back, paused, ended." enum:",announced,active,scaled_back,paused,ended" default:""`
}

func (c *acceptCommand) Run(ctx context.Context, o *outside) error {
	return withPrograms(ctx, &c.config, o, func(s *site) error {
		id, err := s.programs.Accept(ctx, c.ID, s.today(), programstore.Accepting{As: c.As, Status: program.Status(c.Status)})
		if err == nil {
			fmt.Fprintln(o.Out, words.T(ctx, "program_cli.accepted", "address", "/programs/"+id))
		}
		return err
	})
}

type declineCommand struct {
	config
	ID     string `arg:"" help:"As 'proposals' shows it."`
	Reason string `help:"One line, for everybody to read." required:""`
}

func (c *declineCommand) Run(ctx context.Context, o *outside) error {
	return withPrograms(ctx, &c.config, o, func(s *site) error {
		err := s.programs.Decline(ctx, c.ID, s.today(), c.Reason, nil)
		if err == nil {
			fmt.Fprintln(o.Out, words.T(ctx, "program_cli.declined"))
		}
		return err
	})
}

// withPrograms opens the site for one command, and says a refusal in words.
func withPrograms(ctx context.Context, c *config, o *outside, work func(*site) error) error {
	s, err := open(ctx, c, o)
	if err != nil {
		return err
	}
	defer s.close()
	err = work(s)
	if f := fault.Of(err); f != nil {
		return errors.New(words.Fault(ctx, f.Code, f.Args))
	}
	return err
}
