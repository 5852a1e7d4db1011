package digest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/id"
	"roundrobin/models/secret"
)

// Recipients keeps them in the booth's store, encrypted: they may stand on the roster.
type Recipients struct {
	db     *db.DB
	master secret.Master
	random io.Reader
}

// NewRecipients keeps recipients in booth under master.
func NewRecipients(booth *db.DB, master secret.Master, random io.Reader) *Recipients {
	return &Recipients{booth, master, random}
}

type recipientRow struct {
	ID                 string `gorm:"primaryKey"`
	Mark, Box          []byte
	Confirmed, Stopped day.Day
}

func (recipientRow) TableName() string { return "digest_recipients" }

const boxLabel = "digest recipient"

// Also is what is done in the transaction that adds, changes or removes a recipient; asks: their address is new. It may be nil.
type Also func(tx *db.Tx, r Recipient, asks bool) error

func (a Also) do(tx *db.Tx, r Recipient, asks bool) error {
	if a == nil {
		return nil
	}
	return a(tx, r, asks)
}

// Add takes a new recipient and returns their id. The same address a second time is refused.
func (s *Recipients) Add(ctx context.Context, r Recipient, also Also) (string, error) {
	if refused := r.Check(); len(refused) > 0 {
		return "", refused[0]
	}
	r.ID, r.Confirmed, r.Stopped = id.New(s.random), "", ""
	row, err := s.row(r)
	if err != nil {
		return "", err
	}
	return r.ID, s.db.InTx(ctx, func(tx *db.Tx) error {
		if err := known(tx.Create(&row).Error); err != nil {
			return err
		}
		return also.do(tx, r, true)
	})
}

// Change writes the recipient of r.ID anew. A new address has not said yes.
func (s *Recipients) Change(ctx context.Context, r Recipient, also Also) error {
	if refused := r.Check(); len(refused) > 0 {
		return refused[0]
	}
	row, err := s.row(r)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		was, err := s.find(tx, r.ID)
		if err != nil {
			return err
		}
		done := tx.Exec(`UPDATE digest_recipients SET confirmed = CASE WHEN mark = ? THEN confirmed ELSE '' END,
			stopped = CASE WHEN mark = ? THEN stopped ELSE '' END, mark = ?, box = ? WHERE id = ?`, row.Mark, row.Mark, row.Mark, row.Box, r.ID)
		if done.Error != nil {
			return known(done.Error)
		}
		return also.do(tx, r, !strings.EqualFold(was.Address, r.Address))
	})
}

// Confirm, Stop and Resume say what the recipient said on a day; said twice, the first day stays.
func (s *Recipients) Confirm(ctx context.Context, recipient string, on day.Day) error {
	return s.set(ctx, "UPDATE digest_recipients SET confirmed = CASE WHEN confirmed = '' THEN ? ELSE confirmed END WHERE id = ?", on, recipient)
}

// Stop ends the summaries at once: one that was written and has not gone is not sent.
func (s *Recipients) Stop(ctx context.Context, recipient string, on day.Day) error {
	return s.set(ctx, "UPDATE digest_recipients SET stopped = CASE WHEN stopped = '' THEN ? ELSE stopped END WHERE id = ?", on, recipient)
}

// Resume takes a Stop back.
func (s *Recipients) Resume(ctx context.Context, recipient string) error {
	return s.set(ctx, "UPDATE digest_recipients SET stopped = '' WHERE id = ?", recipient)
}

func (s *Recipients) set(ctx context.Context, statement string, args ...any) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec(statement, args...)
		if done.Error == nil && done.RowsAffected == 0 {
			return gone()
		}
		return done.Error
	})
}

// Remove forgets a recipient; nothing more is written for them.
func (s *Recipients) Remove(ctx context.Context, recipient string, also Also) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		r, err := s.find(tx, recipient)
		if err != nil {
			return err
		}
		if err := tx.Where("id = ?", recipient).Delete(&recipientRow{}).Error; err != nil {
			return err
		}
		return also.do(tx, r, false)
	})
}

// Find is one recipient.
func (s *Recipients) Find(ctx context.Context, recipient string) (Recipient, error) {
	return s.find(s.db.Read.WithContext(ctx), recipient)
}

func (s *Recipients) find(tx *db.Tx, recipient string) (Recipient, error) {
	var rows []recipientRow
	if err := tx.Where("id = ?", recipient).Find(&rows).Error; err != nil {
		return Recipient{}, err
	}
	if len(rows) == 0 {
		return Recipient{}, gone()
	}
	return s.open(rows[0])
}

// All is everybody, in the order of their ids, which says nothing.
func (s *Recipients) All(ctx context.Context) ([]Recipient, error) {
	return s.In(s.db.Read.WithContext(ctx))
}

// In is All as a transaction sees it.
func (s *Recipients) In(tx *db.Tx) ([]Recipient, error) {
	var rows []recipientRow
	if err := tx.Order("id").Find(&rows).Error; err != nil {
		return nil, err
	}
	all := make([]Recipient, len(rows))
	for i, row := range rows {
		var err error
		if all[i], err = s.open(row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (s *Recipients) row(r Recipient) (recipientRow, error) {
	plain, err := json.Marshal(r)
	if err != nil {
		return recipientRow{}, err
	}
	mark := s.master.MAC(boxLabel+" address", []byte(strings.ToLower(r.Address)))
	return recipientRow{ID: r.ID, Mark: mark, Box: s.master.Box(boxLabel).Seal(s.random, plain, []byte(r.ID))}, nil
}

func (s *Recipients) open(row recipientRow) (r Recipient, err error) {
	plain, err := s.master.Box(boxLabel).Open(row.Box, []byte(row.ID))
	if err != nil {
		return r, fmt.Errorf("digest recipient %s: %w", row.ID, err)
	}
	err = json.Unmarshal(plain, &r)
	r.ID, r.Confirmed, r.Stopped = row.ID, row.Confirmed, row.Stopped
	return r, err
}

func known(err error) error {
	if db.IsDuplicate(err) {
		return fault.New(fault.Conflict, "recipient_known").On("address")
	}
	return err
}

func isGone(err error) bool { return fault.Of(err) != nil && fault.Of(err).Code == "recipient_gone" }

func wrongLink() error { return fault.New(fault.NotFound, "recipient_link") }

func gone() error { return fault.New(fault.NotFound, "recipient_gone") }
