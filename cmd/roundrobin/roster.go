package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"roundrobin/models/roster"
	"roundrobin/views/words"
)

type rosterCommands struct {
	Import   rosterImportCommand   `cmd:"" help:"Make the roster what a CSV file says: name,email,department,site,kind,staff_id."`
	Accounts rosterAccountsCommand `cmd:"" help:"Replace what else people on the roster are known by, from a CSV file: email, and personal (an address of their own), subject (the company sign-in's name for them) or both."`
}

type rosterImportCommand struct {
	config
	File string `arg:"" type:"existingfile" help:"The file. Good rows go in; bad ones are refused with their line and the reason."`
}

func (r *rosterImportCommand) Run(ctx context.Context, o *outside) error {
	file, err := os.Open(r.File)
	if err != nil {
		return err
	}
	defer file.Close()
	return withSite(ctx, &r.config, o, func(s *site) error {
		report, err := s.importRoster(ctx, file)
		if err != nil {
			return err
		}
		return tellImport(ctx, o.Out, report)
	})
}

// tellImport says what an import did, and each refused line with its reason.
func tellImport(ctx context.Context, out io.Writer, r roster.Report) error {
	for _, refused := range r.Refused {
		sentence := words.Fault(ctx, refused.Fault.Code, refused.Fault.Args)
		if _, err := fmt.Fprintln(out, words.T(ctx, "roster.refused_line", "line", refused.Line, "reason", sentence)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(out, words.T(ctx, "roster.imported", "added", r.Added, "changed", r.Changed, "unchanged", r.Unchanged,
		"left", r.Left, "refused", len(r.Refused)))
	return err
}
