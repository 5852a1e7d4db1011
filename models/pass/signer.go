package pass

import (
	"crypto/rsa"
	"errors"

	"filippo.io/bigmod"
)

// errFault must never leave with the value that caused it: one bad signature gives away a factor (RFC 9474 section 4.3).
var errFault = errors.New("pass: the blind signature does not verify; the processor or the key is at fault")

// A Signer blind-signs with one private key, in constant time. Safe for use by many at once.
type Signer struct {
	n, p, q *bigmod.Modulus
	dP, dQ  []byte
	qInv    *bigmod.Nat // q⁻¹ mod p
	qModN   *bigmod.Nat
	size    int
}

// NewSigner refuses a key that is not of two primes and e = 65537, or whose parts do not belong together.
func NewSigner(k *rsa.PrivateKey) (*Signer, error) {
	if len(k.Primes) != 2 || k.E != exponent {
		return nil, malformed("a key of %d primes and e = %d", len(k.Primes), k.E)
	}
	if err := k.Validate(); err != nil {
		return nil, err
	}
	k.Precompute()
	s := &Signer{size: k.Size()}
	var errs [4]error
	s.n, errs[0] = bigmod.NewModulus(k.N.Bytes())
	s.p, errs[1] = bigmod.NewModulus(k.Primes[0].Bytes())
	s.q, errs[2] = bigmod.NewModulus(k.Primes[1].Bytes())
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	s.dP = k.Precomputed.Dp.FillBytes(make([]byte, s.p.Size()))
	s.dQ = k.Precomputed.Dq.FillBytes(make([]byte, s.q.Size()))
	s.qInv, errs[3] = bigmod.NewNat().SetBytes(k.Precomputed.Qinv.FillBytes(make([]byte, s.p.Size())), s.p)
	s.qModN = bigmod.NewNat().Mod(s.q.Nat(), s.n)
	return s, errs[3]
}

// Modulus is big-endian, as NewKey takes it.
func (s *Signer) Modulus() []byte { return s.n.Nat().Bytes(s.n) }

// BlindSign is RFC 9474 section 4.3: the e-th root of a value below the modulus, by the Chinese remainders, checked with e before
// it leaves. The same request always gets the same answer. About 0.8 ms.
func (s *Signer) BlindSign(blinded []byte) ([]byte, error) {
	if len(blinded) != s.size {
		return nil, malformed("a blinded message of %d bytes", len(blinded))
	}
	z, err := bigmod.NewNat().SetBytes(blinded, s.n)
	if err != nil {
		return nil, malformed("a blinded message that is not below the modulus")
	}
	root := s.root(z)
	if bigmod.NewNat().ExpShortVarTime(root, exponent, s.n).Equal(z) != 1 {
		return nil, errFault
	}
	return root.Bytes(s.n), nil
}

// root is Garner's formula: m_q + q·(qInv·(m_p − m_q) mod p).
func (s *Signer) root(z *bigmod.Nat) *bigmod.Nat {
	t := bigmod.NewNat()
	mp := bigmod.NewNat().Exp(t.Mod(z, s.p), s.dP, s.p)
	mq := bigmod.NewNat().Exp(t.Mod(z, s.q), s.dQ, s.q)
	mp.Sub(t.Mod(mq, s.p), s.p).Mul(s.qInv, s.p)
	return mp.ExpandFor(s.n).Mul(s.qModN, s.n).Add(mq.ExpandFor(s.n), s.n)
}
