package booth_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers"
	"roundrobin/handlers/booth"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/envelope"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/secret"
	threadstore "roundrobin/models/thread/store"
	"roundrobin/views/words"
)

func TestMain(m *testing.M) {
	words.Strict = true
	dbtest.Main(m)
}

// A room is the private app on a real store, and an organizer who opened a draft.
type room struct {
	t   *testing.T
	app *fiber.App
	p   *petitionstore.Store
	w   *pass.Wallet
	me  pass.Organizer
	id  string
	seq int
	day string
}

func openRoom(t *testing.T) *room {
	t.Helper()
	ctx, now := context.Background(), func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
	m, err := secret.New(rand.Reader)
	no(t, err)
	l, err := ledgerstore.Open(ctx, d, passtest.Origin, m, rand.Reader)
	no(t, err)
	books := passstore.New(d, l, m, now, time.UTC, rand.Reader)
	desk := passtest.Open(t, "2026Q4", 2)
	no(t, books.Publish(ctx, desk.Keys, desk.Proofs, "2026-10-01", "2026-12-31"))
	some := func(context.Context) (int, error) { return 100, nil }
	p := petitionstore.New(d, l, books, threadstore.New(d), m, petitionstore.Options{
		Now: now, Loc: time.UTC, Random: rand.Reader, Rules: petition.Defaults(), SealMin: 1,
		Holders: some, Issued: func(ctx context.Context, _ string) (int, error) { return some(ctx) },
	})
	t.Cleanup(p.Close)
	b := &booth.Booth{Ledger: l, Books: books, Petitions: p, Now: now, Zone: time.UTC}
	app := fiber.New(fiber.Config{Immutable: true, BodyLimit: envelope.RequestSize, ErrorHandler: handlers.RefuseJSON(slog.New(slog.DiscardHandler), rand.Reader)})
	b.Private(app)
	person := desk.Person(1)
	held := person.Pass(t, pass.Place{Slot: 1, Purpose: pass.Draft})
	return &room{t, app, p, person.Wallet, held.Opener(), pass.DraftID(passtest.Origin, held.Pass.BoothKey()), 0, "2026-11-23"}
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (r *room) ask(method, path, field string, body []byte) (status int, answer map[string]any, size int) {
	r.t.Helper()
	q := httptest.NewRequest(method, path, bytes.NewReader(body))
	if field != "" {
		q.Header.Set("authorization", field)
	}
	a, err := r.app.Test(q, 30_000)
	no(r.t, err)
	text, err := io.ReadAll(a.Body)
	no(r.t, err)
	if !strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") || json.Unmarshal(text, &answer) != nil {
		r.t.Fatalf("%s %s: %d %s", method, path, a.StatusCode, text)
	}
	return a.StatusCode, answer, len(text)
}

// reads is a signed reading; it fits an envelope.
func (r *room) reads(o pass.Organizer, path string) map[string]any {
	r.t.Helper()
	status, answer, size := r.ask(http.MethodGet, path, o.SignReading(passtest.Origin, path, r.day), nil)
	if status != http.StatusOK || size > 15_000 {
		r.t.Fatalf("%s: %d, %d bytes: %v", path, status, size, answer)
	}
	return answer
}

func (r *room) says(o pass.Organizer, seq int, k pass.Kind, text pass.Hash, body []byte) (int, map[string]any) {
	r.t.Helper()
	h, err := r.w.Organize(o, k, r.id, text, seq, body)
	no(r.t, err)
	status, answer, _ := r.ask(http.MethodPost, "/petitions/"+r.id+"/"+string(k)+"s", "", h.Marshal())
	return status, answer
}

func (r *room) does(k pass.Kind, body []byte) map[string]any {
	r.t.Helper()
	r.seq++
	status, answer := r.says(r.me, r.seq, k, pass.Hash{}, body)
	if status != http.StatusOK || answer["promise"] == nil {
		r.t.Fatalf("a %s: %d %v", k, status, answer)
	}
	return answer
}

