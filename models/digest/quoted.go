package digest

import "strings"

// mark begins and ends what is quoted in a published summary: mark, id, mark, the quotation, mark. Mail has no such character.
const mark = "\x1e"

// Quote marks a quotation of a comment.
func Quote(comment, said string) string { return mark + comment + mark + said + mark }

// Quoted are the ids of the comments that published words quote.
func Quoted(words string) (ids []string) {
	parts := strings.Split(words, mark)
	for i := 1; i+1 < len(parts); i += 3 {
		ids = append(ids, parts[i])
	}
	return ids
}

// Unquote gives the words as they are read: a quotation of a comment that does not stand any more gives way to instead.
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
