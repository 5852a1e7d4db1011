package pass

// Proposing is what a colleague says about programs: that there is one, or that something happened to one. It is no leaf, and is said by
// the pass of ProposalPlace, which opens no draft.
const Proposing Kind = "proposal"

const (
	// ProposalPlace is the draft place whose pass is kept for proposals.
	ProposalPlace = DraftPlaces
	// AboutPrograms stands in a proposal in the petition's place; no petition has this id.
	AboutPrograms = "programs"
	// MaxProposals is how many a pass is good for.
	MaxProposals = 8
	// MaxProposal is the length of a proposal's body in bytes.
	MaxProposal = 4000
)

func isProposal(body []byte) bool { return 0 < len(body) && len(body) <= MaxProposal }
