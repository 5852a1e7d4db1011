package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/pquerna/otp/totp"

	"roundrobin/handlers"
	"roundrobin/jobs"
	"roundrobin/mail"
	"roundrobin/models/day"
	"roundrobin/models/envelope"
	"roundrobin/models/office"
	"roundrobin/models/pass"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/program"
	"roundrobin/views/words"
)

// TestEveryAddressAnswersEverybodyByItsRule asks every address that is mounted, outside and inside of envelopes, as everybody that there is,
// and compares with endpoints_rules_test.go. An address without a rule fails, and so does a rule without an address.
func TestEveryAddressAnswersEverybodyByItsRule(t *testing.T) {
	e := newEndpoints(t)
	must(t, withSite(t.Context(), e.settings, e.outside, func(s *site) error {
		e.furnish(s)
		seen := map[string]bool{}
		for _, r := range e.mounted() {
			name := r.name()
			if seen[name] {
				continue // a HEAD, or a second handler at the same address
			}
			seen[name] = true
			rule, ok := e.rules[name]
			if !ok {
				t.Errorf("%s is mounted, and endpoints_rules_test.go has no rule for it", name)
				continue
			}
			e.tries(r, rule)
		}
		for name := range e.rules {
			if !seen[name] {
				t.Errorf("%s has a rule and is not mounted", name)
			}
		}
		e.middleware()
		e.arrives(admin)
		e.leadsAway()
		e.asCells()
		return nil
	}))
	e.writtenDown()
}

// TestAnAddressWithoutARuleIsNoticed: a route that somebody forgot to give a rule is found, wherever it is mounted.
func TestAnAddressWithoutARuleIsNoticed(t *testing.T) {
	app := fiber.New()
	app.Get("/healthz", func(*fiber.Ctx) error { return nil })
	app.Group("/booth").Post("/backdoor", func(*fiber.Ctx) error { return nil })
	app.All("/all", func(*fiber.Ctx) error { return nil })
	rules, found := outer(nil), []string{}
	for _, r := range mountedOn(app, false) {
		if _, ok := rules[r.name()]; !ok {
			found = append(found, r.name())
		}
	}
	if !slices.Contains(found, "POST /booth/backdoor") || !slices.Contains(found, "DELETE /all") || slices.Contains(found, "GET /healthz") {
		t.Errorf("without a rule: %v", found)
	}
}

// An visitor is somebody who asks, or a way to ask.
type visitor string

const (
	nobody  visitor = "nobody"
	atDesk  visitor = "desk"    // waits for a code
	steward visitor = "steward" // signed in
	admin   visitor = "admin"   // signed in
	foreign visitor = "foreign" // another site's page in the admin's browser
	inside  visitor = "inside"  // an envelope
)

var visitors = []visitor{nobody, atDesk, steward, admin, foreign, inside}

type mounted struct {
	method, path string
	private      bool
}

func (m mounted) name() string {
	if m.private {
		return "inside " + m.method + " " + m.path
	}
	return m.method + " " + m.path
}

func mountedOn(app *fiber.App, private bool) (all []mounted) {
	for _, r := range app.GetRoutes(true) {
		if r.Method != fiber.MethodHead {
			all = append(all, mounted{r.Method, r.Path, private})
		}
	}
	return all
}

// endpoints is a site on which there is one of everything.
type endpoints struct {
	t        *testing.T
	settings *config
	outside  *outside
	moved    atomic.Int64 // the clock, in nanoseconds
	life     *life
	s        *site
	web      handlers.Web
	app      *fiber.App
	private  *fiber.App
	key      envelope.Config
	rules    map[string]rule
	tokens   map[visitor]string // cookies
	given    map[visitor]office.Credentials
	petition string
	round    string
	comment  string
	log      bytes.Buffer
}

