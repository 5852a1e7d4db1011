package pass

import "github.com/hdevalence/ed25519consensus"

// BatchSize is as many signatures as are verified at once: fewer gain less, and the tables of more leave the processor's cache.
const BatchSize = 32

// A Batch verifies acts as Act.Verify does, but their Ed25519 signatures together, at less than half the cost (Bernstein and others,
// "High-speed high-security signatures", §5). By ZIP 215, as browsers' libraries do: it also takes a signature with a part of small
// order, which only the key's own holder can make. Its zero value is empty.
type Batch struct {
	signatures ed25519consensus.BatchVerifier
	size       int
}

// Verify checks the act's pass and adds its signature; Holds must say what that is worth.
func (b *Batch) Verify(a Act, find Finder) (*Key, error) {
	k, err := a.checkPass(find)
	if err != nil {
		return nil, err
	}
	booth := a.BoothKey()
	b.signatures.Add(booth[:], a.Statement.Marshal(), a.Signature[:])
	b.size++
	return k, nil
}

// Holds reports whether all signatures are their keys'. Which is not, only one by one can tell.
func (b *Batch) Holds() bool { return b.size == 0 || b.signatures.Verify() }
