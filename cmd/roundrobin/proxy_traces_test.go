package main

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"io/fs"
	mathbig "math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A tee stands between proxy and site, and keeps what the proxy sent.
type tee struct {
	t       *testing.T
	to      string
	address string

	mu       sync.Mutex
	listener net.Listener
	seen     map[net.Conn]*bytes.Buffer
}

func (e *tee) listen() {
	e.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(e.t, err)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.listener != nil {
		_ = e.listener.Close()
	}
	e.listener, e.address, e.seen = l, l.Addr().String(), map[net.Conn]*bytes.Buffer{}
	e.t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			go e.relay(from)
		}
	}()
}

func (e *tee) relay(from net.Conn) {
	defer from.Close()
	to, err := net.Dial("tcp", e.to)
	if err != nil {
		return
	}
	defer to.Close()
	go func() { _, _ = io.Copy(from, to); from.Close() }()
	_, _ = io.Copy(to, io.TeeReader(from, &onWay{e, from}))
}

// onWay keeps what one connection brought.
type onWay struct {
	e    *tee
	conn net.Conn
}

func (k *onWay) Write(p []byte) (int, error) {
	k.e.mu.Lock()
	defer k.e.mu.Unlock()
	if k.e.seen[k.conn] == nil {
		k.e.seen[k.conn] = &bytes.Buffer{}
	}
	return k.e.seen[k.conn].Write(p)
}

// requests are those that came since forget.
func (e *tee) requests() (all []*http.Request, raw string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, b := range e.seen {
		raw += b.String()
		r := bufio.NewReader(bytes.NewReader(b.Bytes()))
		for {
			request, err := http.ReadRequest(r)
			if err != nil {
				break
			}
			if _, err := io.Copy(io.Discard, request.Body); err != nil {
				break
			}
			all = append(all, request)
		}
	}
	return all, raw
}

func (e *tee) forget() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for conn := range e.seen {
		e.seen[conn] = &bytes.Buffer{}
	}
}

// passed are the headers that the site reads, and what HTTP itself needs.
var passed = strings.Fields("Host Accept-Encoding Accept-Language Authorization Content-Type Cookie If-None-Match Origin Sec-Fetch-Site Content-Length Connection User-Agent")

// passesOnNothing sends whatever could tell a visitor.
func (f *front) passesOnNothing() {
	f.behind.forget()
	request, err := http.NewRequest(http.MethodGet, "https://petitions.example/petitions?q="+visitorQuery, nil)
	must(f.t, err)
	for _, name := range []string{"X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Cluster-Client-IP", "X-Originating-IP", "Client-IP"} {
		request.Header.Set(name, saidAddress)
	}
	request.Header.Set("Forwarded", "for="+saidAddress)
	request.Header.Set("Via", "1.1 "+saidAddress)
	request.Header.Set("User-Agent", visitorAgent)
	request.Header.Set("Referer", visitorReferer)
	request.Header.Set("Sec-CH-UA", visitorAgent)
	request.Header.Set("Cookie", "crumb=1")
	request.Header.Set("Accept-Language", "es")
	answer, err := f.client().Do(request)
	must(f.t, err)
	must(f.t, answer.Body.Close())
	all, raw := f.behind.requests()
	if answer.StatusCode != 200 || len(all) != 1 || all[0].Header.Get("Cookie") != "crumb=1" || all[0].Header.Get("Accept-Language") != "es" || all[0].Host != "petitions.example" {
		f.t.Fatalf("%s; it came as %q", answer.Status, raw)
	}
	for name := range all[0].Header {
		if !slices.Contains(passed, name) {
			f.t.Errorf("%s is passed on", name)
		}
	}
	for _, trace := range []string{saidAddress, visitorAddress, visitorAgent, visitorReferer} {
		if strings.Contains(raw, trace) {
			f.t.Errorf("%s is passed on: %q", trace, raw)
		}
	}
}

const smuggled = "GET /smuggled HTTP/1.1\r\nHost: petitions.example\r\n\r\n"

// strange are requests that two programs could understand in two ways.
var strange = map[string]string{
	"a length and chunks":      "POST /booth/envelopes HTTP/1.1\r\nHost: petitions.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
	"two lengths":              "POST /booth/envelopes HTTP/1.1\r\nHost: petitions.example\r\nContent-Length: 0\r\nContent-Length: 55\r\n\r\n" + smuggled,
	"two hosts":                "GET / HTTP/1.1\r\nHost: petitions.example\r\nHost: elsewhere.example\r\n\r\n",
	"a coding nobody knows":    "POST /booth/envelopes HTTP/1.1\r\nHost: petitions.example\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + smuggled,
	"a blank before the colon": "POST /booth/envelopes HTTP/1.1\r\nHost: petitions.example\r\nContent-Length : 55\r\n\r\n" + smuggled,
	"a length with a sign":     "POST /booth/envelopes HTTP/1.1\r\nHost: petitions.example\r\nContent-Length: +55\r\n\r\n" + smuggled,
}