func newEndpoints(t *testing.T) *endpoints {
	l := newLife(t, reviewNone)
	e := &endpoints{t: t, life: l, settings: l.settings, tokens: map[visitor]string{}, given: map[visitor]office.Credentials{}}
	l.settings.Ways, l.settings.OIDC.Issuer, l.settings.OIDC.Client = []string{"email", "oidc", "codes"}, "http://127.0.0.1:1", "roundrobin" // where nobody listens
	l.settings.PersonalMail, l.settings.SealEvery = "off", time.Hour
	start := l.now
	e.outside = &outside{Now: func() time.Time { return start.Add(time.Duration(e.moved.Load())) }, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	return e
}

func (e *endpoints) furnish(s *site) {
	l, ctx := e.life, words.With(e.t.Context(), "en")
	e.s, l.s = s, s
	log := slog.New(slog.NewTextHandler(&e.log, nil))
	r := running{site: s.config.site(), machinery: slog.New(slog.DiscardHandler), requests: log, sender: mail.NewMemory(9), caught: mail.NewMemory(9)}
	must(e.t, r.caught.Send(ctx, mail.Message{To: "a@example.org", Subject: "s", Text: "t", Files: []mail.Part{{Name: "a.txt", Type: "text/plain", Data: []byte("a")}}}))
	clock, err := jobs.New(s.jobs(r)) // for its tables, which the office reads
	must(e.t, err)
	must(e.t, jobs.Migrate(ctx, s.boothDB))
	s.clock = clock
	d := s.newDesk(r)
	e.t.Cleanup(func() { must(e.t, d.Close(context.Background())) })
	e.web = s.web(r, d)
	e.web.Step = 0
	s.phase.working.Store(true)
	must(e.t, s.books.Rotate(ctx))
	must(e.t, s.sayStandards(ctx))
	e.app, e.private = handlers.New(e.web), e.web.Private()
	e.rules = outer(e.web.Office.Map())
	for name, r := range inner() {
		e.rules["inside "+name] = r
	}
	e.key = e.web.Keys(false)[0].Config
	must(e.t, s.books.Publish(ctx, l.desk.Keys, l.desk.Proofs, "2026-10-01", "2026-12-31"))
	e.stories()
	for role, who := range map[visitor]office.Role{steward: office.Steward, admin: office.Admin} {
		given, err := s.office.Add(ctx, "Member "+string(role), who, "Round Robin")
		must(e.t, err)
		e.given[role] = given
	}
}

// stories are a program with a round, and a petition that was answered, each with a comment.
func (e *endpoints) stories() {
	l, s, ctx := e.life, e.s, words.With(e.t.Context(), "en")
	tone := program.Program{ID: gleamcam, Name: programName, Purpose: "Cameras.", Owner: "Fleet", Begins: "2026-10-01", Status: program.Active, Since: "2026-10-01", Review: program.NoReview}
	must(e.t, s.programs.Add(ctx, tone))
	round, err := s.petitions.OpenRound(ctx, gleamcam, roundText(ctx, tone))
	must(e.t, err)
	p := l.gathered(asFormula)
	l.sign(p, 9)
	h := l.desk.Person(0).Act(e.t, p.Slot, pass.Comment, p.ID, p.Hash, pass.NoSubject, 1, pass.NoParent+"\n"+asksWho)
	_, err = s.petitions.HandIn(ctx, h)
	must(e.t, err)
	_, err = s.petitions.Seal(ctx, true)
	must(e.t, err)
	l.does(s.petitions.Deliver(ctx, p.ID))
	l.does(s.petitions.Respond(ctx, p.ID, petitionstore.Answer{Who: "the board", Words: "We will."}, nil))
	e.petition, e.round, e.comment = p.ID, round.ID, h.CommentID()
}

func (e *endpoints) mounted() []mounted {
	return append(mountedOn(e.app, false), mountedOn(e.private, true)...)
}

// fill puts in what the fixture has; what it has not is "nothing".
func (e *endpoints) fill(path string) string {
	id := e.petition
	if strings.HasPrefix(path, "/programs") {
		id = gleamcam
	}
	size, _, err := e.s.ledger.Checkpoint(e.t.Context())
	must(e.t, err)
	path = strings.NewReplacer(":id", id, ":comment", e.comment, ":season", "2026Q4", ":version", "1", ":paper", "a4", ":short", e.short(), ":day", string(day.Of(e.outside.Now(), time.UTC)),
		":book", "2026Q4", ":period", "2026-W45", ":number", "1", ":name", "a.txt", ":link", "nothing", "/tile/*", fmt.Sprintf("/tile/0/000.p/%d", size), "/static/*", "/static/nothing").Replace(path)
	if strings.HasPrefix(path, "/office") {
		return strings.ReplaceAll(path, e.petition, "nothing")
	}
	if strings.HasPrefix(path, "/dev/mail/") {
		return strings.ReplaceAll(path, e.petition, "1")
	}
	return path
}

func (e *endpoints) short() string {
	short, err := e.s.petitions.Short(e.t.Context(), e.petition)
	must(e.t, err)
	return short
}

type heard struct {
	status         int
	body, to, kind string
	cookies        []*http.Cookie
	header         http.Header
}

// asks sends one request. What an visitor brings is all that their browser has, wherever it would send it.
func (e *endpoints) asks(as visitor, method, path string, more ...string) heard {
	e.t.Helper()
	form := ""
	if method == fiber.MethodPost {
		form = "a=b"
	}
	r := httptest.NewRequest(method, path, strings.NewReader(form))
	switch {
	case method == fiber.MethodPost && strings.HasSuffix(path, "/passes"):
		r = httptest.NewRequest(method, path, strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
	case method == fiber.MethodPost:
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("Accept-Language", "en")
	if token := e.tokens[as]; token != "" {
		r.Header.Set("Cookie", token)
	}
	for i := 0; i < len(more); i += 2 {
		if more[i] == "Host" {
			r.Host = more[i+1]
		}
		r.Header.Set(more[i], more[i+1])
	}
	a, err := e.app.Test(r, -1)
	must(e.t, err)
	b, err := io.ReadAll(a.Body)
	must(e.t, err)
	return heard{a.StatusCode, string(b), a.Header.Get("Location"), a.Header.Get("Content-Type"), a.Cookies(), a.Header}
}

// arrives sees to it that an visitor is who they are: some addresses end sessions.
func (e *endpoints) arrives(as visitor) {
	e.t.Helper()
	switch as {
	case atDesk:
		e.tokens[as] = e.waits()
	case steward, admin:
		if token := e.tokens[as]; token != "" {
			if _, err := e.s.office.Session(e.t.Context(), strings.TrimPrefix(token, "rr_office=")); err == nil {
				return
			}
		}
		e.tokens[as] = e.signsIn(as)
	}
}

// waits is somebody at the desk whom a code was mailed to.
func (e *endpoints) waits() string {
	e.t.Helper()
	return cookie(e.post(nobody, "/desk/address", "address=noah%40meridian.example"))
}

func (e *endpoints) signsIn(as visitor) string {
	e.t.Helper()
	e.moved.Add(int64(30 * time.Second)) // a code opens once
	code, err := totp.GenerateCode(e.given[as].Secret, e.outside.Now())
	must(e.t, err)
	a := e.post(nobody, "/office/sign-in", "name=Member+"+string(as)+"&key="+e.given[as].Key+"&code="+code)
	if a.status != http.StatusSeeOther {
		e.t.Fatalf("%s does not get in: %d %s", as, a.status, a.body)
	}
	return cookie(a)
}

func (e *endpoints) post(as visitor, path, form string) heard {
	e.t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", e.tokens[as])
	a, err := e.app.Test(r, -1)
	must(e.t, err)
	b, err := io.ReadAll(a.Body)
	must(e.t, err)
	return heard{status: a.StatusCode, body: string(b), to: a.Header.Get("Location"), cookies: a.Cookies(), header: a.Header}
}

// cookie is what a browser would send back.
func cookie(a heard) string {
	for _, c := range a.cookies {
		if c.MaxAge >= 0 {
			return c.Name + "=" + c.Value
		}
	}
	return ""
}

// tries asks one address as everybody.
func (e *endpoints) tries(m mounted, r rule) {
	e.t.Helper()
	path := e.fill(m.path)
	if m.private {
		e.triesInside(m, path, r)
		return
	}
	var first *heard
	for _, as := range []visitor{nobody, atDesk, steward, admin} {
		e.arrives(as)
		a := e.asks(as, m.method, path)
		if got := e.class(m, a); !r.allows(as, got) {
			e.t.Errorf("%s as %s: %s, its rule says %s\n%.200s", m.name(), as, got, r.answers[as], a.body)
		}
		if r.same {
			if len(a.header["Set-Cookie"]) > 0 {
				e.t.Errorf("%s as %s sets a cookie", m.name(), as)
			}
			if first == nil {
				first = &a
			} else if a.body != first.body || a.header.Get("Cache-Control") != first.header.Get("Cache-Control") {
				e.t.Errorf("%s tells %s something else than nobody", m.name(), as)
			}
		}
	}
	if r.same {
		e.poisoned(m, path)
	}
	e.fileNames(m, e.asks(admin, m.method, path))
	e.triesForeign(m, path)
	e.otherMethods(m, path)
	if in := e.inEnvelope(m.method, path); in.Status != http.StatusNotFound && !e.isInner(m) {
		e.t.Errorf("%s is reached by an envelope: %d", m.name(), in.Status)
	}
	if e.log.Len() > 0 {
		e.t.Errorf("%s breaks: %s", m.name(), e.log.String())
		e.log.Reset()
	}
}

// triesForeign: another site's page can post nothing with its reader's cookies, in any of the ways that a browser says where it comes from.
func (e *endpoints) triesForeign(m mounted, path string) {
	e.t.Helper()
	if m.method == fiber.MethodGet {
		return
	}
	e.arrives(admin)
	for _, prefix := range []string{"", "/es"} {
		for _, says := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://elsewhere.example"}, {"Origin", "null"}} {
			if a := e.asks(admin, m.method, prefix+path, says...); a.status != http.StatusForbidden || !e.isForeign(a) || len(a.header["Set-Cookie"]) > 0 {
				e.t.Errorf("%s %s from a page that says %v: %d", m.name(), prefix, says, a.status)
			}
		}
		if a := e.asks(nobody, m.method, prefix+path, "Origin", "http://"+e.settings.Origin, "Host", e.settings.Origin); e.isForeign(a) {
			e.t.Errorf("%s %s from our own page is refused", m.name(), prefix)
		}
	}
}

// isForeign reports whether an answer is that to another site's page.
func (e *endpoints) isForeign(a heard) bool {
	for _, sentence := range words.Faults(e.t.Context(), "cross_origin", nil) {
		if strings.Contains(html.UnescapeString(a.body), sentence) {
			return true
		}
	}
	return false
}

// otherMethods: nothing answers to a method that it was not mounted for, and no header makes one method another.
func (e *endpoints) otherMethods(m mounted, path string) {
	e.t.Helper()
	for _, method := range []string{"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"} {
		if a := e.asks(nobody, method, path); a.status != http.StatusMethodNotAllowed {
			e.t.Errorf("%s answers %s with %d", m.name(), method, a.status)
		}
	}
	if m.method == fiber.MethodPost && e.rules["GET "+m.path].kind == "" {
		for _, name := range []string{"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"} {
			if a := e.asks(nobody, "GET", path, name, "POST"); a.status != http.StatusMethodNotAllowed && a.status != http.StatusNotFound {
				e.t.Errorf("a GET with %s reaches %s: %d", name, m.name(), a.status)
			}
		}
	}
}

// triesInside: what is inside is reached by an envelope alone, whatever somebody brings.
func (e *endpoints) triesInside(m mounted, path string, r rule) {
	e.t.Helper()
	if got := fmt.Sprint(e.inEnvelope(m.method, path).Status); got != r.answers[inside] {
		e.t.Errorf("%s: %s, its rule says %s", m.name(), got, r.answers[inside])
	}
	if _, also := e.rules[m.method+" "+m.path]; also {
		e.t.Errorf("%s is mounted outside as well", m.name())
	}
	for _, as := range []visitor{nobody, admin} {
		e.arrives(as)
		if a := e.asks(as, m.method, path); a.status != http.StatusNotFound && a.status != http.StatusMethodNotAllowed {
			e.t.Errorf("%s is reached from outside by %s: %d", m.name(), as, a.status)
		}
	}
}

func (e *endpoints) isInner(m mounted) bool { _, is := e.rules["inside "+m.name()]; return is }

// inEnvelope sends a request the way wallets do. What they bring from outside stays there.
func (e *endpoints) inEnvelope(method, path string) envelope.Response {
	e.t.Helper()
	plain, err := envelope.Request{Method: method, Path: path, Fields: []envelope.Field{{Name: "content-type", Value: "text/plain"}, {Name: "cookie", Value: e.tokens[admin]}}}.Pad(envelope.RequestSize)
	must(e.t, err)
	sealed, sent, err := e.key.Seal(plain)
	must(e.t, err)
	r := httptest.NewRequest("POST", "/booth/envelopes", bytes.NewReader(sealed))
	r.Header.Set("Content-Type", envelope.TypeRequest)
	a, err := e.app.Test(r, -1)
	must(e.t, err)
	b, err := io.ReadAll(a.Body)
	must(e.t, err)
	opened, err := sent.Open(b)
	if err != nil {
		e.t.Fatalf("%s: %d %q: %v", path, a.StatusCode, b, err)
	}
	in, err := envelope.ParseResponse(opened)
	must(e.t, err)
	return in
}

// middleware: what runs before addresses is known as well; an answer can hide there.
func (e *endpoints) middleware() {
	e.t.Helper()
	for app, want := range map[*fiber.App]map[string]int{e.app: {"/": 9, "/desk": 1, "/office": 1}, e.private: {"/": 4}} {
		all := map[string]int{}
		for _, r := range app.Stack()[0] {
			all[r.Path] += len(r.Handlers)
		}
		for _, r := range app.GetRoutes(true) {
			if r.Method == fiber.MethodGet {
				all[r.Path] -= len(r.Handlers)
			}
		}
		for path, n := range all {
			if n != 0 && n != want[path] {
				e.t.Errorf("%d handlers stand before everything at %s; %d are known", n, path, want[path])
			}
		}
	}
}

// class is the kind of an answer, as the rules say it.
func (e *endpoints) class(m mounted, a heard) string {
	switch {
	case a.status == http.StatusForbidden && strings.Contains(a.body, first(words.Fault(words.With(context.Background(), "en"), "office_admins", nil))):
		return noRight
	case strings.HasPrefix(m.path, "/office") && (a.status == http.StatusSeeOther && a.to == "/office" && m.method == fiber.MethodGet || strings.Contains(a.body, "You were signed out")):
		return door
	case a.status >= 300 && a.status < 400:
		return strings.TrimSuffix(fmt.Sprintf("%d %s", a.status, strings.ReplaceAll(a.to, e.petition, ":id")), "?card=title")
	}
	return fmt.Sprint(a.status)
}

const matrix = "../../docs/endpoints.md"

// writtenDown keeps docs/endpoints.md as the rules are.
func (e *endpoints) writtenDown() {
	e.t.Helper()
	text := e.table()
	if os.Getenv("UPDATE") != "" {
		must(e.t, os.WriteFile(matrix, []byte(text), 0o644))
	}
	if had, err := os.ReadFile(matrix); err != nil || string(had) != text {
		e.t.Errorf("%s is not up to date: UPDATE=1 go test ./cmd/roundrobin -run EveryAddress", matrix)
	}
}
