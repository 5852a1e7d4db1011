package booth_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/booth"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	ledgerstore "roundrobin/models/ledger/store"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/secret"
	"roundrobin/models/thread"
	threadstore "roundrobin/models/thread/store"
)

// crowd gives the public pages of a petition with n comments of one voice, and a tenth as many answers to the first.
func crowd(t testing.TB, d *db.DB, n int) (app *fiber.App, path string) {
	t.Helper()
	ctx, now := context.Background(), func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	m, err := secret.New(rand.Reader)
	no(t, err)
	l, err := ledgerstore.Open(ctx, d, passtest.Origin, m, rand.Reader)
	no(t, err)
	books := passstore.New(d, l, m, now, time.UTC, rand.Reader)
	desk := passtest.Open(t, "2026Q4", 2)
	no(t, books.Publish(ctx, desk.Keys, desk.Proofs, "2026-10-01", "2026-12-31"))
	some := func(context.Context) (int, error) { return 100, nil }
	rules := petition.Defaults()
	rules.Sponsors, rules.Steward = 0, false
	p := petitionstore.New(d, l, books, threadstore.New(d), m, petitionstore.Options{
		Now: now, Loc: time.UTC, Random: rand.Reader, Rules: rules, SealMin: 1,
		Holders: some, Issued: func(ctx context.Context, _ string) (int, error) { return some(ctx) },
	})
	t.Cleanup(p.Close)
	gathered, err := p.Gather(ctx, petitionstore.Proposal{Text: pass.Text{Language: "en", Title: "Shade", Addressee: "The board", Ask: "Shade, please.", Background: "It is hot.\n"}, Goal: 9})
	no(t, err)
	opened, err := p.Open(ctx, gathered.ID)
	no(t, err)
	fill(t, d, opened.ID, n)
	b := &booth.Booth{Ledger: l, Books: books, Petitions: p, Threads: threadstore.New(d), Cases: casestore.New(d, l, rand.Reader, nil), Now: now, Zone: time.UTC, Rules: p.Ruled, Holders: some}
	app = fiber.New(fiber.Config{Immutable: true})
	b.Public(app)
	return app, "/petitions/" + opened.ID
}

func fill(t testing.TB, d *db.DB, id string, n int) {
	t.Helper()
	voice := thread.VoiceOf([32]byte{1}, id)
	who := thread.PseudonymOf(voice, 0)
	no(t, d.Write.Exec("INSERT INTO voice (petition, voice, pseudonym, mark) VALUES (?, ?, ?, ?)", id, voice[:], who.Words, who.Mark[:]).Error)
	var values []any
	for i := range n + n/10 {
		var parent any
		if i >= n {
			parent = fmt.Sprintf("%032x", 0)
		}
		text := "This is what people say, in the length in which they say it: too long by half, and then once more."
		values = append(values, fmt.Sprintf("%032x", i), id, voice[:], parent, text, thread.Render(text), "2026-11-24", 1_000_000+i, i%97)
	}
	no(t, d.InTx(context.Background(), func(tx *db.Tx) error {
		return db.InsertRows(tx, "INSERT INTO comment (id, petition, voice, parent, text, html, day, place, agreed)", 9, values, "")
	}))
}

func page(t testing.TB, app *fiber.App, path string) string {
	t.Helper()
	a, err := app.Test(httptest.NewRequest("GET", path, nil), 30_000)
	no(t, err)
	text, err := io.ReadAll(a.Body)
	no(t, err)
	if a.StatusCode != 200 {
		t.Fatalf("%s: %d", path, a.StatusCode)
	}
	return string(text)
}

// Everybody loads it, on phones too: however many speak, the first screen has one page of them.
func TestTenThousandCommentsWeighAsMuchAsFifty(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, few *db.DB) {
		some, at := crowd(t, few, 50)
		little := len(page(t, some, at))
		many := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
		lots, there := crowd(t, many, 10_000)
		for _, path := range []string{there, there + "?order=newest", there + "/comments?page=250", there + "/comments/" + strings.Repeat("0", 32)} {
			much := page(t, lots, path)
			if float64(len(much)) > 1.3*float64(little) && !strings.Contains(path, "/comments/") {
				t.Errorf("%s has %d bytes, of 50 %d", path, len(much), little)
			}
			if n := strings.Count(much, "<article class=\"comment\""); n < thread.PerPage || n > thread.RepliesPage+thread.PerPage {
				t.Errorf("%s shows %d comments", path, n)
			}
		}
	})
}

// BenchmarkPetitionPage is the time of the whole page with 50 and with 10,000 comments, on both databases.
func BenchmarkPetitionPage(b *testing.B) {
	for name, open := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		for _, n := range []int{50, 10_000} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				app, path := crowd(b, dbtest.Open(b, db.Booth, open(b)), n)
				for b.Loop() {
					page(b, app, path)
				}
			})
		}
	}
}
