package wallet

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// A line is what a proxy's log could say of a request.
type line struct {
	at     time.Duration // since the visit began
	what   string
	size   int64
	fields string // names of header fields, as they were sent
}

// A proxy stands before the site and writes everything down.
type proxy struct {
	p     *person
	since time.Time
	lines []line
}

func (x *proxy) RoundTrip(r *http.Request) (*http.Response, error) {
	fields := strings.Join(slices.Sorted(maps.Keys(r.Header)), " ")
	x.lines = append(x.lines, line{x.p.now.Sub(x.since), r.Method + " " + r.URL.Path, r.ContentLength, fields})
	return http.DefaultTransport.RoundTrip(r)
}

func (x *proxy) count(what string) (n int) {
	for _, l := range x.lines {
		if l.what == what {
			n++
		}
	}
	return n
}

// even is randomness in the middle: no jitter.
type even struct{}

func (even) Read(b []byte) (int, error) {
	copy(b, bytes.Repeat([]byte{0x80, 0, 0, 0}, len(b)/4+1))
	return len(b), nil
}

// visitor is a person behind a proxy, without jitter.
func (p *person) visitor() (*Visitor, *proxy) {
	w := p.wallet()
	x := &proxy{p: p, since: p.now}
	w.Site.Client = &http.Client{Transport: x}
	w.Random = even{}
	return &Visitor{Wallet: w}, x
}

func says(wish Wish) func(context.Context, *Wallet) error {
	return func(ctx context.Context, w *Wallet) error { _, err := w.Say(ctx, wish); return err }
}

// day is one visit, the same pages for everyone; what is done there differs.
func visitOf(first, second func(context.Context, *Wallet) error) []Step {
	return []Step{
		{Path: "/", Stay: 12 * time.Second},
		{Path: "/petitions/" + breaks, Stay: 100 * time.Second, After: 33 * time.Second, Do: first},
		{Stay: 61 * time.Second, After: time.Minute, Do: second}, // the page goes before the next beat
		{Path: "/", Stay: 5 * time.Second},
	}
}

// drafts saves a long version under a draft pass, and reads what became of it: seven envelopes' worth.
func drafts(title string) func(context.Context, *Wallet) error {
	return func(ctx context.Context, w *Wallet) error {
		me, id, err := w.Opener(ctx, season, 1)
		if err == nil {
			_, err = w.SaveVersion(me, id, 0, pass.NoBase, petition.Content{Language: "en", Title: title, Background: strings.Repeat("long ", 5000)})
		}
		w.Ask("/organize/"+id, me.SignReading)
		return err
	}
}

func TestAReaderASignerASpeakerAndAnOrganizerLeaveTheSameTraces(t *testing.T) {
	w := newTown(t)
	p := w.holder(t)
	var logs [][]line
	for _, steps := range [][]Step{
		visitOf(nil, nil),
		visitOf(says(Signing(breaks)), nil),
		visitOf(says(Commenting(breaks, "", strings.Repeat("long ", 700))), says(Withdrawing(breaks))),
		visitOf(drafts("First"), drafts("Second")),
	} {
		v, x := p.visitor()
		must(v.Ledger.Keys(t.Context(), v.Site, season))
		x.lines = nil
		no(t, v.Visit(t.Context(), steps))
		logs = append(logs, x.lines)
	}
	for i, l := range logs[1:] {
		if !slices.Equal(l, logs[0]) {
			t.Errorf("visitor %d:\n%v\n%v", i+1, l, logs[0])
		}
	}
	const parts = 4 // of the second draft: with the page, and from the next one
	if len(w.arrived) != 3+6+parts || len(w.inbox) != 3+6+parts || w.readings != 1 {
		t.Errorf("%d acts arrived, %d wait, %d readings", len(w.arrived), len(w.inbox), w.readings)
	}
	if len(logs[0]) < 60 {
		t.Errorf("only %d lines", len(logs[0]))
	}
}

