package drill

// Played are controls: companies that lived without a defence.
type Played struct {
	Today     string    `json:"today"`
	People    int       `json:"people"`
	Petitions int       `json:"petitions"`
	Seed      int64     `json:"seed"`
	Store     string    `json:"store"`
	Without   []Missing `json:"without"`
}

// Missing is one, and what the attack made of it that had to notice.
type Missing struct {
	Control
	Score  Score `json:"score"`
	Caught bool  `json:"caught"`
}

// controlHeads are the columns of cells.
var controlHeads = []string{"without", "attack", "links", "right", "guessing", "AUC", "p", "caught"}

func (m Missing) cells() []string {
	caught := "NO"
	if m.Caught {
		caught = "yes"
	}
	c := m.Score.cells()
	return append(append([]string{m.Name + ": " + m.Says, c[0]}, c[2:7]...), caught)
}
