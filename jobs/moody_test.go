package jobs_test

import (
	"bufio"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	gosmtp "github.com/emersion/go-smtp"
)

// moods of a mail server, by reader.
const (
	kind   = iota
	later  // 451 to the recipient, once
	never  // 550 to the recipient
	rude   // hangs up at the sender, once
	slow   // takes its time
	full   // 452 after the mail, once
	silent // takes the mail and hangs up without a word
)

func moodOf(n int) int {
	if mood := n % 20; mood <= silent {
		return mood
	}
	return kind
}

// moodyServer takes mail over SMTP, each reader's in a mood.
type moodyServer struct {
	address string
	mu      sync.Mutex
	taken   map[string]int // by Message-ID
	met     map[string]bool
}

func moody(t *testing.T) *moodyServer {
	t.Helper()
	m := &moodyServer{taken: map[string]int{}, met: map[string]bool{}}
	server := gosmtp.NewServer(gosmtp.BackendFunc(func(c *gosmtp.Conn) (gosmtp.Session, error) { return &visit{server: m, line: c.Conn()}, nil }))
	server.Domain, server.ReadTimeout, server.WriteTimeout = "moody.example", 10*time.Second, 10*time.Second
	server.ErrorLog = quietly{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	m.address = l.Addr().String()
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return m
}

type quietly struct{}

func (quietly) Printf(string, ...any) {}
func (quietly) Println(...any)        {}

func (m *moodyServer) len() int { m.mu.Lock(); defer m.mu.Unlock(); return len(m.taken) }

func (m *moodyServer) arrived(id string) int { m.mu.Lock(); defer m.mu.Unlock(); return m.taken[id] }

// first says whether a reader was not seen before.
func (m *moodyServer) first(to string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	was := m.met[to]
	m.met[to] = true
	return !was
}

func (m *moodyServer) take(id string) { m.mu.Lock(); defer m.mu.Unlock(); m.taken[id]++ }

// visit is one connection.
type visit struct {
	server *moodyServer
	line   net.Conn
	to     string
}

func (v *visit) Reset()                                 {}
func (v *visit) Logout() error                          { return nil }
func (v *visit) Mail(string, *gosmtp.MailOptions) error { return nil }

func (v *visit) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	v.to = to
	switch moodOf(numberOf(to)) {
	case never:
		return &gosmtp.SMTPError{Code: 550, Message: "no such mailbox"}
	case later:
		if v.server.first(to) {
			return &gosmtp.SMTPError{Code: 451, Message: "come back"}
		}
	case rude:
		if v.server.first(to) {
			v.line.Close()
		}
	case slow:
		time.Sleep(50 * time.Millisecond)
	}
	return nil
}

func (v *visit) Data(r io.Reader) error {
	id, figures := "", false
	for in := bufio.NewScanner(r); in.Scan(); {
		if value, ok := strings.CutPrefix(in.Text(), "Message-ID: "); ok {
			id = strings.Trim(value, "<>")
		}
		figures = figures || strings.Contains(in.Text(), "1,612 of a goal of 2,000")
	}
	if !figures {
		id += " without its figures"
	}
	mood := moodOf(numberOf(v.to))
	if mood == full && v.server.first(v.to) {
		return &gosmtp.SMTPError{Code: 452, Message: "no room for now"}
	}
	v.server.take(id)
	if mood == silent {
		v.line.Close()
	}
	return nil
}
