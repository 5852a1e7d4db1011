package ui

import (
	"context"
	"io"
	"regexp"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"roundrobin/views/words"
)

// Links are addresses for the [words](place) of a sentence, by place.
type Links map[string]string

// known are the places that every sentence can name.
var known = Links{
	"rules": "/rules", "retention": "/retention", "incident": "/incident",
	"home": "/", "petitions": "/petitions", "programs": "/programs", "ledger": "/ledger", "wallet": "/wallet",
	"desk": "/desk", "self": "/desk/self", "help": "/help", "limits": "/limits", "about": "/about", "mail": "/dev/mail", "standards": "/standards",
}

// Say sets a sentence of the catalogue with **strong**, `code` and [words](place). args are names and values, as in
// words.T; a value of type Links names further places. What is in a value is never read as markup.
func Say(key string, args ...any) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		_, err := io.WriteString(w, sentence.of(ctx, key, args))
		return err
	})
}

// SayN is Say for a count, as words.N.
func SayN(key string, n int, args ...any) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		values, links := parted(args)
		_, err := io.WriteString(w, set(words.N(ctx, key, n, values...), links))
		return err
	})
}

// Prose sets a longer text of the catalogue: paragraphs and "- " lists, parted by empty lines.
func Prose(key string, args ...any) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		_, err := io.WriteString(w, passage.of(ctx, key, args))
		return err
	})
}

func prose(text string, links Links) string {
	var b strings.Builder
	for block := range strings.SplitSeq(text, "\n\n") {
		b.WriteString(paragraph(strings.TrimSpace(block), links))
	}
	return b.String()
}

// A setter keeps the texts that need no values as it set them: there are as many as the catalogue has.
type setter struct {
	set  func(string, Links) string
	kept sync.Map
}

var (
	sentence = &setter{set: set}
	passage  = &setter{set: prose}
)

func (s *setter) of(ctx context.Context, key string, args []any) string {
	if len(args) > 0 {
		values, links := parted(args)
		return s.set(words.T(ctx, key, values...), links)
	}
	text := words.T(ctx, key)
	if had, ok := s.kept.Load(text); ok {
		return had.(string)
	}
	done := s.set(text, nil)
	s.kept.Store(text, done)
	return done
}

func paragraph(block string, links Links) string {
	if !strings.HasPrefix(block, "- ") {
		return "<p>" + set(block, links) + "</p>"
	}
	items := strings.Split("\n"+block, "\n- ")[1:]
	for i, item := range items {
		items[i] = "<li>" + set(item, links) + "</li>"
	}
	return `<ul class="ticks">` + strings.Join(items, "") + "</ul>"
}

func parted(args []any) (values []any, links Links) {
	links = Links{}
	for i := 0; i+1 < len(args); i += 2 {
		switch v := args[i+1].(type) {
		case Links:
			for place, address := range v {
				links[place] = address
			}
		case string:
			values = append(values, args[i], guard.Replace(v))
		default:
			values = append(values, args[i], v)
		}
	}
	return values, links
}

// guard keeps the marks inside a value from being read as ours, by moving them to private characters and back.
var (
	guard   = strings.NewReplacer("*", "\ue000", "`", "\ue001", "[", "\ue002", "]", "\ue003", "(", "\ue004", ")", "\ue005")
	unguard = strings.NewReplacer("\ue000", "*", "\ue001", "`", "\ue002", "[", "\ue003", "]", "\ue004", "(", "\ue005", ")")
	marks   = regexp.MustCompile("\\*\\*([^*]+)\\*\\*|`([^`]+)`|\\[([^\\]]+)\\]\\(([a-z_]+)\\)")
)

func set(text string, links Links) string {
	var b strings.Builder
	at := 0
	for _, m := range marks.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(templ.EscapeString(text[at:m[0]]))
		at = m[1]
		switch {
		case m[2] >= 0:
			b.WriteString("<strong>" + templ.EscapeString(text[m[2]:m[3]]) + "</strong>")
		case m[4] >= 0:
			b.WriteString(`<span class="code">` + templ.EscapeString(text[m[4]:m[5]]) + "</span>")
		default:
			b.WriteString(link(text[m[6]:m[7]], text[m[8]:m[9]], links))
		}
	}
	b.WriteString(templ.EscapeString(text[at:]))
	return unguard.Replace(b.String())
}

func link(said, place string, links Links) string {
	address, ok := links[place]
	if !ok {
		if address, ok = known[place]; !ok {
			panic("ui: a sentence leads to an unknown place, " + place)
		}
	}
	return `<a href="` + templ.EscapeString(string(templ.URL(address))) + `">` + templ.EscapeString(said) + "</a>"
}
