package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"regexp"
	"strings"
)

// Returned is what a mail server says of a mail that it took before: a delivery status notification (RFC 3464).
type Returned struct {
	Action string   // failed, delayed, delivered, relayed or expanded; of several readers, the worst
	Status string   // RFC 3463, "5.1.1"
	Marks  []string // all that may be the mark of a letter of ours: what stands between + and @ anywhere in it
}

// ErrNoReport is of any other mail: an answer, a holiday note, an advertisement.
var ErrNoReport = errors.New("mail: this is no delivery status notification")

// MostReturned is how many bytes are read of what came back: the report stands before the copy of the mail.
const MostReturned = 4 << 20

const mostMarks = 50

var marks = regexp.MustCompile(`\+([a-zA-Z2-7]{40})@`)

// ParseReturned reads one mail. Its words are never kept: they may name somebody.
func ParseReturned(r io.Reader) (Returned, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MostReturned))
	if err != nil {
		return Returned{}, err
	}
	m, err := netmail.ReadMessage(bytes.NewReader(mboxless(raw)))
	if err != nil {
		return Returned{}, ErrNoReport
	}
	report := statusPart(part{m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body}, 0)
	said, ok := statusOf(report)
	if !ok {
		return Returned{}, ErrNoReport
	}
	for _, found := range marks.FindAllSubmatch(raw, mostMarks) {
		said.Marks = append(said.Marks, strings.ToLower(string(found[1])))
	}
	return said, nil
}

// mboxless is a mail without the line that some mail servers write before one that they hand to a program.
func mboxless(raw []byte) []byte {
	if bytes.HasPrefix(raw, []byte("From ")) {
		_, raw, _ = bytes.Cut(raw, []byte("\n"))
	}
	return raw
}

type part struct {
	kind, encoding string
	body           io.Reader
}

// statusPart finds the part that programs read, among parts within parts.
func statusPart(p part, depth int) string {
	kind, params, err := mime.ParseMediaType(p.kind)
	switch {
	case err != nil || depth > 4:
		return ""
	case kind == "message/delivery-status" || kind == "message/global-delivery-status":
		return p.text()
	case !strings.HasPrefix(kind, "multipart/"):
		return ""
	}
	for parts := multipart.NewReader(p.body, params["boundary"]); ; {
		in, err := parts.NextRawPart()
		if err != nil {
			return ""
		}
		if found := statusPart(part{in.Header.Get("Content-Type"), in.Header.Get("Content-Transfer-Encoding"), in}, depth+1); found != "" {
			return found
		}
	}
}

func (p part) text() string {
	switch strings.ToLower(strings.TrimSpace(p.encoding)) {
	case "base64":
		p.body = base64.NewDecoder(base64.StdEncoding, p.body)
	case "quoted-printable":
		p.body = quotedprintable.NewReader(p.body)
	}
	text, _ := io.ReadAll(p.body) // a part that breaks off has said what it says
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

var (
	actions = regexp.MustCompile(`(?im)^action:[ \t]*(failed|delayed|delivered|relayed|expanded)\b`)
	states  = regexp.MustCompile(`(?im)^status:[ \t]*([245]\.\d{1,3}\.\d{1,3})\b`)
	worse   = map[string]int{"failed": 3, "delayed": 2, "delivered": 1, "relayed": 1, "expanded": 1}
	usual   = map[string]string{"failed": "5.0.0", "delayed": "4.0.0", "delivered": "2.0.0", "relayed": "2.0.0", "expanded": "2.0.0"}
)

// statusOf reads the groups of fields, one for each reader.
func statusOf(report string) (said Returned, ok bool) {
	for _, group := range strings.Split(report, "\n\n") {
		action := actions.FindStringSubmatch(group)
		if action == nil {
			continue
		}
		does := strings.ToLower(action[1])
		if worse[does] <= worse[said.Action] {
			continue
		}
		said.Action, said.Status = does, usual[does]
		if status := states.FindStringSubmatch(group); status != nil {
			said.Status = status[1]
		}
	}
	return said, said.Action != ""
}
