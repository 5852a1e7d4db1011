package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// A progress tells how far long work is, once a second on one line. The zero value tells nothing.
type progress struct {
	to   io.Writer
	now  func() time.Time
	last time.Time
}

func (p *progress) at(done, total int64) {
	if p.to == nil || p.now().Sub(p.last) < time.Second && done < total {
		return
	}
	p.last = p.now()
	fmt.Fprintf(p.to, "\r%d of %d leaves, %d %%", done, total, 100*done/max(total, 1))
	if done == total {
		fmt.Fprintln(p.to)
	}
}

// isTerminal: progress is for somebody who is looking.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	about, err := f.Stat()
	return err == nil && about.Mode()&os.ModeCharDevice != 0
}
