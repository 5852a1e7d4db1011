package pass

import (
	"fmt"

	"roundrobin/models/fault"
)

// What a person is told: all that is malformed alike, all that is forged alike.
var (
	ErrMalformed = fault.New(fault.Invalid, "act_malformed")
	ErrForged    = fault.New(fault.Forbidden, "pass_invalid")
)

// A refusal says why in detail, for tests and for those who recount; under it lies the fault that a person is told.
type refusal struct {
	why   string
	fault *fault.Fault
}

func (r *refusal) Error() string { return r.why }
func (r *refusal) Unwrap() error { return r.fault }

// malformed: the bytes are not what any writer of ours would have written.
func malformed(why string, args ...any) error {
	return &refusal{fmt.Sprintf(why, args...), ErrMalformed}
}

// forged: well-formed bytes that do not verify.
func forged(why string, args ...any) error { return &refusal{fmt.Sprintf(why, args...), ErrForged} }
