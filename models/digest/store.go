package digest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

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
	ID        string `gorm:"primaryKey"`
	Mark, Box []byte
}

func (recipientRow) TableName() string { return "digest_recipients" }

const boxLabel = "digest recipient"

// Add takes a new recipient and returns their id. The same address a second time is refused.
func (s *Recipients) Add(ctx context.Context, r Recipient) (string, error) {
	if err := r.Check(); err != nil {
		return "", err
	}
	r.ID = id.New(s.random)
	row, err := s.row(r)
	if err != nil {
		return "", err
	}
	return r.ID, known(s.db.Write.WithContext(ctx).Create(&row).Error)
}

// Change writes the recipient of r.ID anew.
func (s *Recipients) Change(ctx context.Context, r Recipient) error {
	if err := r.Check(); err != nil {
		return err
	}
	row, err := s.row(r)
	if err != nil {
		return err
	}
	done := s.db.Write.WithContext(ctx).Model(&recipientRow{}).Where("id = ?", r.ID).Updates(map[string]any{"mark": row.Mark, "box": row.Box})
	if done.Error == nil && done.RowsAffected == 0 {
		return gone()
	}
	return known(done.Error)
}

// Remove forgets a recipient; nothing more is written for them.
func (s *Recipients) Remove(ctx context.Context, recipient string) error {
	done := s.db.Write.WithContext(ctx).Where("id = ?", recipient).Delete(&recipientRow{})
	if done.Error == nil && done.RowsAffected == 0 {
		return gone()
	}
	return done.Error
}

// Find is one recipient.
func (s *Recipients) Find(ctx context.Context, recipient string) (Recipient, error) {
	var rows []recipientRow
	if err := s.db.Read.WithContext(ctx).Where("id = ?", recipient).Find(&rows).Error; err != nil {
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
	return recipientRow{r.ID, mark, s.master.Box(boxLabel).Seal(s.random, plain, []byte(r.ID))}, nil
}

func (s *Recipients) open(row recipientRow) (r Recipient, err error) {
	plain, err := s.master.Box(boxLabel).Open(row.Box, []byte(row.ID))
	if err != nil {
		return r, fmt.Errorf("digest recipient %s: %w", row.ID, err)
	}
	err = json.Unmarshal(plain, &r)
	r.ID = row.ID
	return r, err
}

func known(err error) error {
	if db.IsDuplicate(err) {
		return fault.New(fault.Conflict, "recipient_known").On("address")
	}
	return err
}

func gone() error { return fault.New(fault.NotFound, "recipient_gone") }
