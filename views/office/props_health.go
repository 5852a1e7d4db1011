package office

import (
	"context"
	"strconv"

	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// HealthProps are those of /office/health (Health). Days are "" where there was none yet.
type HealthProps struct {
	Viewer
	Today, Version string
	May            bool // an admin, who lets a job run now
	Done           bool // one was just let
	Problem        Problem
	Stores         []Store
	Free           int64 // bytes, below 0 where it is not known
	Full           bool  // nearly
	Checkpoint     int
	Sealed         string
	SealEnds       string // by when what waits today is counted
	Swept          string
	Season         Season
	Witnesses      []Witness
	Jobs           []Job
}

// Store is one of the two: identity or booth. Trouble is no_room, no_writing, damaged or "". Skew is in seconds; Skewed says that it is too much.
type Store struct {
	Name           string
	Postgres, Away bool
	Trouble        string
	Bytes          int64
	Skew           int
	Skewed         bool
}

// Season is the one whose book is handed out; Name is "" where there is none.
type Season struct {
	Name, Next, To, Mint string
	Slots, Used          int
	Ready                bool
}

// Job is one that is not done: Kind is models of jobs, State is available, scheduled, running, pending or retryable.
type Job struct {
	ID, Kind, State string
	Tries           int
	Failed          bool
}

func (j Job) address() string { return "/office/health/jobs/" + j.ID + "/retry" }

func (j Job) again() bool { return j.Failed && j.State != "running" }

func (j Job) said(ctx context.Context) string {
	if j.again() {
		return words.N(ctx, "office.health.failed", j.Tries)
	}
	return words.T(ctx, "office.health.job_"+j.State)
}

func (s Store) sign() ui.Sign {
	if s.Away || s.Skewed || s.Trouble != "" {
		return ui.Lozenge
	}
	return ui.Disc
}

func (s Store) said(ctx context.Context) string {
	switch {
	case s.Trouble != "":
		return words.T(ctx, "office.health.trouble_"+s.Trouble)
	case s.Away:
		return words.T(ctx, "office.health.away")
	case s.Skewed:
		return words.N(ctx, "office.health.skewed", s.Skew)
	}
	return words.T(ctx, "office.health.answers")
}

func (s Store) kind() string {
	if s.Postgres {
		return "PostgreSQL"
	}
	return "SQLite"
}

// size of a store that does not answer is unknown.
func (s Store) size(ctx context.Context) string {
	if s.Bytes == 0 {
		return s.kind()
	}
	return words.T(ctx, "office.health.size", "kind", s.kind(), "size", bytes(s.Bytes))
}

// bytes says a size with three figures at most.
func bytes(n int64) string {
	units := []string{"kB", "MB", "GB", "TB"}
	v, u := float64(n)/1000, 0
	for v >= 1000 && u < len(units)-1 {
		v, u = v/1000, u+1
	}
	places := 0
	if v < 10 {
		places = 1
	}
	return strconv.FormatFloat(v, 'f', places, 64) + " " + units[u]
}
