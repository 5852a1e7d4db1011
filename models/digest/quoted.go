package digest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// mark begins and ends what is quoted in a published summary: mark, id, mark, the quotation, mark. Mail has no such character.
const mark = "\x1e"

// Quote marks a quotation of a comment.
func Quote(comment, said string) string { return mark + comment + mark + said + mark }

// As names a comment as it was said: its id, and a hash of its text.
func As(comment, text string) string {
	sum := sha256.Sum256([]byte(text))
	return comment + "." + hex.EncodeToString(sum[:8])
}

// Quoted are the comments that published words quote, by their ids; each with all that As named of it.
func Quoted(words string) map[string][]string {
	quoted := map[string][]string{}
	parts := strings.Split(words, mark)
	for i := 1; i+1 < len(parts); i += 3 {
		id, _, _ := strings.Cut(parts[i], ".")
		quoted[id] = append(quoted[id], parts[i])
	}
	return quoted
}

// Unquote gives the words as they are read: a quotation of a comment that does not stand as it was said gives way to instead.
func Unquote(words string, stands map[string]bool, instead string) string {
	parts := strings.Split(words, mark)
	read := parts[0]
	for i := 1; i+2 < len(parts); i += 3 {
		said := parts[i+1]
		if !stands[parts[i]] {
			said = instead
		}
		read += said + parts[i+2]
	}
	return read
}
