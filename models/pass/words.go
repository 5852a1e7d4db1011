package pass

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
)

// b64 is RFC 4648 section 5 without padding, and refuses stray bits and line breaks.
var b64 = base64.RawURLEncoding.Strict()

// A Hash is a SHA-256; in every text of ours it is lower-case hex.
type Hash [32]byte

func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ParseHash takes exactly what String gives.
func ParseHash(s string) (h Hash, err error) {
	if !isHex(s, len(h)) {
		return h, malformed("%.80q is no SHA-256 in lower-case hex", s)
	}
	_, err = hex.Decode(h[:], []byte(s))
	return h, err
}

func isHex(s string, bytes int) bool {
	return len(s) == 2*bytes && each(s, func(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' })
}

// IsOrigin reports whether s may name a site: lower-case letters, digits, dots and hyphens. It is part of note key names.
func IsOrigin(s string) bool {
	return len(s) > 0 && len(s) <= 200 && each(s, func(c byte) bool { return isLower(c) || isDigit(c) || c == '.' || c == '-' })
}

// IsWord reports whether s may stand where a text of ours holds an id or a name: letters, digits, ".", "_", "-", at most 64.
func IsWord(s string) bool {
	return len(s) > 0 && len(s) <= 64 && each(s, func(c byte) bool {
		return isLower(c) || isDigit(c) || c >= 'A' && c <= 'Z' || c == '.' || c == '_' || c == '-'
	})
}

// IsLine reports whether s is one line that people may read: not empty, UTF-8, without control characters, at most max bytes.
func IsLine(s string, max int) bool {
	return len(s) > 0 && len(s) <= max && isText(s, false)
}

// parseNumber reads a decimal from 0 without sign or leading zeros.
func parseNumber(s string, max int) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n <= max && strconv.Itoa(n) == s
}

func each(s string, ok func(byte) bool) bool {
	for i := range len(s) {
		if !ok(s[i]) {
			return false
		}
	}
	return true
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }
