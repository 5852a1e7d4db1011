package words

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Trial returns a context in which a language speaks that nobody speaks: English in Arabic letters, written from right to left. By it
// the gallery shows whether the pages are ready for such a language. No site offers it.
func Trial(ctx context.Context) context.Context {
	return context.WithValue(ctx, speakerKey{}, trial())
}

// The private region says that it is no language of a country (BCP 47, as CLDR's own ar-XB).
var trialTag = language.MustParse("ar-XB")

var trial = sync.OnceValue(func() speaker {
	b := i18n.NewBundle(trialTag)
	for _, name := range fileNames() {
		if !strings.HasPrefix(name, "en.") {
			continue
		}
		_, messages := read(name)
		for _, m := range messages {
			turn(m)
		}
		if err := b.AddMessages(trialTag, messages...); err != nil {
			panic(name + ": " + err.Error())
		}
	}
	return newSpeaker(b, trialTag.String())
})

func turn(m *i18n.Message) {
	switch {
	case m.ID == "language.direction":
		m.Other = "rtl"
	case !strings.HasPrefix(m.ID, "figure.") && m.ID != "write.languages":
		for _, form := range []*string{&m.Zero, &m.One, &m.Two, &m.Few, &m.Many, &m.Other} {
			*form = turned(*form)
		}
	}
}

// untouched are values, places and what is typed.
var untouched = regexp.MustCompile("\\{\\{[^}]*\\}\\}|\\{\\w+\\}|\\]\\([a-z_]+\\)|`[^`]*`")

func turned(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range untouched.FindAllStringIndex(text, -1) {
		b.WriteString(strings.Map(turnedLetter, text[at:m[0]]) + text[m[0]:m[1]])
		at = m[1]
	}
	return b.String() + strings.Map(turnedLetter, text[at:])
}

// letters are Arabic ones for a to z.
var letters = []rune("ابكديفجهيجكلمنوبقرستوڤوخيز")

func turnedLetter(r rune) rune {
	if low := unicode.ToLower(r); low >= 'a' && low <= 'z' {
		return letters[low-'a']
	}
	switch r {
	case ',':
		return '،'
	case ';':
		return '؛'
	case '?':
		return '؟'
	}
	return r
}
