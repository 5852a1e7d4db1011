// Package pages are the pages to read: about, help, and what the site can and cannot protect.
package pages

// AboutProps are those of /about (About). Empty texts are said to be not given.
type AboutProps struct {
	// Operator runs the site; Contact is an address or a place to ask; Host is who runs the machine.
	Operator, Contact, Host string
	Version                 string
}

// HelpProps are those of /help (Help).
type HelpProps struct {
	Minutes int // how long a code is good for
	SealMin int
}

// LimitsProps are those of /limits (Limits).
type LimitsProps struct {
	SealMin int
}

// StandardsProps are those of /standards (Standards).
type StandardsProps struct {
	Version        int
	From, Language string // of the standards
	All            []Standard
	// Reviewed: a steward decides within ReviewDays. MendDays are there to mend what was turned away.
	Reviewed             bool
	ReviewDays, MendDays int
}

// Standard is one of them.
type Standard struct {
	Code, Title, Text string
	Hides             bool
}
