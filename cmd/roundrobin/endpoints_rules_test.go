package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"roundrobin/handlers/office"
	"roundrobin/models/digest"
	model "roundrobin/models/office"
	"roundrobin/models/pass"
)

// A rule is what an address answers to whom: a status, with a redirect's target, or one of the words below.
type rule struct {
	kind    string
	answers map[visitor]string
	same    bool // whoever asks reads the same bytes, and gets no cookie
}

const (
	door    = "door" // stands before the form to sign in
	noRight = "403"  // reads whose work that is
	letIn   = "in"   // is let in; what then becomes of it is the handler's business
	away    = "404"
)

func (r rule) allows(as visitor, got string) bool {
	want := r.answers[as]
	return got == want || want == letIn && got != door && got != noRight && !strings.HasPrefix(got, "5")
}

func each(status string) map[visitor]string {
	return map[visitor]string{nobody: status, atDesk: status, steward: status, admin: status, inside: away}
}

// everybody reads the same there.
func everybody(status string) rule { return rule{"everybody", each(status), true} }

// withLink are addresses that know their reader by a link in a mail; these are asked without one.
func withLink(status string) rule { return rule{"who has the link", each(status), true} }

// waiting are steps of check-in, for who has begun it.
func waiting(others, here string) rule {
	answers := each(others)
	answers[atDesk] = here
	return rule{"who checks in", answers, false}
}

// outer are the rules of all addresses outside of envelopes; those of the office are its own list.
func outer(map_ []office.Route) map[string]rule {
	all := map[string]rule{}
	for _, path := range []string{
		"/", "/petitions", "/petitions.json", "/petitions.csv", "/petitions.atom", "/petitions/:id.json", "/petitions/:id.atom", "/petitions/:id.txt", "/petitions/:id", "/petitions/:id/timeline.json",
		"/petitions/:id/comments", "/petitions/:id/comments/:comment", "/petitions/:id/ring", "/petitions/:id/delivery", "/petitions/:id/delivery.txt",
		"/petitions/:id/progress", "/petitions/:id/progress.json", "/petitions/:id/share", "/petitions/:id/qr.svg", "/petitions/:id/poster-:paper.pdf", "/petitions/:id/card-:paper.pdf",
		"/petitions/:id/preview.png", "/preview.png", "/petitions/:id/counts.csv", "/petitions/:id/whole.json", "/petitions/:id/names", "/petitions/:id/names.json", "/petitions/:id/proof.zip",
		"/petitions/:id/letter", "/petitions/:id/letter.pdf",
		"/programs", "/programs.json", "/programs.csv", "/programs.atom", "/programs/proposals", "/programs/proposals.json", "/programs/proposals.atom", "/programs/:id.json", "/programs/:id.atom", "/programs/:id",
		"/standards", "/standards/v:version.toml", "/standards/v:version", "/standards/decisions", "/standards/decisions.json",
		"/summaries", "/summaries.json", "/summaries.atom", "/summaries/coming", "/summaries/coming.json",
		"/wallet", "/about", "/help", "/rules", "/rules.json", "/retention", "/incident", "/incident.json", "/limits", "/now.json", "/news.json",
		"/ledger", "/ledger/check", "/log/checkpoint", "/log/key", "/log/operator", "/log/tile/*", "/log/keys/:day", "/log/books/:book", "/log/books/:book/proofs",
		"/healthz", "/readyz", "/booth/keys", "/desk", "/desk/printed", "/desk/self",
		"/dev/mail", "/dev/mail.json", "/dev/mail/:id", "/dev/mail/:id/:name", // in the demo alone
	} {
		all["GET "+path] = everybody("200")
	}
	maps.Copy(all, map[string]rule{
		"GET /static/*":                       everybody("404"), // without its hash
		"GET /petitions/:id/rating.txt":       everybody("404"), // not yet counted
		"GET /programs/:id/pulse/:season.txt": everybody("404"), // not yet counted
		"GET /summaries/:period":              everybody("404"), // none was sent
		"GET /s/:short":                       everybody("301 /petitions/:id"),
		"GET /s/:short/t":                     everybody("301 /petitions/:id"),
		"POST /booth/envelopes":               everybody("400"), // this is none
		"GET /respond":                        withLink("200"),
		"POST /respond":                       withLink("422"),
		"GET /desk/letter/:link":              withLink("404"),
		"POST /desk/letter/:link":             withLink("404"),
		"POST /desk/address":                  everybody("422"),
		"GET /desk/code":                      waiting("303 /desk", "200"),
		"POST /desk/code":                     waiting("410", "422"),
		"POST /desk/self/address":             everybody("422"),
		"GET /desk/self/code":                 waiting("303 /desk/self", "200"),
		"POST /desk/self":                     waiting("410", "422"),
		"POST /desk/self/dispute":             waiting("410", "422"),
		"POST /desk/passes":                   everybody("422"),
		"POST /desk/leave":                    {"everybody", each("200"), false},
		"POST /desk/printed":                  everybody("422"),
		"POST /desk/printed/passes":           everybody("422"),
		"POST /desk/sign-in":                  waiting("503", "503"), // the fixture's provider is away
		"GET /desk/sign-in/back":              waiting("422", "422"),
		"GET /desk/arrived":                   waiting("303 /desk", "303 /desk"),
		"POST /desk/arrived":                  waiting("410", "410"),
	})
	for _, p := range []digest.Purpose{digest.ToConfirm, digest.ToStop} {
		all["GET /summaries/"+string(p)+"/:link"] = withLink("404")
		all["POST /summaries/"+string(p)+"/:link"] = withLink("404")
	}
	for _, r := range map_ {
		all[r.Method+" "+r.Path] = ofOffice(model.RuleOf(r.Right))
	}
	return all
}

