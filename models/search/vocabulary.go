package search

import (
	"slices"
	"strings"
)

const (
	forgiven = 5  // letters from which on a word is forgiven one that is wrong
	mostNear = 20 // words that a mistyped one is taken for
)

// A Vocabulary is the words that can be found, sorted, each once.
type Vocabulary []string

// NewVocabulary takes folded words; it sorts them in place.
func NewVocabulary(words []string) Vocabulary {
	slices.Sort(words)
	return slices.Compact(words)
}

// Begins reports whether a word begins one that is known.
func (v Vocabulary) Begins(word string) bool {
	at, _ := slices.BinarySearch(v, word)
	return at < len(v) && strings.HasPrefix(v[at], word)
}

// Near gives the known words that begin like this one but for one letter: another, one too many, one too few, or two that changed
// places. There are none for short words, nor for a word that begins a known one.
func (v Vocabulary) Near(word string) (near []string) {
	typed := []rune(word)
	if len(typed) < forgiven || v.Begins(word) {
		return nil
	}
	for _, known := range v {
		if beginsNearly([]rune(known), typed) {
			if near = append(near, known); len(near) == mostNear {
				break
			}
		}
	}
	return near
}

// Holds reports whether every word of a query is there, or one near it.
func (v Vocabulary) Holds(query []string) bool {
	for _, word := range query {
		if !v.Begins(word) && len(v.Near(word)) == 0 {
			return false
		}
	}
	return true
}

func beginsNearly(known, typed []rune) bool {
	i := 0
	for i < len(known) && i < len(typed) && known[i] == typed[i] {
		i++
	}
	if i == len(typed) {
		return true
	}
	rest := func(of []rune, from int) []rune { return of[min(from, len(of)):] }
	switch {
	case begins(rest(known, i), typed[i+1:]): // one too many
		return true
	case i == len(known):
		return false
	case begins(known[i+1:], typed[i+1:]), begins(known[i+1:], typed[i:]): // another, one too few
		return true
	}
	swapped := i+1 < len(known) && i+1 < len(typed) && known[i] == typed[i+1] && known[i+1] == typed[i]
	return swapped && begins(rest(known, i+2), rest(typed, i+2))
}

func begins(known, with []rune) bool {
	return len(with) <= len(known) && slices.Equal(known[:len(with)], with)
}
