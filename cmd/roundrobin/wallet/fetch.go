package wallet

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// most is the length of an ordinary answer in bytes.
const most = 4 << 20

// bare has no cookies and follows nothing.
func (s *Site) bare() *http.Client {
	return &http.Client{Transport: s.Client.Transport, Timeout: s.Client.Timeout, CheckRedirect: stay}
}

func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// atDesk keeps cookies for as long as the visit to the desk lasts.
func (s *Site) atDesk() (*http.Client, error) {
	jar, err := cookiejar.New(nil)
	c := s.bare()
	c.Jar = jar
	return c, err
}

// request has the same few header fields for everyone: nothing about this machine or the last page.
func (s *Site) request(ctx context.Context, method, path, contentType string, body []byte) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, method, s.Base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept-Encoding", "identity")
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	return r, nil
}

// send gives status, content type and body, up to max bytes.
func send(c *http.Client, r *http.Request, max int64) (status int, contentType string, body []byte, err error) {
	answer, err := c.Do(r)
	if err != nil {
		return 0, "", nil, err
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(io.LimitReader(answer.Body, max+1))
	if err == nil && int64(len(body)) > max {
		err = lied("%s is longer than such an answer can be", r.URL.Path)
	}
	return answer.StatusCode, answer.Header.Get("Content-Type"), body, err
}

// get gives a file that must be there for everyone. A site that is down has not lied.
func (s *Site) get(ctx context.Context, path string, max int64) ([]byte, error) {
	r, err := s.request(ctx, http.MethodGet, path, "", nil)
	if err != nil {
		return nil, err
	}
	status, _, body, err := send(s.bare(), r, max)
	switch {
	case err != nil:
		return nil, err
	case status >= http.StatusInternalServerError || status == http.StatusTooManyRequests:
		return nil, fmt.Errorf("%s: %d %s", path, status, http.StatusText(status))
	case status != http.StatusOK:
		return nil, lied("%s should be there for everyone, and is not (%d)", path, status)
	}
	return body, nil
}

// Key is the verifier key that the site shows for its log. Better to have it from somebody else.
func (s *Site) Key(ctx context.Context) (string, error) {
	b, err := s.get(ctx, "/log/key", 1<<10)
	return strings.TrimSpace(string(b)), err
}

// Now is /now.json: the same for everyone, and nobody's word but the site's.
type Now struct {
	Origin  string  `json:"origin"`
	Day     day.Day `json:"day"`
	Size    int64   `json:"size"`
	Holders int     `json:"holders"`
	Books   []struct {
		Book string `json:"book"`
	} `json:"books"`
	Keys []struct {
		Day  day.Day `json:"day"`
		Acts int     `json:"acts"`
	} `json:"keys"`
	Petitions []struct {
		ID    string         `json:"id"`
		State petition.State `json:"state"`
		Book  string         `json:"book"`
		Slot  int            `json:"slot"`
	} `json:"petitions"`
}

// over are the slots of a book whose petitions ended: of these the desk may have destroyed the keys.
func (n Now) over(book string) map[int]bool {
	slots := map[int]bool{}
	for _, p := range n.Petitions {
		if p.Book == book && p.State.Over() {
			slots[p.Slot] = true
		}
	}
	return slots
}

// News reads /now.json and refuses what could lead a wallet to odd places.
func (s *Site) News(ctx context.Context) (n Now, err error) {
	b, err := s.get(ctx, "/now.json", most)
	if err != nil {
		return n, err
	}
	if err := json.Unmarshal(b, &n); err != nil {
		return n, lied("/now.json: %v", err)
	}
	return n, n.check()
}

func (n Now) check() error {
	_, err := day.Parse(string(n.Day))
	ok := err == nil
	for _, b := range n.Books {
		ok = ok && pass.IsWord(b.Book)
	}
	for _, p := range n.Petitions {
		ok = ok && pass.IsWord(p.ID)
	}
	for _, k := range n.Keys {
		_, err := day.Parse(string(k.Day))
		ok = ok && err == nil
	}
	if !ok {
		return lied("/now.json names something that has no such name")
	}
	return nil
}
