// Package drill plays the attacker. A made-up company lives through several campaigns against the real server, with headless
// wallets as people; then everything that could leak is taken, and attacks try to tell from it who signed, commented, agreed or flagged. What
// they find is held against the truth and against guessing. docs/drill.md says it in full.
package drill

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"roundrobin/models/db/dbtest"
)

// Command is `roundrobin drill`.
type Command struct {
	People    int      `help:"How many people work in the made-up company." default:"400"`
	Petitions int      `help:"How many petitions they may sign." default:"5"`
	Seed      int64    `help:"What chance begins with." default:"1"`
	JSON      bool     `help:"Print the result as JSON."`
	Postgres  bool     `help:"On a throw-away PostgreSQL instead of SQLite."`
	Off       []string `help:"Defences to switch off, to see that they are missed." hidden:""`
	Controls  bool     `help:"Switch off each defence in turn instead, and see whether it is missed." hidden:""`
	SealDays  int      `help:"Count at the end of every so many days, if not as the product does."`
	SealMin   int      `help:"Count before that, as soon as so many distinct passes wait; 0 never does."`
}

// ErrFound ends the command with 1.
var ErrFound = errors.New("somebody can be told apart; see above")

// Play runs the drill and prints what it found. today stands in the result.
func (c *Command) Play(ctx context.Context, out io.Writer, today string, begin Start) error {
	o := Options{Today: today, People: c.People, Petitions: c.Petitions, Seed: c.Seed, SealDays: c.SealDays, SealMin: c.SealMin, Tail: usualTail, Stay: usualStay}
	if c.Postgres {
		cluster, err := dbtest.Start()
		if err != nil {
			return err
		}
		defer cluster.Stop()
		if o.Identity, o.Booth, err = cluster.Stores(); err != nil {
			return err
		}
		o.Cluster = cluster.URL("postgres")
	}
	if c.Controls {
		return c.playControls(ctx, out, o, begin)
	}
	result, err := Run(ctx, o, c.Off, begin)
	if err != nil {
		return err
	}
	tell := result.tell
	if c.JSON {
		tell = result.json
	}
	if err := tell(out); err != nil {
		return err
	}
	if result.Found {
		return ErrFound
	}
	return nil
}

// ErrMissed ends it as well: an attack that should have noticed did not.
var ErrMissed = errors.New("a defence was switched off and not missed; see above")

// playControls lets the same company live without each defence, or each of those named; once for all whose traces do not cover each other.
func (c *Command) playControls(ctx context.Context, out io.Writer, o Options, begin Start) (missed error) {
	played := Played{Today: o.Today, People: o.People, Petitions: o.Petitions, Seed: o.Seed}
	for _, together := range append(slices.Clone(AlwaysPlayed), Large) {
		off := slices.DeleteFunc(slices.Clone(together), func(name string) bool { return len(c.Off) > 0 && !slices.Contains(c.Off, name) })
		if len(off) == 0 {
			continue
		}
		result, err := Run(ctx, o, off, begin)
		if err != nil {
			return err
		}
		for _, x := range Controls {
			if !slices.Contains(off, x.Name) {
				continue
			}
			one := Missing{Control: x, Score: x.Score(result), Caught: x.Caught(result)}
			played.Store, played.Without = result.Store, append(played.Without, one)
			if !one.Caught {
				missed = ErrMissed
			}
			if !c.JSON {
				fmt.Fprintln(out, strings.Join(one.cells(), "  "))
			}
		}
	}
	if c.JSON {
		return errors.Join(written(out, played), missed)
	}
	return missed
}

// Run is a drill with some defences switched off, or none.
func Run(ctx context.Context, o Options, off []string, begin Start) (Result, error) {
	switched, err := parseControls(off)
	if err != nil {
		return Result{}, err
	}
	if o.People < 20 || o.Petitions < 1 || o.Petitions > 12 {
		return Result{}, errors.New("a drill needs at least 20 people and 1 to 12 petitions")
	}
	r, err := play(ctx, o, switched, begin)
	if err != nil {
		return Result{}, err
	}
	return r.judge(), nil
}

const (
	usualTail = 10
	usualStay = 38 * time.Second
)
