package mail_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"roundrobin/mail"
)

var letter = mail.Message{
	From: "Round Robin <notices@meridian.example>", To: "noah.osei@meridian.example", Subject: "731 204 is your code – María",
	Text: "Hello", HTML: "<p>Hello</p>", Headers: []mail.Header{{Name: "Auto-Submitted", Value: "auto-generated"}},
	Inline: []mail.Part{{CID: "ring", Name: "ring.png", Type: "image/png", Data: []byte("png")}},
}

func TestAMailArrivesWhole(t *testing.T) {
	heard := make(chan string, 1)
	if err := send(t, server(t, nil, heard), letter); err != nil {
		t.Fatal(err)
	}
	got := <-heard
	for _, want := range []string{
		"RCPT TO:<noah.osei@meridian.example>", "From: \"Round Robin\" <notices@meridian.example>", "Auto-Submitted: auto-generated",
		"text/plain", "text/html", "Content-Id: <ring>", "@meridian.example>", "multipart/related",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "go-mail") {
		t.Error("the mail names its program")
	}
}

func TestWhetherToTryAgain(t *testing.T) {
	for name, c := range map[string]struct {
		answers   map[string]string
		permanent bool
		code      int
	}{
		"mailbox full for now":   {map[string]string{"RCPT": "452 full: noah.osei@meridian.example"}, false, 452},
		"no such mailbox":        {map[string]string{"RCPT": "550 no such user noah.osei@meridian.example"}, true, 550},
		"sender not let through": {map[string]string{"MAIL": "553 who are you"}, true, 553},
		"text refused":           {map[string]string{"DATA": "554 no"}, true, 554},
		"server closing":         {map[string]string{"": "421 closing"}, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			err := send(t, server(t, c.answers, make(chan string, 1)), letter)
			var f *mail.Failure
			if !errors.As(err, &f) || f.Permanent != c.permanent || f.Code != c.code || mail.IsPermanent(err) != c.permanent {
				t.Fatalf("got %+v", err)
			}
			if strings.Contains(err.Error(), "noah") {
				t.Errorf("the error names the person: %v", err)
			}
		})
	}
}

func TestAGoodbyeThatBreaksDoublesNoMail(t *testing.T) {
	if err := send(t, server(t, map[string]string{"RSET": "451 no", "QUIT": "451 no"}, make(chan string, 1)), letter); err != nil {
		t.Fatal(err)
	}
}

func TestNobodyListens(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	l.Close()
	if err := send(t, l.Addr().String(), letter); err == nil || mail.IsPermanent(err) {
		t.Fatalf("got %v", err)
	}
}

func TestWhatCannotBeAMail(t *testing.T) {
	for name, change := range map[string]func(*mail.Message){
		"no recipient":          func(m *mail.Message) { m.To = "" },
		"no address":            func(m *mail.Message) { m.To = "noah" },
		"a header in a subject": func(m *mail.Message) { m.Subject = "x\r\nBcc: all@meridian.example" },
		"a header in a header":  func(m *mail.Message) { m.Headers = []mail.Header{{Name: "X", Value: "x\nBcc: all@meridian.example"}} },
	} {
		t.Run(name, func(t *testing.T) {
			m := letter
			change(&m)
			if err := send(t, "127.0.0.1:1", m); !mail.IsPermanent(err) {
				t.Fatalf("got %v", err)
			}
		})
	}
}

