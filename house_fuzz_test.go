package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// reads is what a function that takes anybody's bytes is called.
var reads = regexp.MustCompile(`^(Parse|Decode|Unmarshal|Open|Read)([A-Z]|$)`)

// Of these, nobody outside chooses the bytes, or they choose among a few words.
var unfuzzed = map[string]string{
	"cmd/roundrobin/load.Open":     "what the load itself wrote",
	"models/db.Open":               "an address from the settings",
	"models/ledger/store.Open":     "no bytes",
	"models/floor.OpenTally":       "opens what secret.Box sealed",
	"models/moderation.ParseWords": "any text is words",
	"models/export.ParsePaper":     "one of a few words",
	"models/thread.ParseOrder":     "one of a few words",
	"models/roster.ParseKind":      "one of a few words",
	"models/petition.ParseOutcome": "one of a few words",
	"models/petition.ParseTopic":   "one of a few words",
	"static.Open":                  "looks a path up in a map",
	"models/pass.OpenBook":         "fuzzed as the two files that it reads",
	"models/pass.OpenName":         "fuzzed as ParseNameBody and OpenCertificate",
}

// TestWhatTakesAnybodysBytesIsFuzzed: each exported function that reads bytes or text is called in a fuzz test of its package, or says above why not. What the
// fuzz tests begin with is run by every check, and more by an audit (tools/fuzz).
func TestWhatTakesAnybodysBytesIsFuzzed(t *testing.T) {
	readers, fuzz := map[string]string{}, map[string]string{} // by package.Name, and by folder
	files := 0
	for _, root := range []string{"cmd", "handlers", "jobs", "mail", "models", "static", "views"} {
		err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_templ.go") || strings.Contains(filepath.ToSlash(path), "node_modules/") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			files++
			file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			folder := filepath.ToSlash(filepath.Dir(path))
			if strings.HasSuffix(path, "_test.go") {
				fuzz[folder] += fuzzBodies(file, text)
				return nil
			}
			if strings.HasSuffix(folder, "test") { // helps tests
				return nil
			}
			for _, name := range readersOf(file) {
				readers[folder+"."+name] = name
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 500 || len(readers) < 50 {
		t.Errorf("only %d files with %d readers were found", files, len(readers))
	}
	for at, name := range readers {
		folder := strings.TrimSuffix(at, "."+name)
		if unfuzzed[at] == "" && !calls(fuzz[folder], name) {
			t.Errorf("%s takes bytes that anybody may choose, and no fuzz test of its package calls it", at)
		}
	}
	for at := range unfuzzed {
		if readers[at] == "" {
			t.Errorf("%s is excused, and is not there", at)
		}
	}
}

// TestAReaderThatIsNotFuzzedIsSeen: the test above can fail.
func TestAReaderThatIsNotFuzzedIsSeen(t *testing.T) {
	text := "package p\nfunc ParseA(b []byte) {}\nfunc OpenB(n int, s string) {}\nfunc ReadC(n int) {}\nfunc parseD(b []byte) {}\nfunc (r R) ParseE(b []byte) {}\nfunc FuzzA() { p.ParseA(nil) }\nfunc TestB() { OpenB() }\n"
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	bodies := fuzzBodies(file, []byte(text))
	if got := fmt.Sprint(readersOf(file), calls(bodies, "ParseA"), calls(bodies, "OpenB")); got != "[ParseA OpenB] true false" {
		t.Error(got)
	}
}

// readersOf are a file's exported functions, without methods, that are named as readers and take bytes or text.
func readersOf(file *ast.File) (names []string) {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || !reads.MatchString(f.Name.Name) {
			continue
		}
		if slices.ContainsFunc(f.Type.Params.List, func(p *ast.Field) bool { return isText(p.Type) }) {
			names = append(names, f.Name.Name)
		}
	}
	return names
}

// isText: string, []byte or io.Reader.
func isText(e ast.Expr) bool {
	if list, ok := e.(*ast.ArrayType); ok && list.Len == nil {
		return said(list.Elt) == "byte"
	}
	return said(e) == "string" || said(e) == "io.Reader"
}

func fuzzBodies(file *ast.File, text []byte) (bodies string) {
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, "Fuzz") {
			bodies += string(text[f.Body.Pos()-1 : f.Body.End()-1])
		}
	}
	return bodies
}

func calls(bodies, name string) bool {
	return regexp.MustCompile(`\b` + name + `\(`).MatchString(bodies)
}
