package ledger

import (
	"encoding/base64"
	"strconv"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/day"
	"roundrobin/models/pass"
)

// A line ties "name value" of a leaf to a field of its kind. Set refuses what is no value of the line.
type line struct {
	name string
	get  func() string
	set  func(string) bool
}

func text(name string, at *string, ok func(string) bool) line {
	return line{name, func() string { return *at }, func(s string) bool { *at = s; return ok(s) }}
}

func word(name string, at *string) line { return text(name, at, pass.IsWord) }

// role is whom somebody speaks for in a talk.
func role(name string, at *string) line {
	return text(name, at, func(s string) bool { return s == "organizers" || s == "leadership" })
}

func comment(name string, at *string) line { return text(name, at, pass.IsCommentID) }

// reason is a line for people, or a code for one.
func reason(name string, at *string) line {
	return text(name, at, func(s string) bool { return pass.IsLine(s, 1000) })
}

// noteKey is the verifier key of a signed note.
func noteKey(name string, at *string) line {
	return text(name, at, func(s string) bool { _, err := note.NewVerifier(s); return err == nil && pass.IsLine(s, 400) })
}

func number(name string, at *int) line {
	return line{name, func() string { return strconv.Itoa(*at) }, func(s string) (ok bool) {
		n, err := strconv.ParseUint(s, 10, 31)
		*at = int(n)
		return err == nil && strconv.Itoa(*at) == s
	}}
}

func hash(name string, at *pass.Hash) line {
	return line{name, func() string { return at.String() }, func(s string) (ok bool) {
		h, err := pass.ParseHash(s)
		*at = h
		return err == nil
	}}
}

func date(name string, at *day.Day) line {
	return line{name, func() string { return string(*at) }, func(s string) bool {
		d, err := day.Parse(s)
		*at = d
		return err == nil
	}}
}

func bytesLine(name string, at *[]byte) line {
	b64 := base64.RawURLEncoding.Strict()
	return line{name, func() string { return b64.EncodeToString(*at) }, func(s string) bool {
		b, err := b64.DecodeString(s)
		*at = b
		return err == nil && len(b) > 0 && b64.EncodeToString(b) == s
	}}
}
