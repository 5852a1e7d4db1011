// Package exporttest looks at what is printed as a phone does.
package exporttest

import (
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// Scan is what the QR code in a picture says. The reader is not of the library that draws it.
func Scan(t testing.TB, picture image.Image) string {
	t.Helper()
	seen, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(seen, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatalf("no QR code is read: %v", err)
	}
	return read.GetText()
}

// Page is the only page of a PDF, as a printer of 100 dots to the inch has it.
func Page(t testing.TB, pdf []byte) image.Image {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page")
	if err := os.WriteFile(file+".pdf", pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", "100", "-gray", "-png", "-singlefile", file+".pdf", file).CombinedOutput(); err != nil { //nolint:gosec // poppler, on a file of ours
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	f, err := os.Open(file + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// Half is the lower or the upper half of a picture.
func Half(of image.Image, upper bool) image.Image {
	r := of.Bounds()
	if middle := (r.Min.Y + r.Max.Y) / 2; upper {
		r.Max.Y = middle
	} else {
		r.Min.Y = middle
	}
	return Part(of, r)
}

// Part is a piece of a picture.
func Part(of image.Image, r image.Rectangle) image.Image {
	return of.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(r)
}
