package drill

import (
	"context"
	"io"
	"time"

	"roundrobin/models/secret"
)

// A Setting is what a site is opened with for a drill.
type Setting struct {
	Folder          string // for the master key and, on SQLite, the two stores
	Identity, Booth string // PostgreSQL databases, or "" for files in Folder
	Origin          string
	Slots           int
	SealDays        int // 0 is the product's own
	SealMin         int // 0 is the product's own
	Now             func() time.Time
	Logs            io.Writer // machinery and requests, as a site writes them
}

// A Site is the real server, listening on loopback. Time and jobs are the drill's to drive; all else is as in `roundrobin serve`.
type Site interface {
	Address() string // http://127.0.0.1:PORT
	Import(ctx context.Context, roster io.Reader) error
	// Open opens a petition that gathers for signing.
	Open(ctx context.Context, id string) error
	Seal(ctx context.Context) error // as the hourly job
	Day(ctx context.Context) error  // as the jobs of a day's end
	// Mailed is the subject of the last mail to an address, or "".
	Mailed(address string) string
	// Person is the keyed hash that stands in the store for an address.
	Person(address string) ([32]byte, error)
	Master() secret.Master
	Stores() (identity, booth string) // settings, as the site has them
	Close() error
}

// Start opens a site on empty stores.
type Start func(ctx context.Context, s Setting) (Site, error)
