package ui

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"roundrobin/models/export/exporttest"
)

// What stands on pages and what is taken away say the link to a reader of another hand.
func TestAPhoneReadsTheCode(t *testing.T) {
	for _, link := range []string{"https://petitions.meridian.example/s/abcd2345", "http://127.0.0.1:8080/petitions/aaaabbbbccccdddd", "https://x.example/s/" + strings.Repeat("long", 40)} {
		file, err := QRFile(link)
		if err != nil {
			t.Fatal(err)
		}
		var page bytes.Buffer
		if err := QR(link, "the code").Render(context.Background(), &page); err != nil {
			t.Fatal(err)
		}
		for name, svg := range map[string]string{"file": string(file), "page": page.String()} {
			if read := exporttest.Scan(t, onScreen(t, svg)); read != link {
				t.Errorf("the %s says %q", name, read)
			}
		}
	}
}

var (
	boxWidth = regexp.MustCompile(`viewBox="0 0 (\d+) `)
	square   = regexp.MustCompile(`M(\d+) (\d+)h1v1h-1z`)
)

// onScreen is the code as a screen shows it, eight dots to a square.
func onScreen(t *testing.T, svg string) image.Image {
	t.Helper()
	const dots = 8
	box := boxWidth.FindStringSubmatch(svg)
	if box == nil {
		t.Fatalf("no box: %.200s", svg)
	}
	width, _ := strconv.Atoi(box[1])
	picture := image.NewGray(image.Rect(0, 0, width*dots, width*dots))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	for _, at := range square.FindAllStringSubmatch(svg, -1) {
		x, _ := strconv.Atoi(at[1])
		y, _ := strconv.Atoi(at[2])
		for i := range dots * dots {
			picture.SetGray(x*dots+i%dots, y*dots+i/dots, color.Gray{})
		}
	}
	return picture
}
