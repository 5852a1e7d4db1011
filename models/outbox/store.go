package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/id"
	"roundrobin/models/secret"
)

// Outbox keeps letters in the booth's store.
type Outbox struct {
	db     *db.DB
	master secret.Master
	box    secret.Box
	random io.Reader
	now    func() time.Time
}

// New is the outbox of a booth.
func New(booth *db.DB, master secret.Master, random io.Reader, now func() time.Time) *Outbox {
	return &Outbox{booth, master, master.Box("outbox"), random, now}
}

type row struct {
	ID                string `gorm:"primaryKey"`
	Recipient, Period string
	State             State
	Attempts          int
	Reason            string
	Lease             int64
	Box               []byte
}

func (row) TableName() string { return "outbox" }

// aad ties a letter to its row.
func (r row) aad() []byte { return []byte(r.ID + "\n" + r.Recipient + "\n" + r.Period) }

// InTx runs f in a transaction of the booth's store, for those who have none yet to Put in.
func (o *Outbox) InTx(ctx context.Context, f func(tx *db.Tx) error) error { return o.db.InTx(ctx, f) }

// Put writes a waiting letter in the caller's transaction and returns its id. A second one for the same recipient and
// period is refused with digest_written; on PostgreSQL the transaction is over then.
func (o *Outbox) Put(tx *db.Tx, recipient, period string, l Letter) (string, error) {
	plain, err := json.Marshal(l)
	if err != nil {
		return "", err
	}
	r := row{ID: id.New(o.random), Recipient: recipient, Period: period, State: Waiting}
	r.Box = o.box.Seal(o.random, plain, r.aad())
	if err := tx.Create(&r).Error; db.IsDuplicate(err) {
		return "", fault.New(fault.Conflict, "digest_written")
	} else if err != nil {
		return "", fmt.Errorf("outbox: %w", err)
	}
	return r.ID, nil
}

// Take claims a letter for one delivery that ends within lease. It is refused with letter_done when nothing is left to do,
// and, not finally, with letter_sending while another delivery is under way.
func (o *Outbox) Take(ctx context.Context, letter string, lease time.Duration) (Entry, error) {
	var taken []row
	err := o.db.InTx(ctx, func(tx *db.Tx) error {
		if err := o.bury(tx, "id = ?", letter).Error; err != nil {
			return err
		}
		done := tx.Exec("UPDATE outbox SET state = ?, attempts = attempts + 1, lease = ? WHERE id = ? AND state IN ?",
			Sending, o.now().Add(lease).Unix(), letter, []State{Waiting, Failed})
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		return tx.Where("id = ?", letter).Find(&taken).Error
	})
	if err != nil {
		return Entry{}, err
	}
	if len(taken) == 0 {
		return Entry{}, o.notTaken(ctx, letter)
	}
	return o.open(taken[0])
}

func (o *Outbox) notTaken(ctx context.Context, letter string) error {
	e, err := o.Find(ctx, letter)
	if err == nil && e.State == Sending {
		return fault.New(fault.Conflict, "letter_sending").Again()
	}
	if err == nil || fault.Of(err) != nil {
		return fault.New(fault.Gone, "letter_done")
	}
	return err
}

// Sent, Failed and Dead end a delivery that Take began; for one whose lease is over they change nothing.
func (o *Outbox) Sent(ctx context.Context, letter string) error { return o.end(ctx, letter, Sent, "") }

// Failed will be tried again.
func (o *Outbox) Failed(ctx context.Context, letter, reason string) error {
	return o.end(ctx, letter, Failed, reason)
}

// Dead will not.
func (o *Outbox) Dead(ctx context.Context, letter, reason string) error {
	return o.end(ctx, letter, Dead, reason)
}

func (o *Outbox) end(ctx context.Context, letter string, s State, reason string) error {
	return o.db.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec("UPDATE outbox SET state = ?, reason = ?, lease = 0 WHERE id = ? AND state = ?", s, reason, letter, Sending)
		if done.Error != nil || s == Failed {
			return done.Error
		}
		return o.forget(tx, "id = ?", letter)
	})
}

// forget leaves nothing of letters with a secret but whom they went to and about what.
func (o *Outbox) forget(tx *db.Tx, which string, args ...any) error {
	var rows []row
	if err := tx.Where(which, args...).Where("state IN ?", []State{Sent, Dead}).Find(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		e, err := o.open(r)
		if err != nil {
			return err
		}
		if !e.Letter.Once || e.Letter.Text == "" {
			continue
		}
		plain, err := json.Marshal(Letter{To: e.Letter.To, Subject: e.Letter.Subject, Once: true})
		if err != nil {
			return err
		}
		if err := tx.Exec("UPDATE outbox SET box = ? WHERE id = ?", o.box.Seal(o.random, plain, r.aad()), r.ID).Error; err != nil {
			return err
		}
	}
	return nil
}

