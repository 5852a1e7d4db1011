package store

import (
	"context"
	"database/sql"
	"errors"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
)

var errUnpublished = fault.New(fault.Unavailable, "ledger_unpublished").Again()

// ShowOnly sets how many witnesses must have signed a checkpoint before it is shown; 0 if none must. Set it before serving.
func (l *Ledger) ShowOnly(quorum int) { l.quorum = quorum }

// Committed is the newest checkpoint, signed by the log alone. It is what witnesses are asked to sign.
func (l *Ledger) Committed(ctx context.Context) (size int64, signed []byte, err error) {
	err = l.d.Read.WithContext(ctx).Raw("SELECT size, checkpoint FROM ledger_state WHERE one = 1").Row().Scan(&size, &signed)
	return size, signed, err
}

// Checkpoint is the public one: the newest, with what witnesses signed of it. Where a quorum is asked for, it is the newest that has one.
func (l *Ledger) Checkpoint(ctx context.Context) (size int64, signed []byte, err error) {
	shown, public, err := l.published(ctx)
	if err != nil || l.quorum > 0 && shown > 0 {
		return shown, public, err
	}
	if l.quorum > 0 {
		return 0, nil, errUnpublished
	}
	size, signed, err = l.Committed(ctx)
	if err == nil && size == shown {
		signed = public
	}
	return size, signed, err
}

func (l *Ledger) published(ctx context.Context) (size int64, signed []byte, err error) {
	err = l.d.Read.WithContext(ctx).Raw("SELECT size, checkpoint FROM ledger_public WHERE one = 1").Row().Scan(&size, &signed)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return size, signed, err
}

// Publish keeps a checkpoint with its cosignatures. An older one never replaces a newer.
func (l *Ledger) Publish(ctx context.Context, size int64, signed []byte) error {
	return l.d.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec(`INSERT INTO ledger_public (one, size, checkpoint) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE
			SET size = excluded.size, checkpoint = excluded.checkpoint WHERE ledger_public.size <= excluded.size`, size, signed).Error
	})
}

// A WitnessState is how far a witness has come, for the office.
type WitnessState struct {
	Name    string
	Size    int64   // that it last signed
	Trouble string  // why not since, or ""
	Signed  day.Day // on which it last signed something new, or ""
	Down    day.Day // since which it has not, or ""
}

// Witnesses are all that were ever asked.
func (l *Ledger) Witnesses(ctx context.Context) (all []WitnessState, err error) {
	return all, l.d.Read.WithContext(ctx).Raw("SELECT name, size, trouble, signed, down FROM ledger_witness ORDER BY name").Scan(&all).Error
}

// Note keeps what became of asking a witness.
func (l *Ledger) Note(ctx context.Context, w WitnessState) error {
	return l.d.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec("INSERT INTO ledger_witness (name, size, trouble, signed, down) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET size = excluded.size, trouble = excluded.trouble, "+
			"signed = excluded.signed, down = excluded.down", w.Name, w.Size, w.Trouble, w.Signed, w.Down).Error
	})
}

// Consistency proves that the first old leaves of the tree of size are the tree of size old (RFC 6962 section 2.1.2).
func (l *Ledger) Consistency(ctx context.Context, old, size int64) ([]ledger.Hash, error) {
	if old == 0 || old == size {
		return nil, nil
	}
	return tlog.ProveTree(size, old, ledger.Hashes(readTile(l.d.Read.WithContext(ctx))))
}

// Root is the root over the first size leaves.
func (l *Ledger) Root(ctx context.Context, size int64) (ledger.Hash, error) {
	return ledger.Root(size, readTile(l.d.Read.WithContext(ctx)))
}

// Verifier is of the key that checkpoints are signed with.
func (l *Ledger) Verifier() (note.Verifier, error) { return note.NewVerifier(l.Key()) }
