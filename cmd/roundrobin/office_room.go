package main

import (
	"context"

	"roundrobin/handlers"
	"roundrobin/handlers/office"
	"roundrobin/models/audit"
	"roundrobin/models/outbox"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
)

// newOffice hands the office what its room shows: facts of the booth without anybody's address.
func (s *site) newOffice() *office.Office {
	return office.New(office.Deps{
		Members: s.office, Secure: !s.config.Insecure, Status: handlers.Status, Rules: s.petitions.Ruled, Now: s.out.Now, Zone: s.zone, Version: version,
		Petitions: s.petitions, Keeper: s.programs, Record: audit.NewRecord(s.boothDB, s.out.Random, s.today),
		Review: s.inReview, Programs: s.programNames, Letters: s.letters, Checkpoint: s.ledger.Checkpoint, Witnesses: s.witnesses, Books: s.bookFacts,
		Delivered: s.delivered, Revoke: s.responses.Revoke, Renew: s.responses.Renew,
		Proposals: proposals{s}, Cases: s.cases, Settings: s.settings, Incidents: s.incidents, Recipients: leadership{s}, Forget: s.forgetByOffice, Health: s.health, Retry: s.retryJob,
		Roster: saidRoster{s.roster, s}, Uploads: s.uploads, Disputes: s.disputes,
	})
}

func (s *site) inReview(ctx context.Context) ([]petition.Petition, error) {
	found, _, err := s.petitions.List(ctx, petitionstore.Filter{States: []petition.State{petition.Review}})
	return found, err
}

func (s *site) delivered(ctx context.Context) ([]office.Delivered, error) {
	states := []petition.State{petition.Delivered, petition.Answered, petition.Closed}
	found, _, err := s.petitions.List(ctx, petitionstore.Filter{States: states, Sort: petitionstore.Latest})
	var all []office.Delivered
	for _, p := range found {
		if p.Delivered == "" {
			continue
		}
		links, failed := s.responses.Of(ctx, p.ID)
		if failed != nil {
			return nil, failed
		}
		all = append(all, office.Delivered{ID: p.ID, Title: p.Text.Title, Language: p.Text.Language, Links: links})
	}
	return all, err
}

func (s *site) programNames(ctx context.Context) (map[string]string, error) {
	all, err := s.programs.List(ctx)
	names := make(map[string]string, len(all))
	for _, p := range all {
		names[p.ID] = p.Name
	}
	return names, err
}

// letters are the summaries, with the names that recipients have today.
func (s *site) letters(ctx context.Context) ([]office.Letter, error) {
	entries, err := s.outbox.All(ctx)
	if err != nil {
		return nil, err
	}
	recipients, err := s.recipients.All(ctx)
	names := make(map[string]string, len(recipients))
	for _, r := range recipients {
		names[r.ID] = r.Name
	}
	letters := make([]office.Letter, len(entries))
	for i, e := range entries {
		letters[i] = letterOf(e)
		letters[i].Recipient = names[e.Recipient]
	}
	return letters, err
}

func letterOf(e outbox.Entry) office.Letter {
	return office.Letter{Period: e.Period, State: string(e.State), Reason: e.Reason, Tries: e.Attempts}
}

func (s *site) bookFacts(ctx context.Context) ([]office.Book, error) {
	all, err := s.books.All(ctx)
	books := make([]office.Book, len(all))
	for i, b := range all {
		n, failed := s.stamp.Issued(ctx, b.Name)
		if failed != nil {
			return nil, failed
		}
		books[i] = office.Book{Name: b.Name, From: b.From, To: b.To, Collected: n}
	}
	return books, err
}

func (s *site) witnesses(ctx context.Context) (all []office.Witness, err error) {
	states, err := s.ledger.Witnesses(ctx)
	for _, w := range states {
		all = append(all, office.Witness{Name: w.Name, Size: int(w.Size), Trouble: w.Trouble, Signed: string(w.Signed), Down: string(w.Down)})
	}
	return all, err
}
