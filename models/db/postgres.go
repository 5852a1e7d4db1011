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

// session is what each connection asks of its server. A replica that is cut off or stands still in the middle of a transaction holds its locks,
// and with them all others, for as long as the server believes in it.
var session = map[string]string{
	"idle_in_transaction_session_timeout": "15s", // longer than anything of ours computes between two statements
	"client_connection_check_interval":    "5s",  // for who waits for such a lock, and is gone as well
	"tcp_keepalives_idle":                 "15",
	"tcp_keepalives_interval":             "5",
	"tcp_keepalives_count":                "3",
}

func openPostgres(setting string) (*DB, error) {
	c, err := pgx.ParseConfig(setting)
	if err != nil {
		return nil, errors.New("the PostgreSQL address cannot be read") // err would print the password
	}
	for name, value := range session {
		if c.RuntimeParams[name] == "" { // the address may say otherwise
			c.RuntimeParams[name] = value
		}
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
