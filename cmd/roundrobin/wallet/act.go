package wallet

import (
	"encoding/hex"

	"roundrobin/models/day"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// A State of an act, from the moment it is said.
type State string

const (
	Waiting  State = "waiting"  // kept here, and handed in until answered
	Promised State = "promised" // the booth has it
	Counted  State = "counted"  // it stands in the ledger
	Refused  State = "refused"  // finally
)

func (s State) known() bool { return s == Waiting || s == Promised || s == Counted || s == Refused }

// An Act is something said with a pass.
type Act struct {
	Kind     pass.Kind   `json:"kind"`
	Petition string      `json:"petition"`
	Subject  string      `json:"subject"`
	Seq      int         `json:"seq"`
	Book     string      `json:"book"`
	Slot     int         `json:"slot"`
	Key      string      `json:"key"`                 // the booth key's first 8 bytes, hex, as the day files have them
	Leaf     ledger.Hash `json:"leaf"`                // for an agreement, the hash that its promise names
	Comment  string      `json:"comment,omitempty"`   // its id; a proposal has one of the same form
	HandedIn []byte      `json:"handed_in,omitempty"` // none of an act that was found again in the ledger
	State    State       `json:"state"`
	Promise  string      `json:"promise,omitempty"` // the signed note
	By       day.Day     `json:"by,omitempty"`      // the promise's day
	Refusal  *Refusal    `json:"refusal,omitempty"` // the last one, final or not

	tries, renewals int
}

func newAct(h pass.HandedIn, book string, slot int) *Act {
	a := found(h.Act, book, slot)
	a.HandedIn, a.State = h.Marshal(), Waiting
	return a
}

// found is an act as it stands in the ledger.
func found(in pass.Act, book string, slot int) *Act {
	a := &Act{
		Kind: in.Kind, Petition: in.Petition, Subject: in.Subject, Seq: in.Seq, Book: book, Slot: slot,
		Key: prefix(in.BoothKey()), Leaf: ledger.LeafHash(in.Marshal()), State: Counted,
	}
	if in.Kind == pass.Comment || in.Kind == pass.Proposing {
		a.Comment = in.CommentID()
	}
	return a
}

func prefix(k pass.BoothKey) string { return hex.EncodeToString(k[:8]) }

// last is the act of these kinds about a petition and subject that counts, or nil: the highest seq that was not refused. The order in
// the file says nothing of acts that were found again: a seal sorts by hash.
func (f *File) last(petition, subject string, kinds ...pass.Kind) (a *Act) {
	for _, b := range f.Acts {
		for _, k := range kinds {
			if b.Kind == k && b.Petition == petition && b.Subject == subject && b.State != Refused && (a == nil || b.Seq > a.Seq) {
				a = b
			}
		}
	}
	return a
}

// lastSigned is the last signature or withdrawal, with a name or without.
func (f *File) lastSigned(petition string) *Act {
	a, b := f.last(petition, pass.NoSubject, pass.Signature, pass.Withdrawal), f.last(petition, pass.Named, pass.Signature)
	if a == nil || b != nil && b.Seq > a.Seq {
		return b
	}
	return a
}

// nextSeq is the next number under a key and subject; signatures with a name and without count together. What was refused has used none.
// What can be said once counts apart.
func (f *File) nextSeq(key, subject string, kind pass.Kind) int {
	if saidOnce(kind) {
		return 1
	}
	counted := func(s string) string {
		if s == pass.Named {
			return pass.NoSubject
		}
		return s
	}
	seq := 0
	for _, a := range f.Acts {
		if a.Key == key && counted(a.Subject) == counted(subject) && a.State != Refused && !saidOnce(a.Kind) {
			seq = max(seq, a.Seq)
		}
	}
	return seq + 1
}

func saidOnce(k pass.Kind) bool { return k == pass.Flag || k == pass.Appeal }

// Next is what should ride in the next envelope, or nil: the least often tried, never one whose forerunner under the same key waits.
func (f *File) Next() (next *Act) {
	before := map[string]bool{}
	for _, a := range f.Acts {
		if a.State != Waiting || before[a.Key] {
			continue
		}
		before[a.Key] = true
		if next == nil || a.tries < next.tries {
			next = a
		}
	}
	return next
}
