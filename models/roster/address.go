package roster

import (
	"net/mail"
	"strings"

	"golang.org/x/text/unicode/norm"

	"roundrobin/models/fault"
)

const maxAddress = 254 // bytes, RFC 5321 section 4.5.3.1.3 less the angle brackets

// Address is a mail address in the one form that is hashed: without blanks around it, lower case, NFC.
type Address string

// ParseAddress takes what people type; it refuses what no mail could go to.
func ParseAddress(typed string) (Address, error) {
	s := norm.NFC.String(strings.ToLower(norm.NFC.String(strings.TrimSpace(typed))))
	if s == "" {
		return "", fault.New(fault.Invalid, "address_missing").On("address")
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > maxAddress {
		return "", fault.New(fault.Invalid, "address_malformed").On("address")
	}
	return Address(s), nil
}
