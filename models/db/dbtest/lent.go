package dbtest

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"sync"
)

// Databases are lent to one test after another: to make one takes half a second, to migrate one not much less, to empty one a hundredth.
var (
	lending sync.Mutex
	free    []*lent
	out     = map[string]*lent{} // by setting
)

type lent struct {
	name  string
	set   string // whose migrations it has; "" if it has none
	shape string // of its tables, indexes and triggers as they were then
}

const shape = `SELECT coalesce(md5(string_agg(name, ' ' ORDER BY name)), '') FROM (
	SELECT c.relname || '.' || a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
	WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
	UNION ALL SELECT t.tgname || ' of ' || t.tgrelid::regclass || t.tgenabled::text FROM pg_trigger t WHERE NOT t.tgisinternal
) all_names`

// empty deletes all rows but those of the migrations, whatever triggers and keys say.
const empty = `SET session_replication_role = replica;
DO $$
DECLARE name text;
BEGIN
	FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'goose_db_version' LOOP
		EXECUTE format('DELETE FROM %I', name);
	END LOOP;
	FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND sequencename NOT LIKE 'goose%' LOOP
		EXECUTE format('ALTER SEQUENCE %I RESTART', name);
	END LOOP;
END $$`

func borrow() (setting string, err error) {
	lending.Lock()
	defer lending.Unlock()
	var l *lent
	if last := len(free) - 1; last >= 0 {
		l, free = free[last], free[:last]
	} else {
		var b [8]byte
		if _, err := rand.Read(b[:]); err != nil {
			return "", err
		}
		l = &lent{name: "rr_" + hex.EncodeToString(b[:])}
		if err := found.exec("CREATE DATABASE " + l.name); err != nil {
			return "", err
		}
	}
	out[found.URL(l.name)] = l
	return found.URL(l.name), nil
}

// lendTo makes a lent database one for this set.
func lendTo(set, setting string) error {
	lending.Lock()
	defer lending.Unlock()
	l := out[setting]
	if l == nil || l.set == set {
		return nil
	}
	err := l.wipe()
	l.set = set
	return err
}

// filled notes how a lent database looks before the test's first row.
func filled(setting string) (err error) {
	lending.Lock()
	defer lending.Unlock()
	if l := out[setting]; l != nil && l.shape == "" {
		l.shape, err = found.ask(l.name, shape)
	}
	return err
}

// giveBack ends whoever is still connected, and leaves no rows in the database; or nothing at all, if the test has changed more than rows.
func giveBack(setting string) error {
	lending.Lock()
	defer lending.Unlock()
	l := out[setting]
	delete(out, setting)
	err := found.execIn(l.name, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
	if err == nil {
		err = l.clear()
	}
	if err == nil {
		free = append(free, l)
	}
	return err
}

func (l *lent) clear() error {
	is, err := found.ask(l.name, shape)
	if err != nil {
		return err
	}
	if l.set == "" || is != l.shape {
		return l.wipe()
	}
	return found.execIn(l.name, empty)
}

func (l *lent) wipe() error {
	l.set, l.shape = "", ""
	return errors.Join(found.execIn(l.name, "DROP SCHEMA public CASCADE"), found.execIn(l.name, "CREATE SCHEMA public"))
}

// dropAll is for a server that goes on when the tests are over.
func dropAll() {
	if own != nil {
		return
	}
	for _, l := range free {
		_ = found.exec("DROP DATABASE " + l.name + " WITH (FORCE)")
	}
}
