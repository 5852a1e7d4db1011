package export_test

import (
	"fmt"
	"image"
	"strings"
	"testing"
	"time"

	"github.com/boombuler/barcode/qr"

	"roundrobin/models/export"
	"roundrobin/models/export/exporttest"
)

const deskLink = "https://petitions.meridian.example/desk/printed#"

// slips are so many strips, each with another code.
func slips(t *testing.T, paper export.Paper, n int) export.Slips {
	t.Helper()
	s := export.Slips{
		Paper: paper, Language: "en", Subject: "Codes for people without mail", Title: "Check in to petitions at work",
		Do:   "Scan the square with your phone, or type address and code. Good once. No mail or name needed.",
		Type: "Address", Link: "petitions.meridian.example/desk/printed", Code: "Code", Season: "For the season from 1 October to 31 December 2026.",
		Cut:   "Cut along the lines, fold, mix, and let each person draw one. Keep no list of who got which.",
		Sheet: func(n, all int) string { return fmt.Sprintf("Batch 3, sheet %d of %d", n, all) },
		Day:   time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
	}
	for i := range n {
		code := fmt.Sprintf("0O1I-B8S5-%04d-QXTB", i)
		drawn, err := qr.Encode(deskLink+code, qr.M, qr.Auto)
		if err != nil {
			t.Fatal(err)
		}
		s.Slips = append(s.Slips, export.Slip{Code: code, QR: export.Code{Side: drawn.Bounds().Dx(), Dark: func(x, y int) bool { r, _, _, _ := drawn.At(x, y).RGBA(); return r == 0 }}})
	}
	return s
}

func TestEachStripSaysWhatToDoAndNothingElse(t *testing.T) {
	for paper, size := range map[export.Paper]string{export.A4: "(A4)", export.USLetter: "(letter)"} {
		pdf, err := slips(t, paper, 15).PDF()
		if err != nil {
			t.Fatal(err)
		}
		file := written(t, "slips-"+string(paper)+".pdf", pdf)
		info := run(t, "pdfinfo", file)
		if !strings.Contains(info, size) || !strings.Contains(info, "Pages:           3") || !strings.Contains(info, "JavaScript:      no") {
			t.Errorf("%s: %s", paper, info)
		}
		text := strings.Join(strings.Fields(run(t, "pdftotext", "-layout", file, "-")), " ")
		for want, times := range map[string]int{
			"petitions.meridian.example/desk/printed": 15, "Check in to petitions at work": 15, "No mail or name needed.": 15, "For the season from 1 October to 31 December 2026.": 15,
			"Batch 3, sheet ": 3, "Keep no list of who got which.": 3, "Batch 3, sheet 3 of 3": 1,
		} {
			if got := strings.Count(text, want); got != times {
				t.Errorf("%s has %q %d times, not %d:\n%s", paper, want, got, times, text)
			}
		}
		for _, one := range slips(t, paper, 15).Slips {
			if strings.Count(text, one.Code) != 1 {
				t.Errorf("%s: the code %s stands there %d times", paper, one.Code, strings.Count(text, one.Code))
			}
		}
	}
}

// A phone reads each strip of a sheet that was cut.
func TestAPhoneReadsEachStrip(t *testing.T) {
	for _, paper := range []export.Paper{export.A4, export.USLetter} {
		s := slips(t, paper, 7)
		pdf, err := s.PDF()
		if err != nil {
			t.Fatal(err)
		}
		sheet := exporttest.Page(t, pdf)
		all := sheet.Bounds()
		millimetres := float64(all.Dx()) / map[export.Paper]float64{export.A4: 210, export.USLetter: 215.9}[paper]
		height := (float64(all.Dy())/millimetres - 13 - 12) / 7
		for i, one := range s.Slips {
			top := 13 + float64(i)*height
			strip := image.Rect(0, int(top*millimetres), all.Max.X/4, int((top+height)*millimetres))
			if read := exporttest.Scan(t, exporttest.Part(sheet, strip)); read != deskLink+one.Code {
				t.Errorf("%s, strip %d: %q", paper, i+1, read)
			}
		}
	}
}
