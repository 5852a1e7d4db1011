package dispute

import (
	"context"

	"roundrobin/models/db"
)

type store struct{ *db.DB }

type row struct {
	Key       []byte
	Book      string
	Day       string
	Answered  string
	Encrypted []byte
}

const columns = "SELECT key, book, day, answered, encrypted FROM disputes "

func (s store) add(ctx context.Context, r row) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec("INSERT INTO disputes (book, key, day, answered, encrypted) VALUES (?, ?, ?, '', ?)", r.Book, r.Key, r.Day, r.Encrypted).Error
	})
}

func (s store) find(ctx context.Context, key []byte) (r row, err error) {
	err = s.Read.WithContext(ctx).Raw(columns+"WHERE key = ?", key).Scan(&r).Error
	return r, err
}

func (s store) count(ctx context.Context, book string) (n int, err error) {
	err = s.Read.WithContext(ctx).Raw("SELECT count(*) FROM disputes WHERE book = ?", book).Row().Scan(&n)
	return n, err
}

func (s store) all(ctx context.Context) (rows []row, err error) {
	err = s.Read.WithContext(ctx).Raw(columns + "ORDER BY answered, day DESC, key").Scan(&rows).Error
	return rows, err
}

func (s store) answer(ctx context.Context, key []byte, day string, encrypted []byte) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec("UPDATE disputes SET answered = ?, encrypted = ? WHERE key = ?", day, encrypted, key).Error
	})
}
