package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"html"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/BurntSushi/toml"
	templparser "github.com/a-h/templ/parser/v2"
	"github.com/a-h/templ/parser/v2/visitor"
)

const root = "../.."

// Law: no text that a person reads stands in a template; all of it comes from this catalogue.
func TestNoTextStandsInATemplate(t *testing.T) {
	for _, path := range sources(t, ".templ") {
		file, err := templparser.Parse(path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		for _, text := range textsIn(file) {
			t.Errorf("%s holds the text %q: move it to the catalogue", path, text)
		}
	}
}

// TestTheLawCanFail shows that each kind of breach is seen.
func TestTheLawCanFail(t *testing.T) {
	for _, breach := range []string{
		`<p>Words</p>`, `<img alt="Words"/>`, `<a aria-label="Words"></a>`, `<input placeholder="Words"/>`, `<abbr title="Words"></abbr>`,
		"if true {\n <b>Words</b>\n}", "<p\nif true {\n title=\"Words\"\n}\n></p>", `<meta name="description" content="Words"/>`,
		`<option label="Words"></option>`, `<p>{ "Words" }</p>`, "@other() {\n <i>Words</i>\n}", `<input type="submit" value="Words"/>`,
	} {
		file, err := templparser.ParseString("package x\n\ntempl X() {\n" + breach + "\n}\n")
		if err != nil {
			t.Fatalf("%s: %v", breach, err)
		}
		if len(textsIn(file)) == 0 {
			t.Errorf("not seen: %s", breach)
		}
	}
}

// spoken are the attributes that are read to people. content counts except in the meta lines of the frame.
var spoken = map[string]bool{"aria-label": true, "aria-description": true, "aria-valuetext": true, "aria-roledescription": true,
	"title": true, "alt": true, "placeholder": true, "label": true, "content": true, "summary": true, "value": true}

var notSpoken = map[string]bool{"width=device-width, initial-scale=1": true, "light dark": true, "no-referrer": true, "noindex, nofollow": true,
	"telephone=no, date=no, address=no, email=no": true, "resume": true, "website": true, "summary_large_image": true}

func textsIn(file *templparser.TemplateFile) (texts []string) {
	add := func(text string) {
		text = html.UnescapeString(text)
		if strings.IndexFunc(text, unicode.IsLetter) >= 0 && !notSpoken[text] {
			texts = append(texts, strings.TrimSpace(text))
		}
	}
	v := visitor.New()
	v.Text = func(n *templparser.Text) error { add(n.Value); return nil }
	v.StringExpression = func(n *templparser.StringExpression) error { add(quoted(n.Expression.Value)); return nil }
	v.ConstantAttribute = func(a *templparser.ConstantAttribute) error {
		if spoken[a.Key.String()] {
			add(a.Value)
		}
		return nil
	}
	v.ExpressionAttribute = func(a *templparser.ExpressionAttribute) error {
		if spoken[a.Key.String()] {
			add(quoted(a.Expression.Value))
		}
		return nil
	}
	if err := file.Visit(v); err != nil {
		panic(err)
	}
	return texts
}

// quoted is what a Go expression says by itself: "" for a call, the text for a string. Commands that are typed are no text.
func quoted(expression string) string {
	parsed, err := parser.ParseExpr(expression)
	if err != nil {
		return ""
	}
	literal, ok := parsed.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return ""
	}
	text, _ := strconv.Unquote(literal.Value)
	return text
}

// Law: each key that the code names is in the catalogue, each key of the catalogue is named by the code.
func TestKeysAndCodeAgree(t *testing.T) {
	used := use{keys: map[string]string{}, literals: map[string]bool{}}
	for _, path := range sources(t, ".go") {
		used.read(t, path)
	}
	keys := catalogueKeys(t)
	for key, path := range used.keys {
		if !keys[key] {
			t.Errorf("%s names %q, which the catalogue lacks", path, key)
		}
	}
	for key := range keys {
		if !used.names(key, keys) {
			t.Errorf("nothing names %q of the catalogue", key)
		}
	}
}

