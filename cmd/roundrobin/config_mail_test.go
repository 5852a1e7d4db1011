package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each mistake in the settings of mail has its own sentence, with the setting's name.
func TestEachMistakeInTheMailsSettingsIsSaid(t *testing.T) {
	folder := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(folder, name)
		must(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	must(t, err)
	inPEM := func(key any) string {
		b, err := x509.MarshalPKCS8PrivateKey(key)
		must(t, err)
		return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: b}))
	}
	good, password := file("good.pem", inPEM(ed)), file("password", "open sesame\n")
	m := mailConfig{Host: "mail.example", Port: 587, From: "notices@petitions.example", TLS: "starttls"}
	for name, c := range map[string]struct {
		change func(*mailConfig)
		want   []string
	}{
		"good": {func(m *mailConfig) {}, nil},
		"good with everything": {func(m *mailConfig) {
			m.User, m.PasswordFile, m.DKIMKey, m.DKIMSelector = "us", password, good, "mail2026"
		}, nil},
		"no host":               {func(m *mailConfig) { m.Host = "" }, []string{"RR_MAIL_HOST"}},
		"two mistakes":          {func(m *mailConfig) { m.From, m.Port = "notices", 0 }, []string{"RR_MAIL_FROM", "RR_MAIL_PORT"}},
		"no user":               {func(m *mailConfig) { m.Password = "x" }, []string{"RR_MAIL_USER"}},
		"no password":           {func(m *mailConfig) { m.User = "us" }, []string{"RR_MAIL_PASSWORD"}},
		"two passwords":         {func(m *mailConfig) { m.User, m.Password, m.PasswordFile = "us", "x", password }, []string{"RR_MAIL_PASSWORD_FILE"}},
		"no such password file": {func(m *mailConfig) { m.User, m.PasswordFile = "us", folder+"/none" }, []string{"RR_MAIL_PASSWORD_FILE"}},
		"in clear to elsewhere": {func(m *mailConfig) { m.TLS = "none" }, []string{"RR_MAIL_TLS"}},
		"in clear to ourselves": {func(m *mailConfig) { m.TLS, m.Host = "none", "127.0.0.1" }, nil},
		"comes back to a name":  {func(m *mailConfig) { m.Bounces = "Bounces <b@petitions.example>" }, []string{"RR_MAIL_BOUNCES"}},
		"no room for a mark":    {func(m *mailConfig) { m.Bounces = "what-could-not-be-delivered@petitions.example" }, []string{"RR_MAIL_BOUNCES"}},
		"comes back":            {func(m *mailConfig) { m.Bounces = "bounces@petitions.example" }, nil},
		"a key and no selector": {func(m *mailConfig) { m.DKIMKey = good }, []string{"RR_MAIL_DKIM_SELECTOR"}},
		"a selector and no key": {func(m *mailConfig) { m.DKIMSelector = "mail" }, []string{"RR_MAIL_DKIM_KEY"}},
		"no such key":           {func(m *mailConfig) { m.DKIMKey, m.DKIMSelector = folder+"/none", "mail" }, []string{"RR_MAIL_DKIM_KEY"}},
		"what is no key":        {func(m *mailConfig) { m.DKIMKey, m.DKIMSelector = password, "mail" }, []string{"RR_MAIL_DKIM_KEY"}},
		"a weak key":            {func(m *mailConfig) { m.DKIMKey, m.DKIMSelector = file("weak.pem", inPEM(weak)), "mail" }, []string{"2048"}},
	} {
		changed := m
		c.change(&changed)
		_, err := changed.sender()
		said := ""
		if err != nil {
			said = err.Error()
		}
		if (err == nil) != (c.want == nil) || len(c.want) > 0 && len(strings.Split(said, "\n")) != len(c.want) {
			t.Errorf("%s: %v", name, err)
		}
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %q does not name %s", name, said, want)
			}
		}
	}
	if password, err := (mailConfig{PasswordFile: password}).password(); password != "open sesame" {
		t.Errorf("%q, %v", password, err)
	}
}
