package stamp

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"gorm.io/gorm/clause"

	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/secret"
)

const batch = 500

type store struct {
	*db.DB
	box secret.Box
}

type keyRow struct {
	Book      string
	Slot      int
	Purpose   string
	Encrypted []byte
}

func (keyRow) TableName() string { return "book_keys" }

type issuanceRow struct {
	Book    string
	Person  []byte
	Request []byte // SHA-256
}

func (issuanceRow) TableName() string { return "issuances" }

// place is where an encrypted key belongs: it opens nowhere else.
func place(book string, p pass.Place) []byte {
	return fmt.Appendf(nil, "%s/%d/%s", book, p.Slot, p.Purpose)
}

// keep writes all private halves of a book in one transaction.
func (s store) keep(ctx context.Context, random io.Reader, book string, places []pass.Place, private [][]byte) error {
	rows := make([]keyRow, len(places))
	for i, p := range places {
		rows[i] = keyRow{book, p.Slot, string(p.Purpose), s.box.Seal(random, private[i], place(book, p))}
	}
	return s.InTx(ctx, func(tx *db.Tx) error { return tx.CreateInBatches(&rows, batch).Error })
}

// keys decrypts all private halves of a book; none for a book that was never minted, and nil for one that was destroyed.
func (s store) keys(ctx context.Context, book string) (map[pass.Place][]byte, error) {
	var rows []keyRow
	if err := s.Read.WithContext(ctx).Where("book = ?", book).Find(&rows).Error; err != nil {
		return nil, err
	}
	keys := make(map[pass.Place][]byte, len(rows))
	for _, row := range rows {
		p := pass.Place{Slot: row.Slot, Purpose: pass.Purpose(row.Purpose)}
		if len(row.Encrypted) == 0 {
			keys[p] = nil
			continue
		}
		private, err := s.box.Open(row.Encrypted, place(book, p))
		if err != nil {
			return nil, fmt.Errorf("the key of %s in %s: %w", p, book, err)
		}
		keys[p] = private
	}
	return keys, nil
}

// issue writes the row, or finds the same one, or refuses.
func (s store) issue(ctx context.Context, book string, person Person, request [32]byte) error {
	row := issuanceRow{book, person[:], request[:]}
	err := s.InTx(ctx, func(tx *db.Tx) error { return tx.Create(&row).Error })
	if !db.IsDuplicate(err) {
		return err
	}
	var before issuanceRow
	if err := s.Write.WithContext(ctx).Where("book = ? AND person = ?", book, person[:]).Take(&before).Error; err != nil {
		return err
	}
	if !bytes.Equal(before.Request, request[:]) {
		return errCollected
	}
	return nil
}

func (s store) issued(ctx context.Context, book string) (int, error) {
	var n int64
	err := s.Read.WithContext(ctx).Model(&issuanceRow{}).Where("book = ?", book).Count(&n).Error
	return int(n), err
}

func (s store) collected(ctx context.Context, book string, person Person) (bool, error) {
	var n int64
	err := s.Read.WithContext(ctx).Model(&issuanceRow{}).Where("book = ? AND person = ?", book, person[:]).Count(&n).Error
	return n > 0, err
}

// enrol gives each row a random hash: no request ever matches it. Rows are written in the order of their keys.
func (s store) enrol(ctx context.Context, random io.Reader, book string, persons []Person) error {
	hashes := make([]byte, 32*len(persons))
	if _, err := io.ReadFull(random, hashes); err != nil {
		return err
	}
	rows := make([]issuanceRow, len(persons))
	for i, p := range persons {
		rows[i] = issuanceRow{book, bytes.Clone(p[:]), hashes[32*i : 32*i+32]}
	}
	slices.SortFunc(rows, func(a, b issuanceRow) int { return bytes.Compare(a.Person, b.Person) })
	return s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, batch).Error
	})
}

// left is how many private halves of a book are there.
func (s store) left(ctx context.Context, book string) (int, error) {
	var n int64
	err := s.Read.WithContext(ctx).Model(&keyRow{}).Where("book = ? AND length(encrypted) > 0", book).Count(&n).Error
	return int(n), err
}

// empty destroys the private halves of slots, and says whether there were any.
func (s store) empty(ctx context.Context, book string, slots []int) (some bool, err error) {
	query := "UPDATE book_keys SET encrypted = ? WHERE book = ? AND slot IN ? AND purpose IN ? AND length(encrypted) > 0"
	err = s.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec(query, []byte{}, book, slots, []pass.Purpose{pass.Sign, pass.Voice})
		some = done.RowsAffected > 0
		return done.Error
	})
	return some, err
}

func (s store) destroy(ctx context.Context, book string) error {
	return s.InTx(ctx, func(tx *db.Tx) error { return tx.Exec("DELETE FROM book_keys WHERE book = ?", book).Error })
}

func (s store) erase(ctx context.Context, random io.Reader, p Person) (n int, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		var rows []issuanceRow
		if err := tx.Where("person = ?", p[:]).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			var nobody [64]byte
			if _, err := io.ReadFull(random, nobody[:]); err != nil {
				return err
			}
			if err := tx.Exec("UPDATE issuances SET person = ?, request = ? WHERE book = ? AND person = ?", nobody[:32], nobody[32:], r.Book, p[:]).Error; err != nil {
				return err
			}
		}
		n = len(rows)
		return nil
	})
	return n, err
}
