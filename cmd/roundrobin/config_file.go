package main

import (
	"maps"
	"os"
	"strconv"

	"github.com/alecthomas/kong"

	"roundrobin/cmd/roundrobin/settings"
	"roundrobin/models/petition"
)

// filled are the values of ${names} in the defaults of settings and flags.
var filled = kong.Vars{"seal_days": strconv.Itoa(petition.SealDays), "demo_slots": strconv.Itoa(demoSlots), "unset": strconv.Itoa(unset)}

// knownSettings are all but the one that says where the others are.
func knownSettings() []settings.Setting {
	shown := maps.Clone(filled)
	shown["unset"] = "" // nothing that anybody would write
	return settings.Of(config{}, shown)[1:]
}

// places are where a file of settings is looked for when none is named.
var places = []string{"roundrobin.toml", "/etc/roundrobin/roundrobin.toml"}

// BeforeReset reads the file of settings before kong reads the environment, so that mistakes in both are said together.
func (c *config) BeforeReset(k *kong.Context) error {
	known := knownSettings()
	wrong := settings.Environment(append(known, settings.Of(config{}, nil)[0]), fromEnvironment())
	var file *settings.File
	if name := settingsFile(k); name != "" {
		var err error
		if file, err = settings.Read(name, known); err != nil {
			wrong = append(wrong, mistakesIn(err)...)
		}
	}
	k.AddResolver(kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		for _, s := range known {
			if len(flag.Envs) != 1 || flag.Envs[0] != s.Env {
				continue
			}
			if _, nearer := inEnvironment(s.Env); nearer {
				return nil, nil
			}
			if value, ok := file.Get(s); ok {
				return value, nil
			}
		}
		return nil, nil
	}))
	return wrong.Err()
}

// AfterApply lets the ledger be named after the site's address where it has no name of its own.
func (c *config) AfterApply() error {
	c.Origin = or(c.Origin, c.host())
	return nil
}

// settingsFile is the file that was named, or the first that is there, or "".
func settingsFile(k *kong.Context) string {
	for _, flag := range k.Flags() {
		if len(flag.Envs) == 1 && flag.Envs[0] == "RR_CONFIG" {
			if given, ok := k.FlagValue(flag).(string); ok && given != "" {
				return given
			}
		}
	}
	if name, _ := inEnvironment("RR_CONFIG"); name != "" {
		return name
	}
	for _, name := range places {
		if _, err := os.Stat(name); err == nil {
			return name
		}
	}
	return ""
}

// parsed is a config as the program would have it with these flags, from the file and the environment.
func parsed(flags ...string) (*config, error) {
	var c struct{ config }
	k, err := kong.New(&c, filled, kong.Exit(func(int) {}))
	if err != nil {
		return nil, err
	}
	_, err = k.Parse(flags)
	return &c.config, err
}

// mistakesIn are the sentences of an error, which may be several that were joined.
func mistakesIn(err error) (all settings.Mistakes) {
	switch e := err.(type) {
	case nil:
		return nil
	case settings.Mistakes:
		return e
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			all = append(all, mistakesIn(one)...)
		}
		return all
	}
	return settings.Mistakes{err.Error()}
}
