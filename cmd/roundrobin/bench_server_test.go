package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"roundrobin/mail"
	"roundrobin/models/pass"
	"roundrobin/models/pass/stamp"
)

// benchServer makes the test binary one of the two servers that are measured, each in a process of its own; see TestMain.
const benchServer = "RR_TEST_BENCH_SERVER"

// serves is what a process is told to serve: the site of a config, or bare bytes.
type serves struct {
	Config *config
	Bare   *bareAnswer
}

// A bareAnswer is what the bare server says to everything.
type bareAnswer struct {
	Status int
	Header [][2]string
	Body   []byte
}

// addresses are where a process listens.
type addresses struct{ Public, Private, Control string }

// A measured server is such a process.
type measured struct {
	addresses
	b       *testing.B
	process *exec.Cmd
	ready   time.Duration // from its start until it answered
}

func startServer(b *testing.B, what serves) *measured {
	b.Helper()
	said, err := json.Marshal(what)
	fatal(b, err)
	c := exec.Command(os.Args[0])
	c.Env, c.Stderr = append(os.Environ(), benchServer+"=1"), os.Stderr
	c.Stdin = strings.NewReader(string(said))
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := c.StdoutPipe()
	fatal(b, err)
	s, begun := &measured{b: b, process: c}, time.Now()
	fatal(b, c.Start())
	line, err := bufio.NewReader(out).ReadBytes('\n')
	fatal(b, err)
	if err := json.Unmarshal(line, &s.addresses); err != nil {
		b.Fatalf("it says %q: %v", line, err)
	}
	s.ready = time.Since(begun)
	return s
}

func (s *measured) stop() {
	_ = s.process.Process.Signal(syscall.SIGTERM)
	_ = s.process.Wait()
}

// most is the most memory that it ever had, in megabytes.
func (s *measured) most() int { return mostMemory(s.process.Process.Pid) >> 20 }

// busy is how much processor time it took so far.
func (s *measured) busy() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.process.Process.Pid))
	fatal(s.b, err)
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// tell asks something of the process that no site is ever asked, and gives the answer.
func (s *measured) tell(what string) string {
	s.b.Helper()
	status, body, err := fasthttp.GetTimeout(nil, "http://"+s.Control+"/"+what, 5*time.Minute)
	if err != nil || status != fasthttp.StatusOK {
		s.b.Fatalf("%s: %d %v %s", what, status, err, body)
	}
	return string(body)
}

// beServer is such a process's whole life.
func beServer() {
	var what serves
	err := json.NewDecoder(os.Stdin).Decode(&what)
	if err == nil && what.Bare != nil {
		err = what.Bare.serve()
	} else if err == nil {
		err = serveBenched(what.Config)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func say(a addresses) {
	line, _ := json.Marshal(a)
	fmt.Println(string(line))
}

func (a *bareAnswer) serve() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	say(addresses{Public: l.Addr().String()})
	s := &fasthttp.Server{NoDefaultServerHeader: true, Handler: func(c *fasthttp.RequestCtx) {
		c.SetStatusCode(a.Status)
		for _, h := range a.Header {
			c.Response.Header.Set(h[0], h[1])
		}
		c.SetBody(a.Body)
	}}
	go func() { end := make(chan os.Signal, 1); notified(end); <-end; os.Exit(0) }()
	return s.Serve(l)
}

// serveBenched serves the site as it is, but that envelopes are answered at once. Beside it listen the private handlers without envelopes,
// and the benchmark's own wishes.
func serveBenched(c *config) error {
	ctx, stop := context.WithCancel(context.Background())
	end := make(chan os.Signal, 1)
	notified(end)
	go func() { <-end; stop() }()
	s, err := open(ctx, c, &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: os.Stderr})
	if err != nil {
		return err
	}
	defer s.close()
	var at addresses
	machinery, requests := newLogs(os.Stderr)
	r := running{site: c.site(), sender: mail.NewMemory(1), machinery: quieter(machinery), requests: requests, step: -1}
	if r.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return err
	}
	private, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	control, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	at = addresses{r.listener.Addr().String(), private.Addr().String(), control.Addr().String()}
	r.ready = func(string) {
		go func() { _ = s.web(r, nil).Private().Listener(private) }()
		go func() { _ = fasthttp.Serve(control, (&wishes{s: s}).handle) }()
		say(at)
	}
	return s.serve(ctx, r)
}