// understandsAsWeDo: whatever is strange is refused, or gets as many answers as the site got requests.
func (f *front) understandsAsWeDo(refused []string) {
	for name, raw := range strange {
		f.behind.forget()
		statuses := f.sends(raw)
		came, _ := f.behind.requests()
		if slices.Contains(refused, name) {
			if len(came) != 0 || len(statuses) > 1 || len(statuses) == 1 && (statuses[0] < 400 || statuses[0] == 502) {
				f.t.Errorf("%s: it was not refused: %v, and %d requests came", name, statuses, len(came))
			}
			continue
		}
		if len(came) > len(statuses) {
			f.t.Errorf("%s: %d answers, and %d requests came", name, len(statuses), len(came))
		}
	}
}

// sends gives the status of each answer, until the proxy hangs up or says nothing more.
func (f *front) sends(raw string) (statuses []int) {
	f.t.Helper()
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(visitorAddress)}}
	conn, err := tls.DialWithDialer(dialer, "tcp", f.secure, f.ca.trusting("petitions.example"))
	must(f.t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, raw)
	must(f.t, err)
	r := bufio.NewReader(conn)
	for {
		must(f.t, conn.SetReadDeadline(time.Now().Add(1200*time.Millisecond)))
		answer, err := http.ReadResponse(r, nil)
		if err != nil {
			return statuses
		}
		if _, err := io.Copy(io.Discard, answer.Body); err != nil {
			return statuses
		}
		statuses = append(statuses, answer.StatusCode)
	}
}

// breaks makes the proxy complain: of us, of what is too long, of what is no request, of a handshake that fails.
func (f *front) breaks() {
	client := f.client()
	tooLong, err := http.NewRequest(http.MethodPost, "https://petitions.example/petitions?q="+visitorQuery, bytes.NewReader(make([]byte, 3<<20)))
	must(f.t, err)
	tooLong.Header.Set("User-Agent", visitorAgent)
	if answer, err := client.Do(tooLong); err == nil {
		if answer.StatusCode < 400 { // Caddy calls it 502
			f.t.Errorf("3 MiB get %s", answer.Status)
		}
		answer.Body.Close()
	}
	f.sends("NONSENSE " + visitorQuery + "\r\n\r\n")
	if conn, err := net.Dial("tcp", f.secure); err == nil {
		_, _ = io.WriteString(conn, "no handshake "+visitorQuery)
		conn.Close()
	}
	f.behind.mu.Lock()
	must(f.t, f.behind.listener.Close())
	for conn := range f.behind.seen {
		conn.Close()
	}
	f.behind.mu.Unlock()
	request, err := http.NewRequest(http.MethodGet, "https://petitions.example/petitions?q="+visitorQuery, nil)
	must(f.t, err)
	request.Header.Set("User-Agent", visitorAgent)
	request.Header.Set("Referer", visitorReferer)
	answer, err := client.Do(request)
	must(f.t, err)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusBadGateway && answer.StatusCode != http.StatusServiceUnavailable {
		f.t.Errorf("without the site it answers %s", answer.Status)
	}
}

// traces are what all files of the proxy's hold of visitors.
func (f *front) traces() string {
	time.Sleep(100 * time.Millisecond)
	var found strings.Builder
	must(f.t, filepath.WalkDir(f.folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		if d.Name() == "site.conf" {
			b = bytes.ReplaceAll(b, []byte("location = /booth/envelopes"), nil) // it names the address for all
		}
		for _, trace := range []string{visitorAddress, saidAddress, visitorAgent, "elsewhere.example", visitorQuery, "/petitions?", "/booth/envelopes"} {
			if bytes.Contains(b, []byte(trace)) {
				fmt.Fprintf(&found, "%s holds %s\n", name, trace)
			}
		}
		return err
	}))
	return found.String()
}

// An authority is our own, for the length of a test.
type authority struct {
	t    *testing.T
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
	raw  []byte
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	form := &x509.Certificate{
		SerialNumber: mathbig.NewInt(1), Subject: pkix.Name{CommonName: "An authority of our own"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	must(t, err)
	cert, err := x509.ParseCertificate(raw)
	must(t, err)
	return &authority{t, key, cert, raw}
}

// issue writes fullchain.pem and key.pem for a name.
func (a *authority) issue(name, folder string) {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(a.t, err)
	form := &x509.Certificate{
		SerialNumber: mathbig.NewInt(2), DNSNames: []string{name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	raw, err := x509.CreateCertificate(rand.Reader, form, a.cert, key.Public(), a.key)
	must(a.t, err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	must(a.t, err)
	chain := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.raw})...)
	must(a.t, os.WriteFile(filepath.Join(folder, "fullchain.pem"), chain, 0o600))
	must(a.t, os.WriteFile(filepath.Join(folder, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600))
}

func (a *authority) trusting(name string) *tls.Config {
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	return &tls.Config{RootCAs: pool, ServerName: name}
}
