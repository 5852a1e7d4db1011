package db_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

// silent are the tables of the booth whose changes no public page shows, and why. Every other one moves the number.
var silent = map[string]string{
	"waiting": "what is handed in is seen by nobody until its seal", "seal": "the same",
	"ledger_leaf": "grows with ledger_state", "ledger_tile": "grows with ledger_state", "ledger_keys": "grows with ledger_state",
	"ledger_named": "grows with ledger_state", "ledger_about": "grows with ledger_state", "ledger_last": "grows with ledger_state",
	"signature": "is counted in petition and petition_day", "agreement": "is counted in comment", "statement": "is in no page",
	"petition_words": "is written with petition", "response_key": "is in no page, and counts wrong codes",
	"gateway_key": "/booth/keys is not kept", "signing_key": "is written with site, once", "site": "is written once, before anything is served",
	"public_change": "is the number", "goose_db_version": "is the migrations'", "sqlite_sequence": "is SQLite's",
}

// Law: nobody can add a table of which pages tell, and forget that pages are kept.
func TestEveryTableMovesTheNumberOrHasItsReason(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		query := `SELECT t.name, (SELECT count(*) FROM sqlite_schema s WHERE s.type = 'trigger' AND s.tbl_name = t.name AND s.sql LIKE '%UPDATE public_change%') = 3 AS moves
			FROM sqlite_schema t WHERE t.type = 'table' AND t.name NOT LIKE 'petition\_words\_%' ESCAPE '\'`
		if d.Dialect == db.Postgres {
			query = `SELECT t.tablename AS name, EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = ('public.' || t.tablename)::regclass AND g.tgname = 'public_change' AND g.tgtype = 60) AS moves
				FROM pg_tables t WHERE t.schemaname = 'public'`
		}
		var tables []struct {
			Name  string
			Moves bool
		}
		if err := d.Read.Raw(query).Scan(&tables).Error; err != nil || len(tables) < 40 {
			t.Fatal(len(tables), err)
		}
		for _, table := range tables {
			if _, quiet := silent[table.Name]; quiet == table.Moves {
				t.Errorf("%s: moves %v, reason %q", table.Name, table.Moves, silent[table.Name])
			}
		}
	})
}

const aRun = "INSERT INTO retention_run (sweep, day) VALUES ('%', '2026-11-25')"

func TestTheNumberMovesWithWhatIsCommitted(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		last, wrote := "none yet", d.Wrote()
		moved := func(what string, want bool) {
			t.Helper()
			is, err := d.PublicChange(ctx)
			if err != nil || (is != last) != want {
				t.Errorf("%s: %q after %q, %v", what, is, last, err)
			}
			last = is
		}
		run := func(name string) func(*db.Tx) error {
			return func(tx *db.Tx) error { return tx.Exec(strings.Replace(aRun, "%", name, 1)).Error }
		}
		moved("at first", true)
		no(t, d.InTx(ctx, run("a")))
		moved("a row", true)
		refused := errors.New("no")
		if err := d.InTx(ctx, func(tx *db.Tx) error { return errors.Join(run("b")(tx), refused) }); !errors.Is(err, refused) {
			t.Fatal(err)
		}
		moved("taken back", false)
		no(t, d.Write.Exec("UPDATE retention_run SET day = '2026-11-26'").Error)
		moved("another value", true)
		no(t, d.Write.Exec("DELETE FROM retention_run").Error)
		moved("gone", true)
		if n := d.Wrote() - wrote; n != 4 {
			t.Errorf("this process was told of %d writes, not 4", n)
		}
		no(t, d.InTx(db.Quiet(ctx), func(tx *db.Tx) error {
			return tx.Exec("INSERT INTO seal (one, id, day, key) VALUES (1, 'x', '2026-11-25', ?)", []byte{1}).Error
		}))
		moved("a seal", false)
		if n := d.Wrote() - wrote; n != 4 {
			t.Error("a quiet transaction was told of")
		}
	})
}

// Two who write at once do not wait for each other, and whichever commits last is seen.
func TestWhoCommitsLastIsSeen(t *testing.T) {
	d := dbtest.Open(t, db.Booth, dbtest.Postgres(t))
	ctx, seen := context.Background(), map[string]bool{}
	look := func() {
		t.Helper()
		is, err := d.PublicChange(ctx)
		if err != nil || seen[is] {
			t.Errorf("%q again (%v)", is, err)
		}
		seen[is] = true
	}
	for range 3 {
		first, second := d.Write.Begin(), d.Write.Begin()
		no(t, first.Exec(strings.Replace(aRun, "%", "first", 1)).Error)
		no(t, second.Exec(strings.Replace(aRun, "%", "second", 1)).Error)
		no(t, second.Commit().Error)
		look()
		no(t, first.Commit().Error)
		look()
		no(t, d.Write.Exec("DELETE FROM retention_run").Error)
		look()
	}
	rows := 99
	for tries := 0; rows > 3 && tries < 200; tries++ { // numbers are held by whoever writes in any database of the server, so long
		time.Sleep(50 * time.Millisecond)
		no(t, d.Write.Exec(strings.Replace(aRun, "%", "third", 1)).Error)
		no(t, d.Write.Exec("DELETE FROM retention_run").Error)
		no(t, d.Read.Raw("SELECT count(*) FROM public_change").Row().Scan(&rows))
	}
	if rows > 3 {
		t.Errorf("%d numbers stay", rows)
	}
}

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
