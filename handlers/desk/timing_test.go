package desk_test

import (
	"crypto/tls"
	"fmt"
	"io"
	"math"
	"math/rand"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/desk"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

// told is |t| above which known and unknown count as told apart: one audit in a thousand says so where there is nothing (two-sided normal).
const told = 3.29

// Nobody learns from the moment of an answer whether an address is on the roster, with 2,000 tries at each step of each way in that asks for somebody.
// The same instrument sees a third of a millisecond. Each check sees only that the instrument works: the rest is the audit's.
func TestTimeTellsNobodyApart(t *testing.T) {
	tries, slow := dbtest.Times(20, 1000), time.Duration(dbtest.Times(5000, 333))*time.Microsecond
	audit := tries >= 1000
	_, back := desk.SetWaiting(8 * tries)
	defer back()
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	known, unknown := crowd(t, h, tries)
	w := h.overTCP(t, known)

	var waiting [2][]string // cookies of those whose code is on its way
	addresses := w.measure(tries, func(i, who int) time.Duration {
		a, took := w.ask("POST", "/desk/address", "", url.Values{"address": {[2][]string{known, unknown}[who][i]}}.Encode())
		if a.StatusCode != 303 {
			t.Fatalf("%d", a.StatusCode)
		}
		waiting[who] = append(waiting[who], a.Cookies()[0].Value)
		return took
	})
	h.mail(tries)
	codes := w.measure(tries, func(i, who int) time.Duration {
		a, took := w.ask("POST", "/desk/code", waiting[who][i/4], "code=000000")
		if a.StatusCode != 422 {
			t.Fatalf("%d", a.StatusCode)
		}
		return took
	})
	b := h.browser(t)
	returns := w.measure(tries, func(i, who int) time.Duration {
		b.cookie = ""
		to := b.signs(b.away(), [2][]string{known, unknown}[who][i])
		a, took := w.ask("GET", to, b.cookie, "")
		if a.StatusCode != 303 {
			t.Fatalf("%d", a.StatusCode)
		}
		return took
	})
	w.slow = slow
	planted := func() float64 {
		return welch(w.measure(tries, func(i, who int) time.Duration {
			_, took := w.ask("POST", "/desk/address", "", url.Values{"address": {[2][]string{known, unknown}[who][i]}}.Encode())
			return took
		}))
	}
	for step, times := range map[string][2][]float64{"an address": addresses, "a wrong code": codes, "back from the provider": returns} {
		if v := welch(times); audit && math.Abs(v) > told {
			t.Errorf("%s: t = %.2f", step, v)
		} else {
			t.Logf("%s: %d tries, t = %.2f", step, 2*tries, v)
		}
	}
	v := planted()
	for again := 0; v <= told && again < 4; again++ { // others are at work on these cores
		v = planted()
	}
	if v <= told {
		t.Errorf("%v are not seen: t = %.2f", slow, v)
	} else {
		t.Logf("%v more: t = %.2f", slow, v)
	}
}

// crowd are n people on the roster, and n others with addresses as long.
func crowd(t *testing.T, h *house, n int) (known, unknown []string) {
	t.Helper()
	file := strings.Builder{}
	file.WriteString("name,email\n")
	for i := range n {
		known, unknown = append(known, fmt.Sprintf("known.%04d@meridian.example", i)), append(unknown, fmt.Sprintf("other.%04d@meridian.example", i))
		fmt.Fprintf(&file, "Person %d,%s\n", i, known[i])
	}
	_, err := h.Roster.Import(t.Context(), strings.NewReader(file.String()))
	must(t, err)
	return known, unknown
}

// watch asks over a connection that stays, as whoever measures would.
type watch struct {
	t      *testing.T
	base   string
	client *http.Client
	slow   time.Duration // what an answer to somebody known takes longer, planted
}

func (h *house) overTCP(t *testing.T, known []string) *watch {
	t.Helper()
	w := &watch{t: t}
	there := map[string]bool{}
	for _, a := range known {
		there[a] = true
	}
	app := fiber.New(fiber.Config{Immutable: true, ErrorHandler: refuse, DisableStartupMessage: true})
	app.Use(func(c *fiber.Ctx) error {
		if w.slow > 0 && there[c.FormValue("address")] {
			for until := time.Now().Add(w.slow); time.Now().Before(until); {
			}
		}
		return c.Next()
	})
	h.Routes(app)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	go func() { _ = app.Listener(listener) }()
	t.Cleanup(func() { must(t, app.Shutdown()) })
	w.base = "http://" + listener.Addr().String()
	w.client = &http.Client{
		Transport:     &http.Transport{MaxConnsPerHost: 1, TLSNextProto: map[string]func(string, *tls.Conn) http.RoundTripper{}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return w
}

func (w *watch) ask(method, path, cookie, form string) (*http.Response, time.Duration) {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.base+path, strings.NewReader(form))
	must(w.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if cookie != "" {
		r.Header.Set("Cookie", "__Secure-rr_desk="+cookie)
	}
	begun := time.Now()
	a, err := w.client.Do(r)
	must(w.t, err)
	_, err = io.Copy(io.Discard, a.Body)
	took := time.Since(begun)
	must(w.t, err)
	must(w.t, a.Body.Close())
	return a, took
}

// measure tries somebody known (0) and somebody unknown (1) in turn, and chance says who is first. It gives microseconds.
func (w *watch) measure(n int, try func(i, who int) time.Duration) (times [2][]float64) {
	for i := range n {
		for _, who := range rand.Perm(2) {
			times[who] = append(times[who], float64(try(i, who).Microseconds()))
		}
	}
	return times
}

// welch is Welch's t of two samples, without the slowest tenth of both together: those say what else the machine did (as dudect does, Reparaz et al. 2017).
func welch(samples [2][]float64) float64 {
	all := slices.Sorted(slices.Values(slices.Concat(samples[0], samples[1])))
	most := all[len(all)*9/10-1]
	var mean, spread [2]float64
	for k, sample := range samples {
		sample = slices.DeleteFunc(slices.Clone(sample), func(v float64) bool { return v > most })
		n := float64(len(sample))
		for _, v := range sample {
			mean[k] += v / n
		}
		for _, v := range sample {
			spread[k] += (v - mean[k]) * (v - mean[k]) / (n - 1) / n
		}
	}
	return (mean[0] - mean[1]) / math.Sqrt(spread[0]+spread[1])
}
