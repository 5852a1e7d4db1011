package main

import (
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers"
	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/incident"
	"roundrobin/models/pass"
)

// A twin is one of two servers on the same stores.
type twin struct {
	t   *testing.T
	s   *site
	app *fiber.App
}

func (l *life) twin(s *site) twin {
	quiet := slog.New(slog.DiscardHandler)
	r := running{site: s.config.site(), machinery: quiet, requests: quiet}
	return twin{l.t, s, handlers.New(s.web(r, s.newDesk(r)))}
}

// reads gives a page's tag and text. Whoever has the page already gets no text.
func (r twin) reads(path, had string) (tag, text string) {
	r.t.Helper()
	q := httptest.NewRequest("GET", path, nil)
	q.Header.Set("If-None-Match", had)
	a, err := r.app.Test(q, -1)
	must(r.t, err)
	body, err := io.ReadAll(a.Body)
	must(r.t, err)
	if tag = a.Header.Get("Etag"); tag == "" || a.StatusCode != 200 && a.StatusCode != 304 || (a.StatusCode == 304) != (len(body) == 0) {
		r.t.Errorf("%s: %d, tag %q", path, a.StatusCode, tag)
	}
	return tag, string(body)
}

// Two replicas on the same stores: what one writes it shows at once, and the other as soon as it is told, or after a second. An act that
// waits moves nothing that anybody could see.
func TestReplicasShowWhatIsTrueNow(t *testing.T) {
	dbtest.EachPair(t, func(t *testing.T, identity, booth *db.DB) {
		l := newLife(t, reviewNone)
		l.settings.Identity, l.settings.Booth = identity.Setting(), booth.Setting()
		first, err := open(l.ctx, l.settings, l.outside)
		must(t, err)
		defer first.close()
		l.begin(first)
		second, err := open(l.ctx, l.settings, l.outside)
		must(t, err)
		defer second.close()
		go second.boothDB.Hear(l.ctx)
		one, other := l.twin(first), l.twin(second)
		p := l.gathered("Hear our calls")
		l.sign(p, 4)
		path := "/petitions/" + p.ID

		// The clock stands still: on PostgreSQL, nothing but a notice lets the other know.
		told := func(path, what, was string) {
			t.Helper()
			if booth.Dialect == db.SQLite {
				l.now = l.now.Add(time.Second)
			}
			for until := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
				if _, text := other.reads(path, was); strings.Contains(text, what) {
					return
				} else if time.Now().After(until) || booth.Dialect == db.SQLite {
					t.Fatalf("the other replica does not say %q", what)
				}
			}
		}
		if !hears(booth) {
			t.Fatal("nobody listens")
		}
		tag, text := one.reads(path, "")
		if again, _ := other.reads(path, ""); !strings.Contains(text, ">4<") || again != tag {
			t.Errorf("two replicas show %s and %s", tag, again)
		}
		before, err := first.boothDB.PublicChange(l.ctx)
		must(t, err)
		_, err = first.petitions.HandIn(l.ctx, l.desk.Person(l.signed).Act(t, p.Slot, pass.Signature, p.ID, p.Hash, "-", 1, ""))
		must(t, err)
		l.signed++
		if after, err := first.boothDB.PublicChange(l.ctx); err != nil || after != before {
			t.Errorf("an act that waits moves %q to %q (%v)", before, after, err)
		}
		if is, text := one.reads(path, tag); is != tag || text != "" {
			t.Error("an act that waits changes the page")
		}
		_, err = first.petitions.Seal(l.ctx, true)
		must(t, err)
		if is, text := one.reads(path, tag); is == tag || !strings.Contains(text, ">5<") {
			t.Error("what was sealed is not in the next reading")
		}
		told(path, ">5<", tag)

		tag, _ = other.reads("/about", "")
		must(t, first.incidents.Take(l.ctx, incident.Step{What: incident.Opened, Text: "A key was lost.", Freeze: true}, audit.Who{Name: "Ines Aguilar", Role: "admin"}))
		if _, text := one.reads("/about", tag); !strings.Contains(text, "/incident") {
			t.Error("an incident is not on the next page")
		}
		told("/about", "/incident", tag)
	})
}

// hears waits until a connection listens, where the store has notices.
func hears(d *db.DB) bool {
	for range 2000 {
		var n int
		if d.Dialect == db.SQLite || d.Read.Raw("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN public_change%'").Row().Scan(&n) == nil && n > 0 {
			return true
		}
		time.Sleep(5 * time.Millisecond)
	}
	return false
}
