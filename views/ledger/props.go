// Package ledger is /ledger: how to recount.
package ledger

// Props are those of the page (Show).
type Props struct {
	Origin string
	// Size is how many leaves the ledger has; Checkpoint and Key are the notes' texts.
	Size       int
	Checkpoint string
	Key        string
	Day        string
	Books      []Book
	Petitions  []Petition
	Witnesses  []Witness
}

// Book is one season's book and its bounds, as the ledger has them.
type Book struct {
	Name string
	// Eligible is below 0 where a mail domain lets people in, and nobody knows how many may.
	Issued, Eligible int
	KeysHash         string
}

// Petition is one line of the counts.
type Petition struct {
	ID, Title, Language string
	Count, Issued       int
	Slot                int
	Book                string
}

// Witness is one of those who sign what they see of the ledger: the first Size lines, last.
type Witness struct {
	Name string
	Size int
}
