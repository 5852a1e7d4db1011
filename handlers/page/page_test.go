package page_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttputil"

	"roundrobin/handlers/page"
)

// Everybody gets their own screen, whoever else asks at the same moment: a buffer that is used again too early shows one
// person what another asked for.
func TestNobodyGetsAnothersScreen(t *testing.T) {
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/:person", func(c *fiber.Ctx) error {
		person := strings.Clone(c.Params("person"))
		err := page.Show(c, templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			_, err := io.WriteString(w, screen(person))
			return err
		}))
		other := templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			_, err := io.WriteString(w, screen("somebody else"))
			return err
		})
		for range 4 { // as if others were served before this answer has gone out
			_ = page.Show(app.AcquireCtx(new(fasthttp.RequestCtx)), other)
		}
		return err
	})
	l := fasthttputil.NewInmemoryListener()
	go func() { _ = app.Listener(l) }()
	t.Cleanup(func() { _ = app.Shutdown() })
	client := &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return l.Dial() }}}
	var all sync.WaitGroup
	for n := range 50 {
		all.Go(func() {
			person := strconv.Itoa(n)
			answer, err := client.Get("http://site.example/" + person)
			if err != nil {
				t.Error(err)
				return
			}
			defer answer.Body.Close()
			if got, err := io.ReadAll(answer.Body); err != nil || string(got) != screen(person) {
				t.Errorf("person %s got %q, %v", person, got, err)
			}
		})
	}
	all.Wait()
}

func screen(of string) string { return "<p>" + of + strings.Repeat(".", 300) + "</p>" }
