package main

import (
	"fmt"

	"roundrobin/models/secret"
)

type keyCommands struct {
	New keyNewCommand `cmd:"" help:"Make a master key file. Keep it outside the backups of the stores."`
}

type keyNewCommand struct {
	File string `arg:"" type:"path" help:"Where to write it; an existing file is never overwritten."`
}

func (k *keyNewCommand) Run(o *outside) error {
	if _, err := secret.Create(k.File, o.Random); err != nil {
		return err
	}
	_, err := fmt.Fprintf(o.Out, "master key written to %s\n", k.File)
	return err
}
