package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/boombuler/barcode/qr"

	"roundrobin/views/words"
)

func TestTheOfficeIsKeptFromATerminal(t *testing.T) {
	words.Strict = true
	settings := config{Data: t.TempDir(), Zone: "UTC"}
	said := func(run func(context.Context, *outside) error) string {
		t.Helper()
		var out bytes.Buffer
		if err := run(t.Context(), &outside{Now: time.Now, Random: rand.Reader, Out: &out, Err: &out}); err != nil {
			return err.Error()
		}
		return out.String()
	}
	list := &officeListCommand{config: settings}
	if got := said(list.Run); !strings.Contains(got, "Nobody works") {
		t.Errorf("an empty office: %q", got)
	}
	given := said((&officeAddCommand{config: settings, Name: "Ines Aguilar", Role: "steward"}).Run)
	key := regexp.MustCompile(`(?m)^  ([a-z2-7]{4}-){7}[a-z2-7]{4}$`)
	if !key.MatchString(given) || !strings.Contains(given, "otpauth://totp/Round%20Robin:Ines%20Aguilar?") || !strings.Contains(given, "is a steward now") {
		t.Errorf("given %q", given)
	}
	if got := said((&officeAddCommand{config: settings, Name: "ines aguilar", Role: "admin"}).Run); !strings.Contains(got, "already") {
		t.Errorf("the same again: %q", got)
	}
	if got := said(list.Run); got != "Ines Aguilar  steward\n" {
		t.Errorf("listed %q", got)
	}
	if got := said((&officeEndCommand{config: settings, Name: "Ines Aguilar"}).Run); got != "0 sessions ended.\n" {
		t.Errorf("ended %q", got)
	}
	if got := said((&officeRemoveCommand{config: settings, Name: "Ines Aguilar"}).Run); !strings.Contains(got, "no more") {
		t.Errorf("removed %q", got)
	}
	if got := said((&officeRemoveCommand{config: settings, Name: "Ines Aguilar"}).Run); !strings.Contains(got, "Nobody of that name") {
		t.Errorf("removed twice %q", got)
	}
}

// What stands on the terminal is the code, read back block by block.
func TestAQRCodeInBlocks(t *testing.T) {
	const text = "otpauth://totp/Round%20Robin:Ines%20Aguilar?algorithm=SHA1&digits=6&issuer=Round%20Robin&period=30&secret=DJ43IKNIPBDLOULIQSCTG4TFAHVGWDWD"
	picture, err := terminalQR(text)
	if err != nil {
		t.Fatal(err)
	}
	code, err := qr.Encode(text, qr.L, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(picture, "\n"), "\n")
	side := code.Bounds().Dx()
	for y := range side {
		row := []rune(lines[(y+quiet)/2])
		for x := range side {
			drawn := map[rune][2]bool{'█': {true, true}, '▀': {true, false}, '▄': {false, true}}[row[x+quiet]][(y+quiet)%2]
			if r, _, _, _ := code.At(x, y).RGBA(); drawn != (r != 0) {
				t.Fatalf("module %d, %d is wrong:\n%s", x, y, picture)
			}
		}
	}
}
