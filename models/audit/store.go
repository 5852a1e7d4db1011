package audit

import (
	"context"
	"io"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/id"
)

// Write adds a line in the caller's transaction.
func Write(tx *db.Tx, random io.Reader, e Entry) error {
	if err := e.check(); err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO office_audit (id, day, n, who, role, act, subject, title, reason, petition, standards, detail)
		SELECT ?, ?, count(*) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM office_audit WHERE day = ?`,
		id.New(random), e.Day, e.Who.Name, e.Who.Role, e.Act, e.Subject, e.Title, e.Reason, e.Petition, e.Standards, e.Detail, e.Day).Error
}

// Record reads what was written, and lends a pen.
type Record struct {
	d      *db.DB
	random io.Reader
	today  func() day.Day
}

// NewRecord needs the booth store, migrated: a line stands where its deed does.
func NewRecord(d *db.DB, random io.Reader, today func() day.Day) Record {
	return Record{d, random, today}
}

// Writing writes a line of today in the transaction of what is done.
func (r Record) Writing(who Who, act Act, subject, title, reason string) func(tx *db.Tx) error {
	return func(tx *db.Tx) error {
		return Write(tx, r.random, Entry{Day: r.today(), Who: who, Act: act, Subject: subject, Title: title, Reason: reason})
	}
}

// Tell writes a line of today in a transaction of its own, about something that is kept in the other store.
func (r Record) Tell(ctx context.Context, e Entry) error {
	e.Day = r.today()
	return r.d.InTx(ctx, func(tx *db.Tx) error { return Write(tx, r.random, e) })
}

const columns = "SELECT day, who, role, act, subject, title, reason, petition, standards, detail FROM office_audit "

type row struct {
	Day                    day.Day
	Who, Role              string
	Act                    Act
	Subject, Title, Reason string
	Petition               string
	Standards              int
	Detail                 string
}

// Latest are some of the lines, the newest first, and how many there are in all.
func (r Record) Latest(ctx context.Context, limit, offset int) (entries []Entry, total int, err error) {
	tx := r.d.Read.WithContext(ctx)
	if err = tx.Raw("SELECT count(*) FROM office_audit").Row().Scan(&total); err != nil {
		return nil, 0, err
	}
	entries, err = read(tx, columns+"ORDER BY day DESC, n DESC, id LIMIT ? OFFSET ?", limit, offset)
	return entries, total, err
}

// Public are some of the lines that concern petitions, of one of them or (for "") of all and of what they are decided by, the newest first, and how many there are. They are
// everybody's to read.
func (r Record) Public(ctx context.Context, petition string, limit, offset int) (entries []Entry, total int, err error) {
	tx, where, of := r.d.Read.WithContext(ctx), "WHERE (petition <> ? OR act = 'standards') ", ""
	if petition != "" {
		where, of = "WHERE petition = ? ", petition
	}
	if err = tx.Raw("SELECT count(*) FROM office_audit "+where, of).Row().Scan(&total); err != nil {
		return nil, 0, err
	}
	entries, err = read(tx, columns+where+"ORDER BY day DESC, n DESC, id LIMIT ? OFFSET ?", of, limit, offset)
	return entries, total, err
}

// About are all lines about a petition or a program, the newest first.
func (r Record) About(ctx context.Context, subject string) ([]Entry, error) {
	return read(r.d.Read.WithContext(ctx), columns+"WHERE subject = ? ORDER BY day DESC, n DESC, id", subject)
}

func read(tx *db.Tx, query string, args ...any) ([]Entry, error) {
	var rows []row
	err := tx.Raw(query, args...).Scan(&rows).Error
	entries := make([]Entry, len(rows))
	for i, r := range rows {
		entries[i] = Entry{r.Day, Who{r.Who, r.Role}, r.Act, r.Subject, r.Title, r.Reason, r.Petition, r.Standards, r.Detail}
	}
	return entries, err
}