func TestTheBeatKeepsItsPace(t *testing.T) {
	v, x := newTown(t).holder(t).visitor()
	no(t, v.Visit(t.Context(), []Step{{Path: "/", Stay: 20*time.Minute - time.Second}}))
	// 5 s for two minutes, 10 s until ten, then a minute; one more when the page goes
	if n := x.count("POST /booth/envelopes"); n != 24+48+10+1 {
		t.Errorf("%d envelopes", n)
	}
	if n := x.count("GET /now.json"); n != 60+10 {
		t.Errorf("%d looks", n)
	}
	if n := x.count("GET /booth/keys"); n != 1 {
		t.Errorf("keys were asked for %d times", n)
	}
	no(t, v.Visit(t.Context(), []Step{{Path: "/", Stay: time.Minute}, {Path: "/wallet", Stay: time.Minute}}))
	if n := x.count("GET /booth/keys"); n != 3 {
		t.Errorf("three pages asked %d times for keys", n)
	}
}

func TestAnActWaitsForTheBeat(t *testing.T) {
	p := newTown(t).holder(t)
	v, x := p.visitor()
	var at int
	no(t, v.Visit(t.Context(), []Step{
		{Path: "/", Stay: 20 * time.Second, After: 12 * time.Second, Do: says(Signing(breaks))},
		{Stay: 0, Do: func(context.Context, *Wallet) error { at = len(p.arrived); return nil }},
	}))
	if at != 1 || v.File.Acts[0].State != Promised {
		t.Errorf("%d arrived", at)
	}
	for _, l := range x.lines {
		if l.what == "POST /booth/envelopes" && l.at%(5*time.Second) != 0 {
			t.Errorf("an envelope at %v", l.at)
		}
	}
}

func TestWhoSignsAndLeavesAtOnceIsCountedAllTheSame(t *testing.T) {
	p := newTown(t).holder(t)
	v, _ := p.visitor()
	no(t, v.Visit(t.Context(), []Step{{Path: "/", Stay: time.Second, After: time.Second, Do: says(Signing(breaks))}}))
	if len(p.inbox) != 1 {
		t.Error("lost")
	}
}

func TestLostEnvelopesDoNotEndAVisit(t *testing.T) {
	p := newTown(t).holder(t)
	p.lose = 7
	v, x := p.visitor()
	no(t, v.Visit(t.Context(), []Step{{Path: "/", Stay: time.Minute, Do: says(Signing(breaks))}}))
	if v.File.Acts[0].State != Promised || len(p.inbox) != 1 || x.count("POST /booth/envelopes") != 13 {
		t.Errorf("%s; %d wait; %d envelopes", v.File.Acts[0].State, len(p.inbox), x.count("POST /booth/envelopes"))
	}
}

func TestAVisitorSeesTheSeal(t *testing.T) {
	p := newTown(t).holder(t)
	v, x := p.visitor()
	seal := func(context.Context, *Wallet) error { p.seal(); return nil }
	no(t, v.Visit(t.Context(), []Step{
		{Path: "/", Stay: 30 * time.Second, Do: says(Signing(breaks))},
		{Stay: 40 * time.Second, Do: seal},
	}))
	if v.File.Acts[0].State != Counted || x.count("GET /log/keys/"+string(today)) != 1 {
		t.Errorf("%s, %d day files", v.File.Acts[0].State, x.count("GET /log/keys/"+string(today)))
	}
}

// Without passes there is no beat; it begins with them.
func TestANewcomerBeginsToBeatWithThePasses(t *testing.T) {
	p := newTown(t).person(t)
	p.does("", "new", p.file)
	v, x := p.visitor()
	var before int
	no(t, v.Visit(t.Context(), []Step{
		{Path: "/petitions/" + breaks, Stay: time.Minute},
		{Path: "/", Stay: time.Minute, After: 30 * time.Second, Do: func(ctx context.Context, w *Wallet) error {
			before = x.count("POST /booth/envelopes")
			n, err := w.Site.News(ctx)
			no(t, err)
			_, err = w.Collect(ctx, n, address, func(context.Context, *Refusal) (string, error) { return code, nil })
			return err
		}},
	}))
	if n := x.count("POST /booth/envelopes"); before != 0 || n != 6+1 {
		t.Errorf("%d envelopes before, %d in all", before, n)
	}
}

