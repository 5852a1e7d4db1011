package words

import (
	"context"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// textsOf is every text of a language, by key; the forms of a plural stand under KEY one, KEY other and so on.
func textsOf(t *testing.T, tag string) map[string]*i18n.Message {
	t.Helper()
	all := map[string]*i18n.Message{}
	for _, name := range fileNames() {
		if strings.HasPrefix(name, tag+".") {
			_, messages := read(name)
			for _, m := range messages {
				all[m.ID] = m
			}
		}
	}
	if len(all) == 0 {
		t.Fatalf("no text in %s", tag)
	}
	return all
}

func others() []string { return Languages()[1:] }

// Law: every language has every text, and none that English has not.
func TestEveryLanguageHasEveryText(t *testing.T) {
	texts := textsOf(t, "en")
	for _, tag := range others() {
		its := textsOf(t, tag)
		for key := range texts {
			if its[key] == nil {
				t.Errorf("%s lacks %q", tag, key)
			}
		}
		for key := range its {
			if texts[key] == nil {
				t.Errorf("%s has %q, which English lacks", tag, key)
			}
		}
	}
}

var (
	holes  = regexp.MustCompile(`\{\{\.(\w+)\}\}|\{(\w+)\}`)
	places = regexp.MustCompile(`\]\(([a-z_]+)\)`)
	codes  = regexp.MustCompile("`[^`]+`")
)

// Law: a text has the same values in it in every language, leads to the same places, and names the same commands. A form for one may
// leave out its number.
func TestEveryLanguageHoldsTheSameValues(t *testing.T) {
	texts := textsOf(t, "en")
	for _, tag := range others() {
		for key, its := range textsOf(t, tag) {
			if texts[key] == nil || key == "comment.form" { // it shows what code looks like
				continue
			}
			for _, mark := range []*regexp.Regexp{holes, places, codes} {
				if want, got := found(mark, texts[key].Other), found(mark, its.Other); !slices.Equal(want, got) {
					t.Errorf("%s of %q holds %v, in English %v", tag, key, got, want)
				}
				for _, one := range found(mark, its.One) {
					if !slices.Contains(found(mark, texts[key].Other), one) {
						t.Errorf("%s of %q, for one, holds %s, which nobody fills", tag, key, one)
					}
				}
			}
		}
	}
}

func found(mark *regexp.Regexp, text string) []string {
	all := mark.FindAllString(text, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

// same are the texts that are rightly the same in Spanish as in English: names, formats, signs, and what is nothing but values.
var same = set("brand", "letter.foot_plain", "demo.label", "list.as_json", "csv.key", "share.papers.a4", "tracker.side_milestone",
	"mail.change.first", "mail.text.reason", "mail.subject.whole", "mail.head.end", "figure.percent", "pulse.chart_share", "pulse.chart_said",
	"pulse.line", "pulse.season_name", "letter.check_text_hash", "letter.check_command", "office.mail.because", "office.mail.plainly", "office.flags.named",
	"office_cli.listed", "office.proposal.of", "program.status_since", "wallet_cli.act", "wallet_cli.refused", "people.keep",
	"language.direction", "office.roster.column_named", "init.suggested", "setting.in.share", "office.health.size", "rules.letter_off")

func set(keys ...string) map[string]bool {
	all := map[string]bool{}
	for _, key := range keys {
		all[key] = true
	}
	return all
}

// Law: what reads the same in another language was forgotten, unless it is known to be the same.
func TestNoTextWasLeftInEnglish(t *testing.T) {
	texts := textsOf(t, "en")
	for _, tag := range others() {
		for key, its := range textsOf(t, tag) {
			if texts[key] != nil && !same[key] && its.Other == texts[key].Other {
				t.Errorf("%s of %q is the English text: %q", tag, key, its.Other)
			}
		}
	}
	inSpanish := textsOf(t, "es")
	for key := range same {
		if spanish := inSpanish[key]; texts[key] == nil || spanish == nil || spanish.Other != texts[key].Other {
			t.Errorf("%q is known to be the same, and is not", key)
		}
	}
}

// TestTheseLawsCanFail shows that a missing value, place or command is seen.
func TestTheseLawsCanFail(t *testing.T) {
	for text, mark := range map[string]*regexp.Regexp{"a {{.n}}": holes, "line {line}": holes, "[x](limits)": places, "run `it`": codes} {
		if len(found(mark, text)) != 1 {
			t.Errorf("nothing is seen in %q", text)
		}
	}
}

// Every plural of the catalogue can be said for none, one, many, and whole millions, for which Spanish has a form of its own.
func TestPluralsAreWhole(t *testing.T) {
	Strict = false
	defer func() { Strict = true }()
	for _, tag := range Languages() {
		ctx := With(context.Background(), tag)
		for key := range catalogueKeys(t) {
			for _, n := range []int{0, 1, 2, 1_000_000} {
				if got := N(ctx, key, n); got == key {
					t.Errorf("%s has no text of %s for %d", tag, key, n)
				}
			}
		}
	}
}

func TestEachLanguageSetsFiguresItsOwnWay(t *testing.T) {
	ctx := With(context.Background(), "es-MX")
	for want, got := range map[string]string{
		"1612": Number(ctx, 1612), "12.345": Number(ctx, 12345), "-1.000.000": Number(ctx, -1000000), "39\u00a0%": Percent(ctx, 39),
		"25 de noviembre de 2026": Day(ctx, "2026-11-25"), "1 de marzo": DayNear(ctx, "2026-03-01", "2026-11-23"), "1 de ene": DayBrief(ctx, "2026-01-01"),
		"12.345 peticiones": N(ctx, "list.count", 12345), "1 petición": N(ctx, "list.count", 1), "0 peticiones": N(ctx, "list.count", 0),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTheDearestLanguageSpeaks(t *testing.T) {
	for _, x := range []struct {
		wishes []string
		want   string
	}{
		{nil, "en"}, {[]string{""}, "en"}, {[]string{"es"}, "es"}, {[]string{"es-419"}, "es"}, {[]string{"fr;q=0.9, es;q=0.2"}, "es"},
		{[]string{"xx", "es"}, "es"}, {[]string{"en;q=0.1", "es"}, "en"}, {[]string{"=,;", "es"}, "es"}, {[]string{"*"}, "en"}, {[]string{"de", ""}, "en"},
	} {
		if got := Language(With(context.Background(), x.wishes...)); got != x.want {
			t.Errorf("%q are answered in %s, want %s", x.wishes, got, x.want)
		}
	}
}

func TestAnAddressIsCutAtItsLanguage(t *testing.T) {
	for path, want := range map[string]string{
		"/es/petitions": "es /petitions", "/es": "es /", "/es/": "es /", "/en/a/b": "en /a/b", "/": " /", "/petitions": " /petitions", "/esp/x": " /esp/x",
		"es/x": " es/x", "//es/x": " //es/x",
	} {
		tag, rest := Cut(path)
		if got := tag + " " + rest; got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
}

func TestARefusalIsSaidInEveryLanguage(t *testing.T) {
	said := Faults(context.Background(), "petition_closed", map[string]any{"day": "2026-11-24"})
	if got := slices.Sorted(maps.Keys(said)); !slices.Equal(got, slices.Sorted(slices.Values(Languages()))) {
		t.Errorf("it is said in %v", got)
	}
	if !strings.Contains(said["en"], "on 24 November 2026") || !strings.Contains(said["es"], "el 24 de noviembre de 2026") {
		t.Errorf("it says %q", said)
	}
}

var (
	comment = regexp.MustCompile(`(?s)/\*.*?\*/|(?m)(^|\s)//.*$`)
	phrase  = regexp.MustCompile("'[A-Z¿¡][a-z]+ [a-z][^'\n]*'|`[A-Z][a-z]+ [a-z][^`\n]*`|(textContent|placeholder|title|alt|ariaLabel) = ['`][A-Za-z]{2,}")
)

// Law: no script says anything by itself. Its texts stand in the page, which the server has written in the reader's language.
func TestNoScriptSpeaks(t *testing.T) {
	for _, path := range sources(t, ".ts") {
		if strings.Contains(path, "/test/") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, said := range phrasesOf(string(text)) {
			t.Errorf("%s says %s: let the page say it", path, said)
		}
	}
	if got := phrasesOf("e.textContent = 'Signed'\nx = 'Thank you all'"); len(got) != 2 {
		t.Errorf("of two breaches it sees %v", got)
	}
}

// phrasesOf leaves out what errors say, which no page shows.
func phrasesOf(script string) (all []string) {
	for _, line := range strings.Split(comment.ReplaceAllString(script, ""), "\n") {
		if !strings.Contains(line, "Error(") && !strings.Contains(line, "console.") {
			all = append(all, phrase.FindAllString(line, -1)...)
		}
	}
	return all
}

func ExampleNumber() {
	fmt.Println(Number(With(context.Background(), "en"), 12345), Number(With(context.Background(), "es"), 12345))
	// Output: 12,345 12.345
}