func (r *room) saves(base string, c petition.Content) (string, map[string]any) {
	r.t.Helper()
	var answer map[string]any
	parts := pass.Cut(base, c.Marshal())
	for _, p := range parts {
		if answer["version"] != nil {
			r.t.Error("a version before its last part")
		}
		answer = r.does(pass.Drafting, p.Marshal())
	}
	return parts[0].Version, answer
}

// The fullest answer there can be still fits an envelope, and holds what docs/protocol.md says.
func TestWhatOrganizersAreTold(t *testing.T) {
	r := openRoom(t)
	wide := petition.Content{Language: "en", Title: strings.Repeat("<&>", 500), Ask: strings.Repeat(`"\`, 2000), Background: strings.Repeat("ü", 9000)}
	base, first := r.saves(pass.NoBase, wide)
	if v := first["version"].(map[string]any); v["number"] != 1.0 || v["id"] != base || v["beside"] != false {
		t.Errorf("%v", first)
	}
	var others []pass.Organizer
	for number := 1; number <= 9; number++ {
		secret := r.w.Invitation(r.id, number)
		r.does(pass.Inviting, pass.InvitationBody{Number: number, Key: pass.InvitationKey(secret, passtest.Origin, r.id)}.Marshal())
		o := pass.NewWallet(pass.Seed{9, byte(number)}, passtest.Origin).Invited(r.id)
		path := "/organize/" + r.id + "/invitation"
		status, answer, size := r.ask(http.MethodGet, path, pass.SignReading(secret.Key(passtest.Origin, r.id), passtest.Origin, path, r.day), nil)
		if status != http.StatusOK || size > 15_000 || answer["by"] == "" || answer["organizers"] != float64(number) || answer["until"] != "2026-12-13" {
			t.Fatalf("%d %v", status, answer)
		}
		if status, answer := r.says(o, 1, pass.Joining, pass.Hash{}, secret.Reply(pass.Joining, passtest.Origin, r.id, o.Key())); status != http.StatusOK {
			t.Fatalf("%d %v", status, answer)
		}
		if status, answer, _ := r.ask(http.MethodGet, path, pass.SignReading(secret.Key(passtest.Origin, r.id), passtest.Origin, path, r.day), nil); status != http.StatusGone || answer["refusal"] != "invitation_over" {
			t.Errorf("an answered invitation tells: %d %v", status, answer)
		}
		others = append(others, o)
	}
	r.does(pass.Removing, []byte(others[8].Key().String()))
	for number := 10; number <= 19; number++ {
		r.does(pass.Inviting, pass.InvitationBody{Number: number, Key: pass.InvitationKey(r.w.Invitation(r.id, number), passtest.Origin, r.id)}.Marshal())
	}
	id := base
	for i := range 25 {
		id, _ = r.saves(id, petition.Content{Language: "en", Title: strings.Repeat("x", i)})
	}
	_, beside := r.saves(base, petition.Content{Language: "en", Title: "beside"})
	if beside["version"].(map[string]any)["beside"] != true {
		t.Errorf("%v", beside)
	}
	told := r.reads(r.me, "/organize/"+r.id)
	for _, name := range strings.Fields(`petition day state public place you seq acts saves_left organizers invitations answers versions stands latest
		unfinished frozen waiting dropped happened updates`) {
		if _, ok := told[name]; !ok {
			t.Errorf("%s is not told", name)
		}
	}
	list := func(name string) []any { return told[name].([]any) }
	if len(list("organizers")) != 9 || len(list("invitations")) != 10 || len(list("answers")) != 9 || len(list("latest")) != 20 || told["versions"] != 27.0 || told["stands"] != 26.0 || told["seq"] != float64(r.seq) {
		t.Errorf("%v", told)
	}
	var names []string
	for _, o := range list("organizers") {
		name := o.(map[string]any)["name"].(string)
		if name == "" || slices.Contains(names, name) {
			t.Errorf("two are called %q", name)
		}
		names = append(names, name)
	}
	older := r.reads(r.me, "/organize/"+r.id+"/versions?before=8")
	if v := older["versions"].([]any); len(v) != 7 || v[0].(map[string]any)["number"] != 7.0 {
		t.Errorf("%v", older)
	}
	r.readsBack(wide)
	gone := "/organize/" + r.id
	if status, answer, _ := r.ask(http.MethodGet, gone, others[8].SignReading(passtest.Origin, gone, r.day), nil); status != http.StatusForbidden || answer["refusal"] != "organizer_gone" {
		t.Errorf("%d %v", status, answer)
	}
}

func (r *room) readsBack(wide petition.Content) {
	r.t.Helper()
	var content []byte
	parts := 1
	for part := 1; part <= parts; part++ {
		answer := r.reads(r.me, "/organize/"+r.id+"/versions/1?part="+string(rune('0'+part)))
		parts = int(answer["parts"].(float64))
		data, err := pass64(answer["data"].(string))
		no(r.t, err)
		content = append(content, data...)
	}
	if c, err := petition.ParseContent(content); err != nil || c != wide || parts < 2 {
		r.t.Errorf("%d parts: %v", parts, err)
	}
}

func TestNobodyElseReadsADraft(t *testing.T) {
	r := openRoom(t)
	r.saves(pass.NoBase, petition.Content{Language: "en", Title: "Mine"})
	stranger := pass.NewWallet(pass.Seed{7}, passtest.Origin).Invited(r.id)
	for _, path := range []string{"/organize/" + r.id, "/organize/" + r.id + "/versions", "/organize/" + r.id + "/versions/1", "/organize/nothere"} {
		for name, c := range map[string]struct {
			field, refusal string
		}{
			"no field":     {"", "reading_unsigned"},
			"another path": {r.me.SignReading(passtest.Origin, path+"?", r.day), "reading_unsigned"},
			"an old day":   {r.me.SignReading(passtest.Origin, path, "2026-11-21"), "reading_unsigned"},
			"tomorrow":     {r.me.SignReading(passtest.Origin, path, "2026-11-24"), "reading_unsigned"},
			"a stranger":   {stranger.SignReading(passtest.Origin, path, r.day), "draft_missing"},
		} {
			if status, answer, _ := r.ask(http.MethodGet, path, c.field, nil); status < 400 || answer["refusal"] != c.refusal || answer["sentence"] == "" {
				t.Errorf("%s, %s: %d %v", path, name, status, answer)
			}
		}
	}
	yesterday := "/organize/" + r.id
	if status, _, _ := r.ask(http.MethodGet, yesterday, r.me.SignReading(passtest.Origin, yesterday, "2026-11-22"), nil); status != http.StatusOK {
		t.Errorf("yesterday's: %d", status)
	}
	for _, number := range []string{"0", "2", "x", "1?part=2", "1?part=0"} {
		path := "/organize/" + r.id + "/versions/" + number
		if status, answer, _ := r.ask(http.MethodGet, path, r.me.SignReading(passtest.Origin, path, r.day), nil); status != http.StatusNotFound {
			t.Errorf("%s: %d %v", path, status, answer)
		}
	}
}

func TestWhatIsNotReadyStandsBesideItsField(t *testing.T) {
	r := openRoom(t)
	c := petition.Content{Language: "en", Title: strings.Repeat("x", 90), Addressee: "The board"}
	id, _ := r.saves(pass.NoBase, c)
	status, answer := r.says(r.me, 2, pass.Gathering, c.Text().Hash(), []byte(id))
	if status != http.StatusUnprocessableEntity || answer["refusal"] != "text_refused" || answer["final"] != true {
		t.Fatalf("%d %v", status, answer)
	}
	got := map[string]string{}
	for _, f := range answer["fields"].([]any) {
		m := f.(map[string]any)
		got[m["field"].(string)] = m["sentence"].(string)
	}
	if len(got) != 3 || !strings.Contains(got["title"], "80") || got["ask"] == "" || got["background"] == "" {
		t.Errorf("%v", got)
	}
	if status, answer = r.says(r.me, 1, pass.Taking, pass.Hash{}, []byte("x")); status != http.StatusConflict || answer["seq"] != 1.0 || answer["final"] != true {
		t.Errorf("%d %v", status, answer)
	}
}

func pass64(s string) ([]byte, error) { return base64.RawURLEncoding.Strict().DecodeString(s) }
