package envelope

import (
	"errors"
	"strings"
)

// Framing indicators of RFC 9292: known-length messages only, no informational responses, no trailers, zeros as padding.
const (
	knownRequest  = 0
	knownResponse = 1
)

// Authority is the host that inner requests name: there is nothing else inside.
const Authority = "booth"

// ErrMessage is the only reason ever given for a message inside that cannot be read.
var ErrMessage = errors.New("envelope: malformed message inside")

// A Field is one header field; its name is in lower case.
type Field struct{ Name, Value string }

// A Request is an inner request.
type Request struct {
	Method string
	Path   string // begins with one slash; may hold a query
	Fields []Field
	Body   []byte
}

// Pad gives the request with zeros behind it up to size, or ErrMessage if it does not fit or could not be read back.
func (r Request) Pad(size int) ([]byte, error) {
	var section []byte
	for _, f := range r.Fields {
		section = appendBytes(appendBytes(section, f.Name), f.Value)
	}
	b := []byte{knownRequest}
	for _, s := range []string{r.Method, "https", Authority, r.Path, string(section), string(r.Body), ""} {
		b = appendBytes(b, s)
	}
	if !r.proper() {
		return nil, ErrMessage
	}
	return pad(b, size)
}

// ParseRequest accepts any known-length request. Scheme and authority are read and ignored: there is one origin. The body aliases b.
func ParseRequest(b []byte) (r Request, err error) {
	in := reader{rest: b}
	if in.varint() != knownRequest {
		return r, ErrMessage
	}
	r.Method = string(in.bytes())
	in.bytes() // scheme
	in.bytes() // authority
	r.Path = string(in.bytes())
	section := reader{rest: in.bytes()}
	for len(section.rest) > 0 && !section.bad {
		r.Fields = append(r.Fields, Field{string(section.bytes()), string(section.bytes())})
	}
	r.Body = in.bytes() // a message may end early, section 3.8: then this is empty
	if trailers := in.bytes(); len(trailers) > 0 || in.bad || section.bad || !in.zeros() || !r.proper() {
		return Request{}, ErrMessage
	}
	return r, nil
}

// proper keeps out what HTTP/1.1 could not have said: no parser runs after this one, so it is all the smuggling defence needed.
func (r Request) proper() bool {
	if len(r.Method) == 0 || !all(r.Method, isToken) {
		return false
	}
	if !strings.HasPrefix(r.Path, "/") || strings.HasPrefix(r.Path, "//") || !all(r.Path, isVisible) {
		return false
	}
	return proper(r.Fields)
}

func proper(fields []Field) bool {
	for _, f := range fields {
		if len(f.Name) == 0 || !all(f.Name, isLowerToken) || !all(f.Value, isText) {
			return false
		}
	}
	return true
}

func isVisible(c byte) bool    { return c > ' ' && c < 0x7f }
func isText(c byte) bool       { return c == '\t' || c >= ' ' && c != 0x7f }
func isLowerToken(c byte) bool { return isToken(c) && (c < 'A' || c > 'Z') }

// isToken is tchar of RFC 9110 section 5.6.2.
func isToken(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

func all[T string | []byte](s T, ok func(byte) bool) bool {
	for i := range len(s) {
		if !ok(s[i]) {
			return false
		}
	}
	return true
}
