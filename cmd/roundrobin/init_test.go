package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"roundrobin/views/words"
)

// initialised runs init in a folder of its own, as typed, and gives what it said.
func initialised(t *testing.T, folder, typed string, change func(*initCommand)) (string, error) {
	t.Helper()
	t.Setenv("RR_BOOK_SLOTS", "1") // to be quick
	c := &initCommand{Folder: folder, Listen: "127.0.0.1:8080", Zone: "Europe/Madrid", NoDial: true}
	if change != nil {
		change(c)
	}
	var said bytes.Buffer
	err := c.Run(context.Background(), &outside{Now: time.Now, Random: rand.Reader, In: strings.NewReader(typed), Out: &said, Err: io.Discard})
	return said.String(), err
}

func people(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "people.csv")
	must(t, os.WriteFile(name, []byte("name,email\nClara Sato,clara.sato@meridian.example\nNobody,nowhere\n"), 0o600))
	return name
}

// Each answer that will not do is refused at once, with its reason, and asked for again; then the site stands.
func TestInitAsksUntilAnAnswerWillDo(t *testing.T) {
	folder, file := filepath.Join(t.TempDir(), "site"), people(t)
	typed := strings.Join([]string{
		"xx", "", // language
		"http://petitions.example", "no address", "petitions.example",
		"", "Meridian Freight",
		"people.cvs", file,
		"mail example", "mail.example:2525", "us", "", "open sesame", "nobody", "", // server, user, password, sender
		"\x07", "Inés  Roca",
	}, "\n") + "\n"
	said, err := initialised(t, folder, typed, nil)
	must(t, err)
	ctx := context.Background()
	for _, sentence := range []string{
		words.T(ctx, "init.wrong_language", "answer", "xx", "there", "en, es"), words.T(ctx, "init.address_in_clear", "answer", "http://petitions.example"),
		words.T(ctx, "init.wrong_address", "answer", "https://no address"), words.T(ctx, "init.wrong_organisation"),
		words.T(ctx, "init.wrong_who", "answer", "people.cvs"), "Line 3:", words.T(ctx, "init.wrong_smtp", "answer", "mail example"),
		words.T(ctx, "init.wrong_password", "answer", "us"), words.T(ctx, "init.wrong_from", "answer", "nobody"), words.T(ctx, "init.wrong_admin"),
		"https://petitions.example/office", "roundrobin serve --config " + filepath.Join(folder, "roundrobin.toml"), "otpauth://",
	} {
		if !strings.Contains(said, sentence) {
			t.Errorf("it does not say %q:\n%s", sentence, said)
		}
	}
	theSiteStands(t, folder)
}

// theSiteStands looks with the program's own eyes.
func theSiteStands(t *testing.T, folder string) {
	t.Helper()
	c, err := parsed("--config", filepath.Join(folder, "roundrobin.toml"))
	must(t, err)
	must(t, c.check())
	if c.Origin != "petitions.example" || c.Employer != "Meridian Freight" || c.Zone != "Europe/Madrid" || c.Mail.From != "notices@petitions.example" {
		t.Errorf("%+v", c)
	}
	if password, err := c.Mail.password(); err != nil || password != "open sesame" {
		t.Errorf("the password is %q, %v", password, err)
	}
	must(t, withSite(t.Context(), c, &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard}, func(s *site) error {
		eligible, err := s.roster.Eligible(t.Context(), s.today())
		if err != nil || eligible != 1 {
			t.Errorf("%d may check in, %v", eligible, err)
		}
		members, err := s.office.All(t.Context())
		if err != nil || len(members) != 1 || members[0].Name != "Inés Roca" || members[0].Role != "admin" {
			t.Errorf("in the office work %v, %v", members, err)
		}
		_, err = s.books.Season(t.Context())
		return err
	}))
	for _, name := range []string{"keys", "keys/master.key", "keys/smtp-password", "data"} {
		info, err := os.Stat(filepath.Join(folder, name))
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may look into %s", name)
		}
	}
}

// A machine gives all by flags, and hears of every mistake at once; nothing is written then.
func TestInitTakesAllFromFlags(t *testing.T) {
	folder, file := filepath.Join(t.TempDir(), "site"), people(t)
	said, err := initialised(t, folder, "", func(c *initCommand) { c.Yes, c.Address, c.Admin = true, "ftp://x", "Inés" })
	for _, part := range []string{"ftp://x", "--organisation", "--roster", "--smtp", "--from"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s is not said: %v", part, err)
		}
	}
	if _, there := os.Stat(folder); there == nil || said != "" {
		t.Errorf("something was written: %v %s", there, said)
	}
	all := func(c *initCommand) {
		c.Yes, c.Address, c.Organisation, c.Roster, c.SMTP, c.Admin = true, "https://petitions.example", "Meridian Freight", file, "mail.example", "Inés Roca"
	}
	_, err = initialised(t, folder, "", all)
	must(t, err)
	before, err := os.ReadFile(filepath.Join(folder, "roundrobin.toml"))
	must(t, err)
	if _, err = initialised(t, folder, "", all); err == nil {
		t.Error("it was overwritten")
	}
	after, err := os.ReadFile(filepath.Join(folder, "roundrobin.toml"))
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the second init changed the settings")
	}
}

// A mail domain stands for a roster; what fails late leaves nothing behind; what is there of others stays.
func TestInitThatFailsLeavesNothing(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "site")
	domain := func(c *initCommand) {
		c.Yes, c.Address, c.Organisation, c.Domain, c.SMTP, c.Admin = true, "petitions.example", "Meridian", "meridian.example", "mail.example", "Inés"
	}
	t.Setenv("RR_SEAL_DAYS", "9")
	if _, err := initialised(t, folder, "", domain); err == nil {
		t.Fatal("a setting that is wrong passes")
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("something stayed")
	}
	t.Setenv("RR_SEAL_DAYS", "7")
	must(t, os.MkdirAll(filepath.Join(folder, "keys"), 0o700))
	must(t, os.WriteFile(filepath.Join(folder, "keys", "master.key"), []byte("precious"), 0o600))
	if _, err := initialised(t, folder, "", domain); err == nil {
		t.Fatal("a key that is there was passed over")
	}
	if b, err := os.ReadFile(filepath.Join(folder, "keys", "master.key")); err != nil || string(b) != "precious" {
		t.Errorf("the key that was there is %q, %v", b, err)
	}
	must(t, os.Remove(filepath.Join(folder, "keys", "master.key")))
	_, err := initialised(t, folder, "", domain)
	must(t, err)
	c, err := parsed("--config", filepath.Join(folder, "roundrobin.toml"))
	must(t, err)
	if !slices.Equal(c.Domains, []string{"meridian.example"}) {
		t.Errorf("the domain is %q", c.Domains)
	}
}

// A mail server that does not answer is told at once.
func TestInitTriesTheMailServer(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	address := silent.Addr().String()
	must(t, silent.Close())
	_, err = initialised(t, filepath.Join(t.TempDir(), "site"), "", func(c *initCommand) {
		c.Yes, c.Address, c.Organisation, c.Domain, c.SMTP, c.Admin, c.NoDial = true, "petitions.example", "Meridian", "meridian.example", address, "Inés", false
	})
	if err == nil || !strings.Contains(err.Error(), address) {
		t.Errorf("it says %v", err)
	}
}
