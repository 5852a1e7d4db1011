package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"roundrobin/models/db/dbtest"
	"roundrobin/models/envelope"
	"roundrobin/models/pass"
)

// some is a fifth with RR_QUICK, which is enough to see that all works.
func some(n int) int {
	if quick() {
		return n / 5
	}
	return n
}

func quick() bool { return os.Getenv("RR_QUICK") != "" }

const (
	turns   = 7                      // that both take, one after the other: a noisy machine is noisy for both
	turn    = 400 * time.Millisecond // of each
	signers = 300                    // signatures of the petition whose page is read
	voices  = 50                     // comments
)

// A side is a server and what it is asked in each turn.
type side struct {
	at    *measured
	press func(turn int) burst
}

// compared is what came of two sides: the middle of the ratios of our rate to the other's, all that we took, and what both cost by processor
// time, the client's included: on a machine that others use, too, that is the steadier figure.
type compared struct {
	ratio, byTime float64
	took          []time.Duration
	cost, bare    time.Duration // of a server for each request
}

func (c compared) String() string {
	return fmt.Sprintf("by processor time %.2f: %d µs of ours, %d of the bare server's", c.byTime, c.cost.Microseconds(), c.bare.Microseconds())
}

// beside lets two sides take turns. The first turn warms up.
func beside(ours, bare side) (c compared) {
	var ratios []float64
	var busy [2]struct{ server, all time.Duration }
	var n [2]int
	for t := range turns + 1 {
		var rates [2]float64
		for i, s := range []side{ours, bare} {
			server, client := s.at.busy(), busySelf()
			x := s.press(t)
			rates[i] = x.rate()
			if t == 0 {
				continue
			}
			server = s.at.busy() - server
			busy[i].server, busy[i].all, n[i] = busy[i].server+server, busy[i].all+server+busySelf()-client, n[i]+len(x.took)
			if i == 0 {
				c.took = append(c.took, x.took...)
			}
		}
		if t > 0 {
			ratios = append(ratios, rates[0]/rates[1])
		}
	}
	slices.Sort(ratios)
	c.ratio = ratios[len(ratios)/2]
	c.cost, c.bare = busy[0].server/time.Duration(n[0]), busy[1].server/time.Duration(n[1])
	c.byTime = (busy[1].all.Seconds() / float64(n[1])) / (busy[0].all.Seconds() / float64(n[0]))
	return c
}

// busySelf is how much processor time this process took.
func busySelf() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// bareOf is a bare server that says what ours said.
func bareOf(b *testing.B, a *fasthttp.Response) *measured {
	answer := bareAnswer{Status: a.StatusCode(), Body: slices.Clone(a.Body())}
	for k, v := range a.Header.All() {
		if name := string(k); name != "Date" && name != "Content-Length" && name != "Connection" {
			answer.Header = append(answer.Header, [2]string{name, string(v)})
		}
	}
	return startServer(b, serves{Bare: &answer})
}

// once asks a server for one thing.
func once(b *testing.B, next shot) *fasthttp.Response {
	b.Helper()
	r, a := fasthttp.AcquireRequest(), new(fasthttp.Response)
	next(0, r)
	fatal(b, (&fasthttp.Client{}).Do(r, a))
	if a.StatusCode() != fasthttp.StatusOK {
		b.Fatalf("%s: %d %s", r.URI(), a.StatusCode(), a.Body())
	}
	return a
}

