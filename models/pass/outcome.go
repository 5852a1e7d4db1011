package pass

import (
	"strings"
)

// An OutcomeBody is the body of a Concluding.
type OutcomeBody struct{ Outcome, Reason string }

// Marshal gives two lines, the second without an end.
func (o OutcomeBody) Marshal() []byte { return []byte(o.Outcome + "\n" + o.Reason) }

// ParseOutcome splits; what the parts say is the petition's to judge.
func ParseOutcome(body []byte) OutcomeBody {
	outcome, reason, _ := strings.Cut(string(body), "\n")
	return OutcomeBody{outcome, reason}
}
