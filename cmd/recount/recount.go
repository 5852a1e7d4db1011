package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"roundrobin/models/ledger"
	"roundrobin/models/ledger/tally"
	"roundrobin/models/pass"
)

// A recount has read a log up to a size and knows what is so there. It keeps no leaf.
type recount struct {
	*command
	from source
	key  note.Verifier

	top      ledger.Checkpoint // the newest that was opened
	signed   []byte            // that checkpoint's note
	cosigned []string          // the witnesses asked for who signed it
	was      seen              // what was newest in the round before
	tree     ledger.Peaks
	keys     keyring
	tally    *tally.Tally
	entries  []byte // of each act, as the files of sealed keys have them
	before   []seen // checkpoints that were kept from before, not yet come by
	vow      *vow   // the promise that is asked about
	part     bool   // only the leaves of a petition are known
	lying    atomic.Bool
	lie      error // the first; what comes after it is only hashed
}

// seen is a checkpoint of this log that somebody kept.
type seen struct {
	ledger.Checkpoint
	signed []byte
}

func (c *command) begin(ctx context.Context, from source) (r *recount, err error) {
	r = &recount{command: c, from: from}
	if r.key, err = c.logKey(ctx, from); err != nil {
		return nil, err
	}
	r.tally = tally.New(r.key.Name())
	if f, ok := from.(folder); ok {
		r.part = len(f.names("/leaves")) > 0
	}
	if r.before, err = c.kept(r.key); err != nil {
		return nil, err
	}
	if c.promise != "" {
		r.vow, err = readVow(c.promise)
	}
	return r, err
}

// logKey trusts the site's own if it is given none, and says so aside.
func (c *command) logKey(ctx context.Context, from source) (note.Verifier, error) {
	key := c.key
	if key == "" {
		b, err := from.get(ctx, "/log/key", 1<<10)
		if err != nil {
			return nil, err
		}
		key = strings.TrimSpace(string(b))
		fmt.Fprintf(c.aside, "trusting the key this site shows: %s\n", key)
	}
	v, err := note.NewVerifier(key)
	if err != nil || !pass.IsOrigin(v.Name()) {
		return nil, fmt.Errorf("%q is no log's verifier key", key)
	}
	return v, nil
}

// round reads on to the newest checkpoint and returns the first lie that it finds.
func (r *recount) round(ctx context.Context) error {
	if err := r.look(ctx); err != nil {
		return err
	}
	read := r.read
	if r.part {
		read = r.readPart
	}
	if err := read(ctx); err != nil {
		return err
	}
	return r.tally.Settled()
}

// look opens the newest checkpoint; one that goes back is a lie of its own.
func (r *recount) look(ctx context.Context) error {
	signed, err := r.from.get(ctx, "/log/checkpoint", 64<<10)
	if err != nil {
		return err
	}
	top, err := ledger.OpenCheckpoint(signed, r.key)
	if err != nil {
		return lied("/log/checkpoint: %v", err)
	}
	if r.cosigned, err = ledger.Cosigners(signed, r.key, r.witnesses...); err != nil {
		return lied("/log/checkpoint: %v", err)
	}
	if len(r.cosigned) < len(r.witnesses) {
		return lied("of the %d witnesses asked for, %d signed the checkpoint of %d leaves: %s", len(r.witnesses), len(r.cosigned), top.Size, strings.Join(r.cosigned, ", "))
	}
	if top.Size < r.top.Size {
		return forked(seen{r.top, r.signed}, signed, "the log had %d leaves and now has %d", r.top.Size, top.Size)
	}
	for _, b := range r.before {
		if top.Size < b.Size {
			return forked(b, signed, "the log had %d leaves and now has %d", b.Size, top.Size)
		}
	}
	r.was, r.top, r.signed = seen{r.top, r.signed}, top, signed
	return nil
}

func lied(what string, args ...any) error { return tally.Lied(tally.NotALeaf, what, args...) }

// lieOf is nil if an error is our own failure.
func lieOf(err error) *tally.Lie {
	l := (*tally.Lie)(nil)
	errors.As(err, &l)
	return l
}

func forked(before seen, now []byte, what string, args ...any) error {
	return &tally.Lie{Leaf: tally.NotALeaf, What: fmt.Sprintf(what, args...), Proof: []string{string(before.signed), string(now)}}
}

// grow adds one leaf's hash and holds the root against every checkpoint of that size.
func (r *recount) grow(h ledger.Hash) {
	r.pass()
	r.tree.Add(h)
	r.vow.meet(h, r.tree.Size()-1)
}

// pass takes the checkpoints of the size that the tree now has.
func (r *recount) pass() {
	left := r.before[:0:0]
	for _, b := range r.before {
		if b.Size > r.tree.Size() {
			left = append(left, b)
		} else if b.Size == r.tree.Size() && b.Root != r.tree.Root() {
			r.first(forked(b, r.signed, "the log has forked: of the first %d leaves that it once had, some are gone or changed", b.Size))
		}
	}
	r.before = left
}

// first keeps the first lie; a fork is told before what else may be wrong in its branches.
func (r *recount) first(err error) {
	if was, is := lieOf(r.lie), lieOf(err); was == nil || was.Proof == nil && is.Proof != nil {
		r.lie = err
		r.lying.Store(true)
	}
}

// rooted holds what was read against the newest checkpoint.
func (r *recount) rooted() error {
	r.pass()
	root := r.tree.Root()
	if root != r.top.Root && r.was.Size > 0 {
		return forked(r.was, r.signed, "the log has forked: what it had when it had %d leaves does not lead to the %d that it has now", r.was.Size, r.top.Size)
	}
	if root != r.top.Root {
		what := fmt.Sprintf("the root over all %d leaves is %s; the checkpoint says %s", r.tree.Size(), root, r.top.Root)
		if r.lie != nil { // most likely the one that was changed
			what += "\n" + r.lie.Error()
		}
		return lied("%s", what)
	}
	return r.lie
}

// readPart reads the leaves of one petition, each proven by tiles.
func (r *recount) readPart(ctx context.Context) error {
	if r.vow != nil || len(r.before) > 0 {
		return fmt.Errorf("one petition's leaves cannot show whether a promise was kept or the log has forked: ask the site itself")
	}
	places, err := placesOf(r.from.(folder).names("/leaves"))
	if err != nil {
		return err
	}
	tiles := func(p ledger.Path) ([]byte, error) {
		return r.from.get(ctx, "/log/tile/"+p.String(), ledger.TileWidth*tlog.HashSize)
	}
	proven, err := ledger.Proven(r.top, tiles, places)
	if err != nil && !missing(err) {
		return lied("the tiles do not prove the leaves: %v", err)
	}
	if err != nil {
		return err
	}
	return inOrder(len(places), fetches, func(i int) (checked, error) {
		raw, err := r.from.get(ctx, "/"+ledger.LeafName(places[i]), ledger.MaxLeaf)
		return r.check(places[i], raw, pass.Act.Verify), err
	}, func(i int, c checked) error {
		if c.hash != proven[i] {
			return tally.Lied(places[i], "it is not the leaf that stands there")
		}
		if err := r.take(ctx, places[i], c); err != nil {
			return err
		}
		return r.lie
	})
}
