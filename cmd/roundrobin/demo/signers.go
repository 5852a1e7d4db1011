package demo

// Named is one who signed by name. None is on the roster: its names must be found nowhere in the stores.
type Named struct {
	Name  string `toml:"name"`
	Title string `toml:"title"`
}

// RatedOn is the day on which its signers rate an answer.
func (r *Response) RatedOn() int { return r.Day + 1 }

// Values are the ratings, one for each who rates.
func (r *Rating) Values() (values []string) {
	for value, n := range map[string]int{"answered": r.Answered, "partly": r.Partly, "not_answered": r.NotAnswered} {
		for range n {
			values = append(values, value)
		}
	}
	return values
}

// Rating counts how signers took the answer.
type Rating struct {
	Answered    int `toml:"answered"`
	Partly      int `toml:"partly"`
	NotAnswered int `toml:"not_answered"`
}
