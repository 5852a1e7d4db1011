package standard

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"sync/atomic"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// Keeper keeps the versions that were published, and the draft of the next, in the booth store.
type Keeper struct {
	d      *db.DB
	say    Say
	random io.Reader
	today  func() day.Day
	read   atomic.Pointer[Published] // what was read last; a version never changes
}

// Say puts a line of the operator's into the ledger in the same transaction.
type Say func(*db.Tx, ...ledger.Operator) error

// NewKeeper needs the booth store, migrated.
func NewKeeper(d *db.DB, say Say, random io.Reader, today func() day.Day) *Keeper {
	return &Keeper{d: d, say: say, random: random, today: today}
}

// ErrMoved: somebody else saved or published since the draft was read.
var (
	ErrMoved  = fault.New(fault.Conflict, "standard_moved").On("round")
	errReason = fault.New(fault.Invalid, "reason_needed").On("reason")
)

// MaxReason is the length of a reason in bytes.
const MaxReason = 900

// Published are all versions.
func (k *Keeper) Published(ctx context.Context) (Published, error) {
	return k.In(k.d.Read.WithContext(ctx))
}

// In is Published as a transaction sees it.
func (k *Keeper) In(tx *db.Tx) (Published, error) {
	var newest int
	if err := tx.Raw("SELECT coalesce(max(version), 1) FROM standard_version").Row().Scan(&newest); err != nil {
		return nil, err
	}
	if p := k.read.Load(); p != nil && len(*p) == newest {
		return *p, nil
	}
	var rows []struct{ File, Who, Reason string }
	if err := tx.Raw("SELECT file, who, reason FROM standard_version ORDER BY version").Scan(&rows).Error; err != nil {
		return nil, err
	}
	p := Published{First()}
	for _, r := range rows {
		v, err := parse(r.File)
		if err != nil {
			return nil, err
		}
		v.Who, v.Reason = r.Who, r.Reason
		p = append(p, v)
	}
	k.read.Store(&p)
	return p, nil
}

// Draft is what is being written, or one that changes nothing.
func (k *Keeper) Draft(ctx context.Context) (Draft, error) {
	p, err := k.Published(ctx)
	if err != nil {
		return Draft{}, err
	}
	return k.draft(k.d.Read.WithContext(ctx), p)
}

func (k *Keeper) draft(tx *db.Tx, p Published) (d Draft, err error) {
	var rows []struct {
		Round      int
		Draft, Who string
		Day        day.Day
	}
	if err = tx.Raw("SELECT round, draft, who, day FROM standard_draft WHERE version = ?", len(p)+1).Scan(&rows).Error; err != nil {
		return d, err
	}
	if len(rows) == 0 {
		return p.Begin(), nil
	}
	err = json.Unmarshal([]byte(rows[0].Draft), &d)
	d.Round, d.Who, d.Day = rows[0].Round, rows[0].Who, rows[0].Day
	return d, err
}

// Save keeps the draft in the place of the one that was read, whose Round it has.
func (k *Keeper) Save(ctx context.Context, d Draft, by audit.Who) error {
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return k.d.InTx(ctx, func(tx *db.Tx) error {
		p, err := k.In(tx)
		if err == nil {
			err = p.Check(d)
		}
		if err != nil {
			return err
		}
		done := tx.Exec("UPDATE standard_draft SET round = round + 1, draft = ?, who = ?, day = ? WHERE version = ? AND round = ?", string(text), by.Name, k.today(), len(p)+1, d.Round)
		if d.Round == 0 {
			done = tx.Exec("INSERT INTO standard_draft (version, round, draft, who, day) VALUES (?, 1, ?, ?, ?) ON CONFLICT (version) DO NOTHING", len(p)+1, string(text), by.Name, k.today())
		}
		return one(done)
	})
}

// Discard throws the draft away that was read.
func (k *Keeper) Discard(ctx context.Context, round int) error {
	return k.d.InTx(ctx, func(tx *db.Tx) error { return one(tx.Exec("DELETE FROM standard_draft WHERE round = ?", round)) })
}

// Publish makes the draft that was read the current version, for good. Of two who publish at once one is told that it moved.
func (k *Keeper) Publish(ctx context.Context, round int, reason string, by audit.Who) (v Version, err error) {
	if strings.TrimSpace(reason) == "" || !pass.IsLine(reason, MaxReason) {
		return v, errReason
	}
	err = k.d.InTx(ctx, func(tx *db.Tx) error {
		p, err := k.In(tx)
		if err != nil {
			return err
		}
		d, err := k.draft(tx, p)
		if err != nil {
			return err
		}
		v = p.Next(d, k.today())
		if d.Round != round {
			return ErrMoved
		}
		if !p.Current().changes(v) {
			return errSame
		}
		v.Who, v.Reason = by.Name, reason
		return k.publish(tx, v, round, by)
	})
	if db.IsDuplicate(err) {
		err = ErrMoved
	}
	return v, err
}

func (k *Keeper) publish(tx *db.Tx, v Version, round int, by audit.Who) error {
	err := one(tx.Exec("DELETE FROM standard_draft WHERE version = ? AND round = ?", v.Version, round))
	if err == nil {
		err = tx.Exec("INSERT INTO standard_version (version, file, day, who, reason) VALUES (?, ?, ?, ?, ?)", v.Version, v.File, v.From, by.Name, v.Reason).Error
	}
	if err == nil {
		err = k.say(tx, v.Leaf())
	}
	if err != nil {
		return err
	}
	return audit.Write(tx, k.random, audit.Entry{Day: v.From, Who: by, Act: audit.Standards, Subject: v.Name(), Title: v.Name(), Reason: v.Reason, Standards: v.Version})
}

// one: the row that was read is the row that was changed.
func one(done *db.Tx) error {
	if done.Error == nil && done.RowsAffected != 1 {
		return ErrMoved
	}
	return done.Error
}
