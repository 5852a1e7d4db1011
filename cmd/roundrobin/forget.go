package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"roundrobin/handlers/office"
	"roundrobin/models/audit"
	"roundrobin/models/pass/stamp"
	"roundrobin/models/roster"
	"roundrobin/views/words"
)

type forgetCommand struct {
	config
	Address string `arg:"" help:"Their mail address."`
	Sure    bool   `help:"Do not ask first."`
}

// forgetting is what was found of somebody, and thrown away. There is nothing in it of what they did with a pass: nobody knows.
type forgetting struct {
	roster.Forgotten
	Books   int // that they had collected
	Readers int // addresses of leadership's summary that were theirs
}

func (c *forgetCommand) Run(ctx context.Context, o *outside) error {
	return withSite(ctx, &c.config, o, func(s *site) error {
		a, err := roster.ParseAddress(c.Address)
		if err != nil {
			return err
		}
		if fmt.Fprintln(o.Out, words.T(ctx, "forgetting.will", "address", string(a))); !c.Sure && !yes(ctx, o) {
			_, err := fmt.Fprintln(o.Out, words.T(ctx, "forgetting.left"))
			return err
		}
		done, err := s.forget(ctx, a, audit.Operator)
		if err != nil {
			return err
		}
		return tellForgotten(ctx, o.Out, done)
	})
}

// yes asks; whatever is not the word for it is no.
func yes(ctx context.Context, o *outside) bool {
	fmt.Fprint(o.Out, words.T(ctx, "forgetting.ask")+" ")
	if o.In == nil {
		return false
	}
	answer, _ := bufio.NewReader(o.In).ReadString('\n')
	return strings.EqualFold(strings.TrimSpace(answer), words.T(ctx, "forgetting.yes"))
}

// forget throws away what leads to a person, for good. The roster goes first: from then on nobody can check in as them, and so their books can
// become nobody's. A call that was cut off is made again.
func (s *site) forget(ctx context.Context, a roster.Address, by audit.Who) (f forgetting, err error) {
	h := s.roster.Hash(a)
	if f.Forgotten, err = s.roster.Erase(ctx, h); err != nil {
		return f, err
	}
	if f.Books, err = s.stamp.Erase(ctx, stamp.Person(h)); err != nil {
		return f, err
	}
	readers, err := s.recipients.All(ctx)
	if err != nil {
		return f, err
	}
	for _, r := range readers {
		if !strings.EqualFold(r.Address, string(a)) {
			continue
		}
		if err := (leadership{s}).Remove(ctx, r.ID, by); err != nil {
			return f, err
		}
		f.Readers++
	}
	return f, audit.NewRecord(s.boothDB, s.out.Random, s.today).Tell(ctx, audit.Entry{Who: by, Act: audit.Forgot})
}

// forgetByOffice is the same for an admin, who types an address.
func (s *site) forgetByOffice(ctx context.Context, address string, by audit.Who) (office.Forgotten, error) {
	a, err := roster.ParseAddress(address)
	if err != nil {
		return office.Forgotten{}, err
	}
	f, err := s.forget(ctx, a, by)
	return office.Forgotten{Was: f.was(), Books: f.Books, Readers: f.Readers}, err
}

// tellForgotten says what was done, and what cannot be.
func tellForgotten(ctx context.Context, out io.Writer, f forgetting) error {
	for _, line := range f.lines(ctx) {
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	return nil
}

func (f forgetting) lines(ctx context.Context) []string {
	lines := []string{words.T(ctx, "forgetting.roster_"+f.was())}
	if f.Books > 0 {
		lines = append(lines, words.N(ctx, "forgetting.books", f.Books))
	}
	if f.Readers > 0 {
		lines = append(lines, words.T(ctx, "forgetting.reader"))
	}
	return append(lines, words.T(ctx, "forgetting.stays"))
}

// was is what the roster knew of them.
func (f forgetting) was() string {
	switch {
	case f.Already:
		return "already"
	case f.Here:
		return "here"
	case f.Known:
		return "gone"
	}
	return "unknown"
}
