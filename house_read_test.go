package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

const module = "roundrobin/"

// A house is a source tree as the laws see it.
type house struct {
	files []*source         // Go files
	texts map[string]string // all other files that laws look at: path to content
	words map[string]bool   // keys of the English catalogue; a table with "one" and "other" is one key
}

// A source is a Go file. Test and generated files are marked; most laws pass over them.
type source struct {
	path, dir       string
	test, generated bool
	lines           int
	set             *token.FileSet
	ast             *ast.File
}

func read(t *testing.T, tree fs.FS) *house {
	t.Helper()
	h := &house{texts: map[string]string{}, words: map[string]bool{}}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if base := path.Base(name); base == "node_modules" || base == "testdata" || base != "." && strings.HasPrefix(base, ".") {
				return fs.SkipDir
			}
			return nil
		}
		return h.add(tree, name)
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) add(tree fs.FS, name string) error {
	switch path.Ext(name) {
	case ".go", ".sql", ".templ", ".toml", ".mod":
	default:
		return nil
	}
	content, err := fs.ReadFile(tree, name)
	if err != nil {
		return err
	}
	if path.Ext(name) == ".go" {
		return h.addGo(name, content)
	}
	h.texts[name] = string(content)
	if strings.HasPrefix(name, "views/words/en") {
		var table map[string]any
		if err := toml.Unmarshal(content, &table); err != nil {
			return err
		}
		h.addWords("", table)
	}
	return nil
}

func (h *house) addGo(name string, content []byte) error {
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, name, content, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	h.files = append(h.files, &source{
		path: name, dir: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), generated: ast.IsGenerated(parsed),
		lines: strings.Count(string(content), "\n"), set: set, ast: parsed,
	})
	return nil
}

func (h *house) addWords(prefix string, table map[string]any) {
	for key, value := range table {
		inner, ok := value.(map[string]any)
		if _, plural := inner["other"]; !ok || plural {
			h.words[prefix+key] = true
		} else {
			h.addWords(prefix+key+".", inner)
		}
	}
}

// ours are the files that people wrote and that are no tests.
func (h *house) ours() (files []*source) {
	for _, f := range h.files {
		if !f.test && !f.generated {
			files = append(files, f)
		}
	}
	return files
}

// at is a breach in this file.
func (f *source) at(n ast.Node, what string) string {
	return f.path + ":" + strconv.Itoa(f.set.Position(n.Pos()).Line) + ": " + what
}

func (f *source) imports() (paths []string) {
	for _, i := range f.ast.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		paths = append(paths, p)
	}
	return paths
}

// nameOf is what the file calls the package of this import path; "" if it does not import it.
func (f *source) nameOf(importPath string) string {
	for _, i := range f.ast.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		if p == importPath && i.Name != nil {
			return i.Name.Name
		}
		if p == importPath {
			return path.Base(strings.TrimSuffix(strings.TrimSuffix(p, "/v2"), "/v3"))
		}
	}
	return ""
}

// in reports whether a path is one of these files or lies in one of these folders.
func in(name string, places ...string) bool {
	for _, p := range places {
		if name == p || strings.HasPrefix(name, p+"/") {
			return true
		}
	}
	return false
}

// each calls visit for every node of type N in the file.
func each[N ast.Node](f *source, visit func(N)) {
	ast.Inspect(f.ast, func(n ast.Node) bool {
		if found, ok := n.(N); ok {
			visit(found)
		}
		return true
	})
}

// literal is the value of a string literal.
func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	value, err := strconv.Unquote(l.Value)
	return value, err == nil
}
