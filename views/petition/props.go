// Package petition is the petition's page and what signing and commenting look like on it.
package petition

import "roundrobin/views/ui"

// Props are those of the petition's page (Show).
type Props struct {
	ID, Title, Ask, Addressee string
	// Language is the BCP 47 tag of the petition's text.
	Language string
	// Titled: the link was handed on so that its card in a chat shows the title.
	Titled bool
	// LetterHTML is the background, already rendered and sanitised; it is written as it is.
	LetterHTML string
	// TextHash is SHA-256 of the frozen text in hex; Frozen the day of the freeze.
	TextHash string
	Frozen   string

	Standing ui.Standing
	Life     ui.Life
	Program  *Program // nil if it is about none
	Topic    string   // of the published list, or ""
	Reply    *Reply   // nil before it is delivered
	Came     *Came    // nil while nobody has said what came of it

	Count, Goal int
	// Share is the count as whole per cent of the holders; 0 is not shown.
	Share int
	// Holders is how many people hold a pass: rounded down to tens by the caller, exact below 20.
	Holders int
	// Angles are the counted signatures' places on the circle; see ui.Angle.
	Angles []uint32

	// Named is how many signed by name, Names the first of them.
	Named int
	Names []Name
	// Rating is nil before leadership has answered.
	Rating *Rating
	// Places can be given as workplaces, by those who sign; Workplaces is what the floor lets be shown of that, nil if nothing.
	Places     []string
	Workplaces *Workplaces
	// Sponsoring is for as long as its first signers are looked for. Hidden: a steward hides the text; Title, Ask, Addressee and
	// LetterHTML are "" then. Mending is the day by which what was turned away must be written anew, or "".
	Sponsoring *Sponsoring
	Hidden     *HiddenText
	Mending    string

	// Signable: signatures are taken now. Speakable: comments are.
	Signable, Speakable bool
	Thread              Thread
	Flagging            Flagging
	Guard               Guard
}

// Program is what the petition's page says about its program.
type Program struct {
	ID, Name string
	State    ui.ProgramState
}

// Thread is the talk under a petition.
type Thread struct {
	// Voices is how many spoke.
	Voices int
	// Order is agreed, newest or reasons.
	Order    string
	Comments []Comment
	// Found is how many comments stand in this order, without replies; Page counts from 1.
	Found, Page, Pages int
	// Round: the talk is a program's, where nobody signs.
	Round bool
}

// TalkProps are those of a page of a thread (Comments) and of the page of one comment (CommentPage), both apart from the petition.
type TalkProps struct {
	ID, Title, Language string
	Today               string
	Speakable           bool
	// Hidden: a steward hides the petition's text; its title is not shown here either.
	Hidden   bool
	Thread   Thread // of Comments
	Flagging Flagging
	// Program is the id of the program whose talk it is, or ""; Guard is of RoundTalk alone.
	Program string
	Guard   Guard

	One         Comment // of CommentPage: with a page of its replies
	Asked       string  // the id of the comment or reply that was asked for
	Page, Pages int     // of its replies
}

// Comment is one comment with its replies.
type Comment struct {
	ID     string
	Parent string // the comment that it answers, or ""
	// Voice is colleague, organizers or leadership.
	Voice string
	// Who is as whom the public knows whoever speaks for leadership, or "".
	Who string
	// Pseudonym are the two words, Mark the bytes (at least 4) from which the flag is drawn; for a colleague.
	Pseudonym string
	Mark      []byte
	Day       string
	// Text is as it was typed, HTML what became of it, rendered and sanitised; it is written as it is.
	Text, HTML string
	Agreed     int
	Edited     bool
	// Reason: its writer calls it a reason for signing.
	Reason bool
	// Hidden is set for a comment that a steward hid: its text is not shown.
	Hidden *Hidden
	// TakenBack: the writer took it back; its text is not shown.
	TakenBack bool
	// Replies are the oldest of the Answered that there are.
	Replies  []Comment
	Answered int
}

// RingProps are those of the fragment /petitions/ID/ring (Ring).
type RingProps struct {
	ID     string
	Angles []uint32
	Goal   int
	// Size is in CSS pixels and decides the detail: 20, 40, 88, 200 or 320.
	Size int
}

// Name is one who signed by name, as the desk confirmed it. Title may be "".
type Name struct{ Name, Title string }

// NamesProps are those of the list of names (Names).
type NamesProps struct {
	ID, Title, Language string
	// Typed is what was searched for.
	Typed string
	// Count is of all signatures, Named of those by name, Found of those that the search finds.
	Count, Named, Found int
	Names               []Name
	// Page counts from 1; More says whether another follows.
	Page int
	More bool
}

// Rating is how signers take leadership's answer.
type Rating struct {
	// Rated is how many did; Until the last day on which one can, Open whether that is still to come.
	Rated int
	Until string
	Open  bool
	// Counted: the result is published. Cells are what the floor let through then; Shown is false if that is nothing.
	Counted bool
	Cells   []RatingCell
	Shown   bool
}

// RatingCell is one answer; Value is answered, partly or not_answered. People and Percent are meaningless where it is Hidden.
type RatingCell struct {
	Value           string
	People, Percent int
	Hidden          bool
}

// Sponsoring is what somebody needs to know who may be among the first to sign.
type Sponsoring struct {
	Wanted, Missing int
	// Until is the last day to find them. Reviewed: a steward looks at it next. Again: its text was written anew.
	Until           string
	Reviewed, Again bool
}

// HiddenText is when and why a steward hid the text: by which standard, and in which words.
type HiddenText struct {
	Day, Standard, Words string
}

// Workplaces is where signers say that they work, the most first, as it stands since the seal of a day.
type Workplaces struct {
	Since string
	Rows  []Workplace
}

// Workplace is one of them; Percent is of the largest.
type Workplace struct {
	Name    string
	People  int
	Percent int
}
