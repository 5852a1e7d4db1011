package main

import (
	"context"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"roundrobin/mail"
)

// server is a mail server as it was answered.
type server struct {
	host           string
	port           int
	user, password string
	tls            mail.TLS
}

const (
	usualPort  = "587"
	tlsPort    = 465
	dialing    = 15 * time.Second
	mailFormat = "notices@"
)

// smtp asks for the server and what it wants, until it answers.
func (a *asker) smtp(c *initCommand, base string) (s server, from string) {
	given, user := c.SMTP, c.SMTPUser
	for first := true; ; first = false {
		if !first {
			given, user = "", ""
		}
		s = a.server(a.ask("smtp", given, "", a.isServer))
		s.user, s.password = a.account(user, c.SMTPPassword)
		if a.over != nil || len(a.wrong) > 0 || c.NoDial {
			break
		}
		a.say("init.trying_smtp")
		err := s.try(a.ctx)
		if err == nil {
			a.say("init.smtp_answers")
			break
		}
		why := a.refuse("smtp_silent", "answer", s.host+":"+strconv.Itoa(s.port), "why", err.Error())
		if a.yes {
			a.wrong = append(a.wrong, why.Error())
			break
		}
		a.tell(why.Error())
	}
	return s, a.ask("from", c.From, suggestedSender(base), a.isFrom)
}

func suggestedSender(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Hostname() == "" || loopback(u.Hostname()) || onion(u.Hostname()) {
		return ""
	}
	return mailFormat + u.Hostname()
}

// account is empty where the server wants none: on an empty answer, or where a machine says none.
func (a *asker) account(user, passwordFile string) (string, string) {
	anything := func(answer string) (string, error) { return answer, nil }
	if user == "" && !a.yes {
		user = a.ask("smtp_user", "", "", anything)
	}
	if user == "" {
		return "", ""
	}
	password := ""
	if passwordFile != "" {
		b, err := os.ReadFile(passwordFile)
		if err != nil {
			a.wrong = append(a.wrong, a.refuse("wrong_password_file", "why", err.Error()).Error())
		}
		password = strings.TrimRight(string(b), "\r\n")
	}
	return user, a.until("smtp_password", password, "", a.secret, func(answer string) (string, error) {
		if answer == "" {
			return "", a.refuse("wrong_password", "answer", user)
		}
		return answer, nil
	})
}

// server chooses how to encrypt by the port, as servers do; on this machine, as far as it is offered.
func (a *asker) server(answer string) (s server) {
	host, port, err := net.SplitHostPort(answer)
	if err != nil {
		return s // nothing was answered
	}
	s.host, s.tls = host, mail.TLSRequired
	s.port, _ = net.DefaultResolver.LookupPort(context.Background(), "tcp", port)
	switch {
	case s.port == tlsPort:
		s.tls = mail.TLSImplicit
	case loopback(host):
		s.tls = mail.TLSOffered
	}
	return s
}

// try greets the server, encrypts and signs in, and sends nothing.
func (s server) try(ctx context.Context) error {
	way, err := mail.NewSMTP(mail.Config{Host: s.host, Port: s.port, TLS: s.tls, User: s.user, Password: s.password, Timeout: dialing})
	if err != nil {
		return err
	}
	return way.Try(ctx)
}
