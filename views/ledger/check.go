package ledger

import (
	"context"
	"html"
	"io"
	"regexp"
	"strconv"

	"github.com/a-h/templ"

	"roundrobin/views/words"
)

// CheckProps are those of /ledger/check (Check).
type CheckProps struct {
	Size int // lines of the ledger
}

// Untrue are the codes of all that a recount in a browser can find untrue (static/js/src/recount).
var Untrue = []string{
	"key", "checkpoint", "bundle", "root", "unproven", "not_there", "form", "origin", "book_files", "book_proofs", "pass", "statement", "no_petition",
	"other_kind", "other_slot", "other_text", "too_many", "late", "twice", "not_its_own", "season", "second_book", "no_book", "fewer", "no_slot", "taken_slot", "opened",
	"no_eligible", "milestone", "closed", "count", "issued", "more_than_people", "text", "text_missing", "shown", "not_shown",
}

const (
	provedWhole = "proved-whole-alone proved-whole-witnessed"
	provedPart  = "proved-part-alone proved-part-witnessed"
	proved      = provedWhole + " " + provedPart
)

// leafSize is what a line of the ledger comes to in bytes: nearly all are signatures.
const leafSize = 900

func megabytes(size int) string {
	return strconv.FormatFloat(float64(size)*leafSize/1e6, 'f', 1, 64)
}

var gap = regexp.MustCompile(`\{(\w+)\}`)

// filled is a sentence of the catalogue in which a script fills in these values.
func filled(key string, names ...string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var gaps []any
		for _, name := range names {
			gaps = append(gaps, name, "{"+name+"}")
		}
		said := html.EscapeString(words.T(ctx, key, gaps...))
		_, err := io.WriteString(w, gap.ReplaceAllString(said, `<strong class="num" data-fill="$1"></strong>`))
		return err
	})
}
