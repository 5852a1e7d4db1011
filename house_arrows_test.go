package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"sort"
	"strings"
)

// never is the law that no package in this folder reaches these packages or what lies below them, even through others.
func never(folder string, targets ...string) func(*house) []string {
	return func(h *house) []string {
		return h.reaches(folder, func(to string) bool { return in(to, targets...) })
	}
}

// neverExactly leaves out what lies below the target.
func neverExactly(folder, target string) func(*house) []string {
	return func(h *house) []string {
		return h.reaches(folder, func(to string) bool { return to == target })
	}
}

// pure is the law that these packages (not those below them) reach no store.
func pure(folders ...string) func(*house) []string {
	return func(h *house) (breaches []string) {
		for _, folder := range folders {
			for to, how := range h.reach(module + folder) {
				if isStore(to) {
					breaches = append(breaches, fmt.Sprintf("%s reaches %s: %s", folder, to, how))
				}
			}
		}
		return breaches
	}
}

func isStore(p string) bool {
	return in(p, "gorm.io", "database/sql", "roundrobin/models/db") || strings.HasPrefix(p, module) && path.Base(p) == "store"
}

const outsideModules = 5

func recountIsSmall(h *house) (breaches []string) {
	outside := map[string]bool{}
	for to, how := range h.reach(module + "cmd/recount") {
		if isStore(to) || in(to, "github.com/gofiber/fiber", "github.com/valyala/fasthttp") {
			breaches = append(breaches, "cmd/recount reaches "+to+": "+how)
		}
		if first, _, _ := strings.Cut(to, "/"); strings.Contains(first, ".") {
			outside[h.moduleOf(to)] = true
		}
	}
	if len(outside) > outsideModules {
		breaches = append(breaches, fmt.Sprintf("cmd/recount needs %d outside modules: %v", len(outside), sorted(outside)))
	}
	return breaches
}

// recountLines: a sceptic reads it in an evening. Of its own are the declarations; what they share with the site are the pure halves of
// the ledger and of passes.
const recountLines = 900

func recountIsShort(h *house) []string {
	own := 0
	for _, f := range h.files {
		if f.test || f.dir != "cmd/recount" {
			continue
		}
		for _, d := range f.ast.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
				continue
			}
			own += f.set.Position(d.End()).Line - f.set.Position(d.Pos()).Line + 1
		}
	}
	if own > recountLines {
		return []string{fmt.Sprintf("cmd/recount has %d lines of its own", own)}
	}
	return nil
}

// moduleOf is the module of go.mod that an outside package belongs to.
func (h *house) moduleOf(p string) string {
	longest := ""
	for _, line := range strings.Split(h.texts["go.mod"], "\n") {
		for _, word := range strings.Fields(line) {
			if in(p, word) && len(word) > len(longest) {
				longest = word
			}
		}
	}
	if longest == "" {
		return p
	}
	return longest
}

func (h *house) reaches(folder string, bad func(string) bool) (breaches []string) {
	for _, from := range h.packagesIn(folder) {
		for to, how := range h.reach(from) {
			if bad(to) {
				breaches = append(breaches, fmt.Sprintf("%s reaches %s: %s", from, to, how))
			}
		}
	}
	slices.Sort(breaches)
	return breaches
}

func (h *house) packagesIn(folder string) []string {
	found := map[string]bool{}
	for _, f := range h.files {
		if !f.test && in(f.dir, folder) {
			found[module+f.dir] = true
		}
	}
	return sorted(found)
}

// reach is every package that from imports, directly or not, with the way there.
func (h *house) reach(from string) map[string]string {
	graph := map[string][]string{}
	for _, f := range h.files {
		if !f.test {
			graph[module+f.dir] = append(graph[module+f.dir], f.imports()...)
		}
	}
	way := map[string]string{}
	var walk func(at, how string)
	walk = func(at, how string) {
		for _, to := range graph[at] {
			if _, seen := way[to]; !seen {
				way[to] = how + " → " + strings.TrimPrefix(to, module)
				walk(to, way[to])
			}
		}
	}
	walk(from, strings.TrimPrefix(from, module))
	return way
}

// forbidImports is the law that nobody but tests imports these packages.
func forbidImports(paths ...string) func(*house) []string {
	return func(h *house) (breaches []string) {
		for _, f := range h.ours() {
			for _, i := range f.ast.Imports {
				if p, _ := literal(i.Path); slices.Contains(paths, p) {
					breaches = append(breaches, f.at(i, "imports "+p))
				}
			}
		}
		return breaches
	}
}

func speaksGorm(name string) bool {
	return path.Base(name) == "store.go" || strings.HasPrefix(path.Base(name), "store_") || path.Base(path.Dir(name)) == "store" || in(name, "models/db")
}

func onlyStoresImportGorm(h *house) (breaches []string) {
	for _, f := range h.files {
		for _, p := range f.imports() {
			if in(p, "gorm.io") && !f.test && !speaksGorm(f.path) {
				breaches = append(breaches, f.path+" imports "+p)
			}
		}
	}
	return breaches
}

func sorted(set map[string]bool) (list []string) {
	for s := range set {
		list = append(list, s)
	}
	sort.Strings(list)
	return list
}