// pageBars: reading.
func pageBars(r *report) {
	x := newBenched(r.b, "", "", 1)
	x.signed(x.acts(signers))
	x.talks(0, voices)
	ours := startServer(r.b, serves{Config: x.config})
	defer ours.stop()
	path := "/petitions/" + x.petition.ID
	page := gets("http://" + ours.Public + path)
	bare := bareOf(r.b, once(r.b, page))
	defer bare.stop()
	same := gets("http://" + bare.Public + path)
	c := beside(
		side{ours, func(int) burst { return press(r.b, clients, turn, page, nil) }},
		side{bare, func(int) burst { return press(r.b, clients, turn, same, nil) }})
	r.add(bar{Name: "petition page from memory", Ratio: c.ratio, Least: .85, Took: c.took, MB: ours.most(), Figure: fmt.Sprintf("%.1f kB; %s", float64(len(once(r.b, page).Body()))/1e3, c)})
	r.add(firstRead(r.b, ours, page, same))
}

// firstRead changes what the page shows, and reads it once; the bare page is read as often. One client: nobody else is waited for.
func firstRead(b *testing.B, ours *measured, page, same shot) bar {
	const times = 200
	client, a := &fasthttp.Client{}, new(fasthttp.Response)
	read := func(next shot) time.Duration {
		q := fasthttp.AcquireRequest()
		defer fasthttp.ReleaseRequest(q)
		next(0, q)
		q.Header.Del(fasthttp.HeaderAcceptEncoding)
		start := time.Now()
		fatal(b, client.Do(q, a))
		return time.Since(start)
	}
	var first, bare []time.Duration
	stale := 0
	for n := range times {
		ours.tell("change/" + strconv.Itoa(n))
		bare = append(bare, read(same))
		first = append(first, read(page))
		if !bytes.Contains(a.Body(), fmt.Appendf(nil, "Change %d.", n)) {
			stale++
		}
	}
	x := bar{Name: "first read after a change", Ratio: percentile(bare, .5) / percentile(first, .5), Least: .25, Took: first}
	if stale > 0 {
		x.Ratio, x.Figure = 0, fmt.Sprintf("%d of them did not show the change", stale)
	}
	return x
}

// signBars: a signature is accepted and durable. Pass and statement are verified, and the answer is the promise.
func signBars(r *report) { signBar(r, newBenched(r.b, "", "", 1), "SQLite", .18) }

func signPostgresBars(r *report) {
	signBar(r, newBenched(r.b, dbtest.Postgres(r.b), dbtest.Postgres(r.b), 1), "PostgreSQL", .12)
}

func signBar(r *report, x *benched, on string, least float64) {
	each := some(1500)
	acts := x.acts((turns + 1) * each)
	enveloped := x.acts((turns + 1) * each)
	ours := startServer(r.b, serves{Config: x.config})
	defer ours.stop()
	path := "/petitions/" + x.petition.ID + "/signatures"
	bare := bareOf(r.b, once(r.b, posts("http://"+ours.Private+path, "text/plain", acts, 0)))
	defer bare.stop()
	c := beside(
		side{ours, func(n int) burst {
			return press(r.b, clients, time.Minute, posts("http://"+ours.Private+path, "text/plain", acts[:(n+1)*each], max(1, n*each)), promised)
		}},
		side{bare, func(int) burst {
			return press(r.b, clients, turn, postsAgain("http://"+bare.Public+path, "text/plain", acts[0]), nil)
		}})
	durable(r, ours, len(acts))
	r.add(bar{Name: "signature accepted and durable, " + on, Ratio: c.ratio, Least: least, Took: c.took, MB: ours.most(), Figure: p99Bar(c.took) + "; " + c.String()})
	envelopeBar(r, x, on, ours, enveloped, each, len(acts))
}

// p99Bar is the other half of the promise.
func p99Bar(took []time.Duration) string {
	if percentile(took, .99) < 15 {
		return "p99 < 15 ms: met"
	}
	return "p99 < 15 ms: MISSED"
}

func promised(_ int, body []byte) error {
	if !bytes.Contains(body, []byte(`"promise":"roundrobin`)) && !bytes.Contains(body, []byte(`{"promise":"`)) {
		return fmt.Errorf("no promise: %s", body)
	}
	return nil
}

