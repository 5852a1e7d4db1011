package office_test

import (
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/office"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	model "roundrobin/models/office"
	"roundrobin/models/pass/passtest"
)

// TestEveryAddressAsksForItsRight goes over what fiber has mounted, not over our own list: a route that was mounted beside it fails.
func TestEveryAddressAsksForItsRight(t *testing.T) {
	dbtest.EachPair(t, func(t *testing.T, identity, booth *db.DB) {
		w := &working{desk: passtest.Open(t, "2026Q4", 1), proposed: &proposals{}}
		h := open(t, identity, true, func(h *house, deps *office.Deps) { w.furnish(t, h, booth, deps) })
		needs := map[string]model.Right{}
		for _, r := range h.office.Map() {
			if len(model.RuleOf(r.Right).Roles) == 0 {
				t.Errorf("%s %s needs %q, which nobody has", r.Method, r.Path, r.Right)
			}
			if _, twice := needs[r.Method+" "+r.Path]; twice {
				t.Errorf("%s %s is there twice", r.Method, r.Path)
			}
			needs[r.Method+" "+r.Path] = r.Right
		}
		people := map[model.Role]*browser{"": h.browser(t), model.Steward: h.browser(t), model.Admin: h.browser(t)}
		tried := 0
		for _, r := range h.app.GetRoutes(true) {
			if !strings.HasPrefix(r.Path, "/office") || r.Method == fiber.MethodHead {
				continue
			}
			right, known := needs[r.Method+" "+r.Path]
			if !known {
				t.Errorf("%s %s is mounted and no rule is known for it", r.Method, r.Path)
				continue
			}
			for role, b := range people {
				h.as(b, role)
				tried++
				got := b.let(r.Method, r.Path)
				if want := model.RuleOf(right).Anyone || role != "" && slices.Contains(model.RuleOf(right).Roles, role); got != want {
					t.Errorf("%s %s for %q: let in is %v, its rule says %v", r.Method, r.Path, role, got, want)
				}
			}
		}
		if tried < 3*len(needs) {
			t.Errorf("%d addresses, %d tries", len(needs), tried)
		}
	})
}

// as signs a browser in, if it is not: some addresses end sessions.
func (h *house) as(b *browser, role model.Role) {
	b.t.Helper()
	if role == "" || b.get("/office").StatusCode == 200 && b.token() != "" && strings.Contains(b.get("/office").body, in) {
		return
	}
	if role == model.Admin {
		b.admin()
	} else {
		b.come()
	}
}

// let reports whether the address answered with anything but the door or a refusal of the right. What is behind is not furnished here: that
// it breaks shows that it was reached.
func (b *browser) let(method, path string) bool {
	b.t.Helper()
	got := b.send(method, strings.ReplaceAll(strings.ReplaceAll(path, ":id", "nothing"), ":key", "nothing"), url.Values{})
	refused := strings.Contains(got.body, "office_admins") || strings.Contains(got.body, "You were signed out") || got.StatusCode == 303 && got.Header.Get("Location") == "/office" && method == "GET"
	return !refused
}

// TestTheRightsAreWrittenDown keeps docs/rights.md as the code is.
func TestTheRightsAreWrittenDown(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Who may do what in the office\n\nMade from `models/office/rights.go` and the map of addresses by `UPDATE=1 go test ./handlers/office -run Rights`. There is no other way in:\n" +
		"a test asks for every mounted address as each role and as nobody.\n\n| right | to | who |\n|---|---|---|\n")
	for _, r := range model.Rules {
		who := "anybody"
		if !r.Anyone {
			var roles []string
			for _, role := range r.Roles {
				roles = append(roles, string(role))
			}
			who = strings.Join(roles, ", ")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.Right, r.For, who)
	}
	b.WriteString("\n| address | right |\n|---|---|\n")
	for _, r := range office.New(office.Deps{}).Map() {
		fmt.Fprintf(&b, "| %s `%s` | `%s` |\n", r.Method, r.Path, r.Right)
	}
	const path = "../../docs/rights.md"
	if os.Getenv("UPDATE") != "" {
		must(t, os.WriteFile(path, []byte(b.String()), 0o644))
	}
	if had, err := os.ReadFile(path); err != nil || string(had) != b.String() {
		t.Errorf("%s is not up to date: UPDATE=1 go test ./handlers/office -run Rights", path)
	}
}
