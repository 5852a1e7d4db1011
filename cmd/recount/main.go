// Command recount checks a Round Robin site's public log from outside: every leaf, every pass, every statement, every count. It
// trusts nothing but the log's key. It reads a site, a folder that holds copies of what the site shows, or a petition's bundle.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"time"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/ledger"
)

// Exit codes.
const (
	exitTrue   = 0
	exitLie    = 1 // the site says something that is not so
	exitBroken = 2 // we could not find out
)

func main() {
	debug.SetGCPercent(40) // a million acts in little memory, for a few parts in a hundred of the time
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// A command is what was asked for, and what we take from the world.
type command struct {
	key       string
	witnesses []note.Verifier
	seen      []string
	promise   string
	asJSON    bool
	logOnly   bool
	watch     bool
	every     time.Duration

	out, aside io.Writer
	progress   progress
	now        func() time.Time
	wait       func(context.Context, time.Duration) error
}

func run(ctx context.Context, args []string, out, aside io.Writer) int {
	c := &command{out: out, aside: aside, now: time.Now, wait: wait}
	name, err := c.parse(args)
	if err != nil {
		return exitBroken
	}
	return c.run(ctx, name)
}

func (c *command) parse(args []string) (name string, err error) {
	flags := flag.NewFlagSet("recount", flag.ContinueOnError)
	flags.SetOutput(c.aside)
	flags.Usage = func() {
		fmt.Fprintln(c.aside, "usage: recount [flags] URL | FOLDER | BUNDLE.zip")
		flags.PrintDefaults()
	}
	flags.BoolVar(&c.asJSON, "json", false, "print JSON objects instead of lines for people")
	flags.StringVar(&c.key, "key", "", "the log's verifier `key`, as you got it from somebody you trust")
	flags.BoolVar(&c.watch, "watch", false, "go on, and tell of every checkpoint, until there is a lie")
	flags.DurationVar(&c.every, "every", time.Minute, "how often to look, when watching")
	flags.StringVar(&c.promise, "promise", "", "a `file` with a promise, or with an act, an empty line and its promise: was it kept?")
	flags.BoolVar(&c.logOnly, "log-only", false, "leave out what the site's pages show")
	shown := flags.Bool("progress", isTerminal(c.aside), "tell how far it is, while it takes long")
	flags.Func("seen", "a `file` with a checkpoint that this log once showed: does it still hold? (may be repeated)", func(name string) error {
		c.seen = append(c.seen, name)
		return nil
	})
	flags.Func("witness", "the `key` of a witness who must have signed the checkpoint (may be repeated)", func(key string) error {
		w, err := ledger.NewWitness(key)
		c.witnesses = append(c.witnesses, w)
		return err
	})
	if err := flags.Parse(args); err != nil {
		return "", err
	}
	if flags.NArg() != 1 {
		flags.Usage()
		return "", flag.ErrHelp
	}
	if *shown {
		c.progress = progress{to: c.aside, now: c.now}
	}
	return flags.Arg(0), nil
}

func (c *command) run(ctx context.Context, name string) int {
	from, err := open(name)
	if err != nil {
		return c.tell(nil, err)
	}
	r, err := c.begin(ctx, from)
	if err != nil {
		return c.tell(nil, err)
	}
	for told := int64(-1); ; {
		report, err := r.report(ctx)
		code := exitCode(err)
		if !c.watch || code == exitLie || ctx.Err() != nil {
			return c.tell(report, err)
		}
		if code == exitBroken || r.top.Size != told {
			c.tell(report, err)
		}
		if code == exitTrue {
			told = r.top.Size
		}
		if c.wait(ctx, c.every) != nil {
			return code
		}
	}
}

func exitCode(err error) int {
	switch {
	case err == nil:
		return exitTrue
	case lieOf(err) != nil:
		return exitLie
	}
	return exitBroken
}

// kept reads the checkpoints that were kept from before.
func (c *command) kept(key note.Verifier) (all []seen, err error) {
	for _, name := range c.seen {
		signed, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		checkpoint, err := ledger.OpenCheckpoint(signed, key)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, seen{checkpoint, signed})
	}
	return all, nil
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
