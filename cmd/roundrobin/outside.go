package main

import (
	"io"
	"time"
)

// outside is what the program takes from the world: the clock, randomness and where to write. It is handed in everywhere, so
// that the demo can live in the past and tests can choose.
type outside struct {
	Now    func() time.Time
	Random io.Reader
	In     io.Reader
	Out    io.Writer
	Err    io.Writer
}
