package witness

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/day"
	"roundrobin/models/ledger"
	"roundrobin/models/ledger/store"
)

// A Publisher shows every checkpoint to the witnesses once it is committed, and publishes what they sign. One goroutine runs it.
type Publisher struct {
	Ledger    *store.Ledger
	Witnesses []Witness
	Quorum    int    // how many must have signed before a checkpoint is shown; 0: it is shown at once, signatures follow
	Keep      string // file for the newest checkpoint, outside the stores and their backups; "" for none
	Client    *http.Client
	Log       *slog.Logger
	Now       func() time.Time
	Every     time.Duration // how often to look for a newer checkpoint
	Again     time.Duration // after how long a witness is asked again that was away

	key   note.Verifier
	size  int64             // of the checkpoint that lines are of
	lines map[string]string // signatures, by witness
	kept  int64
	known map[string]store.WitnessState
	next  map[string]time.Time
}

// Start shows the ledger to all witnesses once. Its error is a SeenMore: one of them, or the file, has seen more than the ledger has.
func (p *Publisher) Start(ctx context.Context) (err error) {
	p.Ledger.ShowOnly(p.Quorum)
	p.lines, p.known, p.next = map[string]string{}, map[string]store.WitnessState{}, map[string]time.Time{}
	if p.key, err = p.Ledger.Verifier(); err != nil {
		return err
	}
	states, err := p.Ledger.Witnesses(ctx)
	for _, s := range states {
		p.known[s.Name] = s
	}
	return errors.Join(err, Held(ctx, p.Ledger, p.Keep), p.Once(ctx))
}

// Run goes on until ctx ends. Whatever fails is logged and tried again.
func (p *Publisher) Run(ctx context.Context) {
	tick := time.NewTicker(p.Every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := p.Once(ctx); err != nil && ctx.Err() == nil {
				p.Log.Error("the checkpoint is not published as it should be", "error", err.Error())
			}
		}
	}
}

type answer struct {
	witness Witness
	line    string
	size    int64 // that the witness is known to have signed
	err     error
}

// Once publishes the newest checkpoint as far as witnesses answer. A witness that is away is no error; one that saw more is.
func (p *Publisher) Once(ctx context.Context) error {
	size, signed, err := p.Ledger.Committed(ctx)
	if err != nil || size == 0 {
		return err
	}
	if size != p.size {
		p.size = size
		clear(p.lines)
	}
	if p.Keep != "" && p.kept != size {
		if err := keep(p.Keep, signed); err != nil {
			return err
		}
		p.kept = size
	}
	answers := make(chan answer, len(p.Witnesses))
	asked := 0
	for _, w := range p.Witnesses {
		if p.lines[w.Name()] == "" && !p.Now().Before(p.next[w.Name()]) {
			asked++
			old := min(p.known[w.Name()].Size, size)
			go func() { answers <- p.ask(ctx, w, old, size, signed) }()
		}
	}
	var all error
	for range asked {
		all = errors.Join(all, p.take(ctx, <-answers, size, signed))
	}
	return all
}

// ask proves from what the witness signed last; where we are wrong about that, it tells, and is asked once more.
func (p *Publisher) ask(ctx context.Context, w Witness, old, size int64, signed []byte) (a answer) {
	a = answer{witness: w, size: old}
	for range 2 {
		var proof []ledger.Hash
		if proof, a.err = p.Ledger.Consistency(ctx, a.size, size); a.err != nil {
			return a
		}
		a.line, a.err = w.add(ctx, p.Client, p.key, a.size, proof, signed)
		var c *conflict
		if !errors.As(a.err, &c) {
			break
		}
		if c.size > size {
			a.err = &SeenMore{w.Name(), c.size}
			break
		}
		a.size = c.size
	}
	if a.err == nil {
		a.size = size
	}
	return a
}

func (p *Publisher) take(ctx context.Context, a answer, size int64, signed []byte) error {
	state := store.WitnessState{Name: a.witness.Name(), Size: a.size}
	if a.err != nil {
		state.Trouble = a.err.Error()
		p.next[state.Name] = p.Now().Add(p.Again)
	}
	before, ok := p.known[state.Name]
	state.Signed, state.Down = before.Signed, before.Down
	switch today := day.Of(p.Now(), time.UTC); {
	case a.err == nil:
		state.Signed, state.Down = today, ""
	case state.Down == "":
		state.Down = today
	}
	if !ok || before != state {
		if state.Trouble != "" && state.Trouble != before.Trouble {
			p.Log.Warn("a witness did not sign", "witness", state.Name, "why", state.Trouble)
		}
		if err := p.Ledger.Note(ctx, state); err != nil {
			return err
		}
		p.known[state.Name] = state
	}
	if a.err != nil {
		if more := (*SeenMore)(nil); errors.As(a.err, &more) {
			return more
		}
		return nil
	}
	p.lines[state.Name] = a.line
	if len(p.lines) < p.Quorum {
		return nil
	}
	lines := make([]string, 0, len(p.lines))
	for _, w := range p.Witnesses {
		if line := p.lines[w.Name()]; line != "" {
			lines = append(lines, line)
		}
	}
	return p.Ledger.Publish(ctx, size, ledger.Cosign(signed, lines...))
}
