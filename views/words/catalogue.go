package words

import (
	"embed"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed *.toml
var files embed.FS

var english = sync.OnceValue(func() speaker { return speak("en") })

// bundle holds every language file of this folder. A file that does not parse stops the program at once.
var bundle = sync.OnceValue(func() *i18n.Bundle {
	b := i18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	for _, name := range fileNames() {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		b.MustParseMessageFileBytes(text, goI18nName(name))
	}
	return b
})

func speak(languages ...string) speaker {
	b := bundle()
	wanted, _, _ := language.ParseAcceptLanguage(strings.Join(languages, ","))
	tags := b.LanguageTags()
	_, at, _ := language.NewMatcher(tags).Match(wanted...)
	return speaker{i18n.NewLocalizer(b, tags[at].String()), tags[at].String()}
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
