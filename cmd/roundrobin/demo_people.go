package main

import (
	"context"
	"crypto/ed25519"
	"io"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"roundrobin/cmd/roundrobin/demo"
	"roundrobin/models/pass"
)

// voice is one invented person's pass for one petition and one purpose. Each has a seed of their own; nothing ties a person's
// signature to their voice, here as on a real site.
type voice struct {
	wallet *pass.Wallet
	held   *pass.Held
	seqs   map[string]int // the last seq used, by subject
}

// collect makes the passes that will be used under a petition, on all cores: blinded, signed blind, checked.
func (p *player) collect(ctx context.Context, x *played, slot int) (err error) {
	if x.signing, err = p.passes(ctx, pass.Place{Slot: slot, Purpose: pass.Sign}, x.Count()); err != nil {
		return err
	}
	x.saying, err = p.passes(ctx, pass.Place{Slot: slot, Purpose: pass.Voice}, voicesOf(x.Petition))
	return err
}

// voicesOf is how many speak or agree under a petition: whoever agrees once can agree with every comment.
func voicesOf(x demo.Petition) int {
	speakers, agreers := 0, 0
	for _, said := range x.Thread() {
		speakers, agreers = max(speakers, said.Voice), max(agreers, said.Agreed)
	}
	return speakers + agreers
}

func (p *player) passes(ctx context.Context, at pass.Place, n int) ([]*voice, error) {
	keys, err := p.books.KeyFile(ctx, p.book)
	if err != nil {
		return nil, err
	}
	signer, err := p.stamp.Signer(ctx, p.book, at)
	if err != nil {
		return nil, err
	}
	made := make([]*voice, n)
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range made {
		g.Go(func() (err error) {
			made[i], err = p.pass(keys.Key(at), signer)
			return err
		})
	}
	return made, g.Wait()
}

func (p *player) pass(key *pass.Key, signer *pass.Signer) (*voice, error) {
	var seed pass.Seed
	if _, err := io.ReadFull(p.out.Random, seed[:]); err != nil {
		return nil, err
	}
	w := pass.NewWallet(seed, p.config.Origin)
	request, err := w.Prepare(key)
	if err != nil {
		return nil, err
	}
	stamped, err := signer.BlindSign(request.Blinded)
	if err != nil {
		return nil, err
	}
	held, err := request.Finish(stamped)
	return &voice{wallet: w, held: held, seqs: map[string]int{}}, err
}

// act is the voice's next statement on a petition.
func (v *voice) act(k pass.Kind, x *played, subject string, body []byte) (pass.HandedIn, error) {
	v.seqs[subject]++
	return v.wallet.Sign(v.held, k, x.id, x.text, subject, v.seqs[subject], body)
}

// people sign and speak on one day, on every petition; the day ends with a seal. What answers a comment of the same day
// comes after a seal of its own: nobody answers what is not there yet.
func (p *player) people(ctx context.Context, n int) error {
	var acts []pass.HandedIn
	for _, x := range p.played {
		for _, signed := range x.Curve() {
			if signed.Day != n {
				continue
			}
			for range signed.Count {
				h, err := p.signature(x, x.signing[x.signed])
				if err != nil {
					return err
				}
				acts, x.signed = append(acts, h), x.signed+1
				if h, err = p.workplace(x, x.signed-1); err != nil {
					return err
				}
				if h.Kind != "" {
					acts = append(acts, h)
				}
			}
		}
	}
	rated, err := p.ratings(n)
	if err != nil {
		return err
	}
	if err := p.handIn(ctx, append(acts, rated...)); err != nil {
		return err
	}
	for _, answers := range []bool{false, true} {
		if err := p.speak(ctx, n, answers); err != nil {
			return err
		}
	}
	return p.agree(ctx, n)
}

// signature is by name for as many of the first as gave theirs.
func (p *player) signature(x *played, v *voice) (pass.HandedIn, error) {
	if x.signed >= len(x.Named) {
		return v.act(pass.Signature, x, pass.NoSubject, nil)
	}
	n, key := x.Named[x.signed], v.wallet.NameKey(p.book)
	c := pass.Certificate{Origin: p.config.Origin, Book: p.book, Name: n.Name, Title: or(n.Title, pass.NoTitle), NameKey: [32]byte(key.Public().(ed25519.PublicKey))}
	certificate, err := c.Sign(p.ledger.Desk())
	if err != nil {
		return pass.HandedIn{}, err
	}
	of := pass.Statement{Origin: p.config.Origin, Petition: x.id, TextHash: x.text, Seq: 1}
	return v.act(pass.Signature, x, pass.Named, pass.SignName(certificate, key, of, v.held.Pass.BoothKey()))
}

// workplace is said by every second of the first, and spread so that most are in the first place.
func (p *player) workplace(x *played, n int) (h pass.HandedIn, err error) {
	places := p.company.Site.Workplaces
	if n%2 == 1 || n > 500 || len(places) == 0 {
		return h, nil
	}
	spread := (n * 7919) % (len(places) * (len(places) + 1) / 2) // the i-th of N has N-i parts
	for i := range places {
		if spread -= len(places) - i; spread < 0 {
			return x.signing[n].act(pass.Workplace, x, pass.OfWorkplace, []byte(places[i]))
		}
	}
	return h, nil
}

// ratings are what signers say on the day after leadership's answer.
func (p *player) ratings(n int) (acts []pass.HandedIn, err error) {
	for _, x := range p.played {
		if x.Rating == nil || x.Response.RatedOn() != n {
			continue
		}
		for i, value := range x.Rating.Values() {
			h, err := x.signing[i].act(pass.Rating, x, pass.OfResponse, []byte(value))
			if err != nil {
				return nil, err
			}
			acts = append(acts, h)
		}
	}
	return acts, nil
}

func (p *player) speak(ctx context.Context, n int, answers bool) error {
	var acts []pass.HandedIn
	for _, x := range slices.Concat(p.played, p.asked) {
		thread := x.Thread()
		if x.said == nil {
			x.said = make([]string, len(thread))
		}
		for i, said := range thread {
			if said.Day != n || (said.Parent != demo.NoParent) != answers {
				continue
			}
			body := pass.CommentBody{Parent: pass.NoParent, Text: said.Text}
			if answers {
				body.Parent = x.said[said.Parent]
			}
			h, err := x.saying[said.Voice-1].act(pass.Comment, x, pass.NoSubject, body.Marshal())
			if err != nil {
				return err
			}
			acts, x.said[i] = append(acts, h), h.CommentID()
		}
	}
	return p.handIn(ctx, acts)
}

// agree lets colleagues agree with what was said that day: dates of agreements are shown nowhere.
func (p *player) agree(ctx context.Context, n int) error {
	var acts []pass.HandedIn
	for _, x := range slices.Concat(p.played, p.asked) {
		speakers := voicesOf(x.Petition)
		for i, said := range x.Thread() {
			if said.Day != n {
				continue
			}
			for k := range said.Agreed {
				h, err := x.saying[speakers-1-k].act(pass.Agreement, x, x.said[i], []byte("1"))
				if err != nil {
					return err
				}
				acts = append(acts, h)
			}
		}
	}
	return p.handIn(ctx, acts)
}

// handIn gives acts to the booth as many wallets would, at once, and seals.
func (p *player) handIn(ctx context.Context, acts []pass.HandedIn) error {
	var g errgroup.Group
	g.SetLimit(256)
	for _, h := range acts {
		g.Go(func() error {
			_, err := p.petitions.HandIn(ctx, h)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	if len(acts) == 0 {
		return nil
	}
	_, err := p.petitions.Seal(ctx, true)
	return err
}