// wishes are what the benchmark has done inside a site.
type wishes struct {
	s       *site
	issuing atomic.Bool
	issued  atomic.Int64
	persons atomic.Int64
	idle    chan struct{}
}

func (w *wishes) handle(c *fasthttp.RequestCtx) {
	answer, err := w.do(strings.Split(strings.TrimPrefix(string(c.Path()), "/"), "/"))
	if err != nil {
		c.Error(err.Error(), fasthttp.StatusInternalServerError)
		return
	}
	c.SetBodyString(answer)
}

func (w *wishes) do(wish []string) (answer string, err error) {
	ctx := context.Background()
	switch wish[0] {
	case "change": // a comment, which everybody reads
		text := "<p>Change " + wish[1] + ".</p>"
		err = w.s.boothDB.Write.Exec("UPDATE comment SET html = ? WHERE place = 1000000", text).Error // as the site writes, which tells its pages
	case "waiting":
		var n int
		err = w.s.boothDB.SQL().QueryRowContext(ctx, "SELECT count(*) FROM waiting").Scan(&n)
		answer = strconv.Itoa(n)
	case "seal":
		begun := time.Now()
		_, err = w.s.petitions.Seal(ctx, true)
		answer = time.Since(begun).String()
	case "blind":
		answer, err = blindRate(ctx, w.s, wish[1])
	case "issue":
		err = w.issue(ctx, wish[1])
	case "issued":
		w.issuing.Store(false)
		<-w.idle
		answer = strconv.FormatInt(w.issued.Load(), 10)
	}
	return answer, err
}

// issue begins to give books to some people at once, until the benchmark asks how many were given.
func (w *wishes) issue(ctx context.Context, some string) error {
	many, err := strconv.Atoi(some)
	if err != nil {
		return err
	}
	request, err := bookRequest(ctx, w.s)
	if err != nil {
		return err
	}
	w.idle = make(chan struct{})
	w.issuing.Store(true)
	w.issued.Store(0)
	ended := make(chan error, many)
	for range many {
		go func() {
			for w.issuing.Load() {
				n := w.persons.Add(1)
				person := stamp.Person{9, byte(n >> 16), byte(n >> 8), byte(n)}
				if _, err := w.s.stamp.Collect(ctx, stamp.Holder{Person: person, Name: "Somebody"}, request); err != nil {
					fmt.Fprintln(os.Stderr, err)
					break
				}
				w.issued.Add(1)
			}
			ended <- nil
		}()
	}
	go func() {
		for range many {
			<-ended
		}
		close(w.idle)
	}()
	return nil
}

// blindRate is how many blind signatures all cores make in a second, and nothing else.
func blindRate(ctx context.Context, s *site, long string) (string, error) {
	lasts, err := time.ParseDuration(long)
	if err != nil {
		return "", err
	}
	request, err := bookRequest(ctx, s)
	if err != nil {
		return "", err
	}
	signer, err := s.stamp.Signer(ctx, request.Book, (pass.Book{Slots: 1}).Places()[0])
	if err != nil {
		return "", err
	}
	var made atomic.Int64
	begun := time.Now()
	err = onAllCores(runtime.NumCPU(), func(int) error {
		for time.Since(begun) < lasts {
			if _, err := signer.BlindSign(request.Blinded[:pass.KeySize]); err != nil {
				return err
			}
			made.Add(1)
		}
		return nil
	})
	return fmt.Sprint(float64(made.Load()) / time.Since(begun).Seconds()), err
}
