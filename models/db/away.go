package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// PostgreSQL's codes of servers that cannot be had now: shut down, starting, without a free connection, or done with a transaction that stood
// still; a class of its own is for connections. Appendix A of its manual.
var awayCodes = []string{"57P01", "57P02", "57P03", "53300", "25P03"}

// IsAway reports that a store could not be reached, or not in the time that there was: the same may be tried later. What was being written
// may have been written or not.
func IsAway(err error) bool {
	var connect *pgconn.ConnectError
	var network net.Error
	code := postgresCode(err)
	return errors.Is(err, ErrAway) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) || errors.As(err, &connect) || errors.As(err, &network) ||
		slices.Contains(awayCodes, code) || strings.HasPrefix(code, "08")
}
