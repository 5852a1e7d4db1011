package main

import (
	"io"
	"log/slog"
)

// newLogs makes two logs on one writer. Machinery (start, jobs, mail servers) keeps its times. What a request caused is
// written with no time at all: a line about a booth action must not say when it was.
func newLogs(w io.Writer) (machinery, requests *slog.Logger) {
	timeless := &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}}
	return slog.New(slog.NewTextHandler(w, nil)), slog.New(slog.NewTextHandler(w, timeless))
}
