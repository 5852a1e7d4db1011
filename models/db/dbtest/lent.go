package dbtest

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"sync"
)

// Databases are lent to one test after another: to make one takes half a second, to empty one a tenth of that.
var (
	lending sync.Mutex
	free    []string
)

func borrow() (name string, err error) {
	lending.Lock()
	defer lending.Unlock()
	if last := len(free) - 1; last >= 0 {
		name, free = free[last], free[:last]
		return name, nil
	}
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", err
	}
	name = "rr_" + hex.EncodeToString(b[:])
	return name, found.exec("CREATE DATABASE " + name)
}

// giveBack ends whoever is still connected, and leaves nothing in the database.
func giveBack(name string) error {
	err := errors.Join(
		found.execIn(name, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"),
		found.execIn(name, "DROP SCHEMA public CASCADE"), found.execIn(name, "CREATE SCHEMA public"))
	if err == nil {
		lending.Lock()
		defer lending.Unlock()
		free = append(free, name)
	}
	return err
}

// dropAll is for a server that goes on when the tests are over.
func dropAll() {
	if own != nil {
		return
	}
	for _, name := range free {
		_ = found.exec("DROP DATABASE " + name + " WITH (FORCE)")
	}
}
