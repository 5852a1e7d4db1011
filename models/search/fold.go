// Package search owns how texts are searched: by folded words, of which the beginning is enough, forgiving one wrong letter. It is
// pure; stores keep the words.
package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the words of a text as they are searched: lower case, without accents, letters and digits only. Whatever people
// type, what comes out holds no syntax of any search engine.
func Fold(text string) []string {
	bare := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFKD.String(strings.ToValidUTF8(text, " ")))
	return strings.Fields(bare)
}

const mostWords = 12 // of a query; what is typed beyond them narrows no further

// Query folds what somebody typed, shortened to what a search takes.
func Query(typed string) []string {
	const longest = 400 // bytes
	words := Fold(typed[:min(len(typed), longest)])
	return words[:min(len(words), mostWords)]
}

// Words are the distinct folded words of some texts, in the order of their first place.
func Words(texts ...string) []string {
	seen := map[string]bool{}
	var words []string
	for _, w := range Fold(strings.Join(texts, " ")) {
		const longest = 200 // bytes; PostgreSQL's lexemes end at 2,046
		if w = strings.ToValidUTF8(w[:min(len(w), longest)], ""); !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}
