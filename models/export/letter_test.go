package export_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"roundrobin/models/export"
)

const background = `Since September a program on our laptops keeps each key that we press.

## What troubles us

- There is *no* finished privacy review.
- What is collected **leaks**: [the report](https://intranet.meridian.example/2).

> We ask you to end the program & to delete what it holds.

1. Zażółć gęślą jaźń, Ελληνικά, Привет.
2. Not \*this\*.

![a picture](https://elsewhere.example/x.png) <b>raw</b>
`

func sample() export.Letter {
	l := export.Letter{
		Language: "en", Head: "Petition, delivered to leadership on 24 November 2026", To: "To the executive board of Meridian Freight",
		Title: "Stop recording our screens and keystrokes", Text: background, End: "The petition’s text ends here.",
		Ask:   "End the Desktop Learning Program, delete everything that it has recorded of us, and record no one’s work without a finished privacy review and their own free consent.",
		Count: "1,612", Says: "verified colleagues of a goal of 2,000 ask this. That is 39 % of the 4,110 who hold a pass.",
		NamesHead: "By name", Names: []string{"Ada Lindqvist, Planning", "José Ángel Núñez"}, And: "and 1,610 verified colleagues who give no name.",
		CheckHead: "How to check the number", Checks: []export.Check{
			{Label: "Text, SHA-256", Value: strings.Repeat("9c41e07d", 8)},
			{Label: "Proof", Value: "https://petitions.meridian.example/petitions/aaaaaaaaaaaaaaaa/proof.zip"},
			{Label: "Count it again", Value: "recount proof-aaaaaaaaaaaaaaaa.zip"},
		},
		Foot: "Round Robin at Meridian Freight · petitions.meridian.example", Page: func(n int) string { return fmt.Sprintf("page %d", n) },
		Unset: "A box stands for a sign that this paper does not have.", Day: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
		Ring: export.Ring{Inner: 66, Outer: 97, Width: 1.1},
	}
	for i := range 300 {
		l.Ring.Strokes = append(l.Ring.Strokes, export.Stroke{Angle: float64(i) / 300 * 2 * math.Pi, From: 67 + float64(i%7), To: 90 + float64(i%5), Ink: 1})
	}
	return l
}

func TestTheLetterSaysAllThatItShould(t *testing.T) {
	text := read(t, sample())
	for _, want := range []string{
		"delivered to leadership on 24 November 2026", "To the executive board of Meridian Freight", "Stop recording our screens and keystrokes",
		"End the Desktop Learning Program", "– There is no finished privacy review.", "What is collected leaks: the report (https://intranet.meridian.example/2).",
		"What troubles us", "end the program & to delete", "1. Zażółć gęślą jaźń, Ελληνικά, Привет.", "2. Not *this*.",
		"1,612", "39 % of the 4,110 who hold a pass", "Ada Lindqvist, Planning · José Ángel Núñez", "and 1,610 verified colleagues who give no name.",
		strings.Repeat("9c41e07d", 8), "proof.zip", "recount proof-aaaaaaaaaaaaaaaa.zip", "page 1",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the letter lacks %q:\n%s", want, text)
		}
	}
	for _, bad := range []string{"a picture", "<b>", "□", "A box stands"} {
		if strings.Contains(text, bad) {
			t.Errorf("the letter has %q in it", bad)
		}
	}
}

func TestALongLetterRunsOverPages(t *testing.T) {
	l := sample()
	l.Text = strings.Repeat("Those of us who were on the bus have no car, and the last train goes at 23:25, while we are still at work.\n\n", 45)
	for i := range 400 {
		l.Names = append(l.Names, fmt.Sprintf("Person Number %d", i))
	}
	info := tool(t, l, "pdfinfo", "")
	if !strings.Contains(info, "Pages:           6") || !strings.Contains(info, "A4") {
		t.Errorf("%s", info)
	}
	if text := read(t, l); strings.Count(text, "Those of us who were on the bus") != 45 || !strings.Contains(text, "Person Number 399") || !strings.Contains(text, "page 6") {
		t.Errorf("something is lost:\n%s", text)
	}
}

func TestSignsThatNoFontHasAreOwnedUpTo(t *testing.T) {
	l := sample()
	l.Text = "我们 ask.\n"
	if text := read(t, l); !strings.Contains(text, "□□ ask.") || !strings.Contains(text, "A box stands for a sign") {
		t.Errorf("%s", text)
	}
}

func TestTheSameLetterHasTheSameBytesAndNamesNoTool(t *testing.T) {
	a, b := pdf(t, sample()), pdf(t, sample())
	if !bytes.Equal(a, b) {
		t.Error("two letters differ")
	}
	info := tool(t, sample(), "pdfinfo", "")
	for _, want := range []string{"Stop recording our screens", "Tue Nov 24 00:00:00 2026", "Encrypted:       no", "JavaScript:      no"} {
		if !strings.Contains(info, want) {
			t.Errorf("it lacks %q:\n%s", want, info)
		}
	}
	if len(a) > 200<<10 {
		t.Errorf("%d bytes is much for a mail", len(a))
	}
}

func pdf(t *testing.T, l export.Letter) []byte {
	t.Helper()
	b, err := l.PDF()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// read is the letter's text with each run of blanks as one.
func read(t *testing.T, l export.Letter) string {
	t.Helper()
	return strings.Join(strings.Fields(tool(t, l, "pdftotext", "-")), " ")
}

// tool reads the letter with a program of others (poppler), as its reader's would.
func tool(t *testing.T, l export.Letter, name, to string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(file, pdf(t, l), 0o600); err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("LETTER"); keep != "" { // to look at it
		_ = os.WriteFile(keep, pdf(t, l), 0o600)
	}
	args := []string{file}
	if to != "" {
		args = append(args, to)
	}
	cmd := exec.Command(name, args...)
	cmd.Env = []string{"TZ=UTC", "PATH=" + os.Getenv("PATH")}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
