package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
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

// others are the pages besides petitions that people read.
var others = []string{"/petitions", "/help", "/ledger", "/rules", "/about", "/limits"}

// page is the n-th that a person reads: of five, one is the home page, two are the petition that they sign, one is another, one is none.
func (c *Company) page(person, n int) (Kind, string) {
	petition := func(n int) (Kind, string) {
		if len(c.petitions) == 0 {
			return Home, "/"
		}
		return OnePage, "/petitions/" + c.petitions[n%len(c.petitions)]
	}
	switch n % 5 {
	case 0:
		return Home, "/"
	case 3:
		return petition(person + n)
	case 4:
		return OtherOne, others[(person+n/5)%len(others)]
	}
	if len(c.people) > 0 {
		return OnePage, "/petitions/" + c.people[person].petition.ID
	}
	return petition(person)
}

// get reads a page whole, as a browser does that has none of it.
func (c *Company) get(path string) error {
	request, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(answer)
	c.address(request, path)
	request.Header.Set("Accept-Encoding", "gzip, deflate, br")
	if err := c.crowd.Do(request, answer); err != nil {
		return err
	}
	if answer.StatusCode() != http.StatusOK || len(answer.Body()) == 0 {
		return fmt.Errorf("%s is %d", path, answer.StatusCode())
	}
	return nil
}

func (c *Company) address(r *fasthttp.Request, path string) {
	r.SetRequestURI(path)
	r.Header.SetHost(c.at.String())
}

// envelope sends the n-th of a person: the signature rides in one of them, the comment of who has one in the next.
func (c *Company) envelope(person, n int) (Kind, error) {
	kind, inside, leaf, err := c.inside(person, n)
	if err != nil {
		return kind, err
	}
	answer, err := c.send(inside)
	if err != nil {
		return kind, err
	}
	if kind == Cover {
		if answer.Status != http.StatusNoContent {
			return kind, fmt.Errorf("it is answered %d inside", answer.Status)
		}
		return kind, nil
	}
	return kind, c.keep(answer, leaf)
}

func (c *Company) inside(person, n int) (kind Kind, r envelope.Request, leaf ledger.Hash, err error) {
	none := envelope.Request{Method: "GET", Path: "/beat"}
	if len(c.people) == 0 {
		return Cover, none, leaf, nil
	}
	p := c.people[person]
	var h pass.HandedIn
	switch signs := person % c.Envelopes; {
	case n == signs:
		kind = Signing
		h, err = p.Wallet.Sign(p.sign, pass.Signature, p.petition.ID, p.petition.Text, pass.NoSubject, 1, nil)
	case p.voice != nil && n == (signs+1)%c.Envelopes:
		kind = Talking
		body := pass.CommentBody{Parent: pass.NoParent, Text: fmt.Sprintf("I am person %d, and this matters to all of us who work here: we see it every day, and it can be changed.", person)}
		h, err = p.Wallet.Sign(p.voice, pass.Comment, p.petition.ID, p.petition.Text, pass.NoSubject, 1, body.Marshal())
	default:
		return Cover, none, leaf, nil
	}
	r = envelope.Request{Method: "POST", Path: "/petitions/" + p.petition.ID + "/" + string(h.Kind) + "s", Body: h.Marshal()}
	return kind, r, ledger.LeafHash(h.Act.Marshal()), err
}

// send seals a request, and opens the answer.
func (c *Company) send(inside envelope.Request) (r envelope.Response, err error) {
	plain, err := inside.Pad(envelope.RequestSize)
	if err != nil {
		return r, err
	}
	sealed, sent, err := c.gateway.Seal(plain)
	if err != nil {
		return r, err
	}
	request, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(answer)
	c.address(request, "/booth/envelopes")
	request.Header.SetMethod(http.MethodPost)
	request.Header.SetContentType(envelope.TypeRequest)
	request.SetBodyRaw(sealed)
	if err := c.crowd.Do(request, answer); err != nil {
		return r, err
	}
	if answer.StatusCode() != http.StatusOK {
		return r, fmt.Errorf("an envelope is answered %d", answer.StatusCode())
	}
	if plain, err = sent.Open(answer.Body()); err != nil {
		return r, err
	}
	return envelope.ParseResponse(plain)
}

// keep takes a promise about this very leaf.
func (c *Company) keep(answer envelope.Response, leaf ledger.Hash) error {
	var said struct{ Promise, Code string }
	if err := json.Unmarshal(answer.Body, &said); answer.Status != http.StatusOK || err != nil {
		return fmt.Errorf("it is answered %d %s inside", answer.Status, said.Code)
	}
	p, err := c.ledger.OpenPromise([]byte(said.Promise))
	if err == nil && p.Leaf != leaf {
		err = errors.New("something else was promised than was handed in")
	}
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.acknowledged = append(c.acknowledged, leaf)
	return nil
}
