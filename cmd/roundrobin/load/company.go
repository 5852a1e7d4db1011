package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/valyala/fasthttp"
	"golang.org/x/sync/errgroup"

	"roundrobin/cmd/roundrobin/wallet"
	"roundrobin/models/envelope"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// A Company is people on their way to one site.
type Company struct {
	Plan
	Now  func() time.Time
	Tell io.Writer // progress

	at        netip.AddrPort
	crowd     *fasthttp.HostClient
	site      *wallet.Site
	ledger    *wallet.Ledger
	gateway   *envelope.Config
	petitions []string
	people    []signer // none: everybody only reads
	tally     *tally

	mu           sync.Mutex
	acknowledged []ledger.Hash
}

// signer is a person's wallet with the passes out of their blinds.
type signer struct {
	*pass.Wallet
	petition    Petition
	sign, voice *pass.Held // voice is nil for most
}

// NewCompany needs what is known of the site, and verifies it as wallets do: the ledger, the key for envelopes, the petitions.
func NewCompany(ctx context.Context, at netip.AddrPort, p Plan, now func() time.Time, key string) (*Company, error) {
	c := &Company{Plan: p, Now: now, at: at, crowd: crowd(at), site: wallet.NewSite("http://"+at.String(), alone(at)), tally: newTally()}
	if key == "" {
		shown, err := c.site.Key(ctx)
		if err != nil {
			return nil, err
		}
		key = shown
	}
	var err error
	if c.ledger, err = wallet.NewLedger(key); err != nil {
		return nil, err
	}
	if err = c.ledger.Update(ctx, c.site); err != nil {
		return nil, err
	}
	if c.gateway, err = c.ledger.Gateway(ctx, c.site); err != nil {
		return nil, err
	}
	news, err := c.site.News(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range news.Petitions {
		c.petitions = append(c.petitions, p.ID)
	}
	return c, nil
}

// Take gives the people their passes, which are verified one by one: about half a millisecond of a core for each.
func (c *Company) Take(ctx context.Context, p *Passes) error {
	if len(p.People) < c.People {
		return fmt.Errorf("there are passes for %d people only; 'roundrobin load prepare' makes more", len(p.People))
	}
	keys, err := c.ledger.Keys(ctx, c.site, p.Book)
	if err != nil {
		return err
	}
	for _, x := range p.Petitions {
		if there, err := c.ledger.Petition(x.ID); err != nil || there.Text != x.Text || there.Slot != x.Slot {
			return fmt.Errorf("the passes are not for this site: it has no petition %s like theirs", x.ID)
		}
	}
	people := make([]signer, c.People)
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for some := range slices.Chunk(indices(c.People), 256) {
		g.Go(func() error {
			for _, n := range some {
				if err := people[n].open(p.People[n], p.Petitions, keys, c.ledger.Origin()); err != nil {
					return fmt.Errorf("the passes of person %d: %w", n, err)
				}
			}
			return ctx.Err()
		})
	}
	err = g.Wait()
	c.people = people
	return err
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func (s *signer) open(x Person, petitions []Petition, keys *pass.KeyFile, origin string) (err error) {
	s.Wallet, s.petition = pass.NewWallet(x.Seed, origin), petitions[x.Petition]
	if s.sign, err = s.take(keys, pass.Sign, x.Sign); err == nil && x.Voice != nil {
		s.voice, err = s.take(keys, pass.Voice, x.Voice)
	}
	return err
}

func (s *signer) take(keys *pass.KeyFile, for_ pass.Purpose, stamped []byte) (*pass.Held, error) {
	key := keys.Key(pass.Place{Slot: s.petition.Slot, Purpose: for_})
	if key == nil {
		return nil, errors.New("the book has no such pass")
	}
	r, err := s.Prepare(key)
	if err != nil {
		return nil, err
	}
	return r.Finish(stamped)
}

// Come lets them come, and returns when the last has been answered.
func (c *Company) Come(ctx context.Context) error {
	var all sync.WaitGroup
	defer all.Wait()
	told, stop := context.WithCancel(ctx)
	defer stop()
	begun := c.Now()
	go c.progress(told, begun)
	return c.each(begun, func(until time.Time) error { return pause(ctx, until.Sub(c.Now())) }, func(person int, s step, planned time.Time) {
		late := c.Now().Sub(planned)
		if s.kind == Cover && s.n == 0 {
			c.tally.came.Add(1)
		}
		c.tally.underWay.Add(1)
		all.Go(func() {
			defer c.tally.underWay.Add(-1)
			kind, err := c.do(person, s)
			c.tally.add(kind, c.Now().Sub(planned), late, err)
		})
	})
}

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *Company) do(person int, s step) (Kind, error) {
	switch s.kind {
	case Poll:
		return Poll, c.get("/now.json")
	case OnePage:
		kind, path := c.page(person, s.n)
		return kind, c.get(path)
	}
	return c.envelope(person, s.n)
}
