package house

import (
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"

	templ "github.com/a-h/templ/parser/v2"
	"github.com/a-h/templ/parser/v2/visitor"
)

// policyIsStrict: there is a policy that begins with nothing, and no policy anywhere that allows more than our own site. A mail that is
// shown by the demo brings its pictures along (data:) and is shown in a sandbox.
func policyIsStrict(h *house) (breaches []string) {
	found := false
	for _, f := range h.ours() {
		each(f, func(l *ast.BasicLit) {
			value, ok := literal(l)
			if !ok || !strings.Contains(value, "-src ") && !strings.Contains(value, "unsafe-") {
				return
			}
			found = found || strings.HasPrefix(value, "default-src 'none'")
			for _, never := range []string{"unsafe-", "*", "http:", "https:", "blob:", "data:"} {
				ofMail := never == "data:" && (f.path == "handlers/devmail.go" || f.path == "cmd/gallery/letters.go") && strings.Contains(value, "sandbox")
				if strings.Contains(value, never) && !ofMail {
					breaches = append(breaches, f.at(l, "allows "+never))
				}
			}
		})
	}
	if !found {
		breaches = append(breaches, "handlers: no policy begins with default-src 'none'")
	}
	return breaches
}

// page calls what it finds in the templ files outside views/mail (mail readers want their styles inline).
type page struct {
	element   func(at string, e *templ.Element)
	attribute func(at, name, value string)
	text      func(at, text string)
	raw       func(at, name string)
}

func (p page) walk(h *house) (breaches []string) {
	for name, content := range h.texts {
		if path.Ext(name) != ".templ" {
			continue
		}
		file, err := templ.ParseString(content)
		if err != nil {
			breaches = append(breaches, name+": "+err.Error())
			continue
		}
		v := visitor.New()
		element, constant, yes := v.Element, v.ConstantAttribute, v.BoolConstantAttribute
		v.Element = func(e *templ.Element) error {
			if p.element != nil {
				p.element(at(name, e.NameRange), e)
			}
			return element(e)
		}
		v.ConstantAttribute = func(a *templ.ConstantAttribute) error {
			if p.attribute != nil {
				p.attribute(name, a.Key.String(), a.Value)
			}
			return constant(a)
		}
		v.BoolConstantAttribute = func(a *templ.BoolConstantAttribute) error {
			if p.attribute != nil {
				p.attribute(name, a.Key.String(), "")
			}
			return yes(a)
		}
		v.ExpressionAttribute = func(a *templ.ExpressionAttribute) error {
			if p.attribute != nil {
				p.attribute(name, a.Key.String(), "{ "+a.Expression.Value+" }")
			}
			return nil
		}
		v.Text = func(t *templ.Text) error {
			if p.text != nil {
				p.text(at(name, t.Range), t.Value)
			}
			return nil
		}
		v.RawElement = func(r *templ.RawElement) error {
			if p.raw != nil {
				p.raw(name, r.Name)
			}
			return nil
		}
		v.ScriptElement = func(s *templ.ScriptElement) error {
			for _, a := range s.Attributes {
				if err := a.Visit(v); err != nil {
					return err
				}
			}
			if p.raw != nil && len(s.Contents) > 0 {
				p.raw(name, "script")
			}
			return nil
		}
		v.ScriptTemplate = func(s *templ.ScriptTemplate) error {
			if p.raw != nil {
				p.raw(name, "script")
			}
			return nil
		}
		v.CSSTemplate = func(c *templ.CSSTemplate) error {
			if p.raw != nil {
				p.raw(name, "css")
			}
			return nil
		}
		if err := file.Visit(v); err != nil {
			breaches = append(breaches, name+": "+err.Error())
		}
	}
	return breaches
}

func at(name string, r templ.Range) string { return fmt.Sprintf("%s:%d", name, r.From.Line+1) }

func isMail(name string) bool { return strings.HasPrefix(name, "views/mail/") }

var inlineAttributes = regexp.MustCompile(`(?i)^(style|on[a-z]+|hx-on.*|srcdoc)$`)

func noInline(h *house) (breaches []string) {
	broken := page{
		attribute: func(at, name, value string) {
			if !isMail(at) && (inlineAttributes.MatchString(name) || strings.Contains(strings.ToLower(value), "javascript:")) {
				breaches = append(breaches, at+": the attribute "+name)
			}
		},
		raw: func(at, name string) {
			if !isMail(at) {
				breaches = append(breaches, at+": inline "+name)
			}
		},
	}.walk(h)
	return append(breaches, broken...)
}

