package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Widths in CSS pixels: of screens on a phone, a tablet and a desk, of mails as mail programs show them.
var (
	screenWidths = []int{390, 768, 1280}
	mailWidths   = []int{360, 600, 760}
)

// subject is one thing to take pictures of; it is served under its name.
type subject struct {
	Name   string `json:"name"`
	Widths []int  `json:"widths"`
}

// subjects are all whose name contains a word.
func subjects(only string) (all []subject) {
	add := func(name string, widths []int) {
		if strings.Contains(name, only) {
			all = append(all, subject{name, widths})
		}
	}
	for _, s := range screens() {
		add(s.name, screenWidths)
	}
	for _, l := range letters() {
		add(l.name, mailWidths)
	}
	return all
}

// shoot takes pictures of them into dir. The browser is driven by the same script's parts as in the stories.
func shoot(dir, only string) error {
	address, err := serveLocally()
	if err != nil {
		return err
	}
	wanted, err := json.Marshal(subjects(only))
	if err != nil {
		return err
	}
	cmd := exec.Command("node", "static/js/stories/gallery.mjs", address, dir)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(wanted), os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("pictures: %w", err)
	}
	return nil
}