// Whatever field somebody's words reach, they do not become a header of their own, nor a second recipient.
func TestNoFieldOfAMailHoldsAnother(t *testing.T) {
	for name, set := range map[string]func(m *mail.Message, v string){
		"From":             func(m *mail.Message, v string) { m.From = "Round Robin" + v + " <notices@meridian.example>" },
		"From's address":   func(m *mail.Message, v string) { m.From = "notices@meridian.example" + v },
		"To":               func(m *mail.Message, v string) { m.To = "noah.osei@meridian.example" + v },
		"Subject":          func(m *mail.Message, v string) { m.Subject = "Your code" + v },
		"Returns":          func(m *mail.Message, v string) { m.Returns = "bounces@meridian.example" + v },
		"a header's name":  func(m *mail.Message, v string) { m.Headers = []mail.Header{{Name: "X" + v, Value: "x"}} },
		"a header's value": func(m *mail.Message, v string) { m.Headers = []mail.Header{{Name: "X", Value: "x" + v}} },
		"a picture's name": func(m *mail.Message, v string) {
			m.Inline = []mail.Part{{CID: "ring", Name: "ring" + v, Type: "image/png", Data: []byte("png")}}
		},
		"a picture's CID": func(m *mail.Message, v string) {
			m.Inline = []mail.Part{{CID: "ring" + v, Name: "ring.png", Type: "image/png", Data: []byte("png")}}
		},
		"a file's name": func(m *mail.Message, v string) {
			m.Files = []mail.Part{{Name: "letter" + v, Type: "application/pdf", Data: []byte("%PDF-")}}
		},
		"a file's type": func(m *mail.Message, v string) {
			m.Files = []mail.Part{{Name: "letter.pdf", Type: "application/pdf" + v, Data: []byte("%PDF-")}}
		},
	} {
		for _, v := range []string{"\r\nBcc: all@meridian.example", "\nBcc: all@meridian.example", "\rBcc: all@meridian.example", "\r\n\r\nbody", "\x00"} {
			m := letter
			set(&m, v)
			if err := send(t, "127.0.0.1:1", m); !mail.IsPermanent(err) { // where nobody listens: it is refused before anybody is asked
				t.Errorf("%s with %q: %v", name, v, err)
			}
		}
	}
}

func TestAnUnknownPolicyStopsTheStart(t *testing.T) {
	if _, err := mail.NewSMTP(mail.Config{Host: "localhost", Port: 25, TLS: "maybe"}); err == nil {
		t.Fatal("taken")
	}
}

func TestWithoutSaying_TLSIsRequired(t *testing.T) {
	host, port := split(t, server(t, nil, make(chan string, 1)))
	s, err := mail.NewSMTP(mail.Config{Host: host, Port: port})
	must(t, err)
	if err := s.Send(context.Background(), letter); err == nil {
		t.Fatal("sent in clear")
	}
}

func TestMemoryKeepsTheNewest(t *testing.T) {
	m := mail.NewMemory(2)
	for i := range 3 {
		must(t, m.Send(context.Background(), mail.Message{Subject: strconv.Itoa(i + 1)}))
	}
	all := m.All()
	if len(all) != 2 || m.Len() != 2 || all[0].Subject != "3" || all[1].Subject != "2" {
		t.Fatalf("got %v", all)
	}
	if _, ok := m.Find("1"); ok {
		t.Error("the oldest is still there")
	}
	if c, ok := m.Find("3"); !ok || c.Subject != "3" {
		t.Error("the newest is not found")
	}
}

func send(t *testing.T, address string, m mail.Message) error {
	t.Helper()
	host, port := split(t, address)
	s, err := mail.NewSMTP(mail.Config{Host: host, Port: port, TLS: mail.TLSNone, Timeout: 5 * time.Second})
	must(t, err)
	return s.Send(context.Background(), m)
}

func split(t *testing.T, address string) (string, int) {
	t.Helper()
	host, p, err := net.SplitHostPort(address)
	must(t, err)
	port, err := strconv.Atoi(p)
	must(t, err)
	return host, port
}

// server answers one conversation; answers replaces what it says to a verb ("" is the greeting). What it heard, it passes on.
func server(t *testing.T, answers map[string]string, heard chan<- string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		talk(c, answers, heard)
	}()
	return l.Addr().String()
}

func talk(c net.Conn, answers map[string]string, heard chan<- string) {
	var all strings.Builder
	say := func(verb, usual string) {
		if a, ok := answers[verb]; ok {
			usual = a
		}
		fmt.Fprintf(c, "%s\r\n", usual)
	}
	say("", "220 here")
	in, body := bufio.NewScanner(c), false
	for in.Scan() {
		line := in.Text()
		all.WriteString(line + "\n")
		verb, _, _ := strings.Cut(line, " ")
		switch {
		case body && line == ".":
			body = false
			say(".", "250 taken")
		case body:
		case verb == "EHLO":
			say(verb, "250-here\r\n250 8BITMIME")
		case verb == "DATA":
			say(verb, "354 go on")
			body = answers["DATA"] == ""
		case verb == "QUIT":
			heard <- all.String()
			say(verb, "221 bye")
			return
		default:
			say(verb, "250 fine")
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
