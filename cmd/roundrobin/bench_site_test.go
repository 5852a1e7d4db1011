package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"roundrobin/models/db"
	"roundrobin/models/envelope"
	"roundrobin/models/pass"
	"roundrobin/models/pass/stamp"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/secret"
	"roundrobin/models/thread"
	views "roundrobin/views/desk"
)

var benchText = pass.Text{
	Language: "en", Title: "Bring back the night bus from the depot", Addressee: "The board", Ask: "Will you bring back the bus that leaves at half past ten?",
	Background: "The last bus leaves before the late shift ends.\n\nWhoever works late walks home along the ring road, or waits an hour. We counted: it is 140 of us every night.\n",
}

// benched is a site on disk that is to be measured; nobody serves it yet.
type benched struct {
	b        *testing.B
	config   *config
	petition petition.Petition
	book     string
	seeds    uint64
}

// newBenched founds a site with one open petition.
func newBenched(b *testing.B, identity, booth string, slots int) *benched {
	b.Helper()
	c := &config{Data: b.TempDir(), Identity: identity, Booth: booth, Origin: "petitions.example", Zone: "UTC", Insecure: true, Ways: []string{views.WayEmail}, BookSlots: slots, Review: reviewNone, SealDays: 7, SealEvery: time.Hour}
	c.KeyFile = filepath.Join(c.Data, "master.key")
	_, err := secret.Create(c.KeyFile, rand.Reader)
	fatal(b, err)
	x := &benched{b: b, config: c}
	x.inside(func(ctx context.Context, s *site) error {
		if err := s.mintBooks(ctx); err != nil {
			return err
		}
		season, err := s.books.Season(ctx)
		if err != nil {
			return err
		}
		x.book = season.Name
		x.petition, err = x.open(ctx, s, benchText)
		return err
	})
	return x
}

func (x *benched) open(ctx context.Context, s *site, text pass.Text) (petition.Petition, error) {
	p, err := s.petitions.Gather(ctx, petitionstore.Proposal{Text: text, Goal: 1_000_000})
	if err != nil {
		return p, err
	}
	return s.petitions.Open(ctx, p.ID)
}

// inside opens the site in this process, while no other does.
func (x *benched) inside(f func(context.Context, *site) error) {
	x.b.Helper()
	ctx := x.b.Context()
	s, err := open(ctx, x.config, &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: os.Stderr})
	fatal(x.b, err)
	defer s.close()
	fatal(x.b, f(ctx, s))
}

// acts are signatures of so many people, each ready to be handed in: passes were blinded, stamped and finished as a wallet does it.
func (x *benched) acts(n int) (handedIn [][]byte) {
	x.b.Helper()
	handedIn = make([][]byte, n)
	x.inside(func(ctx context.Context, s *site) error {
		file, err := s.books.KeyFile(ctx, x.book)
		if err != nil {
			return err
		}
		at := pass.Place{Slot: x.petition.Slot, Purpose: pass.Sign}
		signer, err := s.stamp.Signer(ctx, x.book, at)
		if err != nil {
			return err
		}
		return onAllCores(n, func(i int) error {
			var seed pass.Seed
			binary.BigEndian.PutUint64(seed[:], x.seeds+uint64(i))
			w := pass.NewWallet(seed, x.config.Origin)
			r, err := w.Prepare(file.Key(at))
			if err != nil {
				return err
			}
			stamped, err := signer.BlindSign(r.Blinded)
			if err != nil {
				return err
			}
			held, err := r.Finish(stamped)
			if err != nil {
				return err
			}
			h, err := w.Sign(held, pass.Signature, x.petition.ID, x.petition.Hash, pass.NoSubject, 1, nil)
			handedIn[i] = h.Marshal()
			return err
		})
	})
	x.seeds += uint64(n)
	return handedIn
}

func onAllCores(n int, f func(i int) error) error {
	cores := runtime.NumCPU()
	errs := make([]error, cores)
	var all sync.WaitGroup
	for core := range cores {
		all.Go(func() {
			for i := core; i < n && errs[core] == nil; i += cores {
				errs[core] = f(i)
			}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// signed hands these in and seals them.
func (x *benched) signed(acts [][]byte) {
	x.inside(func(ctx context.Context, s *site) error {
		err := onAllCores(len(acts), func(i int) error {
			h, err := pass.ParseHandedIn(acts[i])
			if err == nil {
				_, err = s.petitions.HandIn(ctx, h)
			}
			return err
		})
		if err == nil {
			_, err = s.petitions.Seal(ctx, true)
		}
		return err
	})
}

// talks gives the petition so many comments of one voice, in the length in which people speak.
func (x *benched) talks(from, to int) {
	const said = "This is what people say, in the length in which they say it: too long by half, and then once more."
	id := x.petition.ID
	voice := thread.VoiceOf([32]byte{1}, id)
	who := thread.PseudonymOf(voice, 0)
	x.inside(func(ctx context.Context, s *site) error {
		return s.boothDB.InTx(ctx, func(tx *db.Tx) error {
			if from == 0 {
				if err := tx.Exec("INSERT INTO voice (petition, voice, pseudonym, mark) VALUES (?, ?, ?, ?)", id, voice[:], who.Words, who.Mark[:]).Error; err != nil {
					return err
				}
			}
			var values []any
			for i := from; i < to; i++ {
				values = append(values, fmt.Sprintf("%032x", i), id, voice[:], said, thread.Render(said), "2026-11-24", 1_000_000+i, (to-i)%97)
			}
			return db.InsertRows(tx, "INSERT INTO comment (id, petition, voice, text, html, day, place, agreed)", 8, values, "")
		})
	})
}

// sealed puts each act into an envelope for the gateway of a server.
func sealed(b *testing.B, at *measured, petition string, acts [][]byte) (envelopes [][]byte, sent []*envelope.Sent) {
	b.Helper()
	config := gatewayConfig(b, at)
	envelopes, sent = make([][]byte, len(acts)), make([]*envelope.Sent, len(acts))
	fatal(b, onAllCores(len(acts), func(i int) error {
		padded, err := envelope.Request{Method: "POST", Path: "/petitions/" + petition + "/signatures", Body: acts[i]}.Pad(envelope.RequestSize)
		if err != nil {
			return err
		}
		envelopes[i], sent[i], err = config.Seal(padded)
		return err
	}))
	return envelopes, sent
}

func gatewayConfig(b *testing.B, at *measured) envelope.Config {
	b.Helper()
	status, body, err := fasthttp.Get(nil, "http://"+at.Public+"/booth/keys")
	if err == nil && status != fasthttp.StatusOK {
		err = fmt.Errorf("%d", status)
	}
	fatal(b, err)
	all, err := envelope.ParseConfigs(body)
	fatal(b, err)
	return all[0]
}

// bookRequest is what a wallet asks the desk for: all places of the season's book, blinded.
func bookRequest(ctx context.Context, s *site) (r stamp.Request, err error) {
	season, err := s.books.Season(ctx)
	if err != nil {
		return r, err
	}
	file, err := s.books.KeyFile(ctx, season.Name)
	if err != nil {
		return r, err
	}
	w := pass.NewWallet(pass.Seed{7}, s.config.Origin)
	r = stamp.Request{Book: season.Name, NameKey: [32]byte(w.NameKey(season.Name).Public().(ed25519.PublicKey))}
	var blinded bytes.Buffer
	for _, k := range file.Keys {
		p, err := w.Prepare(k)
		if err != nil {
			return r, err
		}
		blinded.Write(p.Blinded)
	}
	r.Blinded = blinded.Bytes()
	return r, nil
}
