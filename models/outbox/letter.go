// Package outbox is mail waiting to go. A letter is written in the transaction that decides on it, and goes at most once for
// a recipient and period, whatever restarts: a delivery whose end nobody saw is reported, not repeated.
package outbox

// Letter is one mail, ready to go. At rest it is encrypted as a whole.
type Letter struct {
	To       string // one address
	List     string // List-Id (RFC 2919), of what its reader can stop; "" for what is theirs alone
	Stop     string // where a list is stopped, by one POST (RFC 8058)
	Thread   string // what it belongs with in the eyes of its reader: a petition's id, a series, or ""
	Subject  string
	Text     string
	HTML     string
	Pictures []Picture // shown by HTML
	Files    []File    // attached
	// Once: it holds a secret of its reader's, so its words are forgotten when it has gone or was given up.
	Once bool
}

// File is an attachment.
type File struct {
	Name, Type string
	Data       []byte
}

// Picture is an inline part.
type Picture struct {
	CID, Name, Type string
	Data            []byte
}

// State is where a letter is.
type State string

// The states. Waiting and Failed will be tried; Sending is being tried until its lease ends; Sent and Dead are final.
const (
	Waiting State = "waiting"
	Sending State = "sending"
	Sent    State = "sent"
	Failed  State = "failed"
	Dead    State = "dead"
)

// Reasons for Failed and Dead beside the server's own ("smtp 550"), and what is heard later ("bounced 5.1.1"; of Sent, "delayed 4.4.1").
const (
	Unreachable = "unreachable" // no server took the connection
	Interrupted = "interrupted" // we stopped in the middle: it may have arrived
	Unclear     = "unclear"     // the server's answer was lost: it may have arrived
	GaveUp      = "gave up"     // too many tries
	Unwanted    = "unwanted"    // its reader stopped the list before it went
)

// Delivery is the period of the letters that hand a petition over.
func Delivery(petition string) string { return "delivery:" + petition }

// Entry is a letter and what became of it.
type Entry struct {
	ID        string // opaque
	Recipient string // the recipient's id
	// Period is what this is the one letter of: a week, such as 2026-W48, or goal:, delivery:, link:, confirm: or test: with what it is about.
	Period   string
	State    State
	Attempts int
	Reason   string // why Failed or Dead; never the server's words, which may name somebody
	Letter   Letter
}
