package main

import (
	"archive/zip"
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"roundrobin/handlers"
)

// A proof that takes long holds up no request: a browser is shown how far it is and asks again by itself, a program is told to. It is made
// once as the ledger stands, and whoever has it is not sent it again.
func TestAProofThatTakesLong(t *testing.T) {
	l := newLife(t, reviewSteward)
	must(t, withSite(t.Context(), l.settings, l.outside, func(s *site) error {
		l.begin(s)
		log := slog.New(slog.DiscardHandler)
		r := running{site: s.config.site(), machinery: log, requests: log}
		web := s.web(r, s.newDesk(r))
		web.Booth.Patience = 0
		hasty, patient := handlers.New(web), l.app
		p := l.gathered("Hear our calls")
		l.sign(p, 1)
		l.does(s.petitions.Approve(l.ctx, p.ID, l.decision(p)))
		path := "/petitions/" + p.ID + "/proof.zip"
		l.app = hasty
		page := l.asks(path, "Accept", "text/html,*/*")
		again := strings.TrimPrefix(page.Header.Get("Refresh"), "3; url=")
		if page.StatusCode != http.StatusAccepted || !strings.HasPrefix(again, path+"?made=") || page.Header.Get("Etag") != "" || !strings.Contains(body(t, page), "The proof is being made") {
			t.Fatalf("%s, %v", page.Status, page.Header)
		}
		var file *http.Response
		for begun := time.Now(); time.Since(begun) < time.Minute; time.Sleep(10 * time.Millisecond) {
			if file = l.asks(again, "Accept", "*/*"); file.StatusCode == http.StatusOK {
				break
			}
			if file.StatusCode != http.StatusServiceUnavailable || file.Header.Get("Retry-After") == "" {
				t.Fatalf("a program is told %s, %v", file.Status, file.Header)
			}
		}
		content := body(t, file)
		if _, err := zip.NewReader(strings.NewReader(content), int64(len(content))); err != nil {
			t.Fatal(err)
		}
		tag := file.Header.Get("Etag")
		if same := l.asks(path, "If-None-Match", tag); tag == "" || same.StatusCode != http.StatusNotModified {
			t.Errorf("asked again with %s: %s", tag, same.Status)
		}
		if twice := body(t, l.asks(path, "Accept", "*/*")); twice != content {
			t.Error("it is another")
		}
		l.sign(p, 1) // the ledger grows: who waited gets what they waited for, who comes now the new one
		if waited := l.asks(again, "Accept", "*/*"); waited.Header.Get("Etag") != tag || body(t, waited) != content {
			t.Error("who waited has to wait again")
		}
		l.app = patient
		fresh := l.asks(path, "Accept", "*/*")
		if grown := body(t, fresh); fresh.StatusCode != http.StatusOK || fresh.Header.Get("Etag") == tag || bytes.Equal([]byte(grown), []byte(content)) {
			t.Errorf("%s: the new signature is not in it", fresh.Status)
		}
		return nil
	}))
}

func (l *life) asks(path, header, value string) *http.Response {
	l.t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set(header, value)
	a, err := l.app.Test(r, -1)
	must(l.t, err)
	return a
}

func body(t *testing.T, a *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(a.Body)
	must(t, err)
	return string(b)
}
