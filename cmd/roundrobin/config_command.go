package main

import (
	"fmt"
	"net/url"
	"strings"
)

type configCommands struct {
	Check configCheckCommand `cmd:"" help:"Say all that is wrong with the settings, and start nothing."`
	Show  configShowCommand  `cmd:"" help:"Show every setting as the site would have it; secrets are hidden."`
}

type configCheckCommand struct{ config }

func (c *configCheckCommand) Run(o *outside) error {
	if err := c.check(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(o.Out, "the settings are right")
	return err
}

type configShowCommand struct{ config }

func (c *configShowCommand) Run(o *outside) error {
	for _, s := range knownSettings() {
		value := s.Value(&c.config)
		if s.Secret && value != "" {
			value = "(hidden)"
		}
		if _, err := fmt.Fprintf(o.Out, "%s = %q\n", s.Key(), withoutPassword(value)); err != nil {
			return err
		}
	}
	return nil
}

// withoutPassword takes the password out of a database's address.
func withoutPassword(value string) string {
	u, err := url.Parse(value)
	if err != nil && strings.Contains(value, "://") || strings.Contains(value, "password=") && u.Host == "" {
		return "(hidden)"
	}
	if err != nil || u.Host == "" {
		return value
	}
	if q := u.Query(); q.Has("password") {
		q.Set("password", "xxxxx")
		u.RawQuery = q.Encode()
	}
	return u.Redacted()
}
