package handlers

import (
	"bufio"
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/valyala/fasthttp"
)

// FuzzHead: a head that we take is one that another server takes, too, and reads in the same way: which method, address and host, and where its body ends.
// The other one is Go's net/http, which has nothing in common with fasthttp.
func FuzzHead(f *testing.F) {
	for _, s := range []string{
		ask(""), post("Content-Length: 2\r\n", "ab"), post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), ask("X-A: b\r\n c\r\n"), "GET /\r\n\r\n", "GET http://a/b HTTP/1.1\r\nHost: c\r\n\r\n",
		post("Content-Length: 2\r\nContent-Length: 3\r\n", "abc"), post("Content-Length: +2\r\n", "ab"), "GET / HTTP/1.0\r\n\r\n", ask("Host: y\r\n"), ask("X\x00A: b\r\n"), ask("X-A: b\rc\r\n"),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var ours fasthttp.RequestHeader
		if ours.Read(bufio.NewReaderSize(bytes.NewReader(b), headLimit)) != nil || odd(&ours) != nil {
			return
		}
		theirs, err := http.ReadRequest(bufio.NewReaderSize(bytes.NewReader(b), headLimit))
		if err != nil {
			return // what a proxy refuses does not come to us
		}
		if theirs.Method != string(ours.Method()) || theirs.RequestURI != string(ours.RequestURI()) || !strings.EqualFold(theirs.Host, string(ours.Host())) {
			t.Errorf("%q: %s %s of %q, and for another server %s %s of %q", b, ours.Method(), ours.RequestURI(), ours.Host(), theirs.Method, theirs.RequestURI, theirs.Host)
		}
		if length := int64(ours.ContentLength()); theirs.Method == http.MethodPost && theirs.ContentLength != max(length, -1) && (length > 0 || theirs.ContentLength > 0) {
			t.Errorf("%q: a body of %d bytes, and for another server %d", b, length, theirs.ContentLength)
		}
	})
}
