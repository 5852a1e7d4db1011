package pass

import (
	"bytes"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"os"
	"strings"
	"testing"
)

// RFC 9474 appendix A, all four variants: ours is the third, but blinding and signing are the same for all.
func TestRFC9474(t *testing.T) {
	var vectors []struct {
		Name, P, Q, N, E, D, Salt, Inv, Sig string
		Message                             string `json:"msg"`
		Prefix                              string `json:"msg_prefix"`
		Encoded                             string `json:"encoded_msg"`
		Blinded                             string `json:"blinded_msg"`
		BlindSig                            string `json:"blind_sig"`
	}
	readJSON(t, "testdata/rfc9474.json", &vectors)
	if len(vectors) != 4 {
		t.Fatalf("%d vectors", len(vectors))
	}
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			n := number(v.N)
			key := &rsa.PrivateKey{
				PublicKey: rsa.PublicKey{N: n, E: exponent}, D: number(v.D), Primes: []*big.Int{number(v.P), number(v.Q)},
			}
			encoded := encodePSS(append(unhex(v.Prefix), unhex(v.Message)...), unhex(v.Salt), n.BitLen()-1)
			if v.Encoded != "" && !bytes.Equal(encoded, unhex(v.Encoded)) {
				t.Error("encoded message differs")
			}
			blind := new(big.Int).ModInverse(number(v.Inv), n)
			z, inverse, err := hide(n, encoded, blind.Bytes())
			if err != nil || z.Cmp(number(v.Blinded)) != 0 || inverse.Cmp(number(v.Inv)) != 0 {
				t.Error("blinded message differs", err)
			}
			s, err := NewSigner(key)
			no(t, err)
			blindSig, err := s.BlindSign(unhex(v.Blinded))
			if err != nil || !bytes.Equal(blindSig, unhex(v.BlindSig)) {
				t.Error("blind signature differs", err)
			}
			signature := new(big.Int).SetBytes(blindSig)
			if signature.Mul(signature, inverse).Mod(signature, n).Cmp(number(v.Sig)) != 0 {
				t.Error("signature differs")
			}
		})
	}
}

// RFC 9578 appendix B.2, token type 2: request, response and token, from key to verification.
func TestRFC9578(t *testing.T) {
	var vectors []map[string]string
	readJSON(t, "testdata/rfc9578_type2.json", &vectors)
	if len(vectors) != 5 {
		t.Fatalf("%d vectors", len(vectors))
	}
	for _, v := range vectors {
		block, _ := pem.Decode(unhex(v["skS"]))
		private, err := ParsePrivate(block.Bytes)
		no(t, err)
		s, err := NewSigner(private)
		no(t, err)
		k, err := NewKey("issuer.example", "any", Place{1, Sign}, s.Modulus())
		no(t, err)
		if k.ID != sha256.Sum256(unhex(v["pkS"])) {
			t.Error("the key's encoding differs")
		}
		k.Challenge = sha256.Sum256(unhex(v["token_challenge"]))
		input := newInput(BoothKey(unhex(v["nonce"])), k)
		z, inverse, err := hide(k.Public.N, encodePSS(input, unhex(v["salt"]), 2047), unhex(v["blind"]))
		request := unhex(v["token_request"]) // type, the id's last byte, blinded message
		if err != nil || !bytes.Equal(z.FillBytes(make([]byte, KeySize)), request[3:]) || request[2] != k.ID[31] {
			t.Error("token request differs", err)
		}
		response, err := s.BlindSign(request[3:])
		if err != nil || !bytes.Equal(response, unhex(v["token_response"])) {
			t.Error("token response differs", err)
		}
		r := &Request{key: k, secret: make([]byte, 64), input: input, inverse: inverse}
		held, err := r.Finish(response)
		if err != nil || !bytes.Equal(held.Pass[:], unhex(v["token"])) {
			t.Error("token differs", err)
		}
	}
}

func readJSON(t *testing.T, path string, into any) {
	b, err := os.ReadFile(path)
	no(t, err)
	no(t, json.Unmarshal(b, into))
}

func unhex(s string) []byte {
	s = strings.TrimPrefix(s, "0x")
	if len(s)%2 == 1 {
		s = "0" + s
	}
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

func number(s string) *big.Int { return new(big.Int).SetBytes(unhex(s)) }
