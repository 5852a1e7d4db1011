package desk_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"roundrobin/handlers/desk"
	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

// stubborn fails as often as it is told, then hands on.
type stubborn struct {
	failures []error
	tries    atomic.Int32
	then     chan mail.Message
}

func (s *stubborn) Send(_ context.Context, m mail.Message) error {
	if n := int(s.tries.Add(1)); n <= len(s.failures) {
		return s.failures[n-1]
	}
	s.then <- m
	return nil
}

func TestAServerThatIsBusyIsAskedAgain(t *testing.T) {
	defer desk.SetPauses(time.Millisecond, time.Millisecond)()
	later := &mail.Failure{Step: "later"}
	s := &stubborn{failures: []error{later, later}, then: make(chan mail.Message, 1)}
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), s)
	h.browser(t).post("/desk/address", "address", noah)
	select {
	case m := <-s.then:
		if m.To != noah {
			t.Errorf("to %s", m.To)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("given up")
	}
}

func TestAMailboxThatIsNoneIsNot(t *testing.T) {
	defer desk.SetPauses(time.Millisecond, time.Millisecond)()
	s := &stubborn{failures: []error{&mail.Failure{Permanent: true, Step: "no such mailbox"}}, then: make(chan mail.Message, 1)}
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), s)
	h.browser(t).post("/desk/address", "address", noah)
	select {
	case err := <-h.lost:
		if strings.Contains(err.Error(), "noah") || s.tries.Load() != 1 {
			t.Errorf("%v after %d tries", err, s.tries.Load())
		}
	case <-time.After(30 * time.Second):
		t.Fatal("nobody is told")
	}
}

// shut lets nothing through until it is opened.
type shut struct {
	gate chan struct{}
	sent atomic.Int32
}

func (s *shut) Send(context.Context, mail.Message) error {
	<-s.gate
	s.sent.Add(1)
	return nil
}

func TestTooManyAtOnceAreAskedToComeBackAndTheRestIsMailedBeforeTheEnd(t *testing.T) {
	s := &shut{gate: make(chan struct{})}
	takes, back := desk.SetWaiting(12)
	defer back()
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), s)
	b := h.browser(t)
	busy := 0
	for range takes + 20 {
		switch a := b.post("/desk/address", "address", noah); a.StatusCode {
		case 503:
			if busy++; !strings.Contains(a.body, noah) {
				t.Error("what was typed is lost")
			}
		case 303:
		default:
			t.Fatalf("%d", a.StatusCode)
		}
	}
	if busy == 0 {
		t.Error("nobody was refused")
	}
	soon, stop := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer stop()
	if err := h.Close(soon); err == nil {
		t.Error("closed while mail waits, and says nothing")
	}
	close(s.gate)
	must(t, h.Close(context.Background()))
	if n := s.sent.Load(); n != 10 { // codes mailed to one person on one day
		t.Errorf("%d mails", n)
	}
	if a := b.post("/desk/address", "address", noah); a.StatusCode != 503 {
		t.Errorf("closed, and takes an address: %d", a.StatusCode)
	}
}

// broken is a program that fails as programs do.
type broken struct{}

func (broken) Send(context.Context, mail.Message) error { panic("to " + noah) }

func TestAMailThatCannotBeWrittenEndsNothingAndNamesNobody(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), broken{})
	b := h.browser(t)
	for range 2 {
		b.post("/desk/address", "address", noah)
		select {
		case err := <-h.lost:
			if strings.Contains(err.Error(), "noah") {
				t.Error(err)
			}
		case <-time.After(30 * time.Second):
			t.Fatal("nobody is told")
		}
	}
}