// durable: what was promised waits in the store.
func durable(r *report, ours *measured, want int) {
	if n := ours.tell("waiting"); n != strconv.Itoa(want) {
		r.b.Fatalf("%s signatures wait, and %d were promised", n, want)
	}
}

// envelopeBar: the same through envelopes, whose answers leave at once here.
func envelopeBar(r *report, x *benched, on string, ours *measured, acts [][]byte, each, before int) {
	envelopes, sent := sealed(r.b, ours, x.petition.ID, acts)
	url := "http://" + ours.Public + "/booth/envelopes"
	first := once(r.b, posts(url, envelope.TypeRequest, envelopes, 0))
	bare := bareOf(r.b, first)
	defer bare.stop()
	answers := make([][]byte, len(acts))
	c := beside(
		side{ours, func(n int) burst {
			from := max(1, n*each)
			return press(r.b, clients, time.Minute, posts(url, envelope.TypeRequest, envelopes[:(n+1)*each], from), func(i int, body []byte) error {
				if i%50 == 0 {
					answers[from+i] = slices.Clone(body)
				}
				return nil
			})
		}},
		side{bare, func(int) burst {
			return press(r.b, clients, turn, postsAgain("http://"+bare.Public+"/booth/envelopes", envelope.TypeRequest, envelopes[0]), nil)
		}})
	for i, answer := range answers {
		if answer == nil {
			continue
		}
		opened, err := sent[i].Open(answer)
		fatal(r.b, err)
		inside, err := envelope.ParseResponse(opened)
		fatal(r.b, err)
		fatal(r.b, promised(i, inside.Body))
	}
	durable(r, ours, before+len(acts))
	r.add(bar{Name: "the same through an envelope, " + on, Ratio: c.ratio, Least: .10, Took: c.took, MB: ours.most(), Figure: c.String()})
}

// issueBars: books, and what reading costs meanwhile.
func issueBars(r *report) {
	const long, people = 2 * time.Second, 8
	x := newBenched(r.b, "", "", 48)
	ours := startServer(r.b, serves{Config: x.config})
	defer ours.stop()
	places := (pass.Book{Slots: 48}).Size()
	var ratios []float64
	books := 0
	for range 4 {
		bare, err := strconv.ParseFloat(ours.tell("blind/"+long.String()), 64)
		fatal(r.b, err)
		begun := time.Now()
		ours.tell("issue/" + strconv.Itoa(people))
		time.Sleep(long)
		n, err := strconv.Atoi(ours.tell("issued"))
		fatal(r.b, err)
		books += n
		ratios = append(ratios, float64(n*places)/time.Since(begun).Seconds()/bare)
	}
	slices.Sort(ratios)
	r.add(bar{Name: "books issued beside bare blind signatures on all cores", Ratio: (ratios[1] + ratios[2]) / 2, Least: .85, N: books, MB: ours.most(), Figure: fmt.Sprintf("%d passes each", places)})
	page := gets("http://" + ours.Public + "/petitions/" + x.petition.ID)
	read := func() []time.Duration { return press(r.b, 1, long, page, nil).took }
	read()
	alone := read()
	ours.tell("issue/" + strconv.Itoa(people))
	meanwhile := read()
	ours.tell("issued")
	r.add(bar{Name: "a reader's page while 8 collect books, beside alone (p99)", Ratio: percentile(alone, .99) / percentile(meanwhile, .99), Took: meanwhile, Figure: fmt.Sprintf("alone p50 %.2f, p99 %.2f ms", percentile(alone, .5), percentile(alone, .99))})
}

// rosterBar: an import of 50,000 rows by the program as it is shipped.
func rosterBar(r *report) {
	took, peak, _ := importsBig(r.b)
	r.add(bar{Name: "import of 50,000 rows, share of 200 MB", Ratio: float64(peak>>20) / 200, Most: 1, Took: []time.Duration{took}, N: big, MB: peak >> 20, Figure: took.Round(100 * time.Millisecond).String()})
}
