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
var claims = []string{"docs/threats.md", "docs/asvs.md"}

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

// TestEveryRequirementIsAnswered: levels 1 and 2 of ASVS 5.0.0 have 253 requirements, and each stands in one row, in the standard's order.
func TestEveryRequirementIsAnswered(t *testing.T) {
	text, err := os.ReadFile("docs/asvs.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rows, _ := strings.Cut(string(text), "## V1 ")
	var all [][3]int
	for _, row := range regexp.MustCompile(`(?m)^\| (\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) \| [^|]+ \| (?:yes|partly|no|–) \| [^|]+ \|$`).FindAllStringSubmatch(rows, -1) {
		for id := range strings.SplitSeq(row[1], ", ") {
			var n [3]int
			if _, err := fmt.Sscanf(id, "%d.%d.%d", &n[0], &n[1], &n[2]); err != nil {
				t.Fatal(err)
			}
			all = append(all, n)
		}
	}
	if !slices.IsSortedFunc(all, func(a, b [3]int) int { return slices.Compare(a[:], b[:]) }) || len(slices.Compact(slices.Clone(all))) != 253 || len(all) != 253 {
		t.Errorf("%d requirements, and these are they: %v", len(all), all)
	}
}
