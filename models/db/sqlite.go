package db

import (
	"database/sql"
	"errors"
	"net/url"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	modernc "modernc.org/sqlite"
)

const (
	readers     = 4
	journalSize = "4194304" // bytes that the write-ahead log keeps between checkpoints
)

// openSQLite opens two handles: one connection that writes and takes its lock at once, four that can only read.
// secure_delete overwrites what is deleted, in the file; Vacate does the same for the log beside it.
func openSQLite(path string) (*DB, error) {
	writer, err := sql.Open("sqlite", dsn(path, "immediate", "synchronous(FULL)", "secure_delete(1)"))
	if err != nil {
		return nil, err
	}
	writer.SetMaxOpenConns(1)
	reader, err := sql.Open("sqlite", dsn(path, "deferred", "query_only(1)"))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	reader.SetMaxOpenConns(readers)
	d := &DB{Dialect: SQLite, setting: path, writer: writer, reader: reader}
	if d.Write, err = gorm.Open(sqlite.New(sqlite.Config{Conn: writer}), config()); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if d.Read, err = gorm.Open(sqlite.New(sqlite.Config{Conn: &prepared{DB: reader, known: map[string]*sql.Stmt{}}}), config()); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func dsn(path, txlock string, pragmas ...string) string {
	q := url.Values{"_txlock": {txlock}, "_time_format": {"sqlite"}}
	q["_pragma"] = append([]string{
		"busy_timeout(10000)", "journal_mode(WAL)", "foreign_keys(1)", "journal_size_limit(" + journalSize + ")", "temp_store(MEMORY)",
	}, pragmas...)
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// config keeps gorm quiet: its own logger would print keys with the time of every miss.
func config() *gorm.Config {
	return &gorm.Config{Logger: logger.Discard, SkipDefaultTransaction: true}
}

// SQLite's extended result codes, https://www.sqlite.org/rescode.html.
const (
	constraintForeignKey = 787
	constraintPrimaryKey = 1555
	constraintUnique     = 2067
	constraintRowID      = 2579
)

func sqliteCode(err error) int {
	var e *modernc.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}
