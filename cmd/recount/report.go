package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/ledger/tally"
)

// A report is what was found to be true.
type report struct {
	OK        bool       `json:"ok"`
	Origin    string     `json:"origin"`
	Size      int64      `json:"size"`
	Root      string     `json:"root"`
	Cosigned  []string   `json:"cosigned"` // those of the witnesses asked for
	Part      bool       `json:"part"`     // only the leaves of one petition were there
	Books     int        `json:"books"`
	Keys      int        `json:"keys"`
	Acts      int        `json:"acts"`
	Petitions []petition `json:"petitions"` // those that were opened, in the order of opening
	Promise   *promise   `json:"promise,omitempty"`
}

type petition struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Count int    `json:"count"`
	Of    string `json:"entitled,omitempty"` // "unknown" where a mail domain lets people in
}

// A promise that was asked about, and was not broken: kept at a leaf, or not due before its day is over.
type promise struct {
	Leaf int64   `json:"leaf"` // -1: not yet
	Day  day.Day `json:"day"`
}

// report reads to the newest checkpoint, and says what is so.
func (r *recount) report(ctx context.Context) (*report, error) {
	if err := r.round(ctx); err != nil {
		return nil, err
	}
	if _, ok := r.from.(site); ok && !r.logOnly {
		if err := r.shown(ctx); err != nil {
			return nil, err
		}
	}
	if f, ok := r.from.(folder); ok && !r.part {
		if days := f.names("/log/keys"); len(days) > 0 {
			if err := r.compareKeys(ctx, days); err != nil {
				return nil, err
			}
		}
	}
	vow, err := r.keptPromise()
	if err != nil {
		return nil, err
	}
	petitions, err := r.titles(ctx)
	found := &report{
		OK: true, Origin: r.top.Origin, Size: r.top.Size, Root: r.top.Root.String(), Cosigned: append([]string{}, r.cosigned...), Part: r.part,
		Books: r.tally.Books, Keys: r.keys.size, Acts: r.tally.Acts, Petitions: petitions, Promise: vow,
	}
	return found, err
}

// tell prints what was found, and gives the exit code.
func (c *command) tell(r *report, err error) int {
	if c.asJSON {
		c.tellMachine(r, err)
	} else {
		c.tellPeople(r, err)
	}
	return exitCode(err)
}

func (c *command) tellMachine(r *report, err error) {
	if err == nil {
		_ = json.NewEncoder(c.out).Encode(r)
		return
	}
	failure := map[string]any{"ok": false}
	if l := lieOf(err); l != nil {
		failure["lie"], failure["checkpoints"] = l.Error(), l.Proof
	} else {
		failure["error"] = err.Error()
	}
	_ = json.NewEncoder(c.out).Encode(failure)
}

func (c *command) tellPeople(r *report, err error) {
	switch l := lieOf(err); {
	case l != nil:
		fmt.Fprintf(c.out, "NOT TRUE: %v\n", err)
		if len(l.Proof) > 0 {
			fmt.Fprintf(c.out, "The log signed both of these. Keep them, and show them to others:\n\n%s\n%s", l.Proof[0], l.Proof[1])
		}
	case err != nil:
		fmt.Fprintf(c.out, "could not recount: %v\n", err)
	default:
		c.tellFound(r)
	}
}

func (c *command) tellFound(r *report) {
	fmt.Fprintf(c.out, "%s: %d leaves, root %s\n", r.Origin, r.Size, r.Root)
	for _, name := range r.Cosigned {
		fmt.Fprintf(c.out, "signed by witness %s\n", name)
	}
	fmt.Fprintf(c.out, "Books: %d. Keys, each of them proven: %d. Acts by passes of the desk: %d. No lie found.\n", r.Books, r.Keys, r.Acts)
	if r.Part {
		fmt.Fprintln(c.out, "Every signature here stands in the log. That none of its leaves is left out, a withdrawal say, only the whole log shows: recount the site itself.")
	}
	if p := r.Promise; p != nil && p.Leaf == tally.NotALeaf {
		fmt.Fprintf(c.out, "The promise is not kept yet: it has until the end of %s.\n", p.Day)
	} else if p != nil {
		fmt.Fprintf(c.out, "The promise was kept: leaf %d.\n", p.Leaf)
	}
	fmt.Fprintln(c.out)
	for _, p := range r.Petitions {
		fmt.Fprintf(c.out, "%7d  %s  (%s)%s\n", p.Count, or(p.Title, "its text is not here"), p.ID, strings.Replace(p.Of, tally.Unknown, ", of an unknown number entitled", 1))
	}
}

func or(value, otherwise string) string {
	if value != "" {
		return value
	}
	return otherwise
}
