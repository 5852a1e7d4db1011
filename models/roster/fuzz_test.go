package roster_test

import (
	"bytes"
	"strings"
	"testing"

	"roundrobin/models/roster"
)

// FuzzParseTyped: what people type at the desk.
func FuzzParseTyped(f *testing.F) {
	for _, s := range []string{"123 456", "noah.osei@meridian.example", "Noah <a@b>", "a@b\r\nBcc: c@d", "ä@ÄÖ.example"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := roster.ParseTyped(s); err == nil && (len(c) != 6 || strings.Trim(string(c), "0123456789") != "") {
			t.Errorf("%q is %q", s, c)
		}
		a, err := roster.ParseAddress(s)
		if err != nil {
			return
		}
		if again, err := roster.ParseAddress(string(a)); err != nil || again != a || strings.ContainsAny(string(a), "\r\n\x00") {
			t.Errorf("%q is %q, and again %q, %v", s, a, again, err)
		}
	})
}

// FuzzParseCookie: what a cookie holds, should its encryption ever fail.
func FuzzParseCookie(f *testing.F) {
	f.Add(make([]byte, 63))
	f.Add(make([]byte, 57))
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := roster.ParseArrival(b); err == nil && !bytes.Equal(a.Marshal(), b) {
			t.Error("another form of an arrival")
		}
		if c, err := roster.ParseCode(b); err == nil && len(c.Marshal()) != len(b) {
			t.Error("another form of a code")
		}
		_, _ = roster.ParseColumns(string(b))
	})
}