func TestNoKeyStandsInTwoFiles(t *testing.T) {
	seen := map[string]string{}
	for _, name := range fileNames() {
		language, _, _ := strings.Cut(name, ".")
		for key := range keysOf(t, name) {
			if before := seen[language+" "+key]; before != "" {
				t.Errorf("%s stands in %s and in %s", key, before, name)
			}
			seen[language+" "+key] = name
		}
	}
}

// use is what the code names: keys it asks for outright, and every text in it, from whose beginnings keys are made.
type use struct {
	keys     map[string]string // and the file that names them
	literals map[string]bool
}

// asks are the functions that take a key, and the place of the key among their arguments.
var asks = map[string]int{"T": 1, "N": 1, "Say": 0, "SayN": 0, "Prose": 0}

func (u use) read(t *testing.T, path string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				u.literals[text] = true
			}
		case *ast.CallExpr:
			if key := askedKey(n); key != "" {
				u.keys[key] = path
			}
		}
		return true
	})
}

func askedKey(call *ast.CallExpr) string {
	name, packageName := called(call)
	if packageName == "fault" && name == "New" && len(call.Args) > 1 {
		if code := literal(call.Args[1]); code != "" {
			return "fault." + code
		}
	}
	at, ok := asks[name]
	if !ok || len(call.Args) <= at || (packageName != "words" && packageName != "ui" && packageName != "") {
		return ""
	}
	if key := literal(call.Args[at]); strings.Contains(key, ".") || key == "brand" {
		return key
	}
	return ""
}

func called(call *ast.CallExpr) (name, packageName string) {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name, ""
	case *ast.SelectorExpr:
		if p, ok := f.X.(*ast.Ident); ok {
			return f.Sel.Name, p.Name
		}
	}
	return "", ""
}

func literal(e ast.Expr) string {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		text, _ := strconv.Unquote(l.Value)
		return text
	}
	return ""
}

// names: the key itself stands in the code; or a beginning of it that is no key, to which the rest is added; or its two
// halves. A fault's code stands there without "fault."; the sections of a page stand there without the page.
func (u use) names(key string, keys map[string]bool) bool {
	if u.literals[key] {
		return true
	}
	for i := range key {
		start, end := key[:i], key[i:]
		if u.literals[start] && (u.literals[end] || strings.Contains(start, ".") && !keys[start]) {
			return true
		}
	}
	page, rest, _ := strings.Cut(key, ".")
	if page == "fault" {
		return u.literals[rest]
	}
	return u.literals[page] && (u.literals[strings.TrimSuffix(rest, "_text")] || u.literals["."+rest])
}

func catalogueKeys(t *testing.T) map[string]bool {
	all := map[string]bool{}
	for _, name := range fileNames() {
		if strings.HasPrefix(name, "en.") {
			for key := range keysOf(t, name) {
				all[key] = true
			}
		}
	}
	return all
}

func keysOf(t *testing.T, name string) map[string]bool {
	t.Helper()
	text, err := files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := toml.Unmarshal(text, &tree); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	keys := map[string]bool{}
	flatten("", tree, keys)
	return keys
}

func flatten(prefix string, tree map[string]any, into map[string]bool) {
	for name, value := range tree {
		table, isTable := value.(map[string]any)
		if _, isPlural := table["other"]; isTable && !isPlural {
			flatten(prefix+name+".", table, into)
			continue
		}
		into[prefix+name] = true
	}
}

// sources are the project's own files with that ending, without tests.
func sources(t *testing.T, ending string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.IsDir() && (entry.Name() == "node_modules" || strings.HasPrefix(entry.Name(), ".") && path != root) {
			return fs.SkipDir
		}
		if err == nil && strings.HasSuffix(path, ending) && !strings.HasSuffix(path, "_test.go") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("no %s files found: %v", ending, err)
	}
	return paths
}
