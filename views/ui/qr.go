package ui

import (
	"strconv"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// qrPath is a QR code as one SVG path of unit squares with a quiet zone of two, and the width of its box.
func qrPath(text string) (width int, d string, err error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return 0, "", err
	}
	side := code.Bounds().Dx()
	var b strings.Builder
	for y := range side {
		for x := range side {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				b.WriteString("M" + strconv.Itoa(x+2) + " " + strconv.Itoa(y+2) + "h1v1h-1z")
			}
		}
	}
	return side + 4, b.String(), nil
}
