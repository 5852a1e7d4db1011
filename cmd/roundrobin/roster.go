package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"roundrobin/models/audit"
	"roundrobin/models/roster"
	"roundrobin/views/words"
)

type rosterCommands struct {
	Preview  rosterPreviewCommand  `cmd:"" help:"What a file would change: its columns, its bad rows, who would join, leave and change, in numbers. Nothing is changed."`
	Import   rosterImportCommand   `cmd:"" help:"Make the roster what a file says. Good rows go in; bad ones are refused with their line and the reason."`
	Accounts rosterAccountsCommand `cmd:"" help:"Replace what else people on the roster are known by, from a CSV file: email, and personal (an address of their own), subject (the company sign-in's name for them) or both."`
	Undo     rosterUndoCommand     `cmd:"" help:"Take the last import back, within a week."`
}

// rosterFile is a file as people teams send it, and which of its columns holds what.
type rosterFile struct {
	File    string `arg:"" type:"existingfile" help:"CSV, with commas, semicolons, tabs or bars, in UTF-8, UTF-16 or Windows-1252."`
	Columns string `help:"Which column is which, by heading or number, where the program cannot tell: name=…,address=… and also family, department, site, kind, staff (a staff number, for people without mail; not kept)." placeholder:"name=…,address=…"`
}

// read opens the file and settles its columns.
func (r *rosterFile) read() (*roster.File, roster.Columns, error) {
	file, err := os.Open(r.File)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, roster.MaxFile+1))
	if err != nil {
		return nil, nil, err
	}
	f, err := roster.OpenFile(b)
	if err != nil {
		return nil, nil, err
	}
	columns := f.Columns
	if r.Columns != "" {
		columns, err = f.Choose(r.Columns)
	}
	return f, columns, err
}

type rosterPreviewCommand struct {
	config
	rosterFile
}

func (r *rosterPreviewCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &r.config, o, func(s *site) error { return r.show(ctx, s) })
}

func (r *rosterFile) show(ctx context.Context, s *site) error {
	f, columns, err := r.read()
	if err != nil {
		return err
	}
	tellColumns(ctx, s.out.Out, f, columns)
	p, err := s.roster.Preview(ctx, f, columns)
	if err != nil {
		return err
	}
	tellReport(ctx, s.out.Out, "roster.would", p.Report)
	if p.Drops() {
		fmt.Fprintln(s.out.Out, words.T(ctx, "roster.would_drop", "left", p.Left, "present", p.Present))
	}
	return nil
}

type rosterImportCommand struct {
	config
	rosterFile
	DryRun bool `help:"Only say what it would change, as preview does."`
	Yes    bool `help:"Also where more than a fifth of the roster would leave."`
}

func (r *rosterImportCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &r.config, o, func(s *site) error {
		if r.DryRun {
			return r.show(ctx, s)
		}
		f, columns, err := r.read()
		if err != nil {
			return err
		}
		report, err := s.takeRoster(ctx, f, columns, roster.Options{Drop: r.Yes, Progress: progressOn(o.Err)})
		if err != nil {
			return err
		}
		tellReport(ctx, o.Out, "roster.imported", report)
		return s.recorded(ctx, audit.TookRoster, audit.Operator)
	})
}

type rosterUndoCommand struct{ config }

func (r *rosterUndoCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &r.config, o, func(s *site) error {
		report, err := s.undoRoster(ctx)
		if err != nil {
			return err
		}
		tellReport(ctx, o.Out, "roster.undone", report)
		return s.recorded(ctx, audit.UndidRoster, audit.Operator)
	})
}

// tellColumns says what the file was taken for.
func tellColumns(ctx context.Context, out io.Writer, f *roster.File, c roster.Columns) {
	fmt.Fprintln(out, words.T(ctx, "roster.file", "encoding", f.Encoding, "comma", words.T(ctx, "roster.comma."+commaName(f.Comma))))
	for _, field := range roster.Fields {
		if at := c.At(field); at >= 0 {
			fmt.Fprintln(out, words.T(ctx, "roster.column", "field", string(field), "n", at+1, "heading", f.Headings[at]))
		}
	}
}

func commaName(comma byte) string {
	return map[byte]string{',': "comma", ';': "semicolon", '\t': "tab", '|': "bar"}[comma]
}

// tellReport says what an import did or would do, and each refused line with its reason.
func tellReport(ctx context.Context, out io.Writer, key string, r roster.Report) {
	for _, refused := range r.Refused {
		sentence := words.Fault(ctx, refused.Fault.Code, refused.Fault.Args)
		fmt.Fprintln(out, words.T(ctx, "roster.refused_line", "line", refused.Line, "reason", sentence))
	}
	for _, kind := range r.Strange {
		fmt.Fprintln(out, words.T(ctx, "roster.strange", "kind", kind))
	}
	fmt.Fprintln(out, words.T(ctx, key, "added", r.Added, "changed", r.Changed, "unchanged", r.Unchanged, "left", r.Left, "refused", len(r.Refused)))
	if r.Forgotten > 0 {
		fmt.Fprintln(out, words.N(ctx, "forgetting.kept_out", r.Forgotten))
	}
}

// many is from how many people on an import says how far it is.
const many = 5_000

func progressOn(out io.Writer) func(done, total int) {
	return func(done, total int) {
		if total >= many && (done%many < 500 || done == total) {
			fmt.Fprintf(out, "%d/%d\n", done, total)
		}
	}
}

func (s *site) recorded(ctx context.Context, act audit.Act, who audit.Who) error {
	return audit.NewRecord(s.boothDB, s.out.Random, s.today).Tell(ctx, audit.Entry{Who: who, Act: act})
}
