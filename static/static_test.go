package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestEveryFileIsServedUnderItsHash(t *testing.T) {
	for _, name := range everyFile() {
		asset, ok := Open(strings.TrimPrefix(URL(name), Prefix))
		if !ok || !bytes.Equal(asset.Body, Bytes(name)) {
			t.Errorf("%s is not found at %s", name, URL(name))
		}
	}
	if _, ok := Open("css/round-robin.css"); ok {
		t.Error("a plain name is served: it could not be kept for ever")
	}
}

func TestAStyleSheetNamesItsFontsByHash(t *testing.T) {
	sheet := Bytes("css/round-robin.css")
	fonts := regexp.MustCompile(`url\("([^"]+)"\)`).FindAllSubmatch(sheet, -1)
	if len(fonts) != 6 {
		t.Fatalf("the style sheet names %d fonts, want 6", len(fonts))
	}
	for _, font := range fonts {
		if _, ok := Open(path.Join("css", string(font[1]))); !ok {
			t.Errorf("%s leads nowhere", font[1])
		}
	}
}

func TestCompressedFormsHoldTheSame(t *testing.T) {
	asset, _ := Open(strings.TrimPrefix(URL("css/round-robin.css"), Prefix))
	for accept, open := range map[string]func(io.Reader) io.Reader{
		"gzip, br": func(r io.Reader) io.Reader { return brotli.NewReader(r) },
		"gzip":     func(r io.Reader) io.Reader { z, _ := gzip.NewReader(r); return z },
		"identity": func(r io.Reader) io.Reader { return r },
	} {
		_, body := asset.Encoded(accept)
		got, err := io.ReadAll(open(bytes.NewReader(body)))
		if err != nil || !bytes.Equal(got, asset.Body) {
			t.Errorf("Accept-Encoding %q gives something else (%v)", accept, err)
		}
	}
}

func TestFontsAreNotCompressedTwice(t *testing.T) {
	font, _ := Open(strings.TrimPrefix(URL("fonts/newsreader-latin-wght-normal.woff2"), Prefix))
	if encoding, _ := font.Encoded("gzip, br"); encoding != "" {
		t.Errorf("a woff2 file went out as %s", encoding)
	}
}

// Law: every script that browsers can get is named in the ledger; a page cannot load another.
func TestEveryScriptIsNamed(t *testing.T) {
	for _, name := range everyFile() {
		if path.Ext(name) == ".js" && !slices.Contains(Scripts, name) {
			t.Errorf("%s is served, and no leaf names it", name)
		}
	}
}
