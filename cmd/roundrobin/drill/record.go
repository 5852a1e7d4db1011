package drill

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// A line is a request as a proxy in front logs it: nginx's combined format with $request_length, and an address that the employer's
// own lists give to one person.
type line struct {
	at           time.Time
	who          int
	method, path string
	status       int
	in, out      int // bytes of the bodies
}

// String is the line as nginx writes it. Our wallets and browsers on one page send no referrer; agents are left alike.
func (l line) String() string {
	return fmt.Sprintf(`10.7.%d.%d - - [%s] "%s %s HTTP/1.1" %d %d "-" "-" %d`,
		l.who/250, l.who%250+1, l.at.Format("02/Jan/2006:15:04:05 -0700"), l.method, l.path, l.status, l.out, l.in)
}

// proxyLog is what the proxy in front of the site has written.
type proxyLog struct {
	mu    sync.Mutex
	lines []line
}

func (p *proxyLog) add(l line) {
	p.mu.Lock()
	defer p.mu.Unlock()
	l.at = l.at.Truncate(time.Second) // as such logs do
	p.lines = append(p.lines, l)
}

// seat is one person's way to the site, through the proxy.
type seat struct {
	*run
	person *person
	now    func() time.Time
}

var errBlank = errors.New("drill: no blank envelopes in this run")

// RoundTrip passes a request on and notes it.
func (s *seat) RoundTrip(r *http.Request) (*http.Response, error) {
	at, in := s.now(), int(max(r.ContentLength, 0))
	acting := s.person.acting()
	envelope := r.URL.Path == pathEnvelopes
	if envelope && !acting && s.off[coverOff] {
		return nil, errBlank
	}
	if envelope {
		if err := s.person.settle(s.run); err != nil { // what the last one was answered with
			return nil, err
		}
		s.person.sent = at
	}
	answer, err := s.transport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	l := line{at, s.person.n, r.Method, r.URL.RequestURI(), answer.StatusCode, in, len(body)}
	if envelope && s.off[paddingOff] {
		l.in, l.out = unpadded(acting)
	}
	s.proxy.add(l)
	return answer, nil
}

// unpadded is about what an envelope would weigh without its padding.
func unpadded(acting bool) (in, out int) {
	if acting {
		return 1150, 620
	}
	return 170, 120
}
