package store

import (
	"context"
	"time"

	"roundrobin/models/day"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// Now is /now.json: the same for everyone, never about its reader.
type Now struct {
	Origin    string               `json:"origin"`
	Day       day.Day              `json:"day"`
	Size      int64                `json:"size"`
	Holders   int                  `json:"holders"` // rounded down to tens; exact below 20
	Book      string               `json:"book"`    // of the season, or ""
	Books     []NowBook            `json:"books"`
	Keys      []ledgerstore.KeyDay `json:"keys"`
	Petitions []NowPetition        `json:"petitions"`
}

// NowBook is a book whose passes can be used.
type NowBook struct {
	Book  string `json:"book"`
	Slots int    `json:"slots"`
}

// NowPetition is what a wallet needs to know of a petition.
type NowPetition struct {
	ID     string         `json:"id"`
	Title  string         `json:"title"`
	Ask    string         `json:"ask"`
	State  petition.State `json:"state"`
	Count  int            `json:"count"`
	Goal   int            `json:"goal"`
	Book   string         `json:"book"`
	Slot   int            `json:"slot"`
	Text   string         `json:"text"`   // hash, hex
	Frozen day.Day        `json:"frozen"` // on which that text began to gather; before, signatures were of another
	Closes day.Day        `json:"closes"`
	Turn   int            `json:"turn,omitempty"`  // while it is queued
	Round  string         `json:"round,omitempty"` // of a round: the program that it asks about
	Sign   bool           `json:"sign"`
	Voice  bool           `json:"voice"`
}

// nowLife bounds how long a change that is no leaf goes unseen.
const nowLife = 3 * time.Second

// kept is a Now and when it was read.
type kept struct {
	*Now
	at time.Time
}

// ReadNow gathers Now. It is read anew when the ledger has grown, the day has turned, the holders have changed, or it is older than
// nowLife. Nobody may change what it returns.
func (s *Store) ReadNow(ctx context.Context) (*Now, error) {
	holders, err := s.Holders(ctx)
	if err != nil {
		return nil, err
	}
	size, err := s.ledger.Size(ctx)
	if err != nil {
		return nil, err
	}
	at := s.Now()
	n := &Now{Origin: s.ledger.Origin(), Day: day.Of(at, s.Loc), Size: size, Holders: pass.Holders(holders), Books: []NowBook{}, Petitions: []NowPetition{}}
	if was := s.now.Load(); was != nil && was.isStill(n, at) {
		return was.Now, nil
	}
	if err := s.fill(ctx, n); err != nil {
		return nil, err
	}
	s.now.Store(&kept{n, at})
	return n, nil
}

// isStill: a clock that was set back makes nothing young.
func (k *kept) isStill(n *Now, at time.Time) bool {
	age := at.Sub(k.at)
	return k.Size == n.Size && k.Day == n.Day && k.Holders == n.Holders && 0 <= age && age < nowLife
}

func (s *Store) fill(ctx context.Context, n *Now) (err error) {
	if n.Keys, err = s.ledger.KeyDays(ctx); err != nil {
		return err
	}
	if n.Keys == nil {
		n.Keys = []ledgerstore.KeyDay{}
	}
	books, err := s.books.Live(ctx)
	if err != nil {
		return err
	}
	for _, b := range books {
		n.Books = append(n.Books, NowBook{b.Name, b.Slots})
		if n.Book == "" && b.From <= n.Day && n.Day <= b.To {
			n.Book = b.Name
		}
	}
	petitions, _, err := s.List(ctx, Filter{Every: true}) // whatever was ever signed can be counted
	for _, p := range petitions {
		n.Petitions = append(n.Petitions, nowPetition(p, n.Day))
	}
	return err
}

func nowPetition(p petition.Petition, today day.Day) NowPetition {
	p = p.Shown()
	about := ""
	if p.Round != "" {
		about = p.Program
	}
	return NowPetition{
		Round: about,
		ID:    p.ID, Title: p.Text.Title, Ask: p.Text.Ask, State: p.State, Count: p.Count, Goal: p.Goal, Book: p.Book, Slot: p.Slot,
		Text: p.Hash.String(), Frozen: p.Gathered, Closes: p.Closes, Turn: p.Turn, Sign: p.MaySign(today) == nil, Voice: p.MaySpeak(today) == nil,
	}
}
