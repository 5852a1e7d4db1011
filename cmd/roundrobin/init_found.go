package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"roundrobin/cmd/roundrobin/settings"
	"roundrobin/models/office"
	"roundrobin/models/secret"
	"roundrobin/views/words"
)

// founding makes a site of answers. What it made so far can be undone.
type founding struct {
	*initCommand
	answers
	file string
	out  *outside
	made []string
}

const settingsHead = `The settings of a Round Robin site. What stands behind a # is as it is without it.
The environment goes before this file: seal_days here is RR_SEAL_DAYS there. Paths begin at this file's folder.
"roundrobin config check" says what is wrong, "roundrobin config show" what the site would do.`

func (f *founding) found(ctx context.Context) error {
	keys := filepath.Join(f.Folder, "keys")
	if err := f.folder(f.Folder, keys); err != nil {
		return err
	}
	if err := f.write("keys/master.key", func(name string) error { _, err := secret.Create(name, f.out.Random); return err }); err != nil {
		return err
	}
	if f.smtp.password != "" {
		if err := f.write("keys/smtp-password", func(name string) error { return os.WriteFile(name, []byte(f.smtp.password+"\n"), 0o600) }); err != nil {
			return err
		}
	}
	if err := f.write(places[0], f.settings); err != nil {
		return err
	}
	c, err := parsed("--config", f.file)
	if err == nil {
		err = c.check()
	}
	if err == nil {
		err = f.folder(c.Data)
	}
	if err != nil {
		return err
	}
	return withSite(ctx, c, f.out, func(s *site) error { return f.furnish(ctx, s) })
}

// furnish fills the stores, which are migrated.
func (f *founding) furnish(ctx context.Context, s *site) error {
	if f.roster != "" {
		file, err := os.Open(f.roster)
		if err != nil {
			return err
		}
		defer file.Close()
		if _, err := s.importRoster(ctx, file); err != nil {
			return spoken(ctx, err)
		}
	}
	fmt.Fprintln(f.out.Out, words.T(ctx, "init.minting"))
	if err := s.mintBooks(ctx); err != nil {
		return err
	}
	given, err := s.office.Add(ctx, f.admin, office.Admin, words.T(ctx, "brand"))
	if err != nil {
		return spoken(ctx, err)
	}
	return tellAdded(ctx, f.out, f.admin, office.Admin, given)
}

// settings writes the answers among all settings.
func (f *founding) settings(name string) error {
	u, err := url.Parse(f.base)
	if err != nil {
		return err
	}
	chosen := map[string]any{
		"listen": f.Listen, "data": "data", "key_file": "keys/master.key", "base": f.base, "origin": u.Hostname(), "employer": f.employer, "language": f.language,
		"zone": or(f.Zone, localZone().String()), "mail_host": f.smtp.host, "mail_port": f.smtp.port, "mail_tls": string(f.smtp.tls), "mail_from": f.from,
	}
	if u.Scheme == "http" && loopback(u.Hostname()) {
		chosen["insecure"] = true
	}
	if f.domain != "" {
		chosen["mail_domain"] = f.domain
	}
	if f.smtp.user != "" {
		chosen["mail_user"], chosen["mail_password_file"] = f.smtp.user, "keys/smtp-password"
	}
	var text strings.Builder
	if err := settings.Write(&text, knownSettings(), settingsHead, chosen); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text.String()), 0o644) // #nosec G306 -- no secret is in it
}

// folder makes each folder that is not there, for its owner alone.
func (f *founding) folder(names ...string) error {
	for _, name := range names {
		if _, err := os.Stat(name); err == nil {
			continue
		}
		if err := os.MkdirAll(name, 0o700); err != nil {
			return err
		}
		f.made = append(f.made, name)
	}
	return nil
}

func (f *founding) write(name string, write func(name string) error) error {
	name = filepath.Join(f.Folder, name)
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("%s is there already, and is not overwritten", name)
	}
	f.made = append(f.made, name)
	return write(name)
}

// undo takes away what was made, the last first.
func (f *founding) undo() (err error) {
	for i := len(f.made) - 1; i >= 0; i-- {
		err = errors.Join(err, os.RemoveAll(f.made[i]))
	}
	return err
}

func (f *founding) tell(ctx context.Context) error {
	command := "roundrobin serve"
	if here, err := os.Getwd(); err != nil || here != filepath.Clean(f.Folder) {
		command += " --config " + f.file
	}
	lines := []string{
		words.T(ctx, "init.invited", "name", f.admin, "address", f.base+"/office"), "",
		words.T(ctx, "init.wrote", "file", f.file),
		words.T(ctx, "init.key", "file", filepath.Join(f.Folder, "keys", "master.key")),
		words.T(ctx, "init.zone", "zone", or(f.Zone, localZone().String())), "",
		words.T(ctx, "init.next", "command", command),
	}
	_, err := fmt.Fprintln(f.out.Out, strings.Join(lines, "\n"))
	return err
}

// localZone is this machine's, by its name; UTC where it has none.
func localZone() *time.Location {
	target, err := os.Readlink("/etc/localtime")
	if err != nil {
		return time.UTC
	}
	_, name, _ := strings.Cut(target, "zoneinfo/")
	zone, err := time.LoadLocation(strings.TrimPrefix(name, "Etc/"))
	if err != nil {
		return time.UTC
	}
	return zone
}
