package db

import (
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

const pool = 12

func openPostgres(setting string) (*DB, error) {
	c, err := pgx.ParseConfig(setting)
	if err != nil {
		return nil, errors.New("the PostgreSQL address cannot be read") // err would print the password
	}
	guard := newGuard(c)
	handle := stdlib.OpenDB(*c, stdlib.OptionBeforeConnect(guard.connects), stdlib.OptionResetSession(guard.lends))
	handle.SetMaxOpenConns(pool)
	handle.SetMaxIdleConns(pool)
	g, err := gorm.Open(postgres.New(postgres.Config{Conn: handle}), config())
	if err != nil {
		return nil, errors.Join(err, handle.Close())
	}
	return &DB{Write: g, Read: g, Dialect: Postgres, setting: setting, writer: handle, reader: handle, guard: guard}, nil
}

// PostgreSQL's codes, appendix A of its manual.
const (
	uniqueViolation     = "23505"
	foreignKeyViolation = "23503"
)

func postgresCode(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// IsBusy reports that SQLite waited for another process's lock, and did not get it.
func IsBusy(err error) bool { return sqliteCode(err)&0xff == 5 }

// IsDuplicate reports that a primary or unique key said no.
func IsDuplicate(err error) bool {
	switch sqliteCode(err) {
	case constraintPrimaryKey, constraintUnique, constraintRowID:
		return true
	}
	return postgresCode(err) == uniqueViolation
}

// IsForeignKey reports that what a row points to is not there (any more).
func IsForeignKey(err error) bool {
	return sqliteCode(err) == constraintForeignKey || postgresCode(err) == foreignKeyViolation
}
