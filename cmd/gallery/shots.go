package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// look is one way of looking at a screen.
type look struct {
	name   string
	width  int
	scheme string // Blink's number for prefers-color-scheme: 0 dark, 1 light
}

var looks = []look{{"390-light", 390, "1"}, {"390-dark", 390, "0"}, {"1280-light", 1280, "1"}, {"1280-dark", 1280, "0"}}

// shoot takes a picture of every screen in every look.
func shoot(dir, only string) error {
	address, err := serveLocally()
	if err != nil {
		return err
	}
	browser, err := chromium()
	if err != nil {
		return err
	}
	for _, s := range screens() {
		if !strings.Contains(s.name, only) {
			continue
		}
		for _, l := range looks {
			to := filepath.Join(dir, strings.ReplaceAll(s.name, "/", "-")+"-"+l.name+".png")
			if err := l.shoot(browser, address+"/"+s.name, to, s.height); err != nil {
				return fmt.Errorf("%s: %w", to, err)
			}
		}
	}
	return nil
}

func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no Chromium found: install it, or serve the gallery and look by hand")
}

func (l look) shoot(browser, url, to string, height int) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	profile, err := os.MkdirTemp("", "gallery")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
		"--user-data-dir="+profile, "--blink-settings=preferredColorScheme="+l.scheme, "--virtual-time-budget=3000",
		fmt.Sprintf("--window-size=%d,%d", l.width, height), "--screenshot="+to, url).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return trim(to)
}
