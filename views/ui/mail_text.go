package ui

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// MailText is a mail's plain text, word for word, for an element of the class mail-text. Its ruled lines are as long as a mail is wide:
// on a phone they are cut off, not broken.
func MailText(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var set strings.Builder
		for line := range strings.Lines(text) {
			if isRuled(line) {
				set.WriteString(`<span class="mail-rule">` + line + `</span>`)
			} else {
				set.WriteString(templ.EscapeString(line))
			}
		}
		_, err := io.WriteString(w, set.String())
		return err
	})
}

func isRuled(line string) bool {
	line = strings.TrimRight(line, "\r\n")
	return len(line) > 20 && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == "")
}
