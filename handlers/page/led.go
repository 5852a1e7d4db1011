package page

import (
	"bytes"
	"regexp"
	"slices"

	"roundrobin/views/words"
)

// ways are what leads on from a screen: the beginning of each address on this site, up to the end of its first part.
var ways = regexp.MustCompile(` (?:href|action|formaction)="/([A-Za-z-]*)`)

// unled have no language.
var unled = []string{"static", "log", "booth"}

// led lets all ways of a screen stay in the language that its address names: prefix, "" or "/es". What people wrote cannot look like an
// attribute, as its quotation marks are escaped.
func led(screen []byte, prefix string) []byte {
	if prefix == "" {
		return screen
	}
	return ways.ReplaceAllFunc(screen, func(way []byte) []byte {
		slash := bytes.IndexByte(way, '/')
		first := string(way[slash+1:])
		if slices.Contains(unled, first) || slices.Contains(words.Languages(), first) {
			return way
		}
		return slices.Concat(way[:slash], []byte(prefix), way[slash:])
	})
}
