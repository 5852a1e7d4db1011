package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"roundrobin/handlers/desk"
	"roundrobin/handlers/desk/provider"
	views "roundrobin/views/desk"
)

// oidcConfig is the company's own sign-in, by OpenID Connect.
type oidcConfig struct {
	Issuer     string `help:"The company's own sign-in, by OpenID Connect: its issuer, exactly as it names itself." env:"ISSUER" placeholder:"https://login.example"`
	Client     string `help:"What it calls this site (client id)." env:"CLIENT"`
	Secret     string `help:"The secret that it gave this site, if it gave one." env:"SECRET"`
	SecretFile string `help:"File with that secret, instead of the secret itself." env:"SECRET_FILE"`
	Name       string `help:"What people call it, for the button; without, its host." env:"NAME"`
}

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
	return errors.Join(append(wrong, c.OIDC.check(slices.Contains(c.Ways, views.WayOIDC), c.Insecure))...)
}

func (o oidcConfig) check(on, insecure bool) error {
	if !on {
		if o != (oidcConfig{}) {
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
		Issuer: c.OIDC.Issuer, Client: c.OIDC.Client, Secret: secret, Name: c.OIDC.Name, Back: c.base() + desk.BackPath, Now: now,
	})
}
