package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// forbid is the law that nobody but the excepted says of.NAME: of is a package's import path, or "" for a method of anything.
// names are parted by spaces.
type forbid struct {
	of, names string
	except    func(path string) bool
}

// inside is every file in these places; inside() is none.
func inside(places ...string) func(string) bool {
	return func(path string) bool { return in(path, places...) }
}

func (l forbid) breaches(h *house) (breaches []string) {
	names := strings.Fields(l.names)
	for _, f := range h.ours() {
		pkg := f.nameOf(l.of)
		if l.except(f.path) || l.of != "" && pkg == "" {
			continue
		}
		each(f, func(s *ast.SelectorExpr) {
			x, _ := s.X.(*ast.Ident)
			ofPackage := l.of == "" || x != nil && x.Name == pkg
			if ofPackage && slices.Contains(names, s.Sel.Name) {
				breaches = append(breaches, f.at(s, "says "+said(s)))
			}
		})
	}
	return breaches
}

// said is a selector as it is written: c.Path, d.Write.Exec, ….Status.
func said(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return said(e.X) + "." + e.Sel.Name
	}
	return "…"
}

func onlyStoresCallTransactions(h *house) (breaches []string) {
	for _, f := range h.ours() {
		if speaksGorm(f.path) {
			continue
		}
		transactions := transactionNames(f)
		each(f, func(s *ast.SelectorExpr) {
			x, _ := s.X.(*ast.Ident)
			handle, _ := s.X.(*ast.SelectorExpr)
			if x != nil && transactions[x.Name] || handle != nil && (handle.Sel.Name == "Write" || handle.Sel.Name == "Read") {
				breaches = append(breaches, f.at(s, "calls "+said(s)))
			}
		})
	}
	return breaches
}

// transactionNames is "tx" and whatever else the file calls a *db.Tx.
func transactionNames(f *source) map[string]bool {
	names := map[string]bool{"tx": true}
	each(f, func(field *ast.Field) {
		star, ok := field.Type.(*ast.StarExpr)
		if ok && said(star.X) == "db.Tx" {
			for _, n := range field.Names {
				names[n.Name] = true
			}
		}
	})
	return names
}

var group = regexp.MustCompile(`(By|Per)(Workplace|Site|Kind|Rating|Pulse|Group|Team)s?$`)

func onlyTheFloorCountsGroups(h *house) (breaches []string) {
	for _, f := range h.ours() {
		each(f, func(n *ast.Ident) {
			if in(f.dir, "models") && !in(f.dir, "models/floor") && n.IsExported() && group.MatchString(n.Name) {
				breaches = append(breaches, f.at(n, n.Name+" is a number about a group"))
			}
		})
	}
	return breaches
}

// gormSaysWhatItWrites: a change names its columns, in a map; gorm passes over what is zero in a struct.
func gormSaysWhatItWrites(h *house) (breaches []string) {
	for _, f := range h.ours() {
		if !speaksGorm(f.path) {
			continue
		}
		each(f, func(c *ast.CallExpr) {
			s, ok := c.Fun.(*ast.SelectorExpr)
			if !ok {
				return
			}
			switch s.Sel.Name {
			case "AutoMigrate", "Save", "FirstOrCreate":
				breaches = append(breaches, f.at(c, "says "+said(s)))
			case "Updates":
				if len(c.Args) == 1 && isStruct(c.Args[0]) {
					breaches = append(breaches, f.at(c, "updates by a struct"))
				}
			}
		})
	}
	return breaches
}

func isStruct(e ast.Expr) bool {
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = u.X
	}
	c, ok := e.(*ast.CompositeLit)
	if !ok {
		return false
	}
	_, isMap := c.Type.(*ast.MapType)
	return !isMap
}

// shown are the statuses that a handler may set by itself; all others come from handlers/errors.go. fibersOwn are errors that
// fiber makes by itself as well; errors.go knows them.
var shown = []string{"StatusOK", "StatusCreated", "StatusAccepted", "StatusNoContent", "StatusSeeOther", "StatusNotModified"}
var fibersOwn = []string{"ErrNotFound", "ErrRequestEntityTooLarge"}

