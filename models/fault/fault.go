// Package fault is the vocabulary of refusals: every "no" that a person may hear.
//
// A plain Go error means "we are broken"; a Fault means "the answer is no, and here is why".
// A Fault carries a code; the sentence for the person stands in the catalogue under "fault.<code>".
package fault

import "errors"

// Kind says what sort of no it is. handlers/errors.go alone turns it into a status.
type Kind int

const (
	Internal    Kind = iota // zero value: any error that is not a fault
	Invalid                 // what was sent cannot be taken as it is
	NotFound                // there is no such thing
	Forbidden               // there is, and it is not yours
	Conflict                // it is in a state in which this cannot be done
	Gone                    // it was, and is over
	TooMany                 // not so often
	Unavailable             // not now
)

// Fault is a refusal. Retry tells a wallet that the same bytes may be handed in again later.
type Fault struct {
	Kind  Kind
	Code  string         // catalogue key without its "fault." prefix, such as "code_wrong"
	Field string         // name of the form field it belongs beside, or ""
	Args  map[string]any // what the sentence names
	Retry bool
	Each  []*Fault // where it sums up refusals of several fields: those
}

// New makes a refusal; args are name, value pairs for its sentence.
func New(k Kind, code string, args ...any) *Fault {
	f := &Fault{Kind: k, Code: code}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = make(map[string]any, len(args)/2)
		}
		f.Args[args[i].(string)] = args[i+1]
	}
	return f
}

// Error is for logs and tests: the code, never what was typed.
func (f *Fault) Error() string { return "refused: " + f.Code }

// Is makes two faults of one code equal, whatever they name.
func (f *Fault) Is(target error) bool {
	var t *Fault
	return errors.As(target, &t) && t.Code == f.Code
}

// On puts the refusal beside a form field.
func (f *Fault) On(field string) *Fault { g := *f; g.Field = field; return &g }

// Over makes it sum up others, each with its field.
func (f *Fault) Over(each []*Fault) *Fault { g := *f; g.Each = each; return &g }

// Again says that the same may be tried later: the refusal is not final.
func (f *Fault) Again() *Fault { g := *f; g.Retry = true; return &g }

// Of returns the refusal in err, or nil when err means that we broke.
func Of(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}
