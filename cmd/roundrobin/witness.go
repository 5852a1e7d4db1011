package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"roundrobin/models/ledger/witness"
)

const (
	publishEvery  = time.Second
	witnessTime   = 10 * time.Second
	witnessesAway = time.Minute // until they are asked again
)

// held refuses to touch a ledger that was set back, as far as the file beside the master key shows.
func (s *site) held(ctx context.Context) error {
	return takenBack(witness.Held(ctx, s.ledger, s.config.checkpointFile()))
}

// publisher has shown the ledger to every witness that answers. It must run before anything is appended: whatever is appended to
// a ledger that was set back makes a second one of it.
func (s *site) publisher(ctx context.Context, log *slog.Logger) (*witness.Publisher, error) {
	witnesses, err := witness.Parse(s.config.Witnesses)
	if err != nil {
		return nil, fmt.Errorf("RR_WITNESSES: %w", err)
	}
	if q := s.config.WitnessQuorum; q < 0 || q > len(witnesses) {
		return nil, fmt.Errorf("RR_WITNESS_QUORUM: %d of %d witnesses cannot sign", q, len(witnesses))
	}
	p := &witness.Publisher{
		Ledger: s.ledger, Witnesses: witnesses, Quorum: s.config.WitnessQuorum, Keep: s.config.checkpointFile(),
		Client: &http.Client{Timeout: witnessTime}, Log: log, Now: s.out.Now, Every: publishEvery, Again: witnessesAway,
	}
	return p, takenBack(p.Start(ctx))
}

// takenBack says what to do when more was seen of the ledger than it now has.
func takenBack(err error) error {
	if more := (*witness.SeenMore)(nil); !errors.As(err, &more) {
		return err
	}
	return fmt.Errorf("the ledger was set back: %w. It must not go on, or there would be two that contradict each other, and everyone could prove it. Bring back a newer backup of the booth's store. If there is none, what was sealed since is lost: found a new ledger, with empty stores and another RR_ORIGIN, and tell people why", err)
}