// onlyErrorsSetStatus lets the gateway answer an unreadable envelope by itself: that is no page and no refusal, but RFC 9458, 5.2.
func onlyErrorsSetStatus(h *house) (breaches []string) {
	for _, f := range h.ours() {
		if !in(f.dir, "handlers") || in(f.path, "handlers/errors.go", "handlers/booth/envelope_open.go") {
			continue
		}
		fiberName := f.nameOf("github.com/gofiber/fiber/v2")
		each(f, func(s *ast.SelectorExpr) {
			x, _ := s.X.(*ast.Ident)
			if x != nil && x.Name == fiberName && isFiberError(s.Sel.Name) {
				breaches = append(breaches, f.at(s, "says "+said(s)))
			}
		})
		each(f, func(c *ast.CallExpr) {
			s, ok := c.Fun.(*ast.SelectorExpr)
			if ok && (s.Sel.Name == "Status" || s.Sel.Name == "SendStatus") && len(c.Args) == 1 && !maySet(s, c.Args[0]) {
				breaches = append(breaches, f.at(c, "sets a status"))
			}
		})
	}
	return breaches
}

func isFiberError(name string) bool {
	return name == "NewError" || strings.HasPrefix(name, "Err") && name != "ErrorHandler" && !slices.Contains(fibersOwn, name)
}

// maySet lets pass: a good status, a number below 400, and the mapper handed in, x.Status(err), itself or as what is set.
func maySet(called *ast.SelectorExpr, arg ast.Expr) bool {
	switch a := arg.(type) {
	case *ast.BasicLit:
		n, err := strconv.Atoi(a.Value)
		return err == nil && n < 400
	case *ast.SelectorExpr:
		return slices.Contains(shown, a.Sel.Name)
	case *ast.CallExpr:
		s, ok := a.Fun.(*ast.SelectorExpr)
		return ok && s.Sel.Name == "Status"
	case *ast.Ident:
		return a.Name == "err" && said(called.X) != "c"
	}
	return false
}

// everyFaultHasWords looks at fault.New(fault.KIND, "CODE").
func everyFaultHasWords(h *house) (breaches []string) {
	for _, f := range h.ours() {
		pkg := f.nameOf("roundrobin/models/fault")
		each(f, func(c *ast.CallExpr) {
			if pkg == "" || said(c.Fun) != pkg+".New" || len(c.Args) < 2 {
				return
			}
			if code, ok := literal(c.Args[1]); ok && !h.words["fault."+code] {
				breaches = append(breaches, f.at(c, "no sentence fault."+code))
			}
		})
	}
	return breaches
}

func noSkippedTest(h *house) (breaches []string) {
	for _, f := range h.files {
		if !f.test {
			continue
		}
		each(f, func(c *ast.CallExpr) {
			s, ok := c.Fun.(*ast.SelectorExpr)
			if ok && (slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, s.Sel.Name) || said(s) == "testing.Short") {
				breaches = append(breaches, f.at(c, "says "+said(s)))
			}
		})
	}
	return breaches
}

const (
	longestFile     = 300
	longestFunction = 50
)

// smallFilesAndFunctions leaves out the gallery, which is a list of samples.
func smallFilesAndFunctions(h *house) (breaches []string) {
	for _, f := range h.ours() {
		if in(f.dir, "cmd/gallery") {
			continue
		}
		if f.lines > longestFile {
			breaches = append(breaches, fmt.Sprintf("%s has %d lines", f.path, f.lines))
		}
		each(f, func(d *ast.FuncDecl) {
			line := func(p token.Pos) int { return f.set.Position(p).Line }
			if n := line(d.End()) - line(d.Pos()); n > longestFunction {
				breaches = append(breaches, f.at(d, fmt.Sprintf("%s has %d lines", d.Name.Name, n)))
			}
		})
	}
	return breaches
}