// Whatever a command says, and whether or not it can be said, a log shows the same.
func TestEveryCommandLeavesTheSameTraces(t *testing.T) {
	w := newTown(t)
	p := w.holder(t)
	var first []string
	for _, c := range [][]string{
		{"", "show"}, {"", "sign", breaks}, {"", "sign", breaks}, {"", "withdraw", breaks}, {"Hello.", "comment", audits}, {"", "sign", "nothing"},
		{"", "agree", audits, strings.Repeat("0", 32)}, {"", "show"},
	} {
		w.seen = nil
		_, _ = p.runs(c[0], append([]string{c[1], p.file}, c[2:]...)...)
		var lines []string
		for _, r := range w.seen {
			lines = append(lines, fmt.Sprint(r.Method, r.URL, r.ContentLength, slices.Sorted(maps.Keys(r.Header))))
		}
		if first == nil {
			first = lines
		}
		if !slices.Equal(lines, first) || len(lines) < 10 {
			t.Errorf("%v: %q, not %q", c, lines, first)
		}
	}
}

func TestOnlyTheDeskSeesACookieAndOnlyItsOwn(t *testing.T) {
	w := newTown(t)
	p := w.holder(t)
	p.does("", "sign", p.file, breaks)
	for _, r := range w.seen {
		cookie := r.Header.Get("Cookie")
		want := ""
		if r.URL.Path == "/desk/passes" {
			want = "rr_desk=" + address
		}
		if cookie != want || r.Header.Get("Referer") != "" {
			t.Errorf("%s %s: %q", r.Method, r.URL.Path, cookie)
		}
		if r.URL.Path == "/booth/envelopes" {
			if got := strings.Join(slices.Sorted(maps.Keys(r.Header)), " "); got != "Accept-Encoding Content-Length Content-Type User-Agent" {
				t.Error(got)
			}
			if body := must(io.ReadAll(r.Body)); bytes.Contains(body, []byte(breaks)) || len(body) != 8280 {
				t.Errorf("%d bytes", len(body))
			}
		}
	}
}

func TestTheDayFilesCountAsTheyWereSealed(t *testing.T) {
	const key = "0102030405060708"
	entry := func(k pass.Kind, subject string, seq int) pass.Entry {
		return pass.EntryFor([8]byte{1, 2, 3, 4, 5, 6, 7, 8}, k, subject, seq)
	}
	act := func(k pass.Kind, subject string, seq int, s State) *Act {
		return &Act{Kind: k, Subject: subject, Key: key, Seq: seq, State: s}
	}
	edit := pass.Edit
	for name, c := range map[string]struct {
		acts   []*Act
		sealed []pass.Entry
		want   string
	}{
		"none sealed":      {[]*Act{act(pass.Comment, "-", 1, Promised)}, nil, "promised"},
		"the first of two": {[]*Act{act(pass.Comment, "-", 1, Promised), act(pass.Comment, "-", 2, Promised)}, []pass.Entry{entry(pass.Comment, "-", 1)}, "counted promised"},
		"a rating is not counted by its signature": {[]*Act{act(pass.Signature, "-", 1, Counted), act(pass.Rating, "response", 1, Promised)}, []pass.Entry{entry(pass.Signature, "-", 1)}, "counted promised"},
		"with a name is another":                   {[]*Act{act(pass.Signature, "named", 1, Promised)}, []pass.Entry{entry(pass.Signature, "-", 1)}, "promised"},
		"edits of two comments":                    {[]*Act{act(edit, "a", 1, Promised), act(edit, "b", 1, Promised)}, []pass.Entry{entry(edit, "c", 1)}, "counted promised"},
		"one waits":                                {[]*Act{act(pass.Comment, "-", 1, Waiting)}, []pass.Entry{entry(pass.Comment, "-", 1)}, "waiting"},
		"an agreement has no leaf":                 {[]*Act{act(pass.Agreement, "a", 1, Promised)}, []pass.Entry{entry(pass.Agreement, "a", 1)}, "promised"},
	} {
		sealed := map[pass.Entry]int{}
		for _, e := range c.sealed {
			sealed[e]++
		}
		f := &File{Acts: c.acts}
		f.count(sealed)
		var got []string
		for _, a := range f.Acts {
			got = append(got, string(a.State))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
