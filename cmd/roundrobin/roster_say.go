package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/floor"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/roster"
)

// importRoster takes the roster in as it comes, and binds us to it in the ledger.
func (s *site) importRoster(ctx context.Context, file io.Reader) (roster.Report, error) {
	if err := s.takesRoster(); err != nil {
		return roster.Report{}, err
	}
	report, err := s.roster.Import(ctx, file)
	if err != nil {
		return report, err
	}
	return report, s.sayRoster(ctx)
}

// takeRoster is the same for a file that somebody has looked at.
func (s *site) takeRoster(ctx context.Context, f *roster.File, c roster.Columns, o roster.Options) (roster.Report, error) {
	if err := s.takesRoster(); err != nil {
		return roster.Report{}, err
	}
	report, err := s.roster.Take(ctx, f, c, o)
	if err != nil {
		return report, err
	}
	return report, s.sayRoster(ctx)
}

// undoRoster takes the last import back, and says so.
func (s *site) undoRoster(ctx context.Context) (roster.Report, error) {
	report, err := s.roster.Undo(ctx)
	if err != nil {
		return report, err
	}
	return report, s.sayRoster(ctx)
}

// sayRoster binds us to the roster as it is, unless we are bound already; a site that was killed before it could say so says so when it starts.
func (s *site) sayRoster(ctx context.Context) error {
	last, err := s.roster.Last(ctx)
	if err != nil || last.Day == "" {
		return err
	}
	if said, err := s.roster.Committed(ctx); err != nil || said {
		return err
	}
	c, err := s.roster.Commit(ctx)
	if err != nil {
		return err
	}
	hash, err := pass.ParseHash(c.Hash)
	if err != nil {
		return err
	}
	says := []ledger.Operator{&ledger.Roster{Size: c.Size, Commitment: hash, Day: c.Day}}
	if len(c.Kinds) > 0 {
		says = append(says, &ledger.Kinds{Commitment: hash, Kinds: kindsLine(c.Kinds), Day: c.Day})
	}
	if err := s.say(ctx, says...); err != nil {
		return err
	}
	return s.sayEligibles(ctx)
}

func kindsLine(figures []floor.Figure) string {
	all := make([]string, len(figures))
	for i, f := range figures {
		all[i] = fmt.Sprintf("%s %d", f.Name, f.People)
	}
	return strings.Join(all, ", ")
}

func (s *site) sayEligibles(ctx context.Context) error {
	books, err := s.books.Live(ctx)
	for _, b := range books {
		err = errors.Join(err, s.sayEligible(ctx, b.Name, b.From))
	}
	return err
}

// sayEligible binds us to who could ever collect the book, if they have become more.
func (s *site) sayEligible(ctx context.Context, book string, from day.Day) error {
	size, err := s.roster.Eligible(ctx, from)
	if err != nil {
		return err
	}
	if size == roster.Unknown {
		return s.sayDomain(ctx, book)
	}
	if said, err := s.ledger.Eligible(ctx, book); err != nil || size <= said {
		return err
	}
	c, err := s.roster.CommitEligible(ctx, book, from)
	if err != nil {
		return err
	}
	hash, err := pass.ParseHash(c.Hash)
	if err != nil {
		return err
	}
	return s.boothDB.InTx(ctx, func(tx *db.Tx) error {
		return s.ledger.SayEligible(tx, &ledger.Eligible{Book: book, Size: c.Size, Commitment: hash})
	})
}

// saidRoster is the roster for the office: what changes it is said in the ledger.
type saidRoster struct {
	*roster.Roster
	site *site
}

func (r saidRoster) Take(ctx context.Context, f *roster.File, c roster.Columns, o roster.Options) (roster.Report, error) {
	return r.site.takeRoster(ctx, f, c, o)
}

func (r saidRoster) Undo(ctx context.Context) (roster.Report, error) { return r.site.undoRoster(ctx) }
