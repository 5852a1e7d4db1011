package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"roundrobin/cmd/roundrobin/load"
)

type loadCommands struct {
	Prepare loadPrepareCommand `cmd:"" help:"Make an empty test site (whose origin ends in .test) ready to be signed by made-up people: roster, petitions, and a file with passes for 'load run'. Whoever holds that file can sign in their names, so such a site counts nothing real, and its name says so to everybody, for good. Before 'serve'."`
	Run     loadRunCommand     `cmd:"" help:"Let a made-up company come to a site on this machine: read, send envelopes, sign and talk; then say how it was answered, and whether all that was acknowledged was counted once."`
	Ledger  loadLedgerCommand  `cmd:"" help:"Write a made-up ledger of any size to a folder, to see how fast it is recounted."`
}

type loadRunCommand struct {
	Address   string        `arg:"" help:"Of a site on this machine, such as http://127.0.0.1:8080; no other is asked."`
	Passes    string        `help:"File that 'load prepare' wrote for this site. Without one nobody signs or talks: they read, and send envelopes with nothing inside." type:"existingfile"`
	People    int           `help:"How many come." default:"1000"`
	Over      time.Duration `help:"In which time, evenly; at most 2h." default:"1m"`
	Stay      time.Duration `help:"How long each stays; at most 1h." default:"20s"`
	Reads     int           `help:"Pages that each reads." default:"20"`
	Envelopes int           `help:"Envelopes that each sends, of which one has the signature inside." default:"4"`
	Polls     int           `help:"Looks at /now.json, as an open page takes every ten seconds." default:"2"`
	Wait      time.Duration `help:"How long to wait for the seal after the last; at most 1h." default:"10m"`
	Recount   string        `help:"The recount program. Without it, the one beside this program or in the PATH; without either, nothing is recounted, and the report says so." type:"existingfile"`
	JSON      bool          `help:"Print the report as JSON."`
	Quiet     bool          `help:"No progress."`
}

const (
	mostPeople = 1_000_000
	mostEach   = 100
	mostOver   = 2 * time.Hour
)

func (c *loadRunCommand) check() error {
	switch {
	case c.People < 1 || c.People > mostPeople:
		return errors.New("1 to 1,000,000 people can come")
	case c.Over < time.Second || c.Over > mostOver || c.Stay < time.Second || c.Stay > time.Hour || c.Wait < 0 || c.Wait > time.Hour:
		return errors.New("they come within 1s to 2h, stay 1s to 1h, and the seal is waited for up to 1h")
	case c.Reads < 0 || c.Reads > mostEach || c.Polls < 0 || c.Polls > mostEach || c.Envelopes < 1 || c.Envelopes > mostEach:
		return errors.New("each reads and looks 0 to 100 times, and sends 1 to 100 envelopes")
	}
	return nil
}

func (c *loadRunCommand) Run(ctx context.Context, o *outside) error {
	if err := c.check(); err != nil {
		return err
	}
	at, err := load.Loopback(ctx, c.Address)
	if err != nil {
		return err
	}
	passes := new(load.Passes)
	if c.Passes != "" {
		if passes, err = load.Open(c.Passes); err != nil {
			return err
		}
	}
	plan := load.Plan{People: c.People, Over: c.Over, Stay: c.Stay, Reads: c.Reads, Polls: c.Polls, Envelopes: c.Envelopes}
	company, err := load.NewCompany(ctx, at, plan, o.Now, passes.Key)
	if err != nil {
		return err
	}
	if !c.Quiet {
		company.Tell = o.Err
	}
	if c.Passes != "" {
		if err := company.Take(ctx, passes); err != nil {
			return err
		}
	}
	report, err := company.Run(ctx, c.Wait, c.recount())
	if err != nil {
		return err
	}
	return c.tell(report, o)
}

var errLoad = errors.New("not all went well")

func (c *loadRunCommand) tell(r *load.Report, o *outside) error {
	if c.JSON {
		if err := json.NewEncoder(o.Out).Encode(r); err != nil {
			return err
		}
	} else {
		r.Write(o.Out)
	}
	if !r.OK {
		return errLoad
	}
	return nil
}

// recount is the program to recount with, or "".
func (c *loadRunCommand) recount() string {
	if c.Recount != "" {
		return c.Recount
	}
	if own, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(own), "recount")
		if _, err := os.Stat(beside); err == nil {
			return beside
		}
	}
	found, _ := exec.LookPath("recount")
	return found
}
