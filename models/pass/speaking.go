package pass

import "strings"

// What a Speaking does.
const (
	Say  = "say"     // about NoParent, or the comment that it answers
	Mend = "edit"    // about a comment that was said under the role
	Take = "retract" // about such a comment: it is taken back
)

// A SpeakingBody is the body of a Speaking: what organizers say in the talk, under their role and no name.
type SpeakingBody struct {
	Do    string // Say, Mend or Take
	About string // a comment's id, or NoParent
	Text  string // at most MaxComment bytes; "" of a Take
}

// Head is the body without its text.
func (s SpeakingBody) Head() []byte { return []byte(s.Do + " " + s.About + "\n") }

// Marshal gives a line and the text.
func (s SpeakingBody) Marshal() []byte { return append(s.Head(), s.Text...) }

// ParseSpeaking takes what Marshal gives.
func ParseSpeaking(body []byte) (SpeakingBody, error) {
	s := ParseSpeakingHead(body)
	switch {
	case s.Do == Take && IsCommentID(s.About) && s.Text == "":
		return s, nil
	case s.Do == Say && (s.About == NoParent || IsCommentID(s.About)), s.Do == Mend && IsCommentID(s.About):
		return s, CheckWords(s.Text)
	}
	return s, malformed("a speaking that does %.20q about %.40q", s.Do, s.About)
}

// ParseSpeakingHead reads what was taken once; its text may be kept elsewhere.
func ParseSpeakingHead(body []byte) (s SpeakingBody) {
	head, text, _ := strings.Cut(string(body), "\n")
	do, about, _ := strings.Cut(head, " ")
	return SpeakingBody{do, about, text}
}

func isSpeaking(body []byte) bool { _, err := ParseSpeaking(body); return err == nil }
