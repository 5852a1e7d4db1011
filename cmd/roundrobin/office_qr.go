package main

import (
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

const quiet = 2 // modules around the code

// terminalQR is a QR code in half blocks, two rows to a line. What is white in print is drawn, since most terminals are dark;
// phones read either.
func terminalQR(text string) (string, error) {
	code, err := qr.Encode(text, qr.L, qr.Auto)
	if err != nil {
		return "", err
	}
	side := code.Bounds().Dx()
	var b strings.Builder
	for y := -quiet; y < side+quiet; y += 2 {
		for x := -quiet; x < side+quiet; x++ {
			b.WriteString(block(light(code, x, y), light(code, x, y+1)))
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

func light(code barcode.Barcode, x, y int) bool {
	side := code.Bounds().Dx()
	if x < 0 || y < 0 || x >= side || y >= side {
		return true
	}
	r, _, _, _ := code.At(x, y).RGBA()
	return r != 0
}

func block(upper, lower bool) string {
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}
