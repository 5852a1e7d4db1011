package pass

import (
	"crypto/sha256"
	"strings"
)

// Limits of a frozen text, in bytes. They keep files small; what a petition may say is the petition's own rule.
const (
	maxLine       = 1000
	maxBackground = 60_000
)

// A Text is what people sign: frozen once the first of them does, served at /petitions/ID.txt.
type Text struct {
	Language   string // BCP 47, such as en
	Title      string
	Addressee  string
	Ask        string
	Background string // Markdown; ends with one line end
}

// Tidy gives the text in the one form in which it may be frozen: lines of one line, Unix line ends, no blanks around.
func (t Text) Tidy() Text {
	line := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	background := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(t.Background)
	return Text{t.Language, line(t.Title), line(t.Addressee), line(t.Ask), strings.TrimSpace(background) + "\n"}
}

// Check refuses a text that is not tidy, or has an empty part.
func (t Text) Check() error {
	for _, s := range []string{t.Title, t.Addressee, t.Ask} {
		if !IsLine(s, maxLine) {
			return malformed("a text in which title, addressee or ask is no line")
		}
	}
	if !IsWord(t.Language) || t != t.Tidy() || len(t.Background) > maxBackground || !isText(t.Background, true) || t.Background == "\n" {
		return malformed("a text that is empty, too long or untidy")
	}
	return nil
}

// Marshal gives the frozen text. The text must have passed Check.
func (t Text) Marshal() []byte {
	return []byte(strings.Join([]string{Version + " text", t.Language, t.Title, t.Addressee, t.Ask, "", t.Background}, "\n"))
}

// Hash is what statements and leaves say of the text.
func (t Text) Hash() Hash { return sha256.Sum256(t.Marshal()) }

// ParseText takes exactly what Marshal gives.
func ParseText(text []byte) (Text, error) {
	p := strings.SplitN(string(text), "\n", 7)
	if len(p) != 7 || p[0] != Version+" text" || p[5] != "" {
		return Text{}, malformed("no frozen text")
	}
	t := Text{p[1], p[2], p[3], p[4], p[6]}
	return t, t.Check()
}
