// Package mailpit runs a real SMTP server for tests, on loopback, and reads back what it took. It never skips: where the
// server cannot be had, the test fails and says why.
package mailpit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Server is one running server. It ends with its test.
type Server struct {
	Host string
	Port int // of SMTP
	api  string
}

// Message is a mail as the server parsed it.
type Message struct {
	ID, MessageID, Subject, Text, HTML string
	To                                 []struct{ Address string }
	Inline, Attachments                []Part
	Headers                            map[string][]string `json:"-"`
}

// Part is an inline part.
type Part struct {
	PartID, FileName, ContentType, ContentID string
	Size                                     int
}

// Start runs a server that can be told to refuse.
func Start(t testing.TB) *Server {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	smtp, web := freePort(t), freePort(t)
	s := &Server{Host: "127.0.0.1", Port: smtp, api: "http://127.0.0.1:" + strconv.Itoa(web) + "/api/v1/"}
	cmd := exec.Command(binary, "--smtp", "127.0.0.1:"+strconv.Itoa(smtp), "--listen", "127.0.0.1:"+strconv.Itoa(web),
		"--enable-chaos", "--disable-version-check", "--smtp-disable-rdns", "--block-remote-css-and-fonts")
	cmd.Dir = t.TempDir()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	})
	for range 400 { // 20 s
		if _, err = s.get("info"); err == nil {
			return s
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("mailpit does not answer: %v", err)
	return nil
}

// Refuse makes the server answer every recipient with code; 0 ends that.
func (s *Server) Refuse(t testing.TB, code int) {
	t.Helper()
	trigger := map[string]int{"ErrorCode": code, "Probability": 100}
	if code == 0 {
		trigger = map[string]int{"ErrorCode": 451, "Probability": 0}
	}
	body, _ := json.Marshal(map[string]any{"Recipient": trigger})
	request, err := http.NewRequest(http.MethodPut, s.api+"chaos", bytes.NewReader(body))
	if err == nil {
		_, err = answer(http.DefaultClient.Do(request))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Count is how many mails the server has.
func (s *Server) Count(t testing.TB) int {
	var list struct {
		Total int `json:"total"`
	}
	s.read(t, "messages", &list)
	return list.Total
}

// Newest is the mail that came last, whole.
func (s *Server) Newest(t testing.TB) (m Message) {
	t.Helper()
	s.read(t, "message/latest", &m)
	s.read(t, "message/"+m.ID+"/headers", &m.Headers)
	return m
}

// Part is the bytes of an inline part.
func (s *Server) Part(t testing.TB, m Message, p Part) []byte {
	t.Helper()
	b, err := s.get("message/" + m.ID + "/part/" + p.PartID)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Supported is how much of the mail's HTML and CSS the mail programs of the world understand, in per cent.
func (s *Server) Supported(t testing.TB, m Message) float64 {
	t.Helper()
	var check struct{ Total struct{ Supported float64 } }
	s.read(t, "message/"+m.ID+"/html-check", &check)
	return check.Total.Supported
}

// Link is where a mail leads, and what stands there.
type Link struct {
	URL, Status string
	StatusCode  int
}

// Links are those of a mail, each followed once.
func (s *Server) Links(t testing.TB, m Message) []Link {
	t.Helper()
	var check struct{ Links []Link }
	s.read(t, "message/"+m.ID+"/link-check", &check)
	return check.Links
}

func (s *Server) read(t testing.TB, path string, into any) {
	t.Helper()
	b, err := s.get(path)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		t.Fatalf("mailpit, %s: %v", path, err)
	}
}

func (s *Server) get(path string) ([]byte, error) { return answer(http.Get(s.api + path)) }

func answer(r *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err == nil && r.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", r.Status, strings.TrimSpace(string(b)))
	}
	return b, err
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
