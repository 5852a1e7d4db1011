package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"roundrobin/models/roster"
	"roundrobin/views/words"
)

type rosterAccountsCommand struct {
	config
	File string `arg:"" type:"existingfile" help:"The file. It replaces what an earlier one said; of it only keyed hashes are kept."`
}

func (r *rosterAccountsCommand) Run(ctx context.Context, o *outside) error {
	file, err := os.Open(r.File)
	if err != nil {
		return err
	}
	defer file.Close()
	return withSite(ctx, &r.config, o, func(s *site) error {
		a, err := s.roster.ImportAccounts(ctx, file)
		if err != nil {
			return spoken(ctx, err)
		}
		return tellAccounts(ctx, o.Out, a)
	})
}

func tellAccounts(ctx context.Context, out io.Writer, a roster.Accounts) error {
	for _, refused := range a.Refused {
		sentence := words.Fault(ctx, refused.Fault.Code, refused.Fault.Args)
		if _, err := fmt.Fprintln(out, words.T(ctx, "roster.refused_line", "line", refused.Line, "reason", sentence)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(out, words.T(ctx, "accounts.imported", "personal", a.Personal, "subjects", a.Subjects, "refused", len(a.Refused)))
	return err
}
