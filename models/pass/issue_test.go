package pass

import (
	"bytes"
	"math/big"
	"strings"
	"testing"
)

// issue gives somebody the pass of one place.
func issue(t testing.TB, w *Wallet, k *Key, s *Signer) *Held {
	r, err := w.Prepare(k)
	no(t, err)
	signature, err := s.BlindSign(r.Blinded)
	no(t, err)
	h, err := r.Finish(signature)
	no(t, err)
	return h
}

func TestTheSameSeedCollectsTheSameBookOnANewDevice(t *testing.T) {
	keys, signers := testKeys(t)
	for i, k := range keys.Keys {
		a := issue(t, NewWallet(testSeed, testBook.Origin), k, signers[i])
		b := issue(t, NewWallet(testSeed, testBook.Origin), k, signers[i])
		c := issue(t, NewWallet(Seed{9}, testBook.Origin), k, signers[i])
		if a.Pass != b.Pass || a.Pass == c.Pass {
			t.Error("pass of", k.Place)
		}
	}
}

func TestPassesAreForOnePlaceOnly(t *testing.T) {
	keys, signers := testKeys(t)
	h := issue(t, NewWallet(testSeed, testBook.Origin), keys.Keys[0], signers[0])
	sameKey := func(origin, book string, p Place) *Key {
		k, err := NewKey(origin, book, p, keys.Keys[0].Modulus())
		no(t, err)
		return k
	}
	forgedPass := h.Pass
	forgedPass[300] ^= 1
	for name, c := range map[string]struct {
		pass Pass
		key  *Key
	}{
		"its own place":           {h.Pass, keys.Keys[0]},
		"a forged pass":           {forgedPass, keys.Keys[0]},
		"another key":             {h.Pass, keys.Keys[1]},
		"another site":            {h.Pass, sameKey("elsewhere.example", "2026Q4", Place{1, Sign})},
		"another book":            {h.Pass, sameKey(testBook.Origin, "2027Q1", Place{1, Sign})},
		"another slot":            {h.Pass, sameKey(testBook.Origin, "2026Q4", Place{2, Sign})},
		"another purpose":         {h.Pass, sameKey(testBook.Origin, "2026Q4", Place{1, Voice})},
		"a booth key not its own": {func() Pass { p := h.Pass; p[5] ^= 1; return p }(), keys.Keys[0]},
	} {
		if err := c.pass.Verify(c.key); (err == nil) != (name == "its own place") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheDeskRefusesWhatIsNoBlindedMessage(t *testing.T) {
	keys, signers := testKeys(t)
	n := keys.Keys[0].Modulus()
	for name, blinded := range map[string][]byte{
		"nothing": {}, "too short": n[:255], "too long": append([]byte{0}, n...), "the modulus itself": n, "all ones": bytes.Repeat([]byte{255}, KeySize),
	} {
		if _, err := signers[0].BlindSign(blinded); err == nil {
			t.Errorf("signed %s", name)
		}
	}
}

func TestAWalletDiscardsWhatTheDeskDidNotSign(t *testing.T) {
	keys, signers := testKeys(t)
	r, err := NewWallet(testSeed, testBook.Origin).Prepare(keys.Keys[0])
	no(t, err)
	other, err := signers[1].BlindSign(append([]byte{0}, r.Blinded[1:]...))
	no(t, err)
	for name, answer := range map[string][]byte{"nothing": {}, "another key's": other, "the request": r.Blinded, "the modulus": keys.Keys[0].Modulus()} {
		if _, err := r.Finish(answer); err == nil {
			t.Errorf("took %s for an answer", name)
		}
	}
	if _, err := NewWallet(testSeed, "elsewhere.example").Prepare(keys.Keys[0]); err == nil {
		t.Error("prepared a pass of another site")
	}
}

func TestASignerNeverAnswersWithAFault(t *testing.T) {
	_, signers := testKeys(t)
	broken := *signers[0]
	broken.dP = append([]byte{}, broken.dP...)
	broken.dP[100] ^= 1
	two := append(make([]byte, KeySize-1), 2)
	if b, err := broken.BlindSign(two); err != errFault || b != nil {
		t.Errorf("gave away %x, %v", b, err)
	}
}

func TestPartsOfTwoKeysMakeNoSigner(t *testing.T) {
	block := testPEM(t)[0]
	mixed, err := ParsePrivate(block.Bytes)
	no(t, err)
	other, err := ParsePrivate(testPEM(t)[1].Bytes)
	no(t, err)
	mixed.Primes = other.Primes
	if _, err := NewSigner(mixed); err == nil {
		t.Error("took primes of another key")
	}
	if _, err := ParsePrivate(block.Bytes[1:]); err == nil {
		t.Error("took half a key")
	}
}

func TestAProofIsForOneKeyInOneForm(t *testing.T) {
	keys, signers := testKeys(t)
	proof, err := signers[0].Prove()
	no(t, err)
	no(t, proof.Check(keys.Keys[0].Public))
	if proof.Check(keys.Keys[1].Public) == nil {
		t.Error("one key's proof proves another")
	}
	long := proof
	long[3] = new(big.Int).Add(new(big.Int).SetBytes(proof[3]), keys.Keys[0].Public.N).Bytes()
	if long.Check(keys.Keys[0].Public) == nil {
		t.Error("took a root in a longer form")
	}
	if (Proof{}).Check(keys.Keys[0].Public) == nil {
		t.Error("took no proof for one")
	}
}

// With a prime of the form x·e + 1, a desk could mark passes. Such a key has no proof: not all values have roots.
func TestAKeyThatMarksPassesHasNoProof(t *testing.T) {
	keys, _ := testKeys(t)
	e, one := big.NewInt(exponent), big.NewInt(1)
	x := new(big.Int).Rsh(keys.Keys[0].Public.N, 1024+18)
	p := new(big.Int)
	for x.SetBit(x, 0, 0); !p.ProbablyPrime(10); x.Add(x, big.NewInt(2)) {
		p.Mul(x, e).Add(p, one)
	}
	q, err := ParsePrivate(testPEM(t)[1].Bytes)
	no(t, err)
	n := new(big.Int).Mul(p, q.Primes[0])
	order := new(big.Int).Div(new(big.Int).Sub(p, one), e)
	for i := range ProofRoots {
		if new(big.Int).Exp(proofValue(n, i), order, p).Cmp(one) != 0 {
			return // no e-th power modulo p: no root for anybody
		}
	}
	t.Error("all values have roots")
}

func TestKeyAndProofFilesHaveOneForm(t *testing.T) {
	keys, _ := testKeys(t)
	text := string(keys.Marshal())
	again, err := ParseKeyFile([]byte(text))
	no(t, err)
	if again.Hash() != keys.Hash() || again.Key(Place{4, Draft}).ID != keys.Keys[5].ID || again.Key(Place{2, Sign}) != nil {
		t.Error("read back as something else")
	}
	lines := strings.SplitAfter(text, "\n")
	for name, bad := range map[string]string{
		"empty":               "",
		"no end":              text[:len(text)-1],
		"something behind":    text + "\n",
		"carriage returns":    strings.ReplaceAll(text, "\n", "\r\n"),
		"a line less":         strings.Join(lines[:9], ""),
		"lines swapped":       strings.Join(append(append(append([]string{}, lines[:4]...), lines[5], lines[4]), lines[6:]...), ""),
		"one key twice":       strings.Replace(text, lines[5][8:], lines[4][7:], 1),
		"slots with a zero":   strings.Replace(text, "\n1\n", "\n01\n", 1),
		"more slots":          strings.Replace(text, "\n1\n", "\n2\n", 1),
		"no slots":            strings.Replace(text, "\n1\n", "\n0\n", 1),
		"an origin in spaces": strings.Replace(text, testBook.Origin, "a site", 1),
		"a padded key":        strings.Replace(text, "\n1 voice", "=\n1 voice", 1),
		"a shorter key":       strings.Replace(text, lines[4], lines[4][:len(lines[4])-5]+"\n", 1),
	} {
		if _, err := ParseKeyFile([]byte(bad)); err == nil {
			t.Errorf("took a key file with %s", name)
		}
	}
}
