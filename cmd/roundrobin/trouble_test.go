package main

import (
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers"
	"roundrobin/models/db"
	"roundrobin/views/words"
)

// served is the site as people reach it.
func (k *keeper) served() func(path string) (status int, body string) {
	quiet := slog.New(slog.DiscardHandler)
	r := running{site: k.site.config.site(), machinery: quiet, requests: quiet}
	app := handlers.New(k.site.web(r, k.site.newDesk(r)))
	return func(path string) (int, string) {
		answer, err := app.Test(httptest.NewRequest(fiber.MethodGet, path, nil), -1)
		must(k, err)
		body, err := io.ReadAll(answer.Body)
		must(k, err)
		return answer.StatusCode, string(body)
	}
}

// A disk that is full stops what is to be written, with a sentence; reading goes on, and the office sees why.
func TestAFullDiskIsSaid(t *testing.T) {
	k := newKeeper(t, "", "")
	get := k.served()
	_, err := k.site.boothDB.SQL().Exec("PRAGMA max_page_count(1)")
	must(t, err)
	for n := byte(0); err == nil; n++ {
		err = k.says(n)
	}
	if status := handlers.Status(err); status != fiber.StatusServiceUnavailable {
		t.Errorf("%d: %v", status, err)
	}
	if status, _ := get("/petitions"); status != fiber.StatusOK {
		t.Errorf("nothing can be read: %d", status)
	}
	if h, err := k.site.health(t.Context()); err != nil || h.Stores[1].Trouble != string(db.NoRoom) {
		t.Errorf("the office sees %+v, %v", h.Stores, err)
	}
}

// A store that is damaged while the site runs is found by whoever reads it: nothing of it is shown any more, the office says which it is,
// and the site does not start with it again.
func TestADamagedStoreIsSaidAndNotServed(t *testing.T) {
	k := newKeeper(t, "", "")
	get := k.served()
	must(t, k.site.boothDB.Vacate(t.Context()))
	name := k.config.booth()
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	must(t, err)
	about, err := f.Stat()
	must(t, err)
	_, err = f.WriteAt([]byte(strings.Repeat("Z", int(about.Size())-4096)), 4096)
	must(t, err)
	must(t, f.Close())
	told := make(chan db.Trouble, 1)
	k.site.boothDB.Tell(func(is db.Trouble) { told <- is })
	reader, err := k.site.boothDB.Read.DB()
	must(t, err)
	reader.SetMaxIdleConns(0) // what these connections remember is sound
	status, body := get("/petitions")
	if sentence := words.Fault(t.Context(), "store_damaged", nil); status != fiber.StatusServiceUnavailable || !strings.Contains(body, sentence) {
		t.Errorf("%d, and not %q", status, sentence)
	}
	select {
	case is := <-told:
		if is != db.Damaged {
			t.Errorf("it is %q", is)
		}
	case <-time.After(time.Minute):
		t.Fatal("nobody looked into it")
	}
	for _, path := range []string{"/", "/petitions", "/log/checkpoint", "/healthz", "/readyz"} {
		if status, _ := get(path); status != fiber.StatusServiceUnavailable {
			t.Errorf("%s: %d", path, status)
		}
	}
	if h, err := k.site.health(t.Context()); err != nil || h.Stores[1].Trouble != string(db.Damaged) || h.Stores[0].Trouble != "" {
		t.Errorf("the office sees %+v, %v", h.Stores, err)
	}
	_, err = open(t.Context(), k.config, k.out)
	if err == nil || !strings.Contains(err.Error(), "the booth store is damaged, and nothing of it is served: bring a backup back") {
		t.Errorf("it starts again: %v", err)
	}
}
