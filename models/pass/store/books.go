// Package store keeps the public side of passes in the booth's database: books, slots, and the keys that envelopes are encrypted
// to. The desk's side, the private halves, is models/pass/stamp in the other database.
package store

import (
	"context"
	"io"
	"sync"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/secret"
)

// Books are the published books of a site. Safe for use by many at once.
type Books struct {
	d      *db.DB
	ledger *ledgerstore.Ledger
	master secret.Master
	now    func() time.Time
	loc    *time.Location
	random io.Reader

	mu    sync.RWMutex
	keys  map[pass.Hash]*pass.Key
	known map[string]bool // names of the books in keys
}

// New hands out books from the store; nothing is read yet.
func New(d *db.DB, l *ledgerstore.Ledger, master secret.Master, now func() time.Time, loc *time.Location, random io.Reader) *Books {
	return &Books{d: d, ledger: l, master: master, now: now, loc: loc, random: random, keys: map[pass.Hash]*pass.Key{}, known: map[string]bool{}}
}

// A Book is what everyone may know of one. From and To are the days on which its slots go to new petitions.
type Book struct {
	Name     string
	Slots    int
	From, To day.Day
}

var (
	errBookMissing = fault.New(fault.NotFound, "book_missing")
	errPublished   = fault.New(fault.Conflict, "book_published")
)

// Publish makes a book public: its files, and the leaves season and book. A second book of the same name is refused.
func (b *Books) Publish(ctx context.Context, keys *pass.KeyFile, proofs *pass.ProofFile, from, to day.Day) error {
	err := b.d.InTx(ctx, func(tx *db.Tx) error {
		insert := "INSERT INTO book (name, slots, begins, ends, keys, proofs) VALUES (?, ?, ?, ?, ?, ?)"
		if err := tx.Exec(insert, keys.Name, keys.Slots, from, to, keys.Marshal(), proofs.Marshal()).Error; err != nil {
			return err
		}
		return b.ledger.Say(tx,
			&ledger.Season{Book: keys.Name, From: from, To: to},
			&ledger.Book{Book: keys.Name, Slots: keys.Slots, Keys: keys.Hash(), Proofs: proofs.Hash()})
	})
	if db.IsDuplicate(err) {
		return errPublished
	}
	return err
}

const columns = `name, slots, begins AS "from", ends AS "to"`

// Live are the books whose passes can be used today, the newest first. The desk issues all of them in one visit.
func (b *Books) Live(ctx context.Context) ([]Book, error) { return b.LiveIn(b.d.Read.WithContext(ctx)) }

// LiveIn is Live within a transaction.
func (b *Books) LiveIn(tx *db.Tx) (books []Book, err error) {
	query := "SELECT " + columns + " FROM book WHERE begins <= ? AND retired = '' ORDER BY begins DESC, name DESC"
	return books, tx.Raw(query, b.today()).Scan(&books).Error
}

// Past are the books whose season is over, the newest first: those that are in use still, and those that are retired.
func (b *Books) Past(ctx context.Context) (used, retired []string, err error) {
	var rows []struct{ Name, Retired string }
	query := "SELECT name, retired FROM book WHERE ends < ? ORDER BY begins DESC, name DESC"
	if err = b.d.Read.WithContext(ctx).Raw(query, b.today()).Scan(&rows).Error; err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		if r.Retired == "" {
			used = append(used, r.Name)
		} else {
			retired = append(retired, r.Name)
		}
	}
	return used, retired, nil
}

// Retire takes a book whose season is over out of use: nobody collects it any more. What was signed with it can be verified for ever.
func (b *Books) Retire(ctx context.Context, name string) error {
	return b.d.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec("UPDATE book SET retired = ? WHERE name = ? AND ends < ? AND retired = ''", b.today(), name, b.today()).Error
	})
}

// All are all books ever published, the newest first.
func (b *Books) All(ctx context.Context) (books []Book, err error) {
	return books, b.d.Read.WithContext(ctx).Raw("SELECT " + columns + " FROM book ORDER BY begins DESC, name DESC").Scan(&books).Error
}

// Season is the book whose slots go to new petitions today.
func (b *Books) Season(ctx context.Context) (Book, error) { return b.season(b.d.Read.WithContext(ctx)) }

func (b *Books) season(tx *db.Tx) (Book, error) {
	var books []Book
	query := "SELECT " + columns + " FROM book WHERE begins <= ? AND ends >= ? AND retired = '' ORDER BY begins DESC, name DESC LIMIT 1"
	if err := tx.Raw(query, b.today(), b.today()).Scan(&books).Error; err != nil {
		return Book{}, err
	}
	if len(books) == 0 {
		return Book{}, fault.New(fault.Unavailable, "season_missing")
	}
	return books[0], nil
}

// Files are the key file and the proof file of a book, as they are served.
func (b *Books) Files(ctx context.Context, name string) (keys, proofs []byte, err error) {
	var files []struct{ Keys, Proofs []byte }
	if err = b.d.Read.WithContext(ctx).Raw("SELECT keys, proofs FROM book WHERE name = ?", name).Scan(&files).Error; err != nil {
		return nil, nil, err
	}
	if len(files) == 0 {
		return nil, nil, errBookMissing
	}
	return files[0].Keys, files[0].Proofs, nil
}

// KeyFile is the parsed key file of a book.
func (b *Books) KeyFile(ctx context.Context, name string) (*pass.KeyFile, error) {
	keys, _, err := b.Files(ctx, name)
	if err != nil {
		return nil, err
	}
	return pass.ParseKeyFile(keys)
}

func (b *Books) today() day.Day { return day.Of(b.now(), b.loc) }
