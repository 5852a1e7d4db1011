package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"roundrobin/models/export"
	"roundrobin/models/printed"
	"roundrobin/views/ui"
	"roundrobin/views/words"
)

type codesCommands struct {
	Print  codesPrintCommand  `cmd:"" help:"Make the sheets (PDF): one strip a person, to be cut, mixed and drawn, so that nobody knows who got which."`
	List   codesListCommand   `cmd:"" help:"What was printed, and how many more can be."`
	Revoke codesRevokeCommand `cmd:"" help:"Make a batch worthless, when its sheets were lost."`
}

type codesPrintCommand struct {
	config
	File   string `arg:"" help:"The PDF to write; it must not be there yet. Delete it once it is printed."`
	Count  int    `help:"How many. Without it, as many as people without mail still lack one."`
	Season string `help:"The season whose passes they are good for. Without it, the one of today." placeholder:"2027Q1"`
	Tongue string `help:"Language of the sheets." name:"language" default:"en"`
	Sheet  string `help:"Size of the paper." enum:"a4,letter" default:"a4"`
}

func (c *codesPrintCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &c.config, o, func(s *site) error {
		season, err := s.printable(c.Season)
		if err != nil {
			return err
		}
		file, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		b, err := s.printCodes(words.With(ctx, c.Tongue), file, season, c.Count, export.Paper(c.Sheet))
		if err := errors.Join(err, file.Close()); err != nil {
			return errors.Join(err, os.Remove(c.File))
		}
		return s.tellPrinted(ctx, b, c.File)
	})
}

// printable is a season whose codes are worth printing: not one that is over.
func (s *site) printable(season string) (string, error) {
	now := s.today().Quarter()
	season = or(season, now)
	if _, err := beginOf(season); err != nil || season < now {
		return "", fmt.Errorf("--season: %.20q is no season from %s on", season, now)
	}
	return season, nil
}

func (s *site) printCodes(ctx context.Context, to *os.File, season string, n int, size export.Paper) (printed.Batch, error) {
	if n == 0 {
		supply, err := s.paper.Supply(ctx, season)
		if err != nil {
			return printed.Batch{}, err
		}
		n = max(1, supply.Left()) // nobody lacks one: the refusal says so
	}
	b, codes, err := s.paper.Print(ctx, season, n)
	if err != nil {
		return b, err
	}
	slips, err := s.slips(ctx, b, codes)
	if err != nil {
		return b, err
	}
	slips.Paper = size
	pdf, err := slips.PDF()
	if err != nil {
		return b, err
	}
	_, err = to.Write(pdf)
	return b, err
}

// slips puts each code into the fragment of its address, which no browser sends and no log sees.
func (s *site) slips(ctx context.Context, b printed.Batch, codes []printed.Code) (export.Slips, error) {
	at := s.config.base() + "/desk/printed"
	from, err := beginOf(b.Book)
	if err != nil {
		return export.Slips{}, err
	}
	p := export.Slips{
		Language: words.Language(ctx), Subject: words.T(ctx, "codes.subject"), Title: words.T(ctx, "codes.title"), Do: words.T(ctx, "codes.do"), Type: words.T(ctx, "codes.type"),
		Link: strings.TrimPrefix(at, "https://"), Code: words.T(ctx, "codes.code"), Cut: words.T(ctx, "codes.cut"), Day: b.Day.Begins(time.UTC),
		Season: words.T(ctx, "codes.season", "from", words.Day(ctx, string(from)), "to", words.Day(ctx, string(lastOfQuarter(from)))),
		Sheet: func(n, all int) string {
			return words.T(ctx, "codes.sheet", "batch", b.Number, "n", n, "all", all)
		},
	}
	for _, code := range codes {
		side, dark, err := ui.QRCode(at + "#" + code.String())
		if err != nil {
			return p, err
		}
		p.Slips = append(p.Slips, export.Slip{Code: code.String(), QR: export.Code{Side: side, Dark: dark}})
	}
	return p, nil
}

func (s *site) tellPrinted(ctx context.Context, b printed.Batch, file string) error {
	supply, err := s.paper.Supply(ctx, b.Book)
	if err != nil {
		return err
	}
	said := words.T(ctx, "codes.printed", "batch", b.Number, "n", b.Size, "book", b.Book, "file", file, "left", supply.Left())
	if b.Size < printed.Few {
		said += "\n" + words.T(ctx, "codes.so_few")
	}
	_, err = fmt.Fprintln(s.out.Out, said)
	return err
}

type codesListCommand struct{ config }

func (c *codesListCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &c.config, o, func(s *site) error {
		all, err := s.paper.Batches(ctx)
		if err != nil {
			return err
		}
		seasons := []string{s.today().Quarter()}
		for _, b := range all {
			line := "codes.line"
			if b.Revoked {
				line = "codes.line_revoked"
			}
			if _, err := fmt.Fprintln(o.Out, words.T(ctx, line, "batch", b.Number, "n", b.Size, "book", b.Book, "day", words.Day(ctx, string(b.Day)))); err != nil {
				return err
			}
			if b.Book > seasons[len(seasons)-1] {
				seasons = append(seasons, b.Book)
			}
		}
		for _, season := range seasons {
			supply, err := s.paper.Supply(ctx, season)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintln(o.Out, words.T(ctx, "codes.supply", "book", season, "people", supply.People, "out", supply.Out, "left", supply.Left())); err != nil {
				return err
			}
		}
		return nil
	})
}

type codesRevokeCommand struct {
	config
	Batch int `arg:"" help:"Its number, as it stands in the margin of each sheet."`
}

func (c *codesRevokeCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &c.config, o, func(s *site) error {
		b, again, err := s.paper.Revoke(ctx, c.Batch)
		if err != nil {
			return err
		}
		said := words.T(ctx, "codes.revoked_used", "batch", b.Number, "n", b.Size)
		if again {
			said = words.T(ctx, "codes.revoked_again", "batch", b.Number)
		}
		_, err = fmt.Fprintln(o.Out, said)
		return err
	})
}

// forgetPaper forgets the codes of books that are out of use.
func (s *site) forgetPaper(ctx context.Context) error {
	books, err := s.books.Live(ctx)
	oldest := s.today().Quarter()
	for _, b := range books {
		oldest = min(oldest, b.Name)
	}
	if err != nil {
		return err
	}
	return s.paper.Forget(ctx, oldest)
}
