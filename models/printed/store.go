package printed

import (
	"bytes"
	"context"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
)

const chunk = 500

type store struct{ *db.DB }

type codeRow struct {
	Key   []byte
	Batch int
}

func (codeRow) TableName() string { return "printed_codes" }

type batchRow struct {
	Batch, Size   int
	Book, Day     string
	Used, Revoked int
}

func (batchRow) TableName() string { return "code_batches" }

func (r batchRow) batch() Batch {
	return Batch{r.Batch, r.Book, r.Size, day.Day(r.Day), r.Revoked == 1}
}

// out are the codes of a book that may be or have been collected with: a revoked batch that was used stays, since it is not known how far.
const out = "SELECT COALESCE(SUM(size), 0) FROM code_batches WHERE book = ? AND (revoked = 0 OR used = 1)"

func (s store) out(ctx context.Context, book string) (n int, err error) {
	err = s.Read.WithContext(ctx).Raw(out, book).Row().Scan(&n)
	return n, err
}

// alone runs f while nobody else prints or revokes.
func (s store) alone(ctx context.Context, f func(tx *db.Tx) error) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if s.Dialect == db.Postgres {
			if err := tx.Exec("LOCK TABLE code_batches IN SHARE ROW EXCLUSIVE MODE").Error; err != nil {
				return err
			}
		}
		return f(tx)
	})
}

// print writes the keys in their own order, so that nothing keeps the order of the paper.
func (s store) print(ctx context.Context, b Batch, keys [][]byte, people int) (number int, err error) {
	slices.SortFunc(keys, bytes.Compare)
	err = s.alone(ctx, func(tx *db.Tx) error {
		var there int
		if err := tx.Raw(out, b.Book).Row().Scan(&there); err != nil {
			return err
		}
		if there+b.Size > people {
			return fault.New(fault.Conflict, "printed_many", "wanted", b.Size, "people", people, "out", there, "left", max(0, people-there))
		}
		if err := tx.Raw("SELECT COALESCE(MAX(batch), 0) + 1 FROM code_batches").Row().Scan(&number); err != nil {
			return err
		}
		row := batchRow{Batch: number, Size: b.Size, Book: b.Book, Day: string(b.Day)}
		if b.Size < Few {
			row.Used = 1
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		rows := make([]codeRow, len(keys))
		for i, key := range keys {
			rows[i] = codeRow{key, number}
		}
		return tx.CreateInBatches(&rows, chunk).Error
	})
	return number, err
}

// use finds the book of a code and marks its batch, in one statement: it comes before a revocation or after it. "" is no code.
func (s store) use(ctx context.Context, key []byte) (book string, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Raw(`UPDATE code_batches SET used = 1 WHERE revoked = 0 AND batch = (SELECT batch FROM printed_codes WHERE key = ?)
			RETURNING book`, key).Scan(&book).Error
	})
	return book, err
}

func (s store) revoke(ctx context.Context, number int) (b Batch, again bool, err error) {
	err = s.alone(ctx, func(tx *db.Tx) error {
		var row batchRow
		if err := tx.Where("batch = ?", number).Limit(1).Find(&row).Error; err != nil {
			return err
		}
		switch {
		case row.Batch == 0:
			return errUnknown
		case row.Revoked == 1:
			return errRevoked
		}
		if err := tx.Exec("UPDATE code_batches SET revoked = 1 WHERE batch = ?", number).Error; err != nil {
			return err
		}
		row.Revoked = 1
		b, again = row.batch(), row.Used == 0
		return tx.Exec("DELETE FROM printed_codes WHERE batch = ?", number).Error
	})
	return b, again, err
}

func (s store) batches(ctx context.Context) (all []Batch, err error) {
	var rows []batchRow
	err = s.Read.WithContext(ctx).Order("batch").Find(&rows).Error
	for _, row := range rows {
		all = append(all, row.batch())
	}
	return all, err
}

func (s store) forget(ctx context.Context, book string) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec("DELETE FROM printed_codes WHERE batch IN (SELECT batch FROM code_batches WHERE book < ?)", book).Error
	})
}
