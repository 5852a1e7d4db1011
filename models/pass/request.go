package pass

import (
	"crypto/ed25519"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"math/big"
)

// A Request is one pass on its way: what the desk sees is Blinded, the rest stays with its maker.
type Request struct {
	Blinded []byte // KeySize bytes
	key     *Key
	secret  ed25519.PrivateKey
	input   []byte
	inverse *big.Int // of the blind
}

// Prepare blinds the pass of one place (RFC 9474 section 4.2, Deterministic). It is the person's own machine that runs it, so it
// may take its time from math/big. The same wallet and key always give the same request.
func (w *Wallet) Prepare(k *Key) (*Request, error) {
	if k.Origin != w.origin {
		return nil, malformed("a key of %s for a wallet of %s", k.Origin, w.origin)
	}
	secret, salt, blind := w.secrets(k)
	r := &Request{key: k, secret: secret, input: newInput(boothKey(secret), k)}
	z, inverse, err := hide(k.Public.N, encodePSS(r.input, salt, k.Public.N.BitLen()-1), blind)
	if err != nil {
		return nil, err
	}
	r.Blinded, r.inverse = z.FillBytes(make([]byte, KeySize)), inverse
	return r, nil
}

// hide gives message × blind^e and the blind's inverse. One inversion shows both to be coprime to n, as the RFC asks.
func hide(n *big.Int, message, blind []byte) (z, inverse *big.Int, err error) {
	m, b := new(big.Int).SetBytes(message), new(big.Int).SetBytes(blind)
	b.Mod(b, n)
	both := new(big.Int).Mul(m, b)
	if both.ModInverse(both.Mod(both, n), n) == nil {
		return nil, nil, errors.New("pass: a factor of the modulus was found by chance")
	}
	inverse = both.Mul(both, m).Mod(both, n)
	z = new(big.Int).Exp(b, big.NewInt(exponent), n)
	return z.Mul(z, m).Mod(z, n), inverse, nil
}

// Finish takes the desk's answer off its blind and refuses it if the pass does not verify (RFC 9474 section 4.4).
func (r *Request) Finish(blindSignature []byte) (*Held, error) {
	s := new(big.Int).SetBytes(blindSignature)
	if len(blindSignature) != KeySize || s.Cmp(r.key.Public.N) >= 0 {
		return nil, malformed("a blind signature of another form")
	}
	s.Mul(s, r.inverse).Mod(s, r.key.Public.N)
	h := &Held{Key: r.key, Pass: Pass(append(r.input[:inputSize:inputSize], s.FillBytes(make([]byte, KeySize))...)), secret: r.secret}
	return h, h.Pass.Verify(r.key)
}

// encodePSS is EMSA-PSS-ENCODE (RFC 8017 section 9.1.1) with SHA-384, MGF1 and a given salt.
func encodePSS(message, salt []byte, bits int) []byte {
	size := (bits + 7) / 8
	digest := sha512.Sum384(message)
	h := sha512.Sum384(append(append(make([]byte, 8), digest[:]...), salt...))
	em := make([]byte, size)
	db := em[:size-len(h)-1]
	copy(db[len(db)-len(salt):], salt)
	db[len(db)-len(salt)-1] = 1
	for i, at := uint32(0), 0; at < len(db); i++ {
		mask := sha512.Sum384(binary.BigEndian.AppendUint32(h[:len(h):len(h)], i))
		at += subtle.XORBytes(db[at:], db[at:], mask[:])
	}
	db[0] &= 0xff >> (8*size - bits)
	copy(em[len(db):], h[:])
	em[size-1] = 0xbc
	return em
}

func boothKey(secret ed25519.PrivateKey) BoothKey {
	return BoothKey(secret.Public().(ed25519.PublicKey))
}
