package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"roundrobin/handlers"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/secret"
	"roundrobin/models/thread"
)

// BenchmarkPublicPage reads the page of a petition with fifty comments beside a bare fasthttp server's answer of the same bytes, in turns: from
// memory, and for the first time after a change. The ratio is how fast ours is beside the bare one. Both, and who reads, share one process.
func BenchmarkPublicPage(b *testing.B) {
	for _, on := range []struct {
		name string
		open func(testing.TB) string
	}{{"sqlite", dbtest.SQLite}, {"postgres", dbtest.Postgres}} {
		s, path := talkedOf(b, on.open(b), on.open(b))
		quiet := slog.New(slog.DiscardHandler)
		r := running{site: s.config.site(), machinery: quiet, requests: quiet}
		app := handlers.New(s.web(r, s.newDesk(r)))
		app.Handler() // it makes the map of its routes
		ours := listening(b, app.Server().Handler)
		for _, form := range []string{"", "br"} {
			answer := readAt(b, ours+path, form)
			bare := listening(b, func(c *fasthttp.RequestCtx) {
				answer.Header.CopyTo(&c.Response.Header)
				c.Response.SetBodyRaw(answer.Body())
			})
			b.Run(on.name+"/memory"+form, func(b *testing.B) {
				for b.Loop() {
					b.ReportMetric(inTurns(9, 200, func() {}, func() { readAt(b, bare+path, form) }, func() { readAt(b, ours+path, form) }), "ratio")
				}
			})
			b.Run(on.name+"/first"+form, func(b *testing.B) {
				n := 0
				for b.Loop() {
					b.ReportMetric(inTurns(101, 1, func() {
						n++
						no(b, s.boothDB.Write.Exec("UPDATE comment SET html = ? WHERE place = 1000000", fmt.Sprintf("<p>Change %d.</p>", n)).Error)
					}, func() { readAt(b, bare+path, form) }, func() {
						if a := readAt(b, ours+path, form); form == "" && !bytes.Contains(a.Body(), fmt.Appendf(nil, "Change %d.", n)) {
							b.Fatal("what was changed is not read")
						}
					}), "ratio")
				}
			})
		}
	}
}

// inTurns gives the middle of the ratios of the bare one's time to ours. What changes before each turn is not counted.
func inTurns(turns, times int, change, bare, ours func()) float64 {
	var ratios []float64
	for range turns {
		change()
		var took [2]time.Duration
		for at, read := range []func(){ours, bare} {
			begun := time.Now()
			for range times {
				read()
			}
			took[at] = time.Since(begun)
		}
		ratios = append(ratios, float64(took[1])/float64(took[0]))
	}
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}

func readAt(b *testing.B, url, form string) *fasthttp.Response {
	b.Helper()
	q, a := fasthttp.AcquireRequest(), new(fasthttp.Response)
	defer fasthttp.ReleaseRequest(q)
	q.SetRequestURI(url)
	if form != "" {
		q.Header.Set("Accept-Encoding", form)
	}
	no(b, reader.Do(q, a))
	if a.StatusCode() != fasthttp.StatusOK {
		b.Fatalf("%s: %d", url, a.StatusCode())
	}
	return a
}

var (
	reader     fasthttp.Client
	benchBegan = time.Now()
)

func no(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func listening(b *testing.B, handler fasthttp.RequestHandler) (base string) {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	no(b, err)
	server := &fasthttp.Server{Handler: handler, NoDefaultServerHeader: true}
	go func() { _ = server.Serve(l) }()
	b.Cleanup(func() { no(b, server.Shutdown()) })
	return "http://" + l.Addr().String()
}

// talkedOf is a site with one open petition and fifty comments.
func talkedOf(b *testing.B, identity, booth string) (*site, string) {
	b.Helper()
	ctx, desk := context.Background(), passtest.Open(b, "2026Q4", 2)
	c := &config{Data: b.TempDir(), Identity: identity, Booth: booth, Zone: "UTC", Origin: passtest.Origin, Short: "Notices", BookSlots: 2, SealMin: 1, SealDays: 1, Review: reviewNone, Insecure: true}
	o := &outside{Now: func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC).Add(time.Since(benchBegan)) }, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	c.KeyFile = filepath.Join(c.Data, "master.key")
	_, err := secret.Create(c.KeyFile, rand.Reader)
	no(b, err)
	s, err := open(ctx, c, o)
	no(b, err)
	b.Cleanup(s.close)
	no(b, s.books.Publish(ctx, desk.Keys, desk.Proofs, "2026-10-01", "2026-12-31"))
	text := pass.Text{Language: "en", Title: "Bring back the night bus", Addressee: "The board", Ask: "Will you bring it back?", Background: strings.Repeat("The last bus leaves before the late shift ends.\n\n", 9)}
	p, err := s.petitions.Gather(ctx, petitionstore.Proposal{Text: text, Goal: 1000})
	no(b, err)
	p, err = s.petitions.Open(ctx, p.ID)
	no(b, err)
	voice := thread.VoiceOf([32]byte{1}, p.ID)
	who := thread.PseudonymOf(voice, 0)
	no(b, s.boothDB.Write.Exec("INSERT INTO voice (petition, voice, pseudonym, mark) VALUES (?, ?, ?, ?)", p.ID, voice[:], who.Words, who.Mark[:]).Error)
	var values []any
	for i := range 50 {
		said := "This is what people say, in the length in which they say it: too long by half, and then once more."
		values = append(values, fmt.Sprintf("%032x", i), p.ID, voice[:], said, thread.Render(said), "2026-11-24", 1_000_000+i, (50-i)%97)
	}
	no(b, s.boothDB.InTx(ctx, func(tx *db.Tx) error {
		return db.InsertRows(tx, "INSERT INTO comment (id, petition, voice, text, html, day, place, agreed)", 8, values, "")
	}))
	return s, "/petitions/" + p.ID
}
