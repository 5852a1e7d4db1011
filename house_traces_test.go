package house

import (
	"fmt"
	"go/ast"
	"regexp"
	"slices"
	"strings"
)

var (
	traceHeaders = regexp.MustCompile(`(?i)^(user-agent|referer|(x-)?forwarded(-.*)?|x-real-ip|via|true-client-ip|cf-connecting-ip)$`)
	traceNames   = regexp.MustCompile(`^(IP|IPs|IsFromLocal|RemoteIP|RemoteAddr|RemoteAddress|UserAgent|Referer|HeaderUserAgent|HeaderReferer|HeaderForwarded|HeaderXForwarded.*|HeaderXRealIP|ProxyHeader|EnableIPValidation)$`)
)

func noVisitorTraces(h *house) (breaches []string) {
	for _, f := range h.ours() {
		each(f, func(l *ast.BasicLit) {
			if value, ok := literal(l); ok && traceHeaders.MatchString(value) {
				breaches = append(breaches, f.at(l, "names the header "+value))
			}
		})
		each(f, func(i *ast.SelectorExpr) {
			if traceNames.MatchString(i.Sel.Name) {
				breaches = append(breaches, f.at(i, "says "+said(i)))
			}
		})
		each(f, func(kv *ast.KeyValueExpr) {
			if key, ok := kv.Key.(*ast.Ident); ok && traceNames.MatchString(key.Name) {
				breaches = append(breaches, f.at(kv, "sets "+key.Name))
			}
		})
	}
	return breaches
}

var (
	logCalls   = strings.Fields("Debug Info Warn Error DebugContext InfoContext WarnContext ErrorContext Log LogAttrs With String Any Int Group")
	logKeys    = regexp.MustCompile(`(?i)^(ip|addr|address|remote|client|agent|user_?agent|referer|path|url|uri|query|cookie|email|mail|to|user|person|name|petition|session)$`)
	requestSay = strings.Fields("Path OriginalURL IP BaseURL Hostname Cookies Body BodyRaw FormValue Query Params")
)

// logsHoldNoTraces looks at what is handed to a logger: no such key, and nothing that a request said. Servers of the operator's
// own (where we listen, where the store is) are logged by cmd, under names of its own.
func logsHoldNoTraces(h *house) (breaches []string) {
	for _, f := range h.ours() {
		each(f, func(c *ast.CallExpr) {
			s, ok := c.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains(logCalls, s.Sel.Name) || !isLogger(f, s.X) {
				return
			}
			for _, a := range c.Args {
				if key, ok := literal(a); ok && logKeys.MatchString(key) {
					breaches = append(breaches, f.at(a, "logs "+key))
				}
				if call, ok := a.(*ast.CallExpr); ok {
					if of, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains(requestSay, of.Sel.Name) && !strings.Contains(said(of), "Route") {
						breaches = append(breaches, f.at(a, "logs "+said(of)))
					}
				}
			}
		})
	}
	return breaches
}

var loggerNames = regexp.MustCompile(`(?i)(log|logger|logs|machinery|requests|slog)$`)

// isLogger goes by the name that the house gives to loggers, in files that know slog.
func isLogger(f *source, e ast.Expr) bool {
	return f.nameOf("log/slog") != "" && loggerNames.MatchString(said(e)) || f.nameOf("log/slog") != "" && said(e) == "…"
}

func noLoosePrinting(h *house) (breaches []string) {
	for _, f := range h.ours() {
		if f.nameOf("log") != "" && !in(f.dir, "cmd") {
			breaches = append(breaches, f.path+" imports log")
		}
	}
	breaches = append(breaches, forbid{of: "fmt", names: "Print Println Printf", except: inside("cmd")}.breaches(h)...)
	breaches = append(breaches, forbid{of: "os", names: "Stdout Stderr Stdin", except: inside("cmd", "models/db/dbtest")}.breaches(h)...)
	for _, f := range h.ours() {
		each(f, func(c *ast.CallExpr) {
			if i, ok := c.Fun.(*ast.Ident); ok && (i.Name == "println" || i.Name == "print") {
				breaches = append(breaches, f.at(c, "says "+i.Name))
			}
		})
	}
	return breaches
}

func boothWithoutCookies(h *house) (breaches []string) {
	for _, f := range h.ours() {
		if !in(f.dir, "handlers/booth", "handlers/page") {
			continue
		}
		each(f, func(s *ast.SelectorExpr) {
			if strings.Contains(s.Sel.Name, "Cookie") {
				breaches = append(breaches, f.at(s, "says "+said(s)))
			}
		})
		each(f, func(l *ast.BasicLit) {
			if value, ok := literal(l); ok && (strings.EqualFold(value, "cookie") || strings.EqualFold(value, "set-cookie")) {
				breaches = append(breaches, f.at(l, "names the header "+value))
			}
		})
	}
	return breaches
}

// cookiesHaveTheirPath looks at every cookie and every session's options that are written down. The bridge in handlers/session
// passes on what gorilla made of those.
func cookiesHaveTheirPath(h *house) (breaches []string) {
	for _, f := range h.ours() {
		each(f, func(c *ast.CompositeLit) {
			if t := said(c.Type); t != "fiber.Cookie" && t != "http.Cookie" && t != "sessions.Options" {
				return
			}
			if p := fieldOf(c, "Path"); p != "/desk" && p != "/office" {
				breaches = append(breaches, f.at(c, fmt.Sprintf("a cookie with the path %q", p)))
			}
		})
		each(f, func(s *ast.SelectorExpr) {
			if s.Sel.Name == "HeaderSetCookie" && !in(f.dir, "handlers/session") {
				breaches = append(breaches, f.at(s, "sets a cookie by hand"))
			}
		})
	}
	return breaches
}

func fieldOf(c *ast.CompositeLit, name string) string {
	for _, e := range c.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok && said(kv.Key) == name {
			value, _ := literal(kv.Value)
			return value
		}
	}
	return ""
}
