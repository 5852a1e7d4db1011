package petition

import (
	"strings"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// Roles under which somebody speaks in a talk; a colleague has none.
const (
	AsOrganizers = "organizers"
	AsLeadership = "leadership"
)

// A Speech is what is said under a role: no pass allows it, and no pseudonym stands for whoever said it.
type Speech struct {
	Petition string
	Role     string // AsOrganizers or AsLeadership
	Who      string // of leadership: as the public knows its reader; of organizers ""
	ID       string // of the comment that it makes, changes or takes back
	Do       string // pass.Say, pass.Mend or pass.Take
	Parent   string // the comment that it answers, or ""
	Text     string
}

// CheckSpeech refuses what cannot stand in a talk as it is.
func CheckSpeech(text string) error {
	switch {
	case strings.TrimSpace(text) == "":
		return fault.New(fault.Invalid, "speech_empty").On("speech")
	case len(text) > pass.MaxComment:
		return fault.New(fault.Invalid, "text_too_long", "max", pass.MaxComment, "length", len(text)).On("speech")
	}
	if pass.CheckWords(text) != nil {
		return fault.New(fault.Invalid, "text_unreadable").On("speech")
	}
	return nil
}
