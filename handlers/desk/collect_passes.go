package desk

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/fault"
	"roundrobin/models/pass/stamp"
)

const maxBooks = 16 // in one request

var (
	b64          = base64.RawURLEncoding.Strict()
	errMalformed = fault.New(fault.Invalid, "request_malformed")
)

// wanted and stamped are the JSON of docs/protocol.md, "Desk".
type wanted struct {
	Code  string `json:"code"`
	Books []struct {
		Book     string `json:"book"`
		NameKey  string `json:"name_key"`
		Requests string `json:"requests"`
	} `json:"books"`
}

type stamped struct {
	Books []stampedBook `json:"books"`
}

type stampedBook struct {
	Book        string `json:"book"`
	Signatures  string `json:"signatures"`
	Certificate string `json:"certificate"`
}

// collectPasses checks in, stamps and leaves, in one go.
func (d *Desk) collectPasses(c *fiber.Ctx) error {
	code, requests, err := parseWanted(c.BodyRaw())
	if err != nil {
		return err
	}
	person, err := d.checkIn(c, code)
	if err != nil {
		return err
	}
	holder := stamp.Holder{Person: person.Hash, Name: person.Name, Title: person.Title}
	answers, err := d.Stamp.CollectAll(c.UserContext(), holder, requests)
	if err != nil {
		return err
	}
	if err := d.forget(c); err != nil {
		return err
	}
	return c.JSON(show(answers))
}

// parseWanted refuses before a try is spent: what is not JSON of this one form, no book, too many, or one twice.
func parseWanted(body []byte) (code string, requests []stamp.Request, err error) {
	var w wanted
	in := json.NewDecoder(bytes.NewReader(body))
	in.DisallowUnknownFields()
	if in.Decode(&w) != nil || len(w.Books) == 0 || len(w.Books) > maxBooks {
		return "", nil, errMalformed
	}
	if _, err := in.Token(); err != io.EOF {
		return "", nil, errMalformed
	}
	seen := map[string]bool{}
	for _, b := range w.Books {
		key, err := b64.DecodeString(b.NameKey)
		blinded, err2 := b64.DecodeString(b.Requests)
		if err != nil || err2 != nil || len(key) != 32 || seen[b.Book] {
			return "", nil, errMalformed
		}
		seen[b.Book] = true
		requests = append(requests, stamp.Request{Book: b.Book, NameKey: [32]byte(key), Blinded: blinded})
	}
	return w.Code, requests, nil
}

func show(answers []stamp.Answer) (s stamped) {
	for _, a := range answers {
		s.Books = append(s.Books, stampedBook{a.Book, b64.EncodeToString(a.Signatures), string(a.Certificate)})
	}
	return s
}
