package roster

type personRow struct {
	Hash      []byte
	Encrypted []byte // nothing once the person left
	LeftOn    string
	Entry     []byte
	Forgotten int    // 1: asked for it, see Erase
	Mail      int    // 0 for people without an address
	Kind      []byte // HMAC; none in rows that were never sorted
}

func (personRow) TableName() string { return "persons" }

// here: found, and not left.
func (p personRow) here() bool { return len(p.Hash) > 0 && p.LeftOn == "" }

type commitmentRow struct {
	Hash []byte
	Kind string
	Book string
	Size int
	Salt []byte
	Day  string
}

func (commitmentRow) TableName() string { return "commitments" }

type stateRow struct {
	Day                   string
	Joined, Changed, Gone int
	Undo                  int
	Commitment, Kinds     []byte
}
