package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A server that is told to end says so first, finishes what was begun, takes nothing new, and ends well.
func TestAServerThatIsToldToEndFinishesWhatWasBegun(t *testing.T) {
	t.Parallel()
	k := newKillable(t, "", "", 1)
	c := k.config
	var said bytes.Buffer
	server := exec.Command(os.Args[0], "serve", "--listen", c.Listen, "--data", c.Data, "--key-file", c.KeyFile, "--origin", c.Origin, "--insecure", "--book-slots", "1",
		"--mail-host", "127.0.0.1", "--mail-from", "notices@example.org", "--drain", "1500ms")
	server.Env, server.Stdout, server.Stderr = append(os.Environ(), killMain+"=1"), &said, &said
	must(t, server.Start())
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	for end := time.Now().Add(time.Minute); status(c.Listen, "/readyz") != 200; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it does not come up: %s", said.String())
		}
	}
	early, late := begun(t, c.Listen), begun(t, c.Listen)
	told := time.Now()
	must(t, server.Process.Signal(syscall.SIGTERM))
	for end := time.Now().Add(time.Second); status(c.Listen, "/readyz") != 503; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it does not say that it is about to end")
		}
	}
	if got := status(c.Listen, "/"); got != 200 {
		t.Errorf("while others still come, the home page is %d", got)
	}
	if got := early(); got != 400 {
		t.Errorf("what was begun before got %d", got)
	}
	for status(c.Listen, "/healthz") != 0 { // until it listens no more
		time.Sleep(20 * time.Millisecond)
	}
	if got := late(); got != 400 {
		t.Errorf("what was begun before and ended late got %d", got)
	}
	if err := server.Wait(); err != nil {
		t.Errorf("it ended with %v: %s", err, said.String())
	}
	if took := time.Since(told); took > shutdownTime {
		t.Errorf("it took %s", took)
	}
}

// status is 0 where nobody answers.
func status(address, path string) int {
	client := http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get("http://" + address + path)
	if err != nil {
		return 0
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode
}

// begun is a request of which half was sent; what it gives sends the rest. It is no envelope, which the answer says: 400.
func begun(t *testing.T, address string) func() int {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	must(t, err)
	t.Cleanup(func() { conn.Close() })
	_, err = fmt.Fprintf(conn, "POST /booth/envelopes HTTP/1.1\r\nHost: %s\r\nContent-Type: message/ohttp-req\r\nContent-Length: 9\r\n\r\nhalf", address)
	must(t, err)
	time.Sleep(50 * time.Millisecond)
	return func() int {
		if _, err := io.Copy(conn, strings.NewReader("whole")); err != nil {
			t.Error(err)
			return 0
		}
		must(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Error(err)
			return 0
		}
		defer answer.Body.Close()
		_, err = io.Copy(io.Discard, answer.Body)
		must(t, err)
		return answer.StatusCode
	}
}
