package mail

import (
	"context"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Memory catches mail instead of sending it: for the demo's /dev/mail and for tests. It forgets the oldest beyond its limit.
type Memory struct {
	mu     sync.Mutex
	limit  int
	last   int
	caught []Caught // oldest first
}

// Caught is a mail with the number under which it was caught, counted from 1.
type Caught struct {
	ID string
	Message
}

// NewMemory keeps at most limit mails.
func NewMemory(limit int) *Memory { return &Memory{limit: max(limit, 1)} }

// Send never fails.
func (m *Memory) Send(_ context.Context, message Message) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last++
	m.caught = append(m.caught, Caught{strconv.Itoa(m.last), message})
	if over := len(m.caught) - m.limit; over > 0 {
		m.caught = slices.Delete(m.caught, 0, over)
	}
	return nil
}

// All is what is caught, newest first.
func (m *Memory) All() []Caught {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.Clone(m.caught)
	slices.Reverse(all)
	return all
}

// Find is the mail of that number, if it is still there.
func (m *Memory) Find(id string) (Caught, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.caught, func(c Caught) bool { return c.ID == id })
	if i < 0 {
		return Caught{}, false
	}
	return m.caught[i], true
}

// Len is how many are kept.
func (m *Memory) Len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.caught)
}

// WithPictures is the HTML part with its inline pictures as data: addresses, to be looked at in a browser.
func (m Message) WithPictures() string {
	html := m.HTML
	for _, p := range m.Inline {
		html = strings.ReplaceAll(html, "cid:"+p.CID, "data:"+p.Type+";base64,"+base64.StdEncoding.EncodeToString(p.Data))
	}
	return html
}
