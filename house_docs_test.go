package house

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Documents whose every claim names what shows it: in backticks, a test, a file, or a story of the browser's.
var claims = []string{"docs/threats.md"}

var (
	claimed  = regexp.MustCompile("`([^`]+)`")
	testName = regexp.MustCompile(`^(Test|Fuzz|Benchmark)[A-Z]\w*$`)
	fileName = regexp.MustCompile(`^[\w.-]+(/[\w.-]+)*\.(go|mjs|ts|md|sql|toml|yaml|templ)$|^(Makefile|Dockerfile|tools/\w+)$`)
	declared = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)\w+)\(`)
)

// TestWhatADocumentNamesIsThere: a test that was renamed or thrown away no longer shows anything.
func TestWhatADocumentNamesIsThere(t *testing.T) {
	there := allThere(t)
	for _, path := range claims {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		found, wrong := named(string(text), there)
		if found < 20 {
			t.Errorf("%s names only %d tests and files", path, found)
		}
		for _, w := range wrong {
			t.Errorf("%s names %s, which is not there", path, w)
		}
	}
}

// TestANameThatIsNotThereIsSeen: the test above can fail.
func TestANameThatIsNotThereIsSeen(t *testing.T) {
	found, wrong := named("`TestGone` `TestThere`, `a/gone.go`, `a/there.go`, story `gone` and story `there`; `words alone`", map[string]bool{"TestThere": true, "a/there.go": true, "story there": true})
	if found != 6 || fmt.Sprint(wrong) != "[TestGone a/gone.go story gone]" {
		t.Error(found, wrong)
	}
}

// named counts what a text names, and lists what of it is not there.
func named(text string, there map[string]bool) (found int, wrong []string) {
	for _, at := range claimed.FindAllStringSubmatchIndex(text, -1) {
		name := text[at[2]:at[3]]
		if strings.HasSuffix(text[:at[0]], "story ") {
			name = "story " + name
		} else if !testName.MatchString(name) && !fileName.MatchString(name) {
			continue
		}
		if found++; !there[name] {
			wrong = append(wrong, name)
		}
	}
	return found, wrong
}

// allThere are all tests, files and stories.
func allThere(t *testing.T) map[string]bool {
	t.Helper()
	there, tree := map[string]bool{}, os.DirFS(".")
	err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && slices.Contains([]string{".git", "node_modules", "bin", "shots"}, d.Name()) {
				return fs.SkipDir
			}
			return err
		}
		there[path] = true
		if story, ok := strings.CutPrefix(path, "static/js/stories/visits/"); ok {
			there["story "+strings.TrimSuffix(story, ".mjs")] = true
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := fs.ReadFile(tree, path)
		for _, m := range declared.FindAllSubmatch(source, -1) {
			there[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return there
}
