package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each mistake in the settings of the ways in has its own sentence, with the setting's name.
func TestEachMistakeInTheWaysInIsSaid(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	must(t, os.WriteFile(secret, []byte("open sesame\n"), 0o600))
	oidc := []string{"oidc"}
	for name, c := range map[string]struct {
		change func(*config)
		want   []string
	}{
		"good": {func(*config) {}, nil},
		"none": {func(c *config) { c.Ways = nil }, []string{"RR_WAYS"}},
		"all of it": {func(c *config) {
			c.Ways, c.OIDC = []string{"email", "oidc"}, oidcConfig{Issuer: "https://login.example/tenant", Client: "us", SecretFile: secret, Name: "Meridian"}
			c.Code = codeConfig{Subject: "{code}", Text: `One line\n{code}, {minutes} minutes`}
		}, nil},
		"a provider, and no way to it": {func(c *config) { c.OIDC.Client = "us" }, []string{"RR_OIDC_ISSUER"}},
		"a way, and no provider":       {func(c *config) { c.Ways = []string{"oidc"} }, []string{"RR_OIDC_ISSUER", "RR_OIDC_CLIENT"}},
		"in clear":                     {func(c *config) { c.Ways, c.OIDC = oidc, oidcConfig{Issuer: "http://login.example", Client: "us"} }, []string{"RR_OIDC_ISSUER"}},
		"in clear to ourselves": {func(c *config) {
			c.Ways, c.Insecure, c.OIDC = oidc, true, oidcConfig{Issuer: "http://127.0.0.1:9998", Client: "us"}
		}, nil},
		"two secrets": {func(c *config) {
			c.Ways, c.OIDC = oidc, oidcConfig{Issuer: "https://login.example", Client: "us", Secret: "x", SecretFile: secret}
		}, []string{"RR_OIDC_SECRET_FILE"}},
		"no such secret": {func(c *config) {
			c.Ways, c.OIDC = oidc, oidcConfig{Issuer: "https://login.example", Client: "us", SecretFile: secret + "s"}
		}, []string{"RR_OIDC_SECRET_FILE"}},
		"a mail without its code": {func(c *config) { c.Code = codeConfig{Subject: "Hello", Text: "Hello"} }, []string{"RR_CODE_SUBJECT", "RR_CODE_TEXT"}},
		"a mail with more":        {func(c *config) { c.Code.Text = "{code} {name}" }, []string{"RR_CODE_TEXT: {name}"}},
		"a subject of two lines":  {func(c *config) { c.Code.Subject = "{code}\nBcc: all@example.com" }, []string{"RR_CODE_SUBJECT"}},
		"unknown":                 {func(c *config) { c.Ways = []string{"email", "fax", "pigeon"} }, []string{`RR_WAYS: "fax"`, `RR_WAYS: "pigeon"`}},
	} {
		good := config{Ways: []string{"email"}}
		c.change(&good)
		err := good.checkWays()
		if (err == nil) != (len(c.want) == 0) {
			t.Errorf("%s: %v", name, err)
		}
		for _, want := range c.want {
			if err == nil || strings.Count(err.Error(), want) != 1 {
				t.Errorf("%s: %v, want one sentence with %s", name, err, want)
			}
		}
		if err != nil && strings.Count(err.Error(), "\n")+1 != len(c.want) {
			t.Errorf("%s: not one sentence for each mistake: %v", name, err)
		}
	}
}
