package main

import (
	"context"
	"errors"
	"log/slog"

	"roundrobin/models/fault"
	"roundrobin/views/words"
)

// spoken turns a refusal into its sentence, for people at a terminal.
func spoken(ctx context.Context, err error) error {
	if f := fault.Of(err); f != nil {
		return errors.New(words.Fault(ctx, f.Code, f.Args))
	}
	return err
}

// quieter drops what is only news; the demo's one line is "ready".
func quieter(log *slog.Logger) *slog.Logger { return slog.New(warnings{log.Handler()}) }

type warnings struct{ slog.Handler }

func (w warnings) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }
