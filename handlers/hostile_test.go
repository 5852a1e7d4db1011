package handlers

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/booth"
	"roundrobin/handlers/desk"
	"roundrobin/models/envelope"
	"roundrobin/static"
	"roundrobin/views/layout"
)

// wire is a site that listens; what is sent there are bytes.
type wire struct {
	t       *testing.T
	app     *fiber.App
	address string
	routed  atomic.Int32 // requests that got as far as the map of addresses
}

func openWire(t *testing.T, change ...func(*fiber.App)) *wire {
	t.Helper()
	w := &wire{t: t}
	w.app = New(Web{
		Site: layout.Site{Short: "Notices", Origin: "petitions.example"}, Booth: &booth.Booth{}, Desk: &desk.Desk{},
		Keys: func(bool) envelope.Ring { return nil }, Well: func(context.Context) error { return nil },
		Log: slog.New(slog.DiscardHandler), Now: time.Now, Random: rand.Reader, Strict: true, Counted: func(string, int) { w.routed.Add(1) },
	})
	for _, f := range change {
		f(w.app)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.address = listener.Addr().String()
	go func() { _ = w.app.Listener(listener) }()
	t.Cleanup(func() { _ = w.app.Shutdown() })
	return w
}

func (w *wire) dial() *net.TCPConn {
	w.t.Helper()
	conn, err := net.Dial("tcp", w.address)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(time.Minute)) // of a test that hangs
	return conn.(*net.TCPConn)
}

// sends sends bytes, says that no more will come, and gives all answers, and how many requests were routed.
func (w *wire) sends(bytes string) (answers []*http.Response, routed int) {
	w.t.Helper()
	conn, before := w.dial(), w.routed.Load()
	go func() { _, _ = io.WriteString(conn, bytes); _ = conn.CloseWrite() }()
	said := bufio.NewReader(conn)
	for {
		a, err := http.ReadResponse(said, nil)
		if err != nil {
			return answers, int(w.routed.Load() - before)
		}
		_, _ = io.Copy(io.Discard, a.Body)
		answers = append(answers, a)
	}
}

// smuggled is what must never become a request of its own.
const smuggled = "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"

func post(head, body string) string {
	return "POST /booth/envelopes HTTP/1.1\r\nHost: x\r\n" + head + "\r\n" + body
}

func ask(head string) string { return "GET /about HTTP/1.1\r\nHost: x\r\n" + head + "\r\n" }

const empty = "0\r\n\r\n" + smuggled // no chunk, and what follows

// TestWhatTwoServersCouldReadDifferentlyIsRefused: one answer, with all our headers, and the connection ends before anything is routed.
func TestWhatTwoServersCouldReadDifferentlyIsRefused(t *testing.T) {
	w := openWire(t)
	for name, bytes := range map[string]string{
		"a length and chunks":           post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", empty),
		"chunks and a length":           post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", empty),
		"chunks in capitals, a length":  post("Transfer-Encoding: cHuNkEd\r\nContent-Length: 5\r\n", empty),
		"two lengths":                   post("Content-Length: 3\r\nContent-Length: 0\r\n", "a=b"+smuggled),
		"the same length twice":         post("Content-Length: 3\r\nContent-Length: 3\r\n", "a=b"+smuggled),
		"a list of lengths":             post("Content-Length: 3, 3\r\n", "a=b"),
		"a length with a plus":          post("Content-Length: +3\r\n", "a=b"),
		"a length below zero":           post("Content-Length: -3\r\n", "a=b"),
		"a length in hex":               post("Content-Length: 0x3\r\n", "a=b"),
		"a length in two words":         post("Content-Length: 3 0\r\n", "a=b"),
		"no length in its field":        post("Content-Length: \r\n", smuggled),
		"a length of many digits":       post("Content-Length: 99999999999999999999999999\r\n", "a=b"),
		"a blank before the colon":      post("Content-Length : 3\r\n", "a=b"+smuggled),
		"a blank before that of chunks": post("Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", empty),
		"a tab before chunked":          post("Transfer-Encoding:\tchunked\r\n", empty),
		"a VT before chunked":           post("Transfer-Encoding: \x0bchunked\r\nContent-Length: 5\r\n", empty),
		"an unknown coding":             post("Transfer-Encoding: xchunked\r\n", empty),
		"an unknown coding, a length":   post("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", empty),
		"two codings":                   post("Transfer-Encoding: gzip, chunked\r\n", empty),
		"chunked is not the last":       post("Transfer-Encoding: chunked, identity\r\n", empty),
		"identity":                      post("Transfer-Encoding: identity\r\nContent-Length: 3\r\n", "a=b"+smuggled),
		"codings in two fields":         post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", empty),
		"a coding in quotes":            post("Transfer-Encoding: \"chunked\"\r\nContent-Length: 5\r\n", empty),
		"a coding on the next line":     post("Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n", empty),
		"chunks in HTTP/1.0":            strings.Replace(post("Transfer-Encoding: chunked\r\n", empty), "HTTP/1.1", "HTTP/1.0", 1),
		"a GET with chunks":             ask("Transfer-Encoding: chunked\r\n") + empty,
		"a GET with a length":           ask("Content-Length: 3\r\n") + "a=b" + smuggled,
		"a line that goes on":           ask("X-A: b\r\n c\r\n"),
		"a length on such a line":       ask("X-A: b\r\n\tContent-Length: 5\r\n"),
		"a first line that goes on":     "GET /about HTTP/1.1\r\n Host: x\r\n\r\n",
		"no colon":                      ask("nonsense\r\n"),
		"no name":                       ask(": x\r\n"),
		"a name in two words":           ask("X Y: x\r\n"),
		"LF alone":                      "GET /about HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n",
		"LF alone everywhere":           "GET /about HTTP/1.1\nHost: x\n\n",
		"CR within a value":             ask("X-A: b\rX-B: c\r\n"),
		"NUL within a value":            ask("X-A: b\x00c\r\n"),
		"NUL within a name":             ask("X\x00A: c\r\n"),
		"DEL within a value":            ask("X-A: b\x7fc\r\n"),
		"no ASCII in a name":            ask("X-\xff: c\r\n"),
		"LF in a chunk's extension":     post("Transfer-Encoding: chunked\r\n", "3;a\nb\r\na=b\r\n"+empty),
		"LF after a chunk's size":       post("Transfer-Encoding: chunked\r\n", "3\na=b\r\n"+empty),
		"a chunk's size with 0x":        post("Transfer-Encoding: chunked\r\n", "0x3\r\na=b\r\n"+empty),
		"a chunk's size below zero":     post("Transfer-Encoding: chunked\r\n", "-3\r\na=b\r\n"+empty),
		"a chunk's size of 65 bits":     post("Transfer-Encoding: chunked\r\n", "10000000000000003\r\na=b\r\n"+empty),
		"a blank before a chunk's size": post("Transfer-Encoding: chunked\r\n", " 3\r\na=b\r\n"+empty),
		"a chunk that does not end":     post("Transfer-Encoding: chunked\r\n", "3\r\na=bXX"+empty),
		"a chunk that is too short":     post("Transfer-Encoding: chunked\r\n", "5\r\na=b\r\n"+empty),
		"a length in the trailer":       post("Transfer-Encoding: chunked\r\n", "3\r\na=b\r\n0\r\nContent-Length: 5\r\n\r\n"+smuggled),
		"a host in the trailer":         post("Transfer-Encoding: chunked\r\n", "3\r\na=b\r\n0\r\nHost: evil.example\r\n\r\n"+smuggled),
		"HTTP/0.9":                      "GET /about\r\n\r\n",
		"HTTP/1.2":                      "GET /about HTTP/1.2\r\nHost: x\r\n\r\n",
		"HTTP/2.0":                      "GET /about HTTP/2.0\r\nHost: x\r\n\r\n",
		"HTTP/2's preface":              "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + smuggled,
		"http in small letters":         "GET /about http/1.1\r\nHost: x\r\n\r\n",
		"a version with more":           "GET /about HTTP/1.1 x\r\nHost: x\r\n\r\n",
		"two blanks":                    "GET  /about HTTP/1.1\r\nHost: x\r\n\r\n",
		"tabs":                          "GET\t/about\tHTTP/1.1\r\nHost: x\r\n\r\n",
		"an absolute form":              "GET http://evil.example/about HTTP/1.1\r\nHost: x\r\n\r\n",
		"an absolute form with a user":  "GET https://a:b@evil.example/about HTTP/1.1\r\nHost: x\r\n\r\n",
		"a fragment":                    "GET /about#x HTTP/1.1\r\nHost: x\r\n\r\n",
		"no slash":                      "GET about HTTP/1.1\r\nHost: x\r\n\r\n",
		"a star":                        "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
		"NUL in the path":               "GET /about\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
		"CONNECT":                       "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n" + smuggled,
		"OPTIONS":                       "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n" + smuggled,
		"TRACE":                         "TRACE /about HTTP/1.1\r\nHost: x\r\n\r\n" + smuggled,
		"a method in small letters":     "get /about HTTP/1.1\r\nHost: x\r\n\r\n" + smuggled,
		"a method that is none":         "G@T /about HTTP/1.1\r\nHost: x\r\n\r\n",
		"no host":                       "GET /about HTTP/1.1\r\n\r\n",
		"an empty host":                 "GET /about HTTP/1.1\r\nHost: \r\n\r\n",
		"two hosts":                     "GET /about HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
		"a host with a path":            "GET /about HTTP/1.1\r\nHost: x/../y\r\n\r\n",
		"a host with a user":            "GET /about HTTP/1.1\r\nHost: x@evil.example\r\n\r\n",
		"a host with a query":           "GET /about HTTP/1.1\r\nHost: x?y\r\n\r\n",
		"a packed body":                 post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "a=b"+smuggled),
		"a packed GET":                  ask("Content-Encoding: br\r\n"),
	} {
		answers, routed := w.sends(bytes)
		if routed > 0 || len(answers) != 1 {
			t.Errorf("%s: %d requests were routed, %d answers came", name, routed, len(answers))
			continue
		}
		a := answers[0]
		if known := a.StatusCode >= 400 && a.StatusCode < 500 || a.StatusCode == http.StatusHTTPVersionNotSupported; !known || !a.Close {
			t.Errorf("%s: %d, and that the connection ends is %v", name, a.StatusCode, a.Close)
		}
		for header := range headers {
			if a.Header.Get(header) == "" {
				t.Errorf("%s: no %s", name, header)
			}
		}
	}
}

