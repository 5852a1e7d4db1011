package store_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/pass"
)

// What a signature and a comment take on disk for good, with all their rows, indexes and tiles: the figures of docs/scale.md, for which an audit
// hands in thousands. The bound catches an index or a column that nobody meant.
func TestWhatAnActTakesOnDisk(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		people := dbtest.Times(60, 3000)
		p := b.open()
		b.seal()
		words := strings.Repeat("It watches us, and says not why. ", 6) // 198 bytes
		for _, what := range []struct {
			name string
			most int64
			act  func(n int) pass.HandedIn
		}{
			{"signature", 9000, func(n int) pass.HandedIn { return b.signature(p, n, 1) }},
			{"comment", 9000, func(n int) pass.HandedIn { return b.comment(p, n, 1, fmt.Sprint(words, n)) }},
		} {
			before := b.bytes()
			b.together(people, what.act)
			b.seal()
			each := (b.bytes() - before) / int64(people)
			t.Logf("a %s takes %d bytes", what.name, each)
			if each < 500 || each > what.most {
				t.Errorf("a %s takes %d bytes", what.name, each)
			}
		}
	})
}

// together hands in what everybody has to say, many at once.
func (b *booth) together(people int, act func(n int) pass.HandedIn) {
	b.t.Helper()
	const atOnce = 16
	var all sync.WaitGroup
	for first := range atOnce {
		var acts []pass.HandedIn
		for n := first; n < people; n += atOnce {
			acts = append(acts, act(n))
		}
		all.Go(func() {
			for _, h := range acts {
				if _, err := b.HandIn(ctx, h); err != nil {
					b.t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

// bytes are those in use.
func (b *booth) bytes() (n int64) {
	b.t.Helper()
	query := "SELECT (SELECT page_count FROM pragma_page_count()) * (SELECT page_size FROM pragma_page_size()) - (SELECT freelist_count FROM pragma_freelist_count()) * (SELECT page_size FROM pragma_page_size())"
	if b.d.Dialect == db.Postgres {
		no(b.t, b.d.Write.Exec("VACUUM").Error)
		query = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind IN ('r') AND relnamespace = 'public'::regnamespace"
	}
	no(b.t, b.d.Read.Raw(query).Row().Scan(&n))
	return n
}
