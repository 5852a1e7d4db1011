package pass

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha512"
	"testing"
)

// What a desk, a booth and a wallet spend. Beside CIRCL: tools/bench.

func BenchmarkPrepare(b *testing.B) {
	keys, _ := testKeys(b)
	w := NewWallet(testSeed, testBook.Origin)
	for b.Loop() {
		_, err := w.Prepare(keys.Keys[0])
		no(b, err)
	}
}

func BenchmarkBlindSign(b *testing.B) {
	keys, signers := testKeys(b)
	r, err := NewWallet(testSeed, testBook.Origin).Prepare(keys.Keys[0])
	no(b, err)
	for b.Loop() {
		_, err := signers[0].BlindSign(r.Blinded)
		no(b, err)
	}
}

func BenchmarkFinish(b *testing.B) {
	keys, signers := testKeys(b)
	r, err := NewWallet(testSeed, testBook.Origin).Prepare(keys.Keys[0])
	no(b, err)
	s, err := signers[0].BlindSign(r.Blinded)
	no(b, err)
	for b.Loop() {
		_, err := r.Finish(s)
		no(b, err)
	}
}

func BenchmarkVerifyAct(b *testing.B) {
	in, find := handIn(b, Signature, NoSubject, 1, nil)
	for b.Loop() {
		_, err := in.Verify(find)
		no(b, err)
	}
}

// What an act costs among others; BenchmarkVerifyAct says what it costs alone.
func BenchmarkVerifyActsTogether(b *testing.B) {
	in, find := handIn(b, Signature, NoSubject, 1, nil)
	for b.Loop() {
		var all Batch
		for range BatchSize {
			_, err := all.Verify(in.Act, find)
			no(b, err)
		}
		if !all.Holds() {
			b.Fatal("they do not hold")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*BatchSize), "ns/act")
}

func BenchmarkMint(b *testing.B) {
	for b.Loop() {
		_, err := Mint(nil)
		no(b, err)
	}
}

// One RSA operation of crypto/rsa on the same key: the yardstick for BenchmarkBlindSign.
func BenchmarkRSASign(b *testing.B) {
	k, err := ParsePrivate(testPEM(b)[0].Bytes)
	no(b, err)
	digest := sha512.Sum384([]byte("one pass"))
	for b.Loop() {
		_, err := rsa.SignPSS(rand.Reader, k, crypto.SHA384, digest[:], &rsa.PSSOptions{SaltLength: saltSize, Hash: crypto.SHA384})
		no(b, err)
	}
}

// Eight roots for every key of a book: what recount and a wallet that trusts nobody spend on it.
func BenchmarkCheckProof(b *testing.B) {
	keys, signers := testKeys(b)
	p, err := signers[0].Prove()
	no(b, err)
	for b.Loop() {
		no(b, p.Check(keys.Keys[0].Public))
	}
}
