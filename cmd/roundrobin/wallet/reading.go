package wallet

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/envelope"
)

// A Reading is something private that is asked for by envelope; it rides in a beat that has no act.
type Reading struct {
	Path    string
	Answer  []byte   // JSON, once it came
	Refusal *Refusal // or this

	sign func(origin, path, day string) string
}

// Ask lets a reading wait for the next free envelope.
func (w *Wallet) Ask(path string, sign func(origin, path, day string) string) *Reading {
	r := &Reading{Path: path, sign: sign}
	w.readings = append(w.readings, r)
	return r
}

// read sends the reading. It waits on if no answer came.
func (w *Wallet) read(ctx context.Context, r *Reading) error {
	field := envelope.Field{Name: "authorization", Value: r.sign(w.Ledger.Origin(), r.Path, string(w.day()))}
	answer, err := w.envelope(ctx, envelope.Request{Method: http.MethodGet, Path: r.Path, Fields: []envelope.Field{field}})
	if err != nil {
		return err
	}
	switch {
	case answer.Status == http.StatusOK:
		r.Answer = answer.Body
	case answer.Status >= 400 && answer.Status <= 499:
		r.Refusal = new(Refusal)
		if json.Unmarshal(answer.Body, r.Refusal) != nil || r.Refusal.Code == "" {
			return fmt.Errorf("%w that can be read: %d inside", ErrLost, answer.Status)
		}
		r.Refusal.tidy()
	default:
		return fmt.Errorf("%w that can be read: %d inside", ErrLost, answer.Status)
	}
	w.readings = slices.DeleteFunc(w.readings, func(x *Reading) bool { return x == r })
	return nil
}

// fetch asks, and waits for the answer.
func (w *Wallet) fetch(ctx context.Context, path string, sign func(origin, path, day string) string, into any) error {
	r := w.Ask(path, sign)
	if err := w.Deliver(ctx); err != nil {
		return err
	}
	if r.Refusal != nil {
		return r.Refusal
	}
	if err := json.Unmarshal(r.Answer, into); err != nil {
		return lied("the booth's answer to %s: %v", path, err)
	}
	return nil
}

// day is the site's, as far as this wallet knows.
func (w *Wallet) day() day.Day {
	if w.siteDay != "" {
		return w.siteDay
	}
	return day.Of(w.Now(), time.UTC)
}
