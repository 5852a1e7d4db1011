package roster

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"roundrobin/models/fault"
)

// MaxFile is the longest roster file in bytes: half a million people, or fewer in UTF-16.
const MaxFile = 16 << 20

// The encodings that a file may be in.
const (
	UTF8        = "utf-8"
	UTF16       = "utf-16"
	Windows1252 = "windows-1252"
)

// decode takes what spreadsheets save. A file that is neither marked nor UTF-8 throughout is taken for Windows-1252, unless some of it can
// only be UTF-8: then its other rows are broken ones. It refuses workbooks, and what is no text.
func decode(b []byte) (text, encoding string, err error) {
	if len(b) > MaxFile {
		return "", "", fault.New(fault.Invalid, "roster_file_long", "max", MaxFile>>20).On("file")
	}
	for _, workbook := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0"} { // xlsx and ods; xls
		if bytes.HasPrefix(b, []byte(workbook)) {
			return "", "", fault.New(fault.Invalid, "roster_workbook").On("file")
		}
	}
	text, encoding = utf8Or(b)
	if order, wide := wide(b); wide {
		long, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(b)
		if err != nil {
			return "", "", err
		}
		text, encoding = string(long), UTF16
	}
	if strings.IndexByte(text, 0) >= 0 {
		return "", "", fault.New(fault.Invalid, "roster_no_text").On("file")
	}
	if strings.IndexByte(text, '\n') < 0 {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text, encoding, nil
}

func utf8Or(b []byte) (text, encoding string) {
	b = bytes.TrimPrefix(b, []byte("\uFEFF"))
	if utf8.Valid(b) || onlyUTF8(b) {
		return string(b), UTF8
	}
	long, _ := charmap.Windows1252.NewDecoder().Bytes(b) // no byte is refused; what is none becomes U+FFFD
	return string(long), Windows1252
}

// onlyUTF8 reports whether some letter is written as UTF-8 writes it.
func onlyUTF8(b []byte) bool {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r != utf8.RuneError && size > 1 {
			return true
		}
		b = b[size:]
	}
	return false
}

// wide reports UTF-16: by its mark, or by every other byte of the beginning being nought.
func wide(b []byte) (unicode.Endianness, bool) {
	if len(b) < 4 {
		return unicode.LittleEndian, false
	}
	switch {
	case b[0] == 0xff && b[1] == 0xfe, b[1] == 0 && b[3] == 0 && b[0] != 0:
		return unicode.LittleEndian, true
	case b[0] == 0xfe && b[1] == 0xff, b[0] == 0 && b[2] == 0 && b[1] != 0:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}
