package petition

import (
	"strings"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// A Reason is why a steward decided: a code of the published standards and words. It is published as one line, "code: words".
type Reason struct{ Code, Words string }

// Limits of a reason, in bytes: with its code it is one line of a leaf.
const (
	MaxReason = 900
	maxLine   = 1000
)

// Check refuses what cannot be published, beside its field. Whether the code is one of the standards, their keeper knows.
func (r Reason) Check() error {
	switch {
	case !pass.IsWord(r.Code):
		return fault.New(fault.Invalid, "reason_code").On("code")
	case len(r.Words) > MaxReason:
		return fault.New(fault.Invalid, "reason_long", "max", MaxReason, "length", len(r.Words)).On("words")
	case !pass.IsLine(r.Words, MaxReason):
		return fault.New(fault.Invalid, "reason_needed").On("words")
	}
	return nil
}

func (r Reason) String() string { return r.Code + ": " + r.Words }

// ParseReason reads what String gives; a line without a code is words alone.
func ParseReason(line string) Reason {
	code, words, found := strings.Cut(line, ": ")
	if !found || !pass.IsWord(code) || code != strings.ToLower(code) || !strings.Contains(code, "_") {
		return Reason{Words: line}
	}
	return Reason{code, words}
}

// OneLine is what somebody typed in several lines, as one.
func OneLine(typed string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(typed, "\uFFFD")), " ")
}

// CheckLine refuses a published reason that is no line.
func CheckLine(words string) error {
	if !pass.IsLine(words, maxLine) {
		return fault.New(fault.Invalid, "reason_needed").On("reason")
	}
	return nil
}
