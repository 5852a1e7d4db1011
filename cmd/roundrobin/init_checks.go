package main

import (
	"context"
	"errors"
	"net"
	netmail "net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
	"roundrobin/views/words"
)

func (a *asker) refuse(key string, args ...any) error {
	return errors.New(words.T(a.ctx, "init."+key, args...))
}

// languages are those that the catalogue has.
func (a *asker) languages() []string {
	return slices.DeleteFunc([]string{"en", "es"}, func(tag string) bool { return words.Language(words.With(a.ctx, tag)) != tag })
}

func (a *asker) there() []any { return []any{"there", strings.Join(a.languages(), ", ")} }

// language asks first, so that all else is asked in it.
func (a *asker) language(given string) string {
	chosen := a.ask("language", given, a.languages()[0], func(answer string) (string, error) {
		if !slices.Contains(a.languages(), answer) {
			return "", a.refuse("wrong_language", append(a.there(), "answer", answer)...)
		}
		return answer, nil
	})
	a.ctx = words.With(a.ctx, chosen)
	return chosen
}

func (a *asker) isAddress(answer string) (string, error) {
	if !strings.Contains(answer, "://") {
		answer = "https://" + answer
	}
	u, err := url.Parse(answer)
	if err != nil || !hosts.MatchString(u.Host) || !pass.IsOrigin(u.Hostname()) || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/")+u.RawQuery+u.Fragment != "" {
		return "", a.refuse("wrong_address", "answer", answer)
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) && !onion(u.Hostname()) {
		return "", a.refuse("address_in_clear", "answer", answer)
	}
	return u.Scheme + "://" + u.Host, nil
}

const maxOrganisation = 80 // characters

func (a *asker) isOrganisation(answer string) (string, error) {
	if n := utf8.RuneCountInString(answer); n < 1 || n > maxOrganisation || hidden(answer) {
		return "", a.refuse("wrong_organisation")
	}
	return answer, nil
}

func hidden(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

func (a *asker) isAdmin(answer string) (string, error) {
	if n := utf8.RuneCountInString(answer); n < 1 || n > maxOrganisation || hidden(answer) {
		return "", a.refuse("wrong_admin")
	}
	return strings.Join(strings.Fields(answer), " "), nil
}

var domains = regexp.MustCompile(`^@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$`)

// isWho takes a file that can be imported, as a trial shows, or a domain, which has its @ so that it is no file with a typing mistake. It
// gives the domain without.
func (a *asker) isWho(answer string) (string, error) {
	if isFile(answer) {
		a.say("init.reading_roster")
		whole, err := filepath.Abs(answer)
		if err == nil {
			err = a.tryRoster(whole)
		}
		return whole, err
	}
	if domain := strings.ToLower(answer); domains.MatchString(domain) {
		return strings.TrimPrefix(domain, "@"), nil
	}
	return "", a.refuse("wrong_who", "answer", answer)
}

// tryRoster imports the file into a store that is thrown away, and says which lines would be refused.
func (a *asker) tryRoster(name string) error {
	folder, err := os.MkdirTemp("", "roundrobin-init-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	trial, err := openStore(a.ctx, filepath.Join(folder, "identity.db"), db.Identity)
	if err != nil {
		return err
	}
	defer trial.Close()
	master, err := secret.New(a.from.Random)
	if err != nil {
		return err
	}
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	report, err := roster.New(trial, master, a.from.Random, a.from.Now, localZone()).Import(a.ctx, file)
	if err == nil && !a.yes {
		tellReport(a.ctx, a.out, "roster.imported", report)
	}
	return spoken(a.ctx, err)
}

func (a *asker) isFrom(answer string) (string, error) {
	if _, err := netmail.ParseAddress(answer); err != nil {
		return "", a.refuse("wrong_from", "answer", answer)
	}
	return answer, nil
}

// isServer takes NAME or NAME:PORT.
func (a *asker) isServer(answer string) (string, error) {
	host, port, err := net.SplitHostPort(answer)
	if err != nil {
		host, port = answer, usualPort
	}
	if _, err := net.DefaultResolver.LookupPort(context.Background(), "tcp", port); err != nil || !hosts.MatchString(host) {
		return "", a.refuse("wrong_smtp", "answer", answer)
	}
	return net.JoinHostPort(host, port), nil
}
