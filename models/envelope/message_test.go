package envelope

import (
	"bytes"
	"strings"
	"testing"
)

// RFC 9292 section 5.1, the known-length request, and the truncated one of RFC 9458 appendix A.
func TestRFC9292(t *testing.T) {
	r, err := ParseRequest(unhex("000347455405687474707300" + "0a2f68656c6c6f2e747874406c0a757365722d6167656e74346375726c2f372e31362e33206c69626375726c2f372e31362e33204f70656e53534c2f302e392e376c207a6c69622f312e322e3304686f73740f7777772e6578616d706c652e636f6d0f6163636570742d6c616e677561676506656e2c206d690000"))
	if err != nil || r.Method != "GET" || r.Path != "/hello.txt" || len(r.Fields) != 3 || r.Fields[2] != (Field{"accept-language", "en, mi"}) {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err = ParseRequest(unhex("00034745540568747470730b6578616d706c652e636f6d012f")); err != nil || r.Path != "/" {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestRequestsThatHTTPCouldNotHaveSaid(t *testing.T) {
	get := func(path string, fields ...Field) []byte {
		return raw(Request{Method: "GET", Path: path, Fields: fields})
	}
	good := get("/", Field{"accept-language", "de"})
	if _, err := ParseRequest(good); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"a response":            {knownResponse, 0x40, 200},
		"indeterminate length":  append([]byte{2}, good[1:]...),
		"not padded by zeros":   append(bytes.Clone(good), 1),
		"a relative path":       get("etc"),
		"another authority":     get("//elsewhere/"),
		"a path in two":         get("/a b"),
		"an upper-case field":   get("/", Field{"Cookie", "a"}),
		"a field of no name":    get("/", Field{"", "a"}),
		"a line break in field": get("/", Field{"accept-language", "de\r\nx: y"}),
		"a space in the method": raw(Request{Method: "GET /x", Path: "/"}),
		"no method":             raw(Request{Path: "/"}),
		"a length past the end": {knownRequest, 0x7f, 0xff},
		"an eight-byte length":  append([]byte{knownRequest}, bytes.Repeat([]byte{0xff}, 8)...),
		"trailers":              append(bytes.Clone(good[:len(good)-1]), 2, 1, 'a'),
	} {
		if r, err := ParseRequest(b); err == nil {
			t.Errorf("took %s: %+v", name, r)
		}
	}
}

// raw is a request without padding and without checks.
func raw(r Request) []byte {
	var section []byte
	for _, f := range r.Fields {
		section = appendBytes(appendBytes(section, f.Name), f.Value)
	}
	b := []byte{knownRequest}
	for _, s := range []string{r.Method, "https", Authority, r.Path, string(section), string(r.Body), ""} {
		b = appendBytes(b, s)
	}
	return b
}

func TestMessagesOfEveryLengthHaveOneSize(t *testing.T) {
	for _, n := range []int{0, 1, 62, 63, 64, 4000, 8000} {
		body := []byte(strings.Repeat("x", n))
		b, err := Request{"POST", "/petitions/x/comments", []Field{{"content-type", "text/plain"}}, body}.Pad(RequestSize)
		no(t, err)
		if r, err := ParseRequest(b); err != nil || len(b) != RequestSize || !bytes.Equal(r.Body, body) {
			t.Errorf("request of %d: %d bytes, %v", n, len(b), err)
		}
		b, err = Response{422, "application/json", body}.Pad(ResponseSize)
		no(t, err)
		if r, err := ParseResponse(b); err != nil || len(b) != ResponseSize || !bytes.Equal(r.Body, body) || r.Status != 422 {
			t.Errorf("response of %d: %d bytes, %v", n, len(b), err)
		}
	}
}

func TestMessagesThatDoNotFit(t *testing.T) {
	if _, err := (Request{Method: "GET", Path: "/", Body: make([]byte, RequestSize)}).Pad(RequestSize); err != ErrMessage {
		t.Error(err)
	}
	if _, err := (Response{Status: 200, Body: make([]byte, ResponseSize)}).Pad(ResponseSize); err != ErrMessage {
		t.Error(err)
	}
	if _, err := (Response{Status: 103}).Pad(ResponseSize); err != ErrMessage {
		t.Error("padded an informational response")
	}
}

func FuzzParseRequest(f *testing.F) {
	f.Add(raw(Request{"POST", "/a?b=c", []Field{{"content-type", "text/plain"}}, []byte("body")}))
	f.Add([]byte{0, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := ParseRequest(b)
		if err != nil {
			return
		}
		padded, err := r.Pad(len(b) + 64)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := ParseRequest(padded); err != nil || again.Path != r.Path || !bytes.Equal(again.Body, r.Body) {
			t.Errorf("%+v, %v", again, err)
		}
	})
}

func FuzzParseResponse(f *testing.F) {
	b, _ := Response{200, "text/plain", []byte("body")}.Pad(64)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := ParseResponse(b)
		if err != nil {
			return
		}
		if padded, err := r.Pad(len(b) + 64); err != nil || len(padded) != len(b)+64 {
			t.Error(err)
		}
	})
}

func FuzzParseConfigs(f *testing.F) {
	all := Ring{mint(f, 1)}.Configs()
	f.Add(all)
	f.Add(all[2:])
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := ParseConfig(b); err == nil && !bytes.Equal(c.Marshal(), b) {
			t.Error("another form")
		}
		_, _ = ParseConfigs(b)
	})
}

func FuzzOpen(f *testing.F) {
	k := mint(f, 1)
	b, _, _ := k.Seal(make([]byte, 64))
	f.Add(b)
	f.Fuzz(func(_ *testing.T, b []byte) { _, _, _ = k.Open(b) })
}
