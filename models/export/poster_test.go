package export_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/boombuler/barcode/qr"

	"roundrobin/models/export"
	"roundrobin/models/export/exporttest"
)

const shortLink = "https://petitions.meridian.example/s/abcd2345"

func poster(t *testing.T, paper export.Paper) export.Poster {
	t.Helper()
	code, err := qr.Encode(shortLink, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	return export.Poster{
		Paper: paper, Language: "en", Head: "A petition by the staff of Meridian Freight", Title: "Stop recording our screens and keystrokes",
		Ask:  "End the Desktop Learning Program, delete everything that it has recorded of us, and record no one’s work without their own free consent.",
		Ring: sampleRing(), Count: "1,612", Says: "verified colleagues of a goal of 2,000 ask this.",
		Code: export.Code{Side: code.Bounds().Dx(), Dark: func(x, y int) bool { r, _, _, _ := code.At(x, y).RGBA(); return r == 0 }},
		Call: "Read it. Sign it without your name.", Link: "petitions.meridian.example/s/abcd2345", Foot: "Count as of 24 November 2026.",
		Unset: "A box stands for a sign that this paper does not have.", Day: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
	}
}

func sampleRing() export.Ring { r := sample().Ring; return r }

func TestPosterAndCardSayWhatTheyShould(t *testing.T) {
	for name, draw := range map[string]func(export.Poster) ([]byte, error){"poster": export.Poster.PDF, "card": export.Poster.Card} {
		for paper, size := range map[export.Paper]string{export.A4: "(A4)", export.USLetter: "(letter)"} {
			pdf, err := draw(poster(t, paper))
			if err != nil {
				t.Fatal(err)
			}
			file := written(t, name+"-"+string(paper)+".pdf", pdf)
			info := run(t, "pdfinfo", file)
			if !strings.Contains(info, size) || !strings.Contains(info, "Pages:           1") || !strings.Contains(info, "Stop recording our screens") || !strings.Contains(info, "JavaScript:      no") {
				t.Errorf("%s on %s: %s", name, paper, info)
			}
			text := strings.Join(strings.Fields(run(t, "pdftotext", file, "-")), " ")
			sides := 1
			if name == "card" {
				sides = 2
			}
			for _, want := range []string{"1,612", "Read it.", "petitions.meridian.example/s/abcd2345", "Count as of 24 November 2026."} {
				if strings.Count(text, want) != sides {
					t.Errorf("%s on %s has %q %d times:\n%s", name, paper, want, strings.Count(text, want), text)
				}
			}
			if !strings.Contains(text, "Stop recording") || !strings.Contains(text, "keystrokes") || strings.Contains(text, "□") {
				t.Errorf("%s on %s: %s", name, paper, text)
			}
			if again, _ := draw(poster(t, paper)); !bytes.Equal(pdf, again) {
				t.Errorf("two of the same %s differ", name)
			}
		}
	}
}

// A phone reads the link from the wall, and from either side of the table.
func TestAPhoneReadsThePosterAndTheCard(t *testing.T) {
	for _, paper := range []export.Paper{export.A4, export.USLetter} {
		wall, err := poster(t, paper).PDF()
		if err != nil {
			t.Fatal(err)
		}
		table, err := poster(t, paper).Card()
		if err != nil {
			t.Fatal(err)
		}
		card := exporttest.Page(t, table)
		for name, seen := range map[string]image.Image{"wall": exporttest.Page(t, wall), "near side": exporttest.Half(card, false), "far side": exporttest.Half(card, true)} {
			if read := exporttest.Scan(t, seen); read != shortLink {
				t.Errorf("%s on %s: %q", name, paper, read)
			}
		}
	}
}

func TestALongPosterStaysOnItsPage(t *testing.T) {
	p := poster(t, export.USLetter)
	p.Title, p.Ask = strings.Repeat("Betriebsverfassungsgesetz", 3)+" 12345", strings.Repeat("We ask that the bus goes again. ", 9)
	for name, draw := range map[string]func(export.Poster) ([]byte, error){"poster": export.Poster.PDF, "card": export.Poster.Card} {
		pdf, err := draw(p)
		if err != nil {
			t.Fatal(err)
		}
		file := written(t, "long-"+name+".pdf", pdf)
		text := strings.Join(strings.Fields(run(t, "pdftotext", file, "-")), " ")
		if !strings.Contains(run(t, "pdfinfo", file), "Pages:           1") || !strings.Contains(text, "Count as of") || strings.Count(text, "goes again.") < 9 {
			t.Errorf("%s: %s", name, text)
		}
	}
}

func TestSignsThatNoFontHasAreKnownBefore(t *testing.T) {
	for text, sets := range map[string]bool{"Zażółć gęślą jaźń, Ελληνικά, Привет.": true, "أعيدوا الحافلة": false, "我们": false} {
		if export.Sets(text) != sets {
			t.Errorf("%s: %v", text, !sets)
		}
	}
	p := poster(t, export.A4)
	p.Title = "我们 ask."
	pdf, err := p.PDF()
	if err != nil {
		t.Fatal(err)
	}
	if text := run(t, "pdftotext", written(t, "unset.pdf", pdf), "-"); !strings.Contains(text, "A box stands") {
		t.Errorf("%s", text)
	}
}

func TestThePictureOfALink(t *testing.T) {
	titled := picture(t, export.Preview{Head: "A petition by the staff", Title: "Stop recording our screens and keystrokes", Foot: "1,612 of 2,000 have signed", Ring: sampleRing()})
	neutral := picture(t, export.Preview{Title: "Notices", Ring: sampleRing()})
	unset := picture(t, export.Preview{Title: "我们", Ring: sampleRing()})
	if titled.Bounds().Dx() != 1200 || titled.Bounds().Dy() != 630 {
		t.Errorf("it is %v", titled.Bounds())
	}
	if many, few, none := inked(titled), inked(neutral), inked(unset); many < 4*few || few == 0 || none != 0 {
		t.Errorf("the title is drawn with %d, %d, %d dots", many, few, none)
	}
	long := picture(t, export.Preview{Title: strings.Repeat("Many words ", 40), Ring: sampleRing()})
	for x := range 1200 {
		if dark(long, x, 10) || dark(long, x, 620) {
			t.Fatal("a long title runs over the edge")
		}
	}
}

func picture(t *testing.T, v export.Preview) image.Image {
	t.Helper()
	b, err := v.PNG()
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > 120<<10 {
		t.Errorf("%d bytes are much for a card", len(b))
	}
	pic, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return pic
}

// inked counts the dots of type beside the ring.
func inked(pic image.Image) (n int) {
	for x := 520; x < 1200; x++ {
		for y := range 630 {
			if dark(pic, x, y) {
				n++
			}
		}
	}
	return n
}

func dark(pic image.Image, x, y int) bool {
	r, _, _, _ := pic.At(x, y).RGBA()
	return r>>8 < 0x80
}

// written keeps a file for a tool to read; with EXPORTS it stays there, to be looked at.
func written(t *testing.T, name string, content []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if keep := os.Getenv("EXPORTS"); keep != "" {
		file = filepath.Join(keep, name)
	}
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput() //nolint:gosec // poppler, on a file of ours
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
