package words

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed *.toml
var files embed.FS

// tongues are all languages of this folder, English first, with what matches a reader's wishes to them.
type tongues struct {
	tags     []string
	speakers []speaker
	matcher  language.Matcher
}

var all = sync.OnceValue(func() tongues {
	b := i18n.NewBundle(language.English)
	for _, name := range fileNames() {
		tag, messages := read(name)
		if err := b.AddMessages(tag, messages...); err != nil {
			panic(name + ": " + err.Error())
		}
	}
	t := tongues{matcher: language.NewMatcher(b.LanguageTags())}
	for _, tag := range b.LanguageTags() {
		t.tags, t.speakers = append(t.tags, tag.String()), append(t.speakers, newSpeaker(b, tag.String()))
	}
	return t
})

func english() speaker { return all().speakers[0] }

// Languages are the BCP 47 tags of the languages that there are, English first.
func Languages() []string { return all().tags }

func newSpeaker(b *i18n.Bundle, tag string) speaker {
	s := speaker{localizer: i18n.NewLocalizer(b, tag), language: tag, said: new(forms)}
	s.thousands = s.say(&i18n.LocalizeConfig{MessageID: "figure.thousands"})
	from, err := strconv.Atoi(s.say(&i18n.LocalizeConfig{MessageID: "figure.grouped_from"}))
	if err != nil {
		panic(tag + ": figure.grouped_from: " + err.Error())
	}
	s.groupedFrom = from
	return s
}

// speakerOf takes wishes in their order: within a header its own weights count, between them nothing does.
func speakerOf(wishes ...string) speaker {
	var wanted []language.Tag
	for _, wish := range wishes {
		if tags, _, err := language.ParseAcceptLanguage(wish); err == nil {
			wanted = append(wanted, tags...)
		}
	}
	_, at, _ := all().matcher.Match(wanted...)
	return all().speakers[at]
}

// read is a file's messages. A plural form that a language has and a text does not need is that of all other counts: Spanish has one
// for whole millions. A file that does not parse stops the program at once.
func read(name string) (language.Tag, []*i18n.Message) {
	text, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	file, err := i18n.ParseMessageFileBytes(text, goI18nName(name), map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		panic(name + ": " + err.Error())
	}
	for _, m := range file.Messages {
		for _, form := range []*string{&m.Zero, &m.One, &m.Two, &m.Few, &m.Many} {
			if *form == "" {
				*form = m.Other
			}
		}
	}
	return file.Tag, file.Messages
}

func fileNames() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// goI18nName turns our LANGUAGE.AREA.toml, which sorts by language, into the AREA.LANGUAGE.toml of go-i18n.
func goI18nName(name string) string {
	lang, rest, _ := strings.Cut(name, ".")
	return strings.TrimSuffix(rest, "toml") + lang + ".toml"
}
