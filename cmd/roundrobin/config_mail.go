package main

import (
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"os"
	"regexp"
	"strings"

	"roundrobin/mail"
)

const staffLetterOn = "on"

// sender is the way out for mail, or what of its settings is wrong: one sentence for each mistake.
func (m mailConfig) sender() (mail.Sender, error) {
	if m.Host == "" || m.From == "" {
		return nil, errors.New("no mail server: set RR_MAIL_HOST and RR_MAIL_FROM, for codes, deliveries and summaries go by mail")
	}
	password, wrongPassword := m.password()
	sign, wrongKey := m.signer()
	if err := errors.Join(m.check(), wrongPassword, wrongKey); err != nil {
		return nil, err
	}
	return mail.NewSMTP(mail.Config{Host: m.Host, Port: m.Port, TLS: mail.TLS(m.TLS), User: m.User, Password: password, Sign: sign})
}

func (m mailConfig) check() error {
	var wrong []error
	refuse := func(is bool, says string, args ...any) {
		if is {
			wrong = append(wrong, fmt.Errorf(says, args...))
		}
	}
	_, err := netmail.ParseAddress(m.From)
	refuse(err != nil, "RR_MAIL_FROM: %q is no address such as notices@petitions.example", m.From)
	refuse(m.Bounces != "" && !bounceAddress.MatchString(m.Bounces), "RR_MAIL_BOUNCES: %q is no plain address of at most 22 characters before its @, such as bounces@petitions.example", m.Bounces)
	refuse(m.Port < 1 || m.Port > 65535, "RR_MAIL_PORT: %d is no port, which is from 1 to 65535", m.Port)
	refuse(m.User == "" && m.Password+m.PasswordFile != "", "RR_MAIL_USER: a password is set, and no user whose it is")
	refuse(m.User != "" && m.Password+m.PasswordFile == "", "RR_MAIL_PASSWORD: %q has no password", m.User)
	refuse(m.TLS == string(mail.TLSNone) && !loopback(m.Host), "RR_MAIL_TLS: none is for a server on this machine, and %q is another", m.Host)
	return errors.Join(wrong...)
}

// bounceAddress leaves room for a mark: 64 characters may stand before the @ (RFC 5321 section 4.5.3.1.1).
var bounceAddress = regexp.MustCompile(`^[A-Za-z0-9._-]{1,22}@[A-Za-z0-9.-]+$`)

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (m mailConfig) password() (string, error) {
	if m.PasswordFile == "" {
		return m.Password, nil
	}
	if m.Password != "" {
		return "", errors.New("RR_MAIL_PASSWORD_FILE: the password is given twice; leave RR_MAIL_PASSWORD out")
	}
	b, err := os.ReadFile(m.PasswordFile)
	if err != nil {
		return "", fmt.Errorf("RR_MAIL_PASSWORD_FILE: %w", err)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

var selectors = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$`)

// signer is nil where no key is set.
func (m mailConfig) signer() (*mail.Signer, error) {
	switch {
	case m.DKIMKey == "" && m.DKIMSelector == "":
		return nil, nil
	case m.DKIMKey == "":
		return nil, errors.New("RR_MAIL_DKIM_KEY: a selector is set, and no file with its key")
	case !selectors.MatchString(m.DKIMSelector):
		return nil, fmt.Errorf("RR_MAIL_DKIM_SELECTOR: %q is no name of a key in DNS, such as mail2026", m.DKIMSelector)
	}
	key, err := os.ReadFile(m.DKIMKey)
	if err != nil {
		return nil, fmt.Errorf("RR_MAIL_DKIM_KEY: %w", err)
	}
	s, err := mail.NewSigner(m.From, m.DKIMSelector, key)
	if err != nil {
		return nil, fmt.Errorf("RR_MAIL_DKIM_KEY: %w", err)
	}
	return s, nil
}
