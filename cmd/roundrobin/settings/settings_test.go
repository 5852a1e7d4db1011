package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

type sample struct {
	Words string        `help:"Some words." env:"RR_WORDS" default:"none"`
	Place string        `help:"A place." env:"RR_PLACE" path:"" placeholder:"DATA/place"`
	Days  int           `help:"Days." env:"RR_DAYS" default:"${days}"`
	Every time.Duration `help:"How often." env:"RR_EVERY" default:"1h"`
	On    bool          `help:"Whether." env:"RR_ON"`
	Ways  []string      `help:"Ways." env:"RR_WAYS" default:"a,b"`

	Inner struct {
		Mode   string `help:"A mode." env:"MODE" enum:"quick,slow" default:"slow"`
		Secret string `help:"A secret." env:"SECRET" secret:""`
	} `embed:"" envprefix:"RR_INNER_"`
	Numbers struct {
		Least *int   `help:"The least." env:"RR_LEAST" placeholder:"3"`
		Who   string `help:"Who." env:"RR_WHO" enum:",one,all" default:""`
	} `embed:""`
	Ignored string
}

var known = Of(sample{}, map[string]string{"days": "7"})

func TestEverySettingIsKnownByTheNameInItsTag(t *testing.T) {
	var names []string
	for _, s := range known {
		names = append(names, s.Key())
	}
	if got := strings.Join(names, " "); got != "words place days every on ways inner_mode inner_secret least who" {
		t.Error(got)
	}
	if known[2].Default != "7" || !known[1].Path || !known[7].Secret {
		t.Errorf("%+v", known)
	}
	c := sample{Ways: []string{"x", "y"}, Every: time.Minute}
	c.Inner.Mode = "quick"
	if known[5].Value(c) != "x,y" || known[3].Value(&c) != "1m0s" || known[6].Value(c) != "quick" {
		t.Error("a value is not that of its field")
	}
	four := 4
	if known[8].Value(c) != "" {
		t.Error("a number that nobody set has a value")
	}
	if c.Numbers.Least = &four; known[8].Value(c) != "4" {
		t.Error("a number that somebody set has none")
	}
}

func TestAFileSaysAllThatIsWrongWithItAtOnce(t *testing.T) {
	for text, want := range map[string][]string{
		"words = 'x'\ndays = 3\non = true\nevery = '5m'\nways = ['a', 'b']": nil,
		"dais = 3":                         {"dais is no setting; did you mean days?"},
		"days = 'often'\non = 'perhaps'":   {`days: "often" is no whole number`, `on: "perhaps" is neither true nor false`},
		"every = 5\ninner_mode = 'x'":      {`every: "5" is no length of time, such as 30s, 15m or 1h`, `inner_mode: "x" is none of quick, slow`},
		"least = 'few'\nwho = 'some'":      {`least: "few" is no whole number`, `who: "some" is none of one, all`},
		"[inner]\nmode = 'quick'":          {"[inner] is a table"},
		"words = 'x'\nwords is not closed": {"line 2"},
	} {
		name := filepath.Join(t.TempDir(), "f.toml")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Read(name, known)
		wrong, _ := err.(Mistakes)
		if len(wrong) != len(want) {
			t.Errorf("%q: %v, want %q", text, err, want)
			continue
		}
		for i := range want {
			if !strings.Contains(wrong[i], want[i]) {
				t.Errorf("%q: %q, want %q", text, wrong[i], want[i])
			}
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none"), known); err == nil {
		t.Error("a file that is not there passes")
	}
}

func TestARelativePathBeginsAtTheFilesFolder(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "f.toml")
	for given, want := range map[string]string{"a/b": filepath.Join(folder, "a/b"), "/a": "/a", "postgres://db/x": "postgres://db/x"} {
		if err := os.WriteFile(name, []byte("place = '"+given+"'"), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := Read(name, known)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := f.Get(known[1]); !ok || got != want {
			t.Errorf("%s: %s, want %s", given, got, want)
		}
	}
}

func TestTheEnvironmentIsCheckedToo(t *testing.T) {
	given := []string{"PATH=/bin", "RR_DAYS=x", "RR_DAIS=3", "RR_TEST_POSTGRES=y", "RR_EVERY=2m", "RR_INNER_MODE=fast"}
	wrong := strings.Join(Environment(known, given), "|")
	if wrong != `RR_DAYS: "x" is no whole number|RR_DAIS is no setting; did you mean RR_DAYS?|RR_INNER_MODE: "fast" is none of quick, slow` {
		t.Error(wrong)
	}
}

// What Write makes is read again as it was meant, and with every comment taken away it says each default.
func TestAWrittenFileIsReadAgain(t *testing.T) {
	var text strings.Builder
	chosen := map[string]any{"words": "Straße \"9\"\n", "days": 4, "on": true}
	if err := Write(&text, known, "Head.\nMore.", chosen); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "f.toml")
	if err := os.WriteFile(name, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Read(name, known)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]string{0: "Straße \"9\"\n", 2: "4", 4: "true"} {
		if got, _ := f.Get(known[i]); got != want {
			t.Errorf("%s: %q", known[i].Key(), got)
		}
	}
	if _, ok := f.Get(known[3]); ok {
		t.Error("what was not chosen is set")
	}
	for _, line := range []string{"# Head.\n# More.\n", "# every = \"1h\"\n", "# A mode. One of: quick, slow.\n# inner_mode = \"slow\"\n", "# ways = \"a,b\"\n", "# least = 3\n", "# Who. One of: one, all.\n"} {
		if !strings.Contains(text.String(), line) {
			t.Errorf("%q is not in\n%s", line, text.String())
		}
	}
}
