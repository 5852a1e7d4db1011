package main

import (
	"context"
	"slices"

	"roundrobin/models/ledger"
	"roundrobin/models/ledger/tally"
	"roundrobin/models/pass"
)

// checked is a leaf as far as it can be checked without those before it.
type checked struct {
	hash ledger.Hash
	leaf ledger.Leaf
	key  *pass.Key // that an act verifies under; nil while its book is unknown
	err  error     // a lie
}

// read takes the leaves that it does not know yet, checks them on all cores, and counts in their order.
func (r *recount) read(ctx context.Context) error {
	paths := ledger.Bundles(r.tree.Size(), r.top.Size)
	if r.tree.Size() == r.top.Size {
		paths = nil
	}
	err := inOrder(len(paths), fetches, func(i int) ([]checked, error) {
		return r.checkBundle(ctx, paths[i])
	}, func(i int, bundle []checked) error {
		for at, c := range bundle {
			place := paths[i].N*ledger.TileWidth + int64(at)
			if place < r.tree.Size() {
				continue
			}
			r.grow(c.hash)
			if r.lie == nil {
				if err := r.take(ctx, place, c); err != nil {
					return err
				}
			}
		}
		r.progress.at(r.tree.Size(), r.top.Size)
		return nil
	})
	if err != nil {
		return err
	}
	return r.rooted()
}

func (r *recount) checkBundle(ctx context.Context, p ledger.Path) ([]checked, error) {
	path := "/log/tile/" + p.String()
	b, err := r.from.get(ctx, path, ledger.TileWidth*(ledger.MaxLeaf+2))
	if err != nil {
		return nil, err
	}
	raw, err := ledger.ParseBundle(b, p.Width)
	if err != nil {
		return nil, lied("%s: %v", path, err)
	}
	place := p.N * ledger.TileWidth
	all := make([]checked, 0, len(raw))
	for some := range slices.Chunk(raw, pass.BatchSize) {
		all = append(all, r.checkSome(place+int64(len(all)), some)...)
	}
	return all, nil
}

// checkSome verifies signatures together; if they do not hold, one by one, to find the first that is none.
func (r *recount) checkSome(place int64, raw [][]byte) []checked {
	var together pass.Batch
	all := r.checkEach(place, raw, together.Verify)
	if !together.Holds() {
		all = r.checkEach(place, raw, pass.Act.Verify)
	}
	return all
}

func (r *recount) checkEach(place int64, raw [][]byte, verify verifier) []checked {
	all := make([]checked, len(raw))
	for i, leaf := range raw {
		all[i] = r.check(place+int64(i), leaf, verify)
	}
	return all
}

type verifier func(pass.Act, pass.Finder) (*pass.Key, error)

// check may run beside others. An act of a key that is not known yet is left for take.
func (r *recount) check(place int64, raw []byte, verify verifier) (c checked) {
	c.hash = ledger.LeafHash(raw)
	if r.lying.Load() {
		return c
	}
	var err error
	if c.leaf, err = ledger.ParseLeaf(raw); err != nil {
		c.err = tally.Lied(place, "%v", err)
	} else if c.leaf.Origin != r.key.Name() {
		c.err = tally.Lied(place, "it is of %s, the log of %s", c.leaf.Origin, r.key.Name())
	} else if a := c.leaf.Act; a != nil && r.keys.find(a.Pass.KeyID()) != nil {
		c.key, c.err = r.verify(place, a, verify)
	}
	return c
}

func (r *recount) verify(place int64, a *pass.Act, verify verifier) (*pass.Key, error) {
	k, err := verify(*a, r.keys.find)
	if err != nil {
		return nil, tally.Lied(place, "the %s: %v", a.Kind, err)
	}
	return k, nil
}

// take counts one leaf; those before it have been taken. Lies go to r.lie, what it returns is our own failure.
func (r *recount) take(ctx context.Context, place int64, c checked) error {
	err := c.err
	if a := c.leaf.Act; err == nil && a != nil {
		if c.key == nil {
			c.key, err = r.verify(place, a, pass.Act.Verify)
		}
		if err == nil {
			e := pass.EntryOf(*a)
			r.entries = append(r.entries, e[:]...)
			err = r.tally.Act(place, a, c.key)
		}
	}
	if o := c.leaf.Operator; err == nil && o != nil {
		if b, ok := o.(*ledger.Book); ok {
			err = r.keys.add(ctx, r.from, r.key.Name(), place, b)
		}
		if err == nil {
			err = r.tally.Operator(place, o)
		}
	}
	if lieOf(err) != nil {
		r.first(err)
		return nil
	}
	return err
}

// placesOf reads the names of the leaves in a bundle, which stand in their order.
func placesOf(names []string) (places []int64, err error) {
	for _, name := range names {
		place, err := ledger.ParseLeafName("leaves/" + name)
		if err != nil {
			return nil, err
		}
		places = append(places, place)
	}
	return places, nil
}
