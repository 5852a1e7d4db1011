package desk_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/mod/sumdb/note"

	"roundrobin/handlers/desk"
	"roundrobin/mail"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/dispute"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/pass/stamp"
	"roundrobin/models/printed"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
	views "roundrobin/views/desk"
	"roundrobin/views/words"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	origin   = "petitions.meridian.example"
	season   = "2026Q4"
	noah     = "noah.osei@meridian.example"
	stranger = "john.doer@elsewhere.example" // as long as noah's
	people   = "name,email,department,site,kind,staff_id\n" +
		"Noah Osei,noah.osei@meridian.example,Warehouse operations,Valencia,contractor,M103514\n" +
		"Sanna Novák,sanna.novak@meridian.example,Planning and routing,Leeds,employee,M102647\n"
)

var b64 = base64.RawURLEncoding

// house is a desk with its store, its post and one book of one slot.
type house struct {
	*desk.Desk
	app   *fiber.App
	store *db.DB
	stamp *stamp.Stamp

	roster   *roster.Roster
	paper    *printed.Codes
	disputes *dispute.Disputes
	keys     *pass.KeyFile
	post     *mail.Memory
	lost     chan error
	deps     desk.Deps
	signer   note.Signer
}

func open(t *testing.T, d *db.DB, sender mail.Sender) *house {
	t.Helper()
	words.Strict = true
	ctx := context.Background()
	master, err := secret.New(rand.Reader)
	must(t, err)
	private, _, err := note.GenerateKey(rand.Reader, pass.DeskName(origin))
	must(t, err)
	signer, err := note.NewSigner(private)
	must(t, err)
	h := &house{store: d, signer: signer, post: mail.NewMemory(1000), lost: make(chan error, 1000)}
	if sender == nil {
		sender = h.post
	}
	people1 := roster.New(d, master, rand.Reader, time.Now, time.UTC)
	_, err = people1.Import(ctx, strings.NewReader(people))
	must(t, err)
	h.stamp = stamp.New(d, master, origin, signer, rand.Reader)
	h.keys, _, err = h.stamp.Mint(ctx, season, 1)
	must(t, err)
	h.roster = people1
	h.paper = printed.New(d, master, printed.Deps{
		Random: rand.Reader, Today: func() day.Day { return "2026-11-23" }, People: func(context.Context, string) (int, error) { return 30, nil },
	})
	h.disputes = dispute.New(d, master, rand.Reader, func() day.Day { return day.Of(time.Now(), time.UTC) })
	h.deps = desk.Deps{
		Roster: people1, Paper: h.paper, Stamp: h.stamp, Disputes: h.disputes, Origin: origin, Mail: sender, From: "Round Robin <notices@meridian.example>", Master: master, Secure: true,
		Ways: views.Ways, Provider: company().desk(), Random: rand.Reader,
		Season: func(context.Context) (desk.Season, error) {
			return desk.Season{Book: season, From: "2026-10-01", To: "2026-12-31", Slots: 1}, nil
		},
		Eligible: func(ctx context.Context, _ string) (int, error) { return people1.Eligible(ctx, "2026-10-01") },
		Status:   status, Refuse: refuse, Failed: func(err error) { h.lost <- err },
	}
	h.serve(t)
	return h
}

func (h *house) serve(t *testing.T) {
	h.Desk = desk.New(h.deps)
	t.Cleanup(func() { h.Close(context.Background()) })
	h.app = fiber.New(fiber.Config{Immutable: true, ErrorHandler: refuse, BodyLimit: 8 << 20})
	h.app.Use(func(c *fiber.Ctx) error { // as the site does by the address
		if tag := c.Query("in"); tag != "" {
			c.SetUserContext(words.Choose(c.UserContext(), tag))
		}
		return c.Next()
	})
	h.Routes(h.app)
}

// replica is another process over the same store, with the same master key.
func (h *house) replica(t *testing.T) *house {
	t.Helper()
	d, err := db.Open(h.store.Setting())
	must(t, err)
	t.Cleanup(func() { d.Close() })
	other := *h
	other.store, other.roster = d, roster.New(d, h.deps.Master, rand.Reader, time.Now, time.UTC)
	other.stamp = stamp.New(d, h.deps.Master, origin, h.signer, rand.Reader)
	other.deps.Roster, other.deps.Stamp = other.roster, other.stamp
	other.serve(t)
	return &other
}

// status and refuse stand for those of the whole server.
func status(err error) int {
	var e *fiber.Error
	f := fault.Of(err)
	switch {
	case errors.As(err, &e):
		return e.Code
	case f == nil:
		return fiber.StatusInternalServerError
	case f.Kind == fault.Unavailable:
		return fiber.StatusServiceUnavailable
	}
	return fiber.StatusUnprocessableEntity
}

