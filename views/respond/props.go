// Package respond is the page on which leadership answers, opened by a link from the mail.
package respond

// What the buttons of the page send as "do"; "" opens it.
const (
	Receive = "receive"
	Meet    = "meet"
	Preview = "preview"
	Publish = "publish"

	Speak    = "speak"     // shows how what is said in the talk will stand
	Say      = "say"       // and says it
	Ask      = "take"      // asks whether a comment is to be taken back
	TakeBack = "take_back" // and takes it back
	Keep     = "keep"      // or leaves it
)

// EnterProps are those of /respond before it is opened (Enter).
type EnterProps struct {
	// Code is what was typed, kept.
	Code string
	// Refusal is the code of the fault with its arguments, or "".
	Refusal string
	Args    map[string]any
	// Kept is an answer that was being written when the link ended; it is shown, to be copied.
	Kept string
}

// RoomProps are those of the page behind the link (Room).
type RoomProps struct {
	// Key is what opened it: it goes along in a field, never in an address.
	Key  string
	Name string // of the reader, as the public knows them

	ID, Title, Ask, Addressee string
	Language                  string // BCP 47, of the petition's text
	LetterHTML                string // sanitised; written as it is
	Count, Goal, Share        int
	Angles                    []uint32
	Today, Delivered, Due     string
	Answered                  string // the day of the first answer, or ""
	Received, Met             string // days, or ""

	// Stands is the newest revision, or nil; Seen how many there are.
	Stands *Revision
	Seen   int

	// Meeting and Words are what was typed, kept.
	Meeting, Words string
	// Preview is Words, rendered and sanitised, or "".
	Preview string
	Talk    Talk
	// Refusal is the code of a fault beside Field (words, meeting, speech or ""), with its arguments.
	Refusal, Field string
	Args           map[string]any
	// MaxWords and MaxMeeting are in characters.
	MaxWords, MaxMeeting int
}

// Talk is the talk under the petition: what can be answered there, and what the reader said.
type Talk struct {
	// Open: something can be said. Max is the length of that in bytes.
	Open bool
	Max  int
	// Comments can be answered; Own are the reader's, the newest first.
	Comments, Own []Talked
	// Speech is what was typed, kept, and About the comment that it answers, or "" for none. Preview is Speech as it will stand, or "".
	Speech, About, Preview string
	// Taking is the comment of which it is asked whether it is to be taken back. Done is Say or TakeBack, once it was done.
	Taking, Done string
}

// Talked is a comment. Voice is colleague, organizers or leadership.
type Talked struct {
	ID, Voice, Pseudonym, Day string
	Text, HTML                string // HTML is sanitised; written as it is
	Agreed                    int
}

// Revision is one version of the answer.
type Revision struct {
	Day, Who string
	HTML     string // sanitised; written as it is
}

// PublishedProps are those of the page after an answer (Published).
type PublishedProps struct {
	ID, Name string
}
