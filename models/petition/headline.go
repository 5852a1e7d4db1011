package petition

import (
	"strings"
	"unicode/utf8"
)

const headline = 80 // characters

// Headline is the first line of an update that says something, as plain words: what lists and feeds call it.
func (u Update) Headline() string {
	for _, line := range strings.Split(u.Words, "\n") {
		line = strings.Join(strings.Fields(strings.Trim(strings.TrimLeft(line, "#>*-+ \t"), "*_` ")), " ")
		if line != "" {
			return cut(line)
		}
	}
	return ""
}

// cut ends a line between two words.
func cut(line string) string {
	if utf8.RuneCountInString(line) <= headline {
		return line
	}
	short := string([]rune(line)[:headline])
	if at := strings.LastIndex(short, " "); at > headline/2 {
		short = short[:at]
	}
	return strings.TrimRight(short, " ,;:") + "…"
}
