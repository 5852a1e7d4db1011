package printed

import (
	"io"
	"strings"

	"roundrobin/models/fault"
)

const (
	size  = 10 // bytes: 80 bits, so that nobody comes to one by trying
	signs = 16
	group = 4

	// alphabet is Crockford's base 32: it has no I, L, O and U, so that nothing in a code can be read as another sign of it.
	alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)

// Code is 80 random bits, which stand on one strip of paper and nowhere else.
type Code [size]byte

func draw(random io.Reader) (c Code, err error) {
	_, err = io.ReadFull(random, c[:])
	return c, err
}

// String is the code as it is printed: sixteen signs in four groups, such as 7K3M-09QX-TB4R-2VHD.
func (c Code) String() string {
	var b strings.Builder
	bits, have, at := uint(0), 0, 0
	for n := range signs {
		if have < 5 {
			bits, have, at = bits<<8|uint(c[at]), have+8, at+1
		}
		if n > 0 && n%group == 0 {
			b.WriteByte('-')
		}
		have -= 5
		b.WriteByte(alphabet[bits>>have&31])
	}
	return b.String()
}

var tidy = strings.NewReplacer(" ", "", "\u00a0", "", "-", "", "\u2010", "", "\u2011", "", "\u2013", "", "\t", "", "O", "0", "I", "1", "L", "1")

// Parse takes what people type: any case, with or without hyphens and blanks, O for 0 and I or L for 1. The fault printed_malformed,
// on the field code, says that it has not sixteen signs of a code.
func Parse(typed string) (c Code, err error) {
	s := tidy.Replace(strings.ToUpper(typed))
	if len(s) != signs {
		return c, errMalformed
	}
	bits, have, at := uint(0), 0, 0
	for i := range signs {
		v := strings.IndexByte(alphabet, s[i])
		if v < 0 {
			return c, errMalformed
		}
		bits, have = bits<<5|uint(v), have+5
		if have >= 8 {
			have -= 8
			c[at] = byte(bits >> have) // #nosec G115 -- the low eight bits are meant
			at++
		}
	}
	return c, nil
}

var errMalformed = fault.New(fault.Invalid, "printed_malformed").On("code")
