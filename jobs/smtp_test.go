package jobs_test

import (
	"bufio"
	"fmt"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"roundrobin/mail"
)

func smtp(t *testing.T, address string) mail.Sender {
	t.Helper()
	host, p, err := net.SplitHostPort(address)
	must(t, err)
	port, err := strconv.Atoi(p)
	must(t, err)
	s, err := mail.NewSMTP(mail.Config{Host: host, Port: port, TLS: mail.TLSNone, Timeout: 5 * time.Second})
	must(t, err)
	return s
}

// hangsUpAfterData is a server that takes a whole mail and closes the line instead of saying so.
func hangsUpAfterData(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			hearAndHangUp(c)
		}
	}()
	return l.Addr().String()
}

func hearAndHangUp(c net.Conn) {
	defer c.Close()
	fmt.Fprint(c, "220 here\r\n")
	in, data := bufio.NewScanner(c), false
	for in.Scan() {
		switch line := in.Text(); {
		case data && line == ".":
			return
		case data:
		case strings.HasPrefix(line, "DATA"):
			data = true
			fmt.Fprint(c, "354 go on\r\n")
		case strings.HasPrefix(line, "EHLO"):
			fmt.Fprint(c, "250-here\r\n250 8BITMIME\r\n")
		default:
			fmt.Fprint(c, "250 fine\r\n")
		}
	}
}
