package witness

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"roundrobin/models/ledger"
	"roundrobin/models/ledger/store"
)

// Held refuses a ledger of which the file has seen more, with a SeenMore. Without a file there is nothing to hold it against.
func Held(ctx context.Context, l *store.Ledger, file string) error {
	signed, err := os.ReadFile(file) // #nosec G304 -- the settings name it
	if file == "" || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := Holds(ctx, l, file, signed); !errors.Is(err, ErrOther) {
		return err
	}
	return fmt.Errorf("%s: %w. Put it away to start without it", file, ErrOther)
}

// ErrOther says that a checkpoint is not one of this ledger's.
var ErrOther = errors.New("this is not a checkpoint of this ledger: it belongs to another site, or is damaged")

// Holds refuses a ledger of which who has seen more, as the checkpoint shows, with a SeenMore.
func Holds(ctx context.Context, l *store.Ledger, who string, signed []byte) error {
	key, err := l.Verifier()
	if err != nil {
		return err
	}
	seen, err := ledger.OpenCheckpoint(signed, key)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrOther, err)
	}
	size, err := l.Size(ctx)
	if err != nil {
		return err
	}
	if size < seen.Size {
		return &SeenMore{who, seen.Size}
	}
	root, err := l.Root(ctx, seen.Size)
	if err == nil && root != seen.Root {
		err = &SeenMore{Who: who}
	}
	return err
}

// keep replaces the file at once, so that a crash leaves the old one or the new one.
func keep(file string, signed []byte) error {
	fresh := file + ".new"
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(fresh, signed, 0o600); err != nil {
		return err
	}
	return os.Rename(fresh, file)
}