func ofOffice(r model.Rule) rule {
	answers := map[visitor]string{inside: away}
	for as, role := range map[visitor]model.Role{nobody: "", atDesk: "", steward: model.Steward, admin: model.Admin} {
		switch {
		case r.Anyone || slices.Contains(r.Roles, role):
			answers[as] = letIn
		case role == "":
			answers[as] = door
		default:
			answers[as] = noRight
		}
	}
	return rule{kind: "the right `" + string(r.Right) + "`", answers: answers}
}

// inner are the rules of what envelopes reach; what is asked there without a pass or a signed request is refused.
func inner() map[string]rule {
	all := map[string]rule{}
	only := func(kind, status string) rule { return rule{kind: kind, answers: map[visitor]string{inside: status}} }
	all["GET /beat"] = only("everybody", "204")
	for _, path := range []string{"/organize/:id", "/organize/:id/invitation", "/organize/:id/versions", "/organize/:id/versions/:number"} {
		all["GET "+path] = only("whose key signed the request", "403")
	}
	for _, act := range []string{"signatures", "withdrawals", "comments", "edits", "retractions", "agreements", "ratings", "pulses", "workplaces", "flags", "appeals"} {
		all["POST /petitions/:id/"+act] = only("who has a pass", "422")
	}
	for _, kind := range pass.Kinds() {
		if kind.Organizing() {
			all["POST /petitions/:id/"+string(kind)+"s"] = only("who has a pass", "422")
		}
	}
	all["POST /petitions/programs/proposals"] = only("who has a pass", "422")
	return all
}

// table is docs/endpoints.md.
func (e *endpoints) table() string {
	var b strings.Builder
	b.WriteString("# Who gets what answer from where\n\nMade from `cmd/roundrobin/endpoints_rules_test.go` and the map of addresses by `UPDATE=1 go test ./cmd/roundrobin -run EveryAddress`, which asks every mounted\n" +
		"address as everybody below. An address that is mounted and has no rule fails; so does an answer in another class.\n\n" +
		"*Nobody* has no cookie, *desk* waits for a code, *steward* and *admin* are signed in to the office. All bring all their cookies everywhere. *Elsewhere* is a page of another site in the admin's\n" +
		"browser, which may lead to any address and send to none. *Inside* is a request in an envelope. `in` is let in, `door`\nstands before the form to sign in. In the rows marked =, everybody reads the same bytes and nobody gets a cookie.\n" +
		"Methods that are not named are refused everywhere.\n\n" +
		"| address | for | = | nobody | desk | steward | admin | elsewhere | inside |\n|---|---|---|---|---|---|---|---|---|\n")
	row := func(name string, r rule, elsewhere, outside string) {
		mark := ""
		if r.same {
			mark = "="
		}
		fmt.Fprintf(&b, "| %s | %s | %s |", name, r.kind, mark)
		for _, as := range visitors {
			said := r.answers[as]
			switch {
			case as == foreign:
				said = elsewhere
			case as != inside && outside != "":
				said = outside
			}
			fmt.Fprintf(&b, " %s |", said)
		}
		b.WriteByte('\n')
	}
	for _, name := range slices.Sorted(maps.Keys(e.rules)) {
		method, path, _ := strings.Cut(strings.TrimPrefix(name, "inside "), " ")
		switch {
		case strings.HasPrefix(name, "inside "):
			row("inside: "+method+" `"+path+"`", e.rules[name], away, away)
		case method == "POST":
			row(method+" `"+path+"`", e.rules[name], "403", "")
		default:
			row(method+" `"+path+"`", e.rules[name], "–", "")
		}
	}
	return b.String()
}
