package petition

import "strconv"

// ProofComingProps are those of a proof that is being made (ProofComing). Percent is how far it is, 0 to 99.
type ProofComingProps struct {
	ID, Title, Language string
	Percent             int
}

func (p ProofComingProps) percent() string { return strconv.Itoa(p.Percent) }
