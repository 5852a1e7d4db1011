package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/ledger/witness"
	"roundrobin/models/secret"
)

// A proven ledger has the leaves that its checkpoint signs, and agrees with every checkpoint that it was held against.
type proven = ledger.Checkpoint

// What of the booth's store is needed to recount its ledger.
var ledgerTables = []string{"site", "signing_key", "ledger_state", "ledger_leaf", "ledger_tile"}

// prove recounts the ledger in the copies of both stores, which lie in the scratch folder.
func (c *config) prove(ctx context.Context, s *scratch, m secret.Master, of db.Dialect, seen ...sight) (proven, error) {
	file := s.file(db.Booth)
	if of == db.Postgres {
		file = s.file("proof")
		if err := unpack(ctx, s, file); err != nil {
			return proven{}, err
		}
	}
	d, err := db.Open(file)
	if err != nil {
		return proven{}, err
	}
	p, err := c.recounted(ctx, d, m, seen)
	return p, errors.Join(err, d.Close())
}

// unpack makes a small store of the ledger that is in PostgreSQL's archive.
func unpack(ctx context.Context, s *scratch, file string) error {
	d, err := db.Open(file)
	if err != nil {
		return err
	}
	if err := d.Migrate(ctx, db.Booth); err != nil {
		return errors.Join(err, d.Close())
	}
	return errors.Join(ledgerstore.Unpack(ctx, d, func(take func(string, []string, []any) error) error {
		return db.Rows(ctx, s.file(db.Booth), s.file("rows"), ledgerTables, take)
	}), d.Close())
}

// recounted is the ledger of a store.
func (c *config) recounted(ctx context.Context, d *db.DB, m secret.Master, seen []sight) (p proven, err error) {
	if err := d.Sound(ctx); err != nil {
		return p, err
	}
	founded, err := ledgerstore.Founded(ctx, d)
	if err != nil || !founded {
		return p, errors.Join(errors.New("there is no ledger in it"), err)
	}
	l, err := ledgerstore.Open(ctx, d, c.Origin, m, nil)
	if err != nil {
		return p, err
	}
	if p, err = l.Whole(ctx); err != nil {
		return p, err
	}
	for _, s := range seen {
		if err := witness.Holds(ctx, l, s.who, s.signed); err != nil {
			return p, older(err)
		}
	}
	return p, nil
}

// older says what it means that more was seen.
func older(err error) error {
	if more := (*witness.SeenMore)(nil); !errors.As(err, &more) {
		return err
	}
	return fmt.Errorf("%w: this store would take back what people were promised. Take a newer one. If there is none, see `Backups` in docs/run.md", err)
}

// A sight is a checkpoint that somebody has seen.
type sight struct {
	who    string
	signed []byte
}

// seen are the checkpoints to hold a ledger against: the one beside the master key, and the one that was named, a file or a site's address.
func (c *config) seen(ctx context.Context, name string) (all []sight, err error) {
	if signed, err := os.ReadFile(c.checkpointFile()); err == nil {
		all = append(all, sight{c.checkpointFile(), signed})
	}
	if name == "" {
		return all, nil
	}
	var signed []byte
	if strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://") {
		signed, err = shownCheckpoint(ctx, strings.TrimRight(name, "/")+"/log/checkpoint")
	} else {
		signed, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, fmt.Errorf("the checkpoint cannot be had: %w", err)
	}
	return append(all, sight{name, signed}), nil
}

const (
	mostCheckpoint = 1 << 16
	checkpointTime = 30 * time.Second
)

func shownCheckpoint(ctx context.Context, address string) ([]byte, error) {
	ctx, done := context.WithTimeout(ctx, checkpointTime)
	defer done()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(answer.Status)
	}
	return io.ReadAll(io.LimitReader(answer.Body, mostCheckpoint))
}
