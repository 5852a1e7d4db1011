// Package words is the message catalogue: every text that a person reads comes from here.
// A language is a set of files: en.toml and any en.AREA.toml beside it are English, es.toml and es.AREA.toml Spanish.
package words

import (
	"context"
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Strict makes a missing key or argument a panic instead of a gap in the page.
// Tests, the gallery and development set it; it is not for production.
var Strict bool

// speaker is a language that speaks: how it says things and sets figures.
type speaker struct {
	localizer   *i18n.Localizer
	language    string
	thousands   string // between groups of three digits
	groupedFrom int    // the fewest digits that are grouped
	said        *forms
}

type speakerKey struct{}

// With returns a context in which the catalogue answers in the first of the languages that it has.
// Each is a BCP 47 tag or an Accept-Language header, the dearest first; English stands in for all others.
func With(ctx context.Context, languages ...string) context.Context {
	return context.WithValue(ctx, speakerKey{}, speakerOf(languages...))
}

// Language is the BCP 47 tag of the language that T answers in.
func Language(ctx context.Context) string { return from(ctx).language }

// Direction is "ltr" or "rtl", as the language is written.
func Direction(ctx context.Context) string { return T(ctx, "language.direction") }

// T is the text of key. args are names and values, in pairs; a number is set as the language sets numbers.
func T(ctx context.Context, key string, args ...any) string {
	s := from(ctx)
	if said, ok := s.said.form(s, key, 0, args); ok {
		return said.with(s, args)
	}
	return s.say(&i18n.LocalizeConfig{MessageID: key, TemplateData: s.pairs(args)})
}

// N is T for a count: the catalogue holds a text for each plural form, and {{.n}} in it is n.
func N(ctx context.Context, key string, n int, args ...any) string {
	s := from(ctx)
	if said, ok := s.said.form(s, key, n+1, args); ok {
		return said.with(s, args)
	}
	return s.sayN(key, n, s.pairs(args))
}

func (s speaker) sayN(key string, n int, data map[string]any) string {
	data["n"] = s.number(n)
	return s.say(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: n})
}

// Has says whether the catalogue has the key, in English at least.
func Has(key string) bool {
	_, err := english().localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: map[string]any{}})
	return err == nil
}

// Fault is the sentence of a refusal: the text of "fault.CODE". An unknown code gets the general sentence. A value that
// is a day (2026-11-23) is set as people write it.
func Fault(ctx context.Context, code string, args map[string]any) string {
	key := "fault." + code
	if !Has(key) {
		key = "fault.internal"
	}
	s, data := from(ctx), map[string]any{}
	for name, value := range args {
		data[name] = s.plain(value)
		if day, ok := value.(string); ok {
			data[name] = Day(ctx, day)
		}
	}
	return s.say(&i18n.LocalizeConfig{MessageID: key, TemplateData: data})
}

// Faults is Fault in every language, by tag. What answers a wallet says all of them: a request that named its reader's language would
// tell something about whoever signs.
func Faults(ctx context.Context, code string, args map[string]any) map[string]string {
	all := map[string]string{}
	for _, tag := range Languages() {
		all[tag] = Fault(With(ctx, tag), code, args)
	}
	return all
}

func (s speaker) say(config *i18n.LocalizeConfig) string {
	text, err := s.localizer.Localize(config)
	gap := err != nil || strings.Contains(text, "<no value>")
	if gap && Strict {
		panic(fmt.Sprintf("words: %q: %q, %v", config.MessageID, text, err))
	}
	if text == "" {
		return config.MessageID
	}
	return text
}

func (s speaker) pairs(args []any) map[string]any {
	if len(args)%2 != 0 {
		panic(fmt.Sprintf("words: a name without a value in %v", args))
	}
	data := make(map[string]any, len(args)/2+1)
	for i := 0; i < len(args); i += 2 {
		data[args[i].(string)] = s.plain(args[i+1])
	}
	return data
}

func (s speaker) plain(value any) any {
	switch v := value.(type) {
	case int:
		return s.number(v)
	case int64:
		return s.number(int(v))
	}
	return value
}

func from(ctx context.Context) speaker {
	if s, ok := ctx.Value(speakerKey{}).(speaker); ok {
		return s
	}
	return english()
}