// bounced makes a letter dead that came back, once; also one that we think is under way still: its server may be faster than we are.
func (o *Outbox) bounced(tx *db.Tx, letter, reason string) error {
	done := tx.Exec("UPDATE outbox SET state = ?, reason = ?, lease = 0 WHERE id = ? AND attempts > 0 AND reason NOT LIKE ?",
		Dead, reason, letter, Bounced+" %")
	if done.Error != nil {
		return done.Error
	}
	return o.forget(tx, "id = ?", letter)
}

// remark says something of a letter that was sent.
func remark(tx *db.Tx, letter, reason string) error {
	return tx.Exec("UPDATE outbox SET reason = ? WHERE id = ? AND state = ?", reason, letter, Sent).Error
}

// Unsent are the ids of letters that wait for their first delivery.
func (o *Outbox) Unsent(ctx context.Context) (ids []string, err error) {
	return ids, o.db.Read.WithContext(ctx).Model(&row{}).Where("state = ?", Waiting).Order("id").Pluck("id", &ids).Error
}

// Lengths is how many letters there are in each state.
func (o *Outbox) Lengths(ctx context.Context) (map[State]int, error) {
	var rows []struct {
		State State
		N     int
	}
	err := o.db.Read.WithContext(ctx).Model(&row{}).Select("state, count(*) AS n").Group("state").Scan(&rows).Error
	lengths := make(map[State]int, len(rows))
	for _, r := range rows {
		lengths[r.State] = r.N
	}
	return lengths, err
}

// Bury makes dead every letter whose delivery began and never ended, because the server was killed: it may have arrived,
// and is never sent again. It returns how many.
func (o *Outbox) Bury(ctx context.Context) (n int64, err error) {
	err = o.db.InTx(ctx, func(tx *db.Tx) error {
		done := o.bury(tx, "1 = 1")
		if n = done.RowsAffected; done.Error != nil || n == 0 {
			return done.Error
		}
		return o.forget(tx, "reason = ?", Interrupted)
	})
	return n, err
}

func (o *Outbox) bury(tx *db.Tx, which string, args ...any) *db.Tx {
	set := []any{Dead, Interrupted, Sending, o.now().Unix()}
	return tx.Exec("UPDATE outbox SET state = ?, reason = ?, lease = 0 WHERE state = ? AND lease < ? AND "+which, append(set, args...)...)
}

// Written is who has a letter for the period already, by recipient. It saves composing; the constraint decides.
func (o *Outbox) Written(ctx context.Context, period string) (map[string]bool, error) {
	var ids []string
	if err := o.db.Read.WithContext(ctx).Model(&row{}).Where("period = ?", period).Pluck("recipient", &ids).Error; err != nil {
		return nil, err
	}
	written := make(map[string]bool, len(ids))
	for _, r := range ids {
		written[r] = true
	}
	return written, nil
}

// Find is one letter.
func (o *Outbox) Find(ctx context.Context, letter string) (Entry, error) {
	found, err := o.list(ctx, "id = ?", letter)
	if err != nil {
		return Entry{}, err
	}
	if len(found) == 0 {
		return Entry{}, fault.New(fault.NotFound, "letter_gone")
	}
	return found[0], nil
}

// All is every letter, the newest period first.
func (o *Outbox) All(ctx context.Context) ([]Entry, error) { return o.list(ctx, "1 = 1") }

// To is every letter to one recipient, the newest period first.
func (o *Outbox) To(ctx context.Context, recipient string) ([]Entry, error) {
	return o.list(ctx, "recipient = ?", recipient)
}

func (o *Outbox) list(ctx context.Context, which string, args ...any) ([]Entry, error) {
	var rows []row
	if err := o.db.Read.WithContext(ctx).Where(which, args...).Order("period DESC, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	all := make([]Entry, len(rows))
	for i, r := range rows {
		var err error
		if all[i], err = o.open(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (o *Outbox) open(r row) (Entry, error) {
	e := Entry{ID: r.ID, Recipient: r.Recipient, Period: r.Period, State: r.State, Attempts: r.Attempts, Reason: r.Reason}
	plain, err := o.box.Open(r.Box, r.aad())
	if err == nil {
		err = json.Unmarshal(plain, &e.Letter)
	}
	if err != nil {
		return Entry{}, fmt.Errorf("outbox: letter %s: %w", r.ID, err)
	}
	return e, nil
}

// Forget leaves nothing of letters that were sent or given up but whom of the list they were for, about what, and what became of them: no
// address, no words, no personal link. What was sent to leadership is public elsewhere, without those.
func (o *Outbox) Forget(ctx context.Context) error {
	return o.db.InTx(ctx, func(tx *db.Tx) error {
		var rows []row
		if err := tx.Where("state IN ?", []State{Sent, Dead}).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			e, err := o.open(r)
			if err != nil {
				return err
			}
			if e.Letter.To == "" && e.Letter.Text == "" {
				continue
			}
			plain, err := json.Marshal(Letter{Subject: e.Letter.Subject, Once: e.Letter.Once})
			if err != nil {
				return err
			}
			if err := tx.Exec("UPDATE outbox SET box = ? WHERE id = ?", o.box.Seal(o.random, plain, r.aad()), r.ID).Error; err != nil {
				return err
			}
		}
		return nil
	})
}
