package pass

import (
	"strings"
	"unicode/utf8"
)

// MaxComment is the length of a comment's text in bytes.
const MaxComment = 4000

// NoParent stands for the parent of a comment that answers none.
const NoParent = "-"

// A CommentBody is the body of a comment or an edit.
type CommentBody struct {
	Parent string // a comment's id or NoParent
	Reason bool   // the writer calls it a reason for signing; never of a reply
	Text   string
}

const asReason = " reason"

// Marshal gives parent (and " reason"), a line end, text.
func (c CommentBody) Marshal() []byte {
	if c.Reason {
		return []byte(c.Parent + asReason + "\n" + c.Text)
	}
	return []byte(c.Parent + "\n" + c.Text)
}

// ParseComment takes what Marshal gives. It refuses blank text, text that is too long and control characters.
func ParseComment(body []byte) (CommentBody, error) {
	parent, text, ok := strings.Cut(string(body), "\n")
	reason := parent == NoParent+asReason
	if reason {
		parent = NoParent
	}
	if !ok || parent != NoParent && !IsCommentID(parent) {
		return CommentBody{}, malformed("a comment without its parent's line")
	}
	if err := CheckWords(text); err != nil {
		return CommentBody{}, err
	}
	return CommentBody{parent, reason, text}, nil
}

// CheckWords refuses what cannot be a comment's text.
func CheckWords(text string) error {
	if len(text) > MaxComment || strings.TrimSpace(text) == "" || !isText(text, true) {
		return malformed("a comment whose text is empty, too long or no text")
	}
	return nil
}

func isComment(body []byte) bool { _, err := ParseComment(body); return err == nil }

// isText allows tabs and line ends where there may be many lines, and no other control character.
func isText(s string, lines bool) bool {
	return utf8.ValidString(s) && each(s, func(c byte) bool { return c >= ' ' && c != 0x7f || lines && (c == '\t' || c == '\n') })
}