func refuse(c *fiber.Ctx, err error) error {
	f := fault.Of(err)
	if f == nil {
		f = fault.New(fault.Internal, err.Error())
	}
	return c.Status(status(err)).JSON(fiber.Map{"refusal": f.Code, "sentence": words.Fault(c.UserContext(), f.Code, f.Args), "final": !f.Retry})
}

// browser keeps cookies as one does.
type browser struct {
	*house
	t      *testing.T
	cookie string
}

func (h *house) browser(t *testing.T) *browser { return &browser{house: h, t: t} }

type answer struct {
	*http.Response
	body string
}

func (b *browser) send(method, path, kind, body string) answer {
	b.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", kind)
	}
	if b.cookie != "" {
		r.Header.Set("Cookie", "__Secure-rr_desk="+b.cookie)
	}
	response, err := b.app.Test(r, -1)
	must(b.t, err)
	text, err := io.ReadAll(response.Body)
	must(b.t, err)
	for _, c := range response.Cookies() {
		if b.cookie = c.Value; c.MaxAge < 0 {
			b.cookie = ""
		}
	}
	return answer{response, string(text)}
}

func (b *browser) get(path string) answer { b.t.Helper(); return b.send("GET", path, "", "") }

func (b *browser) post(path, field, value string) answer {
	b.t.Helper()
	return b.send("POST", path, "application/x-www-form-urlencoded", url.Values{field: {value}}.Encode())
}

// code asks for a code and reads it from the mail's subject.
func (b *browser) code(address string) string {
	b.t.Helper()
	before := b.house.post.Len()
	if a := b.post("/desk/address", "address", address); a.StatusCode != 303 {
		b.t.Fatalf("%d: %s", a.StatusCode, a.body)
	}
	return digits(b.t, b.mail(before + 1)[0].Subject)
}

var sixDigits = regexp.MustCompile(`[0-9]{3} ?[0-9]{3}`)

func digits(t *testing.T, subject string) string {
	t.Helper()
	found := sixDigits.FindString(subject)
	if found == "" {
		t.Fatalf("no code in %q", subject)
	}
	return strings.ReplaceAll(found, " ", "")
}

// mail waits until n are caught.
func (h *house) mail(n int) []mail.Caught {
	for range 3000 {
		if h.post.Len() >= n {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if h.post.Len() != n {
		panic("not as much mail as expected")
	}
	return h.post.All()
}

func other(code string) string {
	if code[5] == '0' {
		return code[:5] + "1"
	}
	return code[:5] + "0"
}

// book is what a wallet of that seed asks for, as JSON.
func (h *house) book(t *testing.T, seed byte, code string) (body string, prepared []*pass.Request) {
	t.Helper()
	w := pass.NewWallet(pass.Seed{seed}, origin)
	var blinded []byte
	for _, k := range h.keys.Keys {
		r, err := w.Prepare(k)
		must(t, err)
		prepared = append(prepared, r)
		blinded = append(blinded, r.Blinded...)
	}
	b, err := json.Marshal(fiber.Map{"code": code, "books": []fiber.Map{{
		"book": season, "name_key": b64.EncodeToString(w.NameKey(season).Public().(ed25519.PublicKey)), "requests": b64.EncodeToString(blinded),
	}}})
	must(t, err)
	return string(b), prepared
}

// verifies checks each blind signature of an answer.
func (h *house) verifies(t *testing.T, text string, prepared []*pass.Request) (certificate string) {
	t.Helper()
	var got struct {
		Books []struct{ Book, Signatures, Certificate string }
	}
	must(t, json.Unmarshal([]byte(text), &got))
	signatures, err := b64.DecodeString(got.Books[0].Signatures)
	must(t, err)
	for i, r := range prepared {
		_, err := r.Finish(signatures[i*pass.KeySize : (i+1)*pass.KeySize])
		must(t, err)
	}
	return got.Books[0].Certificate
}

// collect hands the JSON in and gives the status and the code of the refusal, "" when there is none.
func (b *browser) collect(body string) (status int, refusal string, text string) {
	b.t.Helper()
	return b.collectAt("/desk/passes", body)
}

func (b *browser) collectAt(path, body string) (status int, refusal string, text string) {
	b.t.Helper()
	a := b.send("POST", path, "application/json", body)
	var said struct {
		Refusal, Sentence string
	}
	must(b.t, json.Unmarshal([]byte(a.body), &said))
	if (said.Refusal == "") != (said.Sentence == "") {
		b.t.Errorf("a refusal without a sentence: %s", a.body)
	}
	return a.StatusCode, said.Refusal, a.body
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