// TestWhatIsOddButPlainIsUnderstood, so that the test above is not passed by a server that refuses everything.
func TestWhatIsOddButPlainIsUnderstood(t *testing.T) {
	w := openWire(t)
	for name, c := range map[string]struct {
		bytes string
		want  []int
	}{
		"one after the other":     {ask("") + ask(""), []int{200, 200}},
		"a body with a length":    {post("Content-Length: 3\r\n", "a=b") + ask(""), []int{400, 200}}, // 400 is what the gateway says of it
		"a body in chunks":        {post("Transfer-Encoding: chunked\r\n", "3;x=y\r\na=b\r\n0\r\nX-T: 1\r\n\r\n") + ask(""), []int{400, 200}},
		"chunked in capitals":     {post("transfer-encoding: Chunked\r\n", "0\r\n\r\n") + ask(""), []int{400, 200}},
		"HTTP/1.0 without a host": {"GET /about HTTP/1.0\r\n\r\n", []int{200}},
		"an address with a port":  {"GET /about HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", []int{200}},
		"no upgrade":              {ask("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"), []int{200}},
	} {
		answers, routed := w.sends(c.bytes)
		var got []int
		for _, a := range answers {
			got = append(got, a.StatusCode)
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) || routed != len(c.want) {
			t.Errorf("%s: %v (%d routed), want %v", name, got, routed, c.want)
		}
	}
}

