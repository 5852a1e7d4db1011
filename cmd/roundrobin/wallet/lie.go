package wallet

import (
	"fmt"

	"roundrobin/models/pass"
)

// A Lie is something that the site says and that is not so. A wallet that met one has stopped where it was.
type Lie struct{ what string }

func (l *Lie) Error() string { return l.what }

func lied(what string, args ...any) error { return &Lie{fmt.Sprintf(what, args...)} }

// A Refusal is a no of the desk or the booth, as it came.
type Refusal struct {
	Code     string `json:"refusal"`
	Sentence string `json:"sentence"`
	Final    bool   `json:"final"`         // false: the same bytes may be handed in again
	Seq      int    `json:"seq,omitempty"` // the highest that the booth knows, where a used one is the reason
}

func (r *Refusal) Error() string { return "refused: " + r.Code }

// tidy keeps what a hostile site could do to a terminal out of what is shown and kept.
func (r *Refusal) tidy() *Refusal {
	if !pass.IsWord(r.Code) {
		r.Code = "unknown"
	}
	if !pass.IsLine(r.Sentence, 1000) {
		r.Sentence = ""
	}
	return r
}
