package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// While an upgrade is under way a page of the new version asks for files that the old one does not have. What a replica fails at, the next is
// asked, if it may come twice: pages and envelopes, no form.
func TestWhatOneReplicaCannotAnswerTheNextMay(t *testing.T) {
	t.Parallel()
	var old, young atomic.Int32 // requests
	breaks := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	serve := func(asked *atomic.Int32, fails bool) string {
		mux := http.NewServeMux()
		mux.HandleFunc("GET /static/new.js", func(w http.ResponseWriter, r *http.Request) {
			if fails {
				http.NotFound(w, r)
			}
		})
		for _, pattern := range []string{"GET /petitions", "POST /booth/envelopes", "POST /desk"} {
			mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				if fails {
					breaks(w, r)
				}
			})
		}
		server := httptest.NewServer(mux)
		t.Cleanup(server.Close)
		return server.Listener.Addr().String()
	}
	f := &front{t: t, folder: t.TempDir(), secure: quietAddress(t), plain: quietAddress(t), ca: newAuthority(t), replicas: []string{serve(&old, true), serve(&young, false)}}
	f.ca.issue("petitions.example", f.folder)
	f.hurry = strings.NewReplacer("fail_timeout=1s", "max_fails=0") // else most requests would find the one that works
	f.up(startNginx)
	client := f.client()
	const times = 8
	for range times {
		for _, path := range []string{"/static/new.js", "/petitions"} {
			if answer := f.get(client, "https://petitions.example"+path); answer.StatusCode != 200 {
				t.Errorf("%s: %s", path, answer.Status)
			}
		}
		if got := f.posts(client, "/booth/envelopes"); got != 200 {
			t.Errorf("an envelope: %d", got)
		}
	}
	old.Store(0)
	young.Store(0)
	for range times {
		if got := f.posts(client, "/desk"); got != 200 && got != 503 {
			t.Errorf("a form: %d", got)
		}
	}
	if old.Load() == 0 || old.Load()+young.Load() != times {
		t.Errorf("%d forms, of which one replica was sent %d and the other %d", times, old.Load(), young.Load())
	}
}

func (f *front) posts(client *http.Client, path string) int {
	f.t.Helper()
	answer, err := client.Post("https://petitions.example"+path, "text/plain", strings.NewReader("what"))
	must(f.t, err)
	readAll(answer)
	return answer.StatusCode
}
