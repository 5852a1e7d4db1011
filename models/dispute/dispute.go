// Package dispute keeps what people say against the desk's own books: a book of passes was collected in somebody's name, and not by them.
// Nobody can take such a book back, for nobody knows whose passes are whose; what the office can do is look into it, answer, and bear that
// everybody reads how many say so.
package dispute

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

// MaxAnswer is the longest answer, in letters.
const MaxAnswer = 2000

// Dispute is one person's word about one book.
type Dispute struct {
	ID       string
	Book     string
	Day      day.Day // on which it was said
	Name     string  // as the roster has it, if they want the office to know it
	Answer   string  // the office's; "" while it has not answered
	Answered day.Day
	Who      string // of the office answered
}

// Disputes keeps them, over the identity store.
type Disputes struct {
	store  store
	key    [secret.Size]byte
	box    secret.Box
	random io.Reader
	today  func() day.Day
}

// New needs the identity store, migrated.
func New(d *db.DB, m secret.Master, random io.Reader, today func() day.Day) *Disputes {
	return &Disputes{store{d}, m.Key("dispute person"), m.Box("dispute"), random, today}
}

type sealed struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Answer string `json:"answer"`
	Who    string `json:"who"`
}

// Say is somebody's word that they did not collect a book. Saying it again changes nothing.
func (d *Disputes) Say(ctx context.Context, person [32]byte, book, name string) error {
	key := secret.MAC(d.key, person[:], []byte(book))
	err := d.store.add(ctx, row{Key: key, Book: book, Day: string(d.today()), Encrypted: d.seal(key, sealed{ID: id.New(d.random), Name: name})})
	if db.IsDuplicate(err) {
		return nil
	}
	return err
}

// Of is what somebody said about a book; nothing said has no ID.
func (d *Disputes) Of(ctx context.Context, person [32]byte, book string) (Dispute, error) {
	row, err := d.store.find(ctx, secret.MAC(d.key, person[:], []byte(book)))
	if err != nil || len(row.Key) == 0 {
		return Dispute{}, err
	}
	return d.open(row)
}

// Count is how many dispute a book. It is public.
func (d *Disputes) Count(ctx context.Context, book string) (int, error) {
	return d.store.count(ctx, book)
}

// All are all of them, the unanswered first and then the newest.
func (d *Disputes) All(ctx context.Context) ([]Dispute, error) {
	rows, err := d.store.all(ctx)
	all := make([]Dispute, len(rows))
	for i := range rows {
		if all[i], err = d.open(rows[i]); err != nil {
			return nil, err
		}
	}
	return all, err
}

// Answer keeps the office's answer. Its person reads it at the desk; another takes its place.
func (d *Disputes) Answer(ctx context.Context, id, answer, who string) error {
	answer = strings.TrimSpace(answer)
	switch n := len([]rune(answer)); {
	case n == 0:
		return fault.New(fault.Invalid, "dispute_answer_missing").On("answer")
	case n > MaxAnswer:
		return fault.New(fault.Invalid, "dispute_answer_long", "max", MaxAnswer).On("answer")
	}
	rows, err := d.store.all(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		said, err := d.unseal(row)
		if err != nil {
			return err
		}
		if said.ID == id {
			said.Answer, said.Who = answer, who
			return d.store.answer(ctx, row.Key, string(d.today()), d.seal(row.Key, said))
		}
	}
	return fault.New(fault.NotFound, "dispute_unknown")
}

// block is the step in which what is encrypted grows, so that its length does not say whether a name is in it.
const block = 512

func (d *Disputes) seal(key []byte, s sealed) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // four strings
	}
	return d.box.Seal(d.random, append(b, strings.Repeat(" ", block-len(b)%block)...), key)
}

func (d *Disputes) unseal(r row) (s sealed, err error) {
	b, err := d.box.Open(r.Encrypted, r.Key)
	if err == nil {
		err = json.Unmarshal(b, &s)
	}
	if err != nil {
		err = fmt.Errorf("a dispute: %w", err)
	}
	return s, err
}

func (d *Disputes) open(r row) (Dispute, error) {
	s, err := d.unseal(r)
	return Dispute{s.ID, r.Book, day.Day(r.Day), s.Name, s.Answer, day.Day(r.Answered), s.Who}, err
}
