package words

import (
	"fmt"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// forms are texts as the catalogue gave them once, with gaps for what differs: to look one up and to parse it takes longer than to fill it in.
type forms struct{ known sync.Map } // of form, by formKey

type formKey struct {
	key string
	n   int // of a count that is one more; 0 for none
}

// countsKept bounds how many counts of one text are kept.
const countsKept = 200

// A form is a text in pieces, and which argument stands between them.
type form struct {
	pieces []string
	names  []string // of all arguments, as they were given
	gaps   []int    // after each piece but the last: the argument's place among the names
}

// gap stands for an argument, in a private character that no text has.
const gap = '\ue010'

// form is not ok for what is to be said the long way: an argument that the text lacks, a key that the catalogue lacks, a large count.
func (f *forms) form(s speaker, key string, n int, args []any) (form, bool) {
	if len(args)%2 != 0 || n < 0 || n > countsKept {
		return form{}, false
	}
	at := formKey{key, n}
	if known, ok := f.known.Load(at); ok {
		had := known.(form)
		return had, had.isOf(args)
	}
	made, ok := formOf(s, key, n, args)
	if ok {
		f.known.Store(at, made)
	}
	return made, ok
}

func formOf(s speaker, key string, n int, args []any) (made form, ok bool) {
	data := map[string]any{}
	for i := 0; i < len(args); i += 2 {
		name := args[i].(string)
		data[name] = fmt.Sprintf("%c%d%c", gap, i/2, gap)
		made.names = append(made.names, name)
	}
	text := ""
	if n > 0 {
		text = s.sayN(key, n-1, data)
	} else {
		text = s.say(&i18n.LocalizeConfig{MessageID: key, TemplateData: data})
	}
	for i, piece := range strings.Split(text, string(gap)) {
		if i%2 == 0 {
			made.pieces = append(made.pieces, piece)
			continue
		}
		at := 0
		if _, err := fmt.Sscan(piece, &at); err != nil {
			return form{}, false
		}
		made.gaps = append(made.gaps, at)
	}
	return made, text != key && !strings.Contains(text, "<no value>")
}

func (f form) isOf(args []any) bool {
	if len(args) != 2*len(f.names) {
		return false
	}
	for i, name := range f.names {
		if args[2*i] != name {
			return false
		}
	}
	return true
}

func (f form) with(s speaker, args []any) string {
	if len(f.gaps) == 0 {
		return f.pieces[0]
	}
	var b strings.Builder
	b.WriteString(f.pieces[0])
	for i, at := range f.gaps {
		if text, ok := args[2*at+1].(string); ok {
			b.WriteString(text)
		} else {
			fmt.Fprint(&b, s.plain(args[2*at+1]))
		}
		b.WriteString(f.pieces[i+1])
	}
	return b.String()
}
