package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/settings"
)

// A relay that pages cannot reach, or that would widen their policy, stops the start.
func TestRelaysAreHTTPSOrAPath(t *testing.T) {
	for relay, ok := range map[string]bool{
		"": true, "/relay": true, "https://relay.example/envelopes": true, "https://relay.example:8443/e": true,
		"http://relay.example/e": false, "relay.example": false, "https://": false, "//relay.example/e": false, "https://a.example;script-src *": false,
		"javascript:1": false, "https://a b/": false,
	} {
		if got, err := (&config{Relay: relay}).relay(); (err == nil) != ok || ok && got != relay {
			t.Errorf("%q: %q, %v", relay, got, err)
		}
	}
	if _, err := (&config{Relay: "http://127.0.0.1:9100/e", Insecure: true}).relay(); err != nil {
		t.Error(err)
	}
}

// right is a config that can be served.
func right() config {
	return config{
		Base: "https://petitions.example", Origin: "petitions.example", Listen: "127.0.0.1:8080", Leave: "https://www.example.com/", Zone: "UTC",
		Sponsors: 5, BookSlots: 48, Ways: []string{"email"}, SealEvery: time.Hour, Mail: mailConfig{Host: "mail.example", Port: 587, From: "notices@petitions.example", TLS: "starttls"}, Backup: backupConfig{Days: 30},
	}
}

// A site is served over HTTPS, or where nobody is in between.
func TestWhereASiteMayBe(t *testing.T) {
	const onion = "http://aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee234567.onion"
	for name, c := range map[string]struct {
		base     string
		insecure bool
		want     string
	}{
		"https":                        {"https://petitions.example", false, ""},
		"https with a port":            {"https://petitions.example:8443", false, ""},
		"http to elsewhere":            {"http://petitions.example", false, "goes over the network in clear"},
		"http to elsewhere, insecure":  {"http://petitions.example", true, "goes over the network in clear"},
		"http in the office's network": {"http://10.0.0.5", true, "goes over the network in clear"},
		"http on this machine":         {"http://127.0.0.1:8080", true, ""},
		"the same without saying so":   {"http://localhost:8080", false, "RR_INSECURE"},
		"an onion service":             {onion, false, ""},
		"what only looks like one":     {"http://petitions.onion", false, "goes over the network in clear"},
		"insecure cookies over https":  {"https://petitions.example", true, "RR_INSECURE"},
		"no address":                   {"petitions", false, "is no address"},
		"a path":                       {"https://petitions.example/here", false, "is no address"},
	} {
		site := right()
		site.Base, site.Insecure = c.base, c.insecure
		err := site.check()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// Everything that is wrong is said at once, with the setting's name.
func TestAllMistakesAreSaidAtOnce(t *testing.T) {
	fine := right()
	must(t, fine.check())
	c := right()
	c.Base, c.Origin, c.Zone, c.Sponsors, c.SealDays, c.BookSlots, c.SealEvery, c.Drain = "", "", "Nowhere", 0, 9, 0, 0, time.Hour
	c.WitnessQuorum, c.Listen, c.Leave, c.Metrics, c.Relay, c.Mail.Port, c.Mail.User = 1, "8080", "x", "0.0.0.0:9", "x", 0, "us"
	said := c.check().Error()
	for _, name := range strings.Fields("BASE ZONE SPONSORS SEAL_DAYS BOOK_SLOTS SEAL_EVERY DRAIN WITNESS_QUORUM LISTEN LEAVE METRICS RELAY MAIL_PORT MAIL_PASSWORD") {
		if n := strings.Count(said, "\n  RR_"+name); n != 1 {
			t.Errorf("RR_%s is said %d times", name, n)
		}
	}
	if strings.Count(said, "\n") != 14 {
		t.Errorf("not one line each:\n%s", said)
	}
}

// A file says what is to be so, the environment goes before it, a flag before both.
func TestAFlagGoesBeforeTheEnvironmentAndThatBeforeAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "roundrobin.toml")
	must(t, os.WriteFile(file, []byte("base = 'https://Petitions.example'\nseal_days = 3\nsponsors = 3\nbook_slots = 3\nmail_host = 'a.example'\ndata = 'd'\nindexed = true\n"), 0o600))
	t.Setenv("RR_SPONSORS", "4")
	t.Setenv("RR_BOOK_SLOTS", "4")
	c, err := parsed("--config", file, "--book-slots", "5")
	must(t, err)
	if c.SealDays != 3 || c.Sponsors != 4 || c.BookSlots != 5 || c.Mail.Host != "a.example" || !c.Indexed || c.Short != "Notices" {
		t.Errorf("%+v", c)
	}
	if c.Data != filepath.Join(filepath.Dir(file), "d") {
		t.Errorf("data is at %s", c.Data)
	}
	t.Setenv("RR_SEAL_DAY", "3")
	if _, err := parsed("--config", file); err == nil || !strings.Contains(err.Error(), "RR_SEAL_DAYS") {
		t.Errorf("a slip in the environment: %v", err)
	}
}

func TestSecretsAreNotShown(t *testing.T) {
	var out bytes.Buffer
	c := configShowCommand{config{Key: "the key", Booth: "postgres://us:pass%20word@db.example/booth?sslmode=require", Identity: "host=db password=word", Mail: mailConfig{Password: "a password"}}}
	must(t, c.Run(&outside{Out: &out}))
	if said := out.String(); strings.Contains(said, "password=word") || strings.Contains(said, "the key") || strings.Contains(said, "pass%20") || strings.Contains(said, "a password") {
		t.Error(said)
	}
	if !strings.Contains(out.String(), `mail_password = "(hidden)"`) || !strings.Contains(out.String(), "db.example/booth") {
		t.Error(out.String())
	}
}

// docs/settings.md is made of the settings: UPDATE=1 writes it.
func TestTheSettingsAreDocumented(t *testing.T) {
	const name = "../../docs/settings.md"
	want := settingsPage + "\n" + settings.Table(knownSettings())
	if os.Getenv("UPDATE") != "" {
		must(t, os.WriteFile(name, []byte(want), 0o644))
	}
	got, err := os.ReadFile(name)
	must(t, err)
	if string(got) != want {
		t.Error("docs/settings.md is not what the settings are: UPDATE=1 go test ./cmd/roundrobin -run Documented")
	}
}

const settingsPage = `# Settings

Made from the program's own list; ` + "`UPDATE=1 go test ./cmd/roundrobin -run Documented`" + ` makes it anew.

Every setting stands in a file, in the environment, or on the command line (` + "`--seal-days 7`" + `); what comes later in this list goes before. The file is the one
that ` + "`--config` or `RR_CONFIG`" + ` names, else ` + "`roundrobin.toml`" + ` in the present folder, else ` + "`/etc/roundrobin/roundrobin.toml`" + `. It is TOML without tables; relative paths in it
begin where it lies. ` + "`roundrobin init`" + ` writes one in which everything is explained. ` + "`roundrobin config check`" + ` says all that is wrong, ` + "`roundrobin config show`" + `
what the site would have, without secrets. A wrong value or an unknown name stops the start.
`

func TestALanguageThatThereIsNoneOfStopsTheStart(t *testing.T) {
	for language, ok := range map[string]bool{"": true, "en": true, "es": true, "fr": false, "es-MX": false, "ar-XB": false, "en es": false} {
		if err := (&config{Language: language}).language(); (err == nil) != ok {
			t.Errorf("%q: %v", language, err)
		}
	}
}
