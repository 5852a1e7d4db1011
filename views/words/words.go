// Package words is the message catalogue: every text that a person reads comes from here.
// A language is a file: en.toml and any en.AREA.toml beside it are English; de.toml would be German.
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

type speaker struct {
	localizer *i18n.Localizer
	language  string
}

type speakerKey struct{}

// With returns a context in which the catalogue answers in the first of the languages that it has.
// The languages are BCP 47 tags or an Accept-Language header; English stands in for all others.
func With(ctx context.Context, languages ...string) context.Context {
	return context.WithValue(ctx, speakerKey{}, speak(languages...))
}

// Language is the BCP 47 tag of the language that T answers in.
func Language(ctx context.Context) string { return from(ctx).language }

// T is the text of key. args are names and values, in pairs; a number is set with thousands separators.
func T(ctx context.Context, key string, args ...any) string {
	return say(ctx, &i18n.LocalizeConfig{MessageID: key, TemplateData: pairs(args)})
}

// N is T for a count: the catalogue holds a text for each plural form, and {{.n}} in it is n.
func N(ctx context.Context, key string, n int, args ...any) string {
	data := pairs(args)
	data["n"] = Number(n)
	return say(ctx, &i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: n})
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
	data := map[string]any{}
	for name, value := range args {
		data[name] = plain(value)
		if day, ok := value.(string); ok {
			data[name] = Day(ctx, day)
		}
	}
	return say(ctx, &i18n.LocalizeConfig{MessageID: key, TemplateData: data})
}

func say(ctx context.Context, config *i18n.LocalizeConfig) string {
	text, err := from(ctx).localizer.Localize(config)
	gap := err != nil || strings.Contains(text, "<no value>")
	if gap && Strict {
		panic(fmt.Sprintf("words: %q: %q, %v", config.MessageID, text, err))
	}
	if text == "" {
		return config.MessageID
	}
	return text
}

func pairs(args []any) map[string]any {
	if len(args)%2 != 0 {
		panic(fmt.Sprintf("words: a name without a value in %v", args))
	}
	data := make(map[string]any, len(args)/2+1)
	for i := 0; i < len(args); i += 2 {
		data[args[i].(string)] = plain(args[i+1])
	}
	return data
}

func plain(value any) any {
	switch v := value.(type) {
	case int:
		return Number(v)
	case int64:
		return Number(int(v))
	}
	return value
}

func from(ctx context.Context) speaker {
	if s, ok := ctx.Value(speakerKey{}).(speaker); ok {
		return s
	}
	return english()
}