// TestAPathIsTakenAsItIsWritten: no other spelling of an address is that address, and none leads out of a folder.
func TestAPathIsTakenAsItIsWritten(t *testing.T) {
	w := openWire(t)
	css := static.URL("css/round-robin.css")
	for _, path := range []string{
		"/static/../about", "/static/%2e%2e/about", "/static/%2e%2e%2fabout", "/./about", "//about", "/about/", "/About", "/about%2f", "/about%00", "/about%0d%0aX-Evil:%20x", "/about;x=y", "/about%20", "/%61bout",
		"/about.", "/about%zz", "/about%", "\\about", "/static\\..\\about", "/%c0%ae%c0%ae/about", "/%ef%bc%8fabout", "/es%2fabout", "/es/es/about", "/es/../about", "/desk/../office", "/desk/%2e%2e/office",
		"/static/..%2f..%2f..%2fetc%2fpasswd", "/static//etc/passwd", "/static/%2fetc%2fpasswd", strings.Replace(css, "/static/", "/static/../static/", 1), strings.Replace(css, "/css/", "/css//", 1),
		"/log/tile/../key", "/log/tile/%2e%2e/%2e%2e/about", "/\xff\xfe", "/about\xc3\x28",
	} {
		answers, _ := w.sends("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
		if len(answers) != 1 || answers[0].StatusCode < 400 || answers[0].StatusCode == http.StatusInternalServerError || answers[0].Header.Get("X-Evil") != "" {
			t.Errorf("%q: %v", path, answers)
		}
	}
	for _, path := range []string{"/about", "/es/about", css} {
		if answers, _ := w.sends("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"); len(answers) != 1 || answers[0].StatusCode != http.StatusOK {
			t.Errorf("%q: %v", path, answers)
		}
	}
}

// TestWhatIsTooLongEnds: a head, a body, and a body whose length nobody said.
func TestWhatIsTooLongEnds(t *testing.T) {
	w := openWire(t)
	for name, c := range map[string]struct {
		bytes string
		want  int
	}{
		"one long field": {ask("X-A: " + strings.Repeat("a", headLimit) + "\r\n"), http.StatusRequestHeaderFieldsTooLarge},
		"many fields":    {ask(strings.Repeat("X-A: aaaaaaaaaaaaaaaa\r\n", headLimit/20)), http.StatusRequestHeaderFieldsTooLarge},
		"a long address": {"GET /" + strings.Repeat("a", headLimit) + " HTTP/1.1\r\nHost: x\r\n\r\n", http.StatusRequestHeaderFieldsTooLarge},
		"a long body":    {post(fmt.Sprintf("Content-Length: %d\r\n", bodyLimit+1), ""), http.StatusRequestEntityTooLarge},
		"endless chunks": {post("Transfer-Encoding: chunked\r\n", fmt.Sprintf("%x\r\n", bodyLimit+1)), http.StatusRequestEntityTooLarge},
		"a long upload":  {"POST /office/roster HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\nCookie: rr_office=x\r\n\r\n", http.StatusRequestEntityTooLarge},
		"a roster from nobody": {
			fmt.Sprintf("POST /office/roster HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", bodyLimit+1), http.StatusRequestEntityTooLarge,
		},
	} {
		answers, routed := w.sends(c.bytes)
		if routed > 0 || len(answers) != 1 || answers[0].StatusCode != c.want || !answers[0].Close {
			t.Errorf("%s: %d routed, %v", name, routed, answers)
		}
	}
}

const moment = 100 * time.Millisecond

// hurried is a site that waits for nobody longer than a moment; TestNobodyIsWaitedForLong looks at what real ones wait.
func hurried(app *fiber.App) {
	s := app.Server()
	s.ReadTimeout, s.IdleTimeout, s.WriteTimeout, s.HeaderReceived = moment, moment, moment, nil
}

// TestWhoSendsSlowlyIsLeft: a byte now and then does not keep a connection, in the head and in the body.
func TestWhoSendsSlowlyIsLeft(t *testing.T) {
	w := openWire(t, hurried)
	for name, begins := range map[string]string{
		"nothing": "", "a head": "GET /about HTTP/1.1\r\nHost: x\r\nX-A: ", "a body": post("Content-Length: 1000000\r\n", ""), "chunks": post("Transfer-Encoding: chunked\r\n", "ff000\r\n"),
		"after an answer": ask(""),
	} {
		conn := w.dial()
		_, _ = io.WriteString(conn, begins)
		left := make(chan struct{})
		if name != "nothing" && name != "after an answer" {
			go func() {
				for every := time.Tick(moment / 10); ; {
					select {
					case <-left:
						return
					case <-every:
						_, _ = io.WriteString(conn, "a")
					}
				}
			}()
		}
		_, err := io.Copy(io.Discard, conn) // ends when the server ends it
		close(left)
		if errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: the connection is kept", name)
		}
	}
}

// TestWhoReadsSlowlyIsLeft: an answer that nobody takes does not keep a connection either.
func TestWhoReadsSlowlyIsLeft(t *testing.T) {
	w := openWire(t, hurried)
	conn := w.dial()
	_ = conn.SetReadBuffer(1 << 10)
	full := fmt.Sprintf("GET %s HTTP/1.1\r\nHost: x\r\n\r\n", static.URL("dist/wallet.js"))
	for {
		if _, err := io.WriteString(conn, full); err != nil {
			if errors.Is(err, os.ErrDeadlineExceeded) {
				t.Error("the connection is kept")
			}
			return // the server is gone: it took no more
		}
	}
}

// TestNobodyIsWaitedForLong: there is an end to every wait.
func TestNobodyIsWaitedForLong(t *testing.T) {
	app, _, _ := front(t)
	s := app.Server()
	for name, wait := range map[string]time.Duration{"a request": s.ReadTimeout, "the next request": s.IdleTimeout, "who reads": s.WriteTimeout} {
		if wait <= 0 || wait > 2*time.Minute {
			t.Errorf("%s is waited for: %v", name, wait)
		}
	}
}
