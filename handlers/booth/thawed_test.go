package booth_test

import (
	"crypto/rand"
	"io"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/booth"
	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/incident"
	"roundrobin/models/pass"
)

// TestNothingIsTakenWhileWritingIsFrozen goes over what is mounted, not over a list of ours.
func TestNothingIsTakenWhileWritingIsFrozen(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		k := incident.NewKeeper(d, rand.Reader, time.Now, time.UTC)
		app := fiber.New(fiber.Config{Immutable: true, ErrorHandler: func(c *fiber.Ctx, err error) error {
			f := fault.Of(err)
			if f == nil {
				return c.Status(500).SendString(err.Error())
			}
			return c.Status(409).JSON(fiber.Map{"refusal": f.Code, "final": !f.Retry})
		}})
		(&booth.Booth{Incidents: k}).Private(app)
		by := audit.Who{Name: "Tomasz Wrona", Role: "admin"}
		no(t, k.Take(t.Context(), incident.Step{What: incident.Opened, Text: "Stop.", Freeze: true}, by))
		writes := func() (answers []string) {
			for _, r := range app.GetRoutes(true) {
				if r.Method == fiber.MethodGet || r.Method == fiber.MethodHead || r.Path == "/" {
					continue
				}
				answer, err := app.Test(httptest.NewRequest(r.Method, strings.ReplaceAll(r.Path, ":id", "nothing"), strings.NewReader("act")), -1)
				no(t, err)
				body, _ := io.ReadAll(answer.Body)
				answers = append(answers, r.Path+" "+string(body))
			}
			return answers
		}
		frozen := writes()
		if len(frozen) < len(pass.Kinds())-1 {
			t.Errorf("%d addresses to hand in at, for %d kinds of acts", len(frozen), len(pass.Kinds()))
		}
		for _, a := range frozen {
			if !strings.HasSuffix(a, `{"final":false,"refusal":"incident_frozen"}`) {
				t.Errorf("taken: %s", a)
			}
		}
		if answer, err := app.Test(httptest.NewRequest(fiber.MethodGet, "/beat", nil), -1); err != nil || answer.StatusCode != fiber.StatusNoContent {
			t.Error("a wallet's beat is refused")
		}
		no(t, k.Take(t.Context(), incident.Step{What: incident.Lifted, Text: "Go on.", Seen: 1}, by))
		for _, a := range writes() {
			if strings.Contains(a, "incident_frozen") {
				t.Errorf("still refused: %s", a)
			}
		}
	})
}

// What is written at the booth without an envelope is known: leadership's page obeys a freeze by itself, and a reader of the summary may
// always say yes or stop.
func TestWhatElseIsWrittenAtTheBoothIsKnown(t *testing.T) {
	app := fiber.New()
	(&booth.Booth{}).Public(app)
	var posts []string
	for _, r := range app.GetRoutes(true) {
		if r.Method != fiber.MethodGet && r.Method != fiber.MethodHead {
			posts = append(posts, r.Path)
		}
	}
	slices.Sort(posts)
	if want := []string{"/respond", "/summaries/confirm/:link", "/summaries/stop/:link"}; !slices.Equal(posts, want) {
		t.Errorf("%v: let what is new ask whether writing is frozen, then name it here", posts)
	}
}
