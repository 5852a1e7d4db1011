package dbtest

import (
	"net"
	"net/url"
	"sync"
	"testing"
)

// A Line is a way over TCP to a database of the cluster, which a test can break.
type Line struct {
	Setting string // of the database, over this line

	network, to string
	listener    net.Listener

	mu    sync.Mutex
	state int
	moved *sync.Cond
	ends  map[net.Conn]struct{}
}

const (
	whole = iota
	held  // nothing gets through, and nobody is told
	broken
)

// NewLine lays one to the database of that setting, which Postgres gave.
func NewLine(t testing.TB, setting string) *Line {
	t.Helper()
	u, err := url.Parse(setting)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	l := &Line{network: "unix", to: q.Get("host") + "/.s.PGSQL.5432", ends: map[net.Conn]struct{}{}}
	l.moved = sync.NewCond(&l.mu)
	if l.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	u.Host = l.listener.Addr().String()
	q.Del("host")
	q.Set("sslmode", "disable")
	u.RawQuery = q.Encode()
	l.Setting = u.String()
	go l.accept()
	t.Cleanup(func() { l.listener.Close(); l.Break() })
	return l
}

// Hold lets nothing through any more, in either direction: what was sent waits for Mend.
func (l *Line) Hold() { l.turn(held) }

// Break ends all connections, and every new one.
func (l *Line) Break() { l.turn(broken) }

// Mend makes it whole.
func (l *Line) Mend() { l.turn(whole) }

func (l *Line) turn(state int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state = state
	if state == broken {
		for c := range l.ends {
			_ = c.Close()
		}
		clear(l.ends)
	}
	l.moved.Broadcast()
}

// passes waits while the line is held, and reports whether it is whole.
func (l *Line) passes() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.state == held {
		l.moved.Wait()
	}
	return l.state == whole
}

func (l *Line) accept() {
	for {
		from, err := l.listener.Accept()
		if err != nil {
			return
		}
		go l.join(from)
	}
}

func (l *Line) join(from net.Conn) {
	if !l.passes() {
		_ = from.Close()
		return
	}
	to, err := net.Dial(l.network, l.to)
	if err != nil {
		_ = from.Close()
		return
	}
	l.mu.Lock()
	l.ends[from], l.ends[to] = struct{}{}, struct{}{}
	l.mu.Unlock()
	go l.carry(to, from)
	l.carry(from, to)
}

// carry ends both ends with either.
func (l *Line) carry(to, from net.Conn) {
	some := make([]byte, 32<<10)
	for {
		n, err := from.Read(some)
		if !l.passes() {
			break
		}
		if n > 0 {
			if _, err := to.Write(some[:n]); err != nil {
				break
			}
		}
		if err != nil {
			break
		}
	}
	_, _ = from.Close(), to.Close()
	l.mu.Lock()
	delete(l.ends, from)
	delete(l.ends, to)
	l.mu.Unlock()
}