// noThirdParties: whatever a page loads or sends to is of this site; and no catalogue text links away without saying so. Links that are
// followed by hand may lead anywhere, over https.
func noThirdParties(h *house) (breaches []string) {
	elsewhere := regexp.MustCompile(`(?i)^({ ")?(https?:)?//`)
	loads := []string{"src", "srcset", "action", "formaction", "poster", "data", "ping", "xlink:href"}
	broken := page{attribute: func(at, name, value string) {
		if slices.Contains(loads, name) && elsewhere.MatchString(strings.TrimSpace(value)) || strings.Contains(value, "http://") && name != "xmlns" {
			breaches = append(breaches, at+": "+name+"="+value)
		}
	}, element: func(at string, e *templ.Element) {
		if e.Name == "link" || e.Name == "image" || e.Name == "use" {
			for _, a := range e.Attributes {
				if c, ok := a.(*templ.ConstantAttribute); ok && c.Key.String() == "href" && elsewhere.MatchString(c.Value) {
					breaches = append(breaches, at+": href="+c.Value)
				}
			}
		}
	}}.walk(h)
	for name, content := range h.texts {
		if path.Ext(name) == ".toml" && strings.Contains(content, "http://") {
			breaches = append(breaches, name+": http://")
		}
	}
	return append(breaches, broken...)
}

var (
	letters       = regexp.MustCompile(`\p{L}{2,}`)
	entity        = regexp.MustCompile(`&\w+;`)
	readAloud     = []string{"title", "alt", "aria-label", "aria-description", "placeholder", "label", "summary", "aria-valuetext"}
	sentence      = regexp.MustCompile(`^\p{Lu}\p{L}* \p{Ll}`)
	forOperators  = regexp.MustCompile(`(^|\.)(New|Errorf|panic|Error|Info|Warn|Debug|MustCompile)$`)
	noPersonReads = []string{"handlers/booth/envelope_open.go"} // what it says in clear is for clients that are broken
)

// noTextOutsideCatalogue: no words in templ files, and no sentence in the Go of views and handlers but those for operators.
func noTextOutsideCatalogue(h *house) (breaches []string) {
	broken := page{
		text: func(at, text string) {
			if letters.MatchString(entity.ReplaceAllString(text, "")) {
				breaches = append(breaches, at+": "+text)
			}
		},
		attribute: func(at, name, value string) {
			constant := !strings.HasPrefix(value, "{ ") || strings.HasPrefix(value, `{ "`)
			if slices.Contains(readAloud, name) && constant && letters.MatchString(value) {
				breaches = append(breaches, at+": "+name+"="+value)
			}
		},
	}.walk(h)
	breaches = append(breaches, broken...)
	for _, f := range h.ours() {
		if in(f.dir, "views", "handlers") && !in(f.path, noPersonReads...) {
			breaches = append(breaches, f.sentences()...)
		}
	}
	return breaches
}

func (f *source) sentences() (breaches []string) {
	pardoned := map[ast.Node]bool{}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && forOperators.MatchString(said(c.Fun)) {
			for _, a := range c.Args {
				pardoned[a] = true
			}
		}
		if l, ok := n.(*ast.BasicLit); ok && !pardoned[n] {
			if value, ok := literal(l); ok && sentence.MatchString(value) {
				breaches = append(breaches, f.at(l, value))
			}
		}
		return !pardoned[n]
	})
	return breaches
}

var asks = map[string][]string{"roundrobin/views/words": {"T", "N"}, "roundrobin/views/ui": {"Say", "SayN", "Prose"}}

// everyTextIsThere looks at the keys that are written down, in people's files and in what templ made of theirs.
func everyTextIsThere(h *house) (breaches []string) {
	for _, f := range h.files {
		if f.test {
			continue
		}
		each(f, func(c *ast.CallExpr) {
			for from, names := range asks {
				pkg := f.nameOf(from)
				s, ok := c.Fun.(*ast.SelectorExpr)
				if !ok || pkg == "" || said(s.X) != pkg || !slices.Contains(names, s.Sel.Name) {
					continue
				}
				for _, a := range c.Args[:min(2, len(c.Args))] {
					if key, ok := literal(a); ok && strings.Contains(key, ".") && !h.words[key] {
						breaches = append(breaches, f.at(a, "no text "+key))
					}
					if _, ok := literal(a); ok {
						break
					}
				}
			}
		})
	}
	return breaches
}
