package pages

// RetentionProps are those of /retention (Retention): places in order, each with what is kept there.
type RetentionProps struct {
	Today  string
	Places []KeptPlace
}

// KeptPlace is one of models/retention: "holds.PLACE" in the catalogue.
type KeptPlace struct {
	Place string
	Rows  []Kept
}

// Kept is a row of the table: "keeps.NAME" and "keeps.NAME_for" in the catalogue. Swept: a job throws it away. Last is the day on which that
// was last done to its end, or "".
type Kept struct {
	Name  string
	Swept bool
	Last  string
	// Petitions is for how many petitions it was done so far, where that is said.
	Petitions int
}
