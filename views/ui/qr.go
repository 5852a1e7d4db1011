package ui

import (
	"strconv"
	"strings"
	"sync"

	"github.com/boombuler/barcode/qr"
)

// QRCode is a QR code of a text: its side in squares, and which of them are dark.
func QRCode(text string) (side int, dark func(x, y int) bool, err error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return 0, nil, err
	}
	return code.Bounds().Dx(), func(x, y int) bool { r, _, _, _ := code.At(x, y).RGBA(); return r == 0 }, nil
}

// drawings are codes of petitions' addresses: to find the best of a code's eight masks takes longer than the rest of a petition's page.
var drawings struct {
	mu   sync.Mutex
	kept map[string]drawing
}

type drawing struct {
	width int
	d     string
}

const drawingsMost = 256 // of some 7 kB

// qrPath is a QR code as one SVG path of unit squares with a quiet zone of two, and the width of its box. The text is a public address.
func qrPath(text string) (width int, d string, err error) {
	drawings.mu.Lock()
	had, ok := drawings.kept[text]
	drawings.mu.Unlock()
	if ok {
		return had.width, had.d, nil
	}
	if width, d, err = drawQR(text); err != nil {
		return 0, "", err
	}
	drawings.mu.Lock()
	defer drawings.mu.Unlock()
	if len(drawings.kept) >= drawingsMost || drawings.kept == nil {
		drawings.kept = map[string]drawing{}
	}
	drawings.kept[text] = drawing{width, d}
	return width, d, nil
}

func drawQR(text string) (width int, d string, err error) {
	side, dark, err := QRCode(text)
	if err != nil {
		return 0, "", err
	}
	var b strings.Builder
	for y := range side {
		for x := range side {
			if dark(x, y) {
				b.WriteString("M" + strconv.Itoa(x+2) + " " + strconv.Itoa(y+2) + "h1v1h-1z")
			}
		}
	}
	return side + 4, b.String(), nil
}

// QRFile is the code as a picture of its own, black on white.
func QRFile(text string) ([]byte, error) {
	width, d, err := qrPath(text)
	box := strconv.Itoa(width)
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + box + " " + box + `" width="600" height="600" shape-rendering="crispEdges"><rect width="` +
		box + `" height="` + box + `" fill="#fff"/><path d="` + d + `"/></svg>`), err
}
