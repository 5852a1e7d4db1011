package wallet

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
)

// A person sits at a terminal, with a clock that only sleeping moves.
type person struct {
	*town
	t    *testing.T
	file string
	now  time.Time
}

func (w *town) person(t *testing.T) *person {
	return &person{town: w, t: t, file: filepath.Join(t.TempDir(), "wallet"), now: time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)}
}

// runs is `roundrobin wallet …` with what is typed. It returns what was printed and the sentence of the error, if any.
func (p *person) runs(typed string, args ...string) (printed, failed string) {
	p.t.Helper()
	var out bytes.Buffer
	var commands Commands
	jar, err := cookiejar.New(nil) // a client with cookies of its own, none of which may ever be sent
	no(p.t, err)
	jar.SetCookies(must(url.Parse(p.url)), []*http.Cookie{{Name: "me", Value: "Noah"}})
	o := &Outside{
		Now: p.clock, Random: rand.Reader, Sleep: p.sleep, Client: &http.Client{Jar: jar, Timeout: 10 * time.Second},
		In: strings.NewReader(typed), Out: &out,
	}
	parser, err := kong.New(&commands, kong.BindTo(context.Background(), (*context.Context)(nil)), kong.Bind(o))
	no(p.t, err)
	k, err := parser.Parse(args)
	no(p.t, err)
	if err := k.Run(); err != nil {
		return out.String(), err.Error()
	}
	return out.String(), ""
}

func (p *person) clock() time.Time { return p.now }

func (p *person) sleep(ctx context.Context, d time.Duration) error {
	p.now = p.now.Add(d)
	return ctx.Err()
}

// does runs what must succeed and returns what was printed.
func (p *person) does(typed string, args ...string) string {
	p.t.Helper()
	printed, failed := p.runs(typed, args...)
	if failed != "" {
		p.t.Fatalf("%v: %s", args, failed)
	}
	return printed
}

// fails runs what must be refused, with a sentence that says why.
func (p *person) fails(sentence, typed string, args ...string) {
	p.t.Helper()
	if _, failed := p.runs(typed, args...); !strings.Contains(failed, sentence) || failed == "" {
		p.t.Errorf("%v: %q says nothing of %q", args, failed, sentence)
	}
}

// holder is a person who has collected.
func (w *town) holder(t *testing.T) *person {
	t.Helper()
	p := w.person(t)
	p.does("", "new", p.file)
	p.collects()
	return p
}

func (p *person) collects() string {
	p.t.Helper()
	return p.does(code+"\n", "collect", p.file, "--site", p.url, "--address", address, "--key", p.key)
}

// wallet is the same file, for what the commands do not show.
func (p *person) wallet() *Wallet {
	p.t.Helper()
	f, err := Open(p.file)
	no(p.t, err)
	l, err := NewLedger(p.key)
	no(p.t, err)
	w := &Wallet{File: f, Site: NewSite(p.url, http.DefaultClient), Ledger: l, Now: p.clock, Random: rand.Reader, Sleep: p.sleep}
	no(p.t, l.Update(context.Background(), w.Site))
	return w
}

func isLie(err error) bool { return errors.As(err, new(*Lie)) }
