package petition

import "roundrobin/models/search"

// Words are the distinct folded words of everything that a petition says.
func (p Petition) Words() []string {
	return search.Words(p.Text.Title, p.Text.Addressee, p.Text.Ask, p.Text.Background)
}
