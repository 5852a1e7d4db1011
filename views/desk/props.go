// Package desk is check-in: the one side that knows who somebody is.
package desk

// AddressProps are those of /desk (Address).
type AddressProps struct {
	Season Season
	// Ways are the ways in that are switched on, at least one, in the order in which they are offered.
	Ways []string
	// Personal: codes also go to personal addresses.
	Personal bool
	// Subject is that of a mail with a code, as an inbox shows it.
	Subject string
	// Provider is what people call the company's own sign-in, where that is one of them.
	Provider string
	// Way is the one that refused, or "".
	Way string
	// Address is what was typed before, kept.
	Address string
	// Refusal is the code of the fault beside the way's field with its arguments, or "".
	Refusal string
	Args    map[string]any
	// Self: the way leads to what is known of somebody, not to passes.
	Self bool
}

// PrintedProps are those of /desk/printed (Printed).
type PrintedProps struct {
	Season Season
	Code   string // what was typed before, kept
	// Refusal is the code of the fault beside the field with its arguments, or "".
	Refusal string
	Args    map[string]any
}

// CodeProps are those of /desk/code (Code).
type CodeProps struct {
	Season  Season
	Code    string // what was typed before, kept
	Refusal string
	Args    map[string]any
	// Minutes is how long a code is good for.
	Minutes int
}

// Season is the season whose book is handed out.
type Season struct {
	// Book is its name: "2026Q4". From and To are days.
	Book, From, To string
	Slots          int
	// Collected of Eligible have a book: Collected rounded down to tens by the caller. Eligible is below 0 where nobody knows it.
	Collected, Eligible int
	// Disputed is how many say that it was not they who collected theirs.
	Disputed int
}

// SelfProps are those of what is known of somebody (Self).
type SelfProps struct {
	Name, Title, Site, Kind string
	Book                    string
	Collected               bool // a book was collected in this name
	Code                    string
	// Said is the day on which they said that it was not they, or ""; Answer, Answered and Who are the office's.
	Said, Answer, Answered, Who string
	Just                        bool // they said so just now
	// Opening is the text that opens the roster's Commitment, of the day CommittedOn; "" while there is none.
	Opening, Commitment, CommittedOn string
}

// CheckedInProps are those of the page after the right code without the wallet (CheckedIn).
type CheckedInProps struct {
	Season Season
	// Name as the roster has it, shown to its owner only.
	Name string
	// Collected: a book was already collected in this name, or with this code.
	Collected bool
	// Printed: they came with a code on paper, and have no name here.
	Printed bool
}

// AwayProps are those of the page that goes on to the company's own sign-in (Away).
type AwayProps struct {
	// Host is where that is, Address the whole way there.
	Host, Address string
}

// ArrivedProps are those of /desk/arrived (Arrived).
type ArrivedProps struct{ Season Season }
