package pass

import (
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

func TestAFrozenTextHasOneForm(t *testing.T) {
	text := string(testText.Marshal())
	again, err := ParseText([]byte(text))
	if err != nil || again != testText {
		t.Fatalf("%+v, %v", again, err)
	}
	for name, bad := range map[string]string{
		"nothing":                    "",
		"no title":                   strings.Replace(text, testText.Title, "", 1),
		"a blank around the title":   strings.Replace(text, testText.Title, testText.Title+" ", 1),
		"no background":              text[:strings.Index(text, "\n\n")+2],
		"no end":                     text[:len(text)-1],
		"two ends":                   text + "\n",
		"carriage returns":           strings.ReplaceAll(text, "\n", "\r\n"),
		"no empty line":              strings.Replace(text, "\n\n", "\n", 1),
		"a language of two words":    strings.Replace(text, "\nen\n", "\nen de\n", 1),
		"bytes that are no text":     text + "\xff\n",
		"a control character":        strings.Replace(text, "RouteCam", "Route\x00Cam", 1),
		"more than anybody can read": text + strings.Repeat("x", maxBackground) + "\n",
	} {
		if _, err := ParseText([]byte(bad)); !errors.Is(err, ErrMalformed) {
			t.Errorf("took a text with %s", name)
		}
	}
}

func TestATidiedTextMayBeFrozen(t *testing.T) {
	typed := Text{"en", "  Publish\tthe review ", "Leadership", "Publish it\nnow. ", "\r\nIt was finished.\r\n\r\nIn May.  \r\n\r\n"}
	want := Text{"en", "Publish the review", "Leadership", "Publish it now.", "It was finished.\n\nIn May.\n"}
	if got := typed.Tidy(); got != want || got.Check() != nil {
		t.Errorf("%+v, %v", got, got.Check())
	}
}

func TestACertificateIsTheDesksAlone(t *testing.T) {
	signer, vkey := testNoteKey(t, DeskName(testBook.Origin))
	desk, err := note.NewVerifier(vkey)
	no(t, err)
	name := NewWallet(testSeed, testBook.Origin).NameKey(testBook.Name).Public().(ed25519.PublicKey)
	c := Certificate{testBook.Origin, testBook.Name, "Zoë O’Brien", NoTitle, [32]byte(name)}
	signed, err := c.Sign(signer)
	no(t, err)
	if got, err := OpenCertificate(signed, desk); err != nil || got != c {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := OpenCertificate([]byte(strings.Replace(string(signed), "Zoë", "Zoe", 1)), desk); err == nil {
		t.Error("took an altered name")
	}
	if _, err := (Certificate{testBook.Origin, testBook.Name, "Two\nlines", NoTitle, [32]byte(name)}).Sign(signer); err == nil {
		t.Error("certified a name of two lines")
	}
	elsewhere, vkey := testNoteKey(t, DeskName("elsewhere.example"))
	signed, err = c.Sign(elsewhere)
	no(t, err)
	other, err := note.NewVerifier(vkey)
	no(t, err)
	if _, err := OpenCertificate(signed, other); err == nil {
		t.Error("took another site's desk for this one's")
	}
}
