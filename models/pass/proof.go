package pass

import (
	"crypto/rsa"
	"crypto/sha256"
	"encoding/binary"
	"math/big"
)

// ProofRoots is how many roots prove a key: a key under which x → x^e is no permutation gives a random value an e-th root
// with probability at most 1/e, so eight leave 2^-128.
const ProofRoots = 8

// A Proof shows that x → x^e permutes the units of a modulus, so that blinding hides and no pass can be marked by a bad key.
type Proof [ProofRoots][]byte

// proofValue is the i-th hash-derived value of a modulus, reduced: 272 bytes are 128 bits more than the modulus has.
func proofValue(n *big.Int, i int) *big.Int {
	seed := sha256.Sum256(append([]byte(Version+" permutation\x00"), n.FillBytes(make([]byte, KeySize))...))
	var wide []byte
	for c := range uint32(9) {
		b := binary.BigEndian.AppendUint32(seed[:len(seed):len(seed)], uint32(i)) // #nosec G115 -- as many as a proof has roots
		h := sha256.Sum256(binary.BigEndian.AppendUint32(b, c))
		wide = append(wide, h[:]...)
	}
	v := new(big.Int).SetBytes(wide[:KeySize+16])
	return v.Mod(v, n)
}

// Prove costs eight blind signatures, once in a key's life.
func (s *Signer) Prove() (p Proof, err error) {
	n := new(big.Int).SetBytes(s.Modulus())
	for i := range p {
		if p[i], err = s.BlindSign(proofValue(n, i).FillBytes(make([]byte, s.size))); err != nil {
			return p, err
		}
	}
	return p, nil
}

// Check refuses roots that are not the roots, and a root in any form but its shortest (below the modulus, KeySize bytes).
func (p Proof) Check(k *rsa.PublicKey) error {
	e := big.NewInt(exponent)
	for i, root := range p {
		x := new(big.Int).SetBytes(root)
		if len(root) != KeySize || x.Cmp(k.N) >= 0 || new(big.Int).Exp(x, e, k.N).Cmp(proofValue(k.N, i)) != 0 {
			return forged("root %d does not prove the key", i)
		}
	}
	return nil
}
