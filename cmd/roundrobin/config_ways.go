package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"roundrobin/handlers/desk"
	"roundrobin/handlers/desk/provider"
	views "roundrobin/views/desk"
)

// oidcConfig is the company's own sign-in, by OpenID Connect.
type oidcConfig struct {
	Issuer     string `help:"The company's own sign-in, by OpenID Connect: its issuer, exactly as it names itself." env:"ISSUER" placeholder:"https://login.example"`
	Client     string `help:"What it calls this site (client id)." env:"CLIENT"`
	Secret     string `help:"The secret that it gave this site, if it gave one." env:"SECRET" secret:""`
	SecretFile string `help:"File with that secret, instead of the secret itself." env:"SECRET_FILE" path:""`
	Match      string `help:"What it vouches for: address, or subject (the account's stable name, as 'roundrobin roster accounts' was given it; then it is asked for no address)." default:"address" enum:"address,subject" env:"MATCH"`
	Name       string `help:"What people call it, for the button; without, its host." env:"NAME"`
}

// codeConfig is the mail with a code, in the operator's own words. Employers read work mail: it should not say what it is for.
type codeConfig struct {
	Subject string `help:"Subject of the mail with a code, in one line; {code} stands for the code. Without, the site's own, in the reader's language." env:"SUBJECT" placeholder:"{code} is your code"`
	Text    string `help:"Text of that mail: {code} and {minutes} stand for the code and how long it is good, \\n for a new line. With it, the mail is plain text." env:"TEXT"`
}

func (m codeConfig) text() string { return strings.ReplaceAll(m.Text, `\n`, "\n") }

var placeholders = regexp.MustCompile(`\{[^{}]*\}`)

func (m codeConfig) check() error {
	var wrong []error
	for _, w := range []struct{ setting, text string }{{"RR_CODE_SUBJECT", m.Subject}, {"RR_CODE_TEXT", m.Text}} {
		if w.text != "" && !strings.Contains(w.text, "{code}") {
			wrong = append(wrong, fmt.Errorf("%s: the code is not in it; write {code} where it shall stand", w.setting))
		}
		for _, found := range placeholders.FindAllString(w.text, -1) {
			if found != "{code}" && found != "{minutes}" {
				wrong = append(wrong, fmt.Errorf("%s: %s stands for nothing; there are {code} and {minutes}", w.setting, found))
			}
		}
	}
	if strings.ContainsFunc(m.Subject, unicode.IsControl) || len(m.Subject) > maxSubject {
		wrong = append(wrong, fmt.Errorf("RR_CODE_SUBJECT: a subject is one line of at most %d bytes", maxSubject))
	}
	return errors.Join(wrong...)
}

const maxSubject = 200

const personalOn = "on"

// checkWays says what of the settings of the ways in is wrong: one sentence for each mistake.
func (c *config) checkWays() error {
	var wrong []error
	for _, name := range c.Ways {
		if !slices.Contains(views.Ways, name) {
			wrong = append(wrong, fmt.Errorf("RR_WAYS: %q is no way in; there are %s", name, strings.Join(views.Ways, ", ")))
		}
	}
	if len(c.Ways) == 0 {
		wrong = append(wrong, errors.New("RR_WAYS: without a way in nobody can check in; leave it out for email"))
	}
	if c.PersonalMail == personalOn && !slices.Contains(c.Ways, views.WayEmail) {
		wrong = append(wrong, errors.New("RR_PERSONAL_MAIL: codes go to no address at all, for RR_WAYS does not name email"))
	}
	return errors.Join(append(wrong, c.Code.check(), c.OIDC.check(slices.Contains(c.Ways, views.WayOIDC), c.Insecure))...)
}

const matchSubject = "subject"

func (o oidcConfig) check(on, insecure bool) error {
	if !on {
		if o.Issuer+o.Client+o.Secret+o.SecretFile+o.Name != "" {
			return errors.New("RR_OIDC_ISSUER and the like are set, and RR_WAYS does not name oidc")
		}
		return nil
	}
	var wrong []error
	u, err := url.Parse(o.Issuer)
	if err != nil || u.Host == "" || u.RawQuery+u.Fragment != "" || u.Scheme != "https" && !(u.Scheme == "http" && insecure && loopback(u.Hostname())) {
		wrong = append(wrong, fmt.Errorf("RR_OIDC_ISSUER: %q is no https address such as https://login.example", o.Issuer))
	}
	if o.Client == "" {
		wrong = append(wrong, errors.New("RR_OIDC_CLIENT: the sign-in must be told who asks; set the client id that it gave this site"))
	}
	_, err = o.secret()
	return errors.Join(append(wrong, err)...)
}

func (o oidcConfig) secret() (string, error) {
	if o.SecretFile == "" {
		return o.Secret, nil
	}
	if o.Secret != "" {
		return "", errors.New("RR_OIDC_SECRET_FILE: the secret is given twice; leave RR_OIDC_SECRET out")
	}
	b, err := os.ReadFile(o.SecretFile)
	if err != nil {
		return "", fmt.Errorf("RR_OIDC_SECRET_FILE: %w", err)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

// provider is nil where that way is off; checkWays has found no mistake.
func (c *config) provider(now func() time.Time) *provider.Provider {
	if !slices.Contains(c.Ways, views.WayOIDC) {
		return nil
	}
	secret, _ := c.OIDC.secret()
	return provider.New(provider.Settings{
		Issuer: c.OIDC.Issuer, Client: c.OIDC.Client, Secret: secret, Name: c.OIDC.Name, Back: c.base() + desk.BackPath,
		BySubject: c.OIDC.Match == matchSubject, Now: now,
	})
}
