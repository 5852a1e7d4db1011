package wallet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/envelope"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// ErrLost: no readable answer came. The same bytes may be handed in again.
var ErrLost = errors.New("wallet: the envelope got no answer")

// renewals bounds how often one act is said anew because another device has used its number.
const renewals = 3

// Beat sends one envelope, with an act inside, or a reading that waits, or nothing: from outside they are the same. What the booth
// answers is kept. The error is under ErrLost, or a Lie, or our own.
func (w *Wallet) Beat(ctx context.Context, a *Act) error {
	if a == nil && len(w.readings) > 0 {
		return w.read(ctx, w.readings[0])
	}
	if a == nil {
		_, err := w.envelope(ctx, envelope.Request{Method: "GET", Path: "/beat"})
		return err
	}
	a.tries++
	answer, err := w.envelope(ctx, a.request())
	if err != nil {
		return err
	}
	if err := w.settle(ctx, a, answer); err != nil {
		return err
	}
	return w.File.Save()
}

// envelope sends a request inside one.
func (w *Wallet) envelope(ctx context.Context, inside envelope.Request) (envelope.Response, error) {
	var none envelope.Response
	config, err := w.gateway(ctx)
	if err != nil {
		return none, err
	}
	plain, err := inside.Pad(envelope.RequestSize)
	if err != nil {
		return none, err
	}
	sealed, sent, err := config.Seal(plain)
	if err != nil {
		return none, err
	}
	r, err := w.Site.request(ctx, http.MethodPost, "/booth/envelopes", envelope.TypeRequest, sealed)
	if err != nil {
		return none, err
	}
	status, kind, answer, err := send(w.Site.bare(), r, 2*envelope.ResponseSize)
	if err != nil {
		return none, fmt.Errorf("%w: %w", ErrLost, err)
	}
	if status != http.StatusOK || kind != envelope.TypeResponse {
		w.config = nil // it may be another month's
		return none, fmt.Errorf("%w: %d", ErrLost, status)
	}
	if plain, err = sent.Open(answer); err == nil && len(plain) == envelope.ResponseSize {
		inner, err := envelope.ParseResponse(plain)
		if err == nil {
			return inner, nil
		}
	}
	return none, lied("what answered an envelope did not hold the key that the ledger names")
}

// gateway is Ledger.Gateway, asked once.
func (w *Wallet) gateway(ctx context.Context) (c *envelope.Config, err error) {
	if w.config == nil {
		w.config, err = w.Ledger.Gateway(ctx, w.Site)
	}
	return w.config, err
}

// Gateway is the first of the booth's keys that the ledger knows. One that stands nowhere could be made for this wallet alone.
func (l *Ledger) Gateway(ctx context.Context, s *Site) (*envelope.Config, error) {
	b, err := s.get(ctx, "/booth/keys", 64<<10)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLost, err)
	}
	all, err := envelope.ParseConfigs(b)
	if err != nil {
		return nil, lied("/booth/keys: %v", err)
	}
	for range 2 { // a new key's leaf may be newer than what was read
		for i := range all {
			if l.isGateway(all[i].Marshal()) {
				return &all[i], nil
			}
		}
		if err := l.Update(ctx, s); err != nil {
			return nil, err
		}
	}
	return nil, lied("the booth's keys for envelopes are not in its ledger")
}

// settle takes an answer about an act: a promise about this very leaf, or a refusal.
func (w *Wallet) settle(ctx context.Context, a *Act, answer envelope.Response) error {
	if answer.Status == http.StatusOK {
		return w.promised(a, answer.Body)
	}
	r := new(Refusal)
	if answer.Status < 400 || answer.Status > 499 || json.Unmarshal(answer.Body, r) != nil || r.Code == "" {
		return fmt.Errorf("%w that can be read: %d inside", ErrLost, answer.Status)
	}
	a.Refusal = r.tidy()
	switch {
	case r.Final && w.outOfStep(a, r) && r.Seq < pass.MaxSeq && a.renewals < renewals:
		return w.renew(ctx, a, r.Seq+1)
	case r.Final:
		a.State = Refused
	}
	return nil
}

// longestSeal is how many days later a promise may be for: a week, and a time zone's difference.
const longestSeal = 8

func (w *Wallet) promised(a *Act, body []byte) error {
	var answer struct{ Promise string }
	if err := json.Unmarshal(body, &answer); err != nil {
		return lied("the booth's answer is no promise: %v", err)
	}
	p, err := w.Ledger.OpenPromise([]byte(answer.Promise))
	if err != nil {
		return lied("the booth's promise: %v", err)
	}
	if p.Origin != w.Ledger.Origin() || p.Leaf != a.Leaf {
		return lied("the booth promised something else than was handed in")
	}
	if latest := day.Of(w.Now(), time.UTC).Add(longestSeal); p.Day > latest {
		return lied("the booth promised to count this by %s, which is no promise", p.Day)
	}
	a.State, a.Promise, a.By, a.Refusal = Promised, answer.Promise, p.Day, nil
	return nil
}

// OpenPromise knows the promise keys of the ledger only.
func (l *Ledger) OpenPromise(signed []byte) (p ledger.Promise, err error) {
	keys, _ := l.keysOf()
	err = errors.New("the ledger names no key for promises")
	for _, k := range keys {
		if p, err = ledger.OpenPromise(signed, k); err == nil {
			return p, nil
		}
	}
	return p, err
}

// renew says the same under a later number: another device of this person has used the first.
func (w *Wallet) renew(ctx context.Context, a *Act, seq int) error {
	h, err := pass.ParseHandedIn(a.HandedIn)
	if err != nil {
		return err
	}
	if a.Kind.Organizing() {
		return w.renewOrganized(ctx, a, h, seq)
	}
	held, err := w.pass(ctx, a.Book, pass.Place{Slot: a.Slot, Purpose: a.Kind.Purpose()})
	if err != nil {
		return err
	}
	again, err := w.wallet().Sign(held, h.Kind, h.Petition, h.TextHash, h.Subject, seq, h.Body)
	if err != nil {
		return err
	}
	a.becomes(again)
	return nil
}

// outOfStep: another device has used the number, or an organizer's act has no forerunner.
func (w *Wallet) outOfStep(a *Act, r *Refusal) bool {
	return r.Seq >= a.Seq || a.Kind.Organizing() && r.Code == "seq_early"
}

func (a *Act) becomes(again pass.HandedIn) {
	anew := newAct(again, a.Book, a.Slot)
	anew.tries, anew.renewals, anew.Refusal = a.tries, a.renewals+1, a.Refusal
	*a = *anew
}
