package wallet

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// A Step of a visit: one page, for as long as it is looked at.
type Step struct {
	Path  string        // of the page; "" goes on with the last page for another Stay
	Stay  time.Duration // how long the page is visible
	After time.Duration // when in that time Do is done
	// Do is what the person does there: mostly Say, which sends nothing by itself. Nil: reads.
	Do func(ctx context.Context, w *Wallet) error
}

// A Visitor goes through pages as a person with a browser does, and asks for what that browser's wallet would: the page, /now.json at
// its pace, and if passes are held one envelope per beat and the day files that have grown. It asks for no picture and no script.
// What a browser does not ask for, it does not: give it a Ledger that has been read, or read one first. One goroutine and one
// Sleep at a time, so that a drill may let many live through a season on a clock of its own.
type Visitor struct {
	*Wallet
	page opened
}

// opened is the page that is visible, with its timetable as ages of the page.
type opened struct {
	path       string
	since      time.Time
	poll, beat time.Duration
	beating    bool
}

// Visit returns when all steps are done. Lost envelopes are no error: what was inside waits for the next beat.
func (v *Visitor) Visit(ctx context.Context, steps []Step) error {
	for _, s := range steps {
		if err := v.step(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", v.page.path, err)
		}
	}
	return v.leave(ctx)
}

func (v *Visitor) step(ctx context.Context, s Step) error {
	if s.Path != "" {
		if err := v.open(ctx, s.Path); err != nil {
			return err
		}
	}
	begun := v.age()
	done := s.Do == nil
	for {
		v.wake()
		at, event := begun+s.Stay, ""
		if v.page.beating && v.page.beat < at {
			at, event = v.page.beat, "beat"
		}
		if v.page.poll < at {
			at, event = v.page.poll, "poll"
		}
		if !done && begun+min(s.After, s.Stay) <= at {
			at, event = begun+min(s.After, s.Stay), "do"
		}
		if wait := at - v.age(); wait > 0 {
			if err := v.Sleep(ctx, wait); err != nil {
				return err
			}
		}
		if event == "" {
			return nil
		}
		if event == "do" {
			done = true
		}
		if err := v.happen(ctx, event, s.Do); err != nil {
			return err
		}
	}
}

// open leaves the last page and asks for the next. A page's timetable begins with the page.
func (v *Visitor) open(ctx context.Context, path string) error {
	if err := v.leave(ctx); err != nil {
		return err
	}
	r, err := v.Site.request(ctx, http.MethodGet, path, "", nil)
	if err != nil {
		return err
	}
	v.page = opened{path: path, since: v.Now()}
	v.config = nil // each page asks for the booth's keys
	status, _, _, err := send(v.Site.bare(), r, most)
	if err == nil && status >= http.StatusBadRequest {
		err = fmt.Errorf("%d %s", status, http.StatusText(status))
	}
	return err
}

// leave sends the envelope that lies ready when a page goes, as it would have gone with the next beat.
func (v *Visitor) leave(ctx context.Context) error {
	if !v.page.beating {
		return nil
	}
	v.page.beating = false
	return v.once(ctx)
}

func (v *Visitor) age() time.Duration { return v.Now().Sub(v.page.since) }

// wake begins to beat once passes are held.
func (v *Visitor) wake() {
	if !v.page.beating && v.File.Holds() {
		v.page.beating, v.page.beat = true, v.age()
	}
}

func (v *Visitor) happen(ctx context.Context, event string, do func(context.Context, *Wallet) error) (err error) {
	switch event {
	case "do":
		err = do(ctx, v.Wallet)
	case "poll":
		v.page.poll += PollInterval(v.page.poll)
		err = v.look(ctx)
	case "beat":
		var pause time.Duration
		if pause, err = jitter(v.Random, Interval(v.page.beat)); err == nil {
			v.page.beat += pause
			err = v.once(ctx)
		}
	}
	return err
}

func (v *Visitor) look(ctx context.Context) error {
	n, err := v.Site.News(ctx)
	if err == nil {
		v.siteDay = n.Day
	}
	if err == nil && v.page.beating {
		_, err = v.Counted(ctx, n)
	}
	return err
}

func (v *Visitor) once(ctx context.Context) error {
	err := v.Beat(ctx, v.File.Next())
	if errors.Is(err, ErrLost) && !errors.As(err, new(*Lie)) {
		return ctx.Err()
	}
	return err
}
