package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"roundrobin/views/words"
)

type initCommand struct {
	Folder string `arg:"" optional:"" default:"." type:"path" help:"Where to write: roundrobin.toml, data/ with the stores, keys/."`

	Language     string `help:"Language of the site."`
	Address      string `help:"Address under which people reach the site."`
	Organisation string `help:"Whose staff it serves."`
	Roster       string `help:"Who may check in: a CSV file." type:"path" xor:"who"`
	Domain       string `help:"Who may check in, instead: everybody with an address in this mail domain." xor:"who"`
	SMTP         string `name:"smtp" help:"Mail server, NAME or NAME:PORT."`
	SMTPUser     string `name:"smtp-user" help:"Its user, if it wants one."`
	SMTPPassword string `name:"smtp-password-file" help:"File with that user's password." type:"path"`
	From         string `help:"Sender of all mail."`
	Admin        string `help:"Who looks after the site first."`

	Listen string `help:"Address on this machine to listen on." default:"127.0.0.1:8080"`
	Zone   string `help:"Time zone whose days are the site's; by itself that of this machine."`
	Yes    bool   `help:"Ask nothing: everything comes from flags, and what is not said is as usual."`
	NoDial bool   `help:"Do not try the mail server."`
}

// Run asks, checks each answer at once, and founds the site; or leaves nothing behind.
func (c *initCommand) Run(ctx context.Context, o *outside) error {
	file := filepath.Join(c.Folder, places[0])
	if _, err := os.Lstat(file); err == nil {
		return errors.New(words.T(ctx, "init.there", "file", file))
	}
	a := newAsker(ctx, o, c.Yes)
	chosen, err := c.answers(a)
	if err != nil {
		return err
	}
	f := founding{initCommand: c, answers: chosen, file: file, out: o}
	if err := f.found(a.ctx); err != nil {
		return errors.Join(err, f.undo())
	}
	return f.tell(a.ctx)
}

// answers are those to all questions.
type answers struct {
	language, base, employer, roster, domain, from, admin string

	smtp server
}

func (c *initCommand) answers(a *asker) (got answers, err error) {
	a.say("init.hello")
	got.language = a.language(c.Language)
	got.base = a.ask("address", c.Address, "", a.isAddress)
	got.employer = a.ask("organisation", c.Organisation, "", a.isOrganisation)
	given := c.Roster
	if c.Domain != "" {
		given = "@" + strings.TrimPrefix(c.Domain, "@")
	}
	who := a.ask("who", given, "", a.isWho)
	if got.domain = who; isFile(who) {
		got.roster, got.domain = who, ""
	}
	got.smtp, got.from = a.smtp(c, got.base)
	got.admin = a.ask("admin", c.Admin, "", a.isAdmin)
	return got, a.end()
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// say is a line for whoever sits there; a machine gets none.
func (a *asker) say(key string, args ...any) {
	if !a.yes {
		fmt.Fprintln(a.out, words.T(a.ctx, key, args...))
	}
}
