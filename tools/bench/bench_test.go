package bench

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha512"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/cloudflare/circl/blindsign/blindrsa"

	"roundrobin/models/pass"
)

// promised is how many times as many blind signatures a second as CIRCL's we say that the desk gives.
const promised = 3

// A rival signs the same blinded message with the same key.
type rival struct {
	name string
	sign func() error
}

// rivals: ours first. The last one does not blind-sign at all: it is what one RSA operation with a check costs in crypto/rsa.
func rivals(t testing.TB) []rival {
	key := mint(t)
	blinded, _ := blind(t, key)
	ours, err := pass.NewSigner(key)
	no(t, err)
	circl := blindrsa.NewSigner(key)
	digest := sha512.Sum384(blinded)
	salted := &rsa.PSSOptions{SaltLength: 48, Hash: crypto.SHA384}
	return []rival{
		{"ours", func() error { _, err := ours.BlindSign(blinded); return err }},
		{"CIRCL", func() error { _, err := circl.BlindSign(blinded); return err }},
		{"crypto/rsa", func() error { _, err := rsa.SignPSS(rand.Reader, key, crypto.SHA384, digest[:], salted); return err }},
	}
}

// They take turns, a few at a time, so that a noisy machine is noisy for all; the tenth part least disturbed counts.
func TestOursSignsThreeTimesAsOftenAsCIRCL(t *testing.T) {
	const turns, each = 60, 8
	all := rivals(t)
	took := make([][]time.Duration, len(all))
	for range turns {
		for i, r := range all {
			start := time.Now()
			for range each {
				no(t, r.sign())
			}
			took[i] = append(took[i], time.Since(start)/each)
		}
	}
	ours := calm(took[0])
	for i, r := range all {
		m := calm(took[i])
		t.Log(fmt.Sprintf("%-11s %8.3f ms a signature %7.0f a second   %.2f × ours", r.name, m.Seconds()*1e3, 1/m.Seconds(), ratio(m, ours)))
	}
	if r := ratio(calm(took[1]), ours); r < promised {
		t.Errorf("ours is only %.2f times as fast as CIRCL; promised is %d", r, promised)
	}
}

// A race says something only between signers that give the same answer: CIRCL's client blinds, both sign, CIRCL's client accepts.
func TestBothGiveTheSameBlindSignature(t *testing.T) {
	key := mint(t)
	blinded, accept := blind(t, key)
	ours, err := pass.NewSigner(key)
	no(t, err)
	a, err := ours.BlindSign(blinded)
	no(t, err)
	b, err := blindrsa.NewSigner(key).BlindSign(blinded)
	no(t, err)
	if !slices.Equal(a, b) {
		t.Error("two blind signatures of one message")
	}
	no(t, accept(a))
	a[9] ^= 1
	if accept(a) == nil {
		t.Error("a damaged signature was accepted")
	}
}

func BenchmarkSign(b *testing.B) {
	for _, r := range rivals(b) {
		b.Run(r.name, func(b *testing.B) {
			for b.Loop() {
				no(b, r.sign())
			}
		})
	}
}

func mint(t testing.TB) *rsa.PrivateKey {
	key, err := pass.Mint(rand.Reader)
	no(t, err)
	return key
}

// blind gives a message blinded by CIRCL (RSABSSA-SHA384-PSS-Deterministic) and what finishes and verifies its signature.
func blind(t testing.TB, key *rsa.PrivateKey) (blinded []byte, accept func(signature []byte) error) {
	client, err := blindrsa.NewClient(blindrsa.SHA384PSSDeterministic, &key.PublicKey)
	no(t, err)
	message, err := client.Prepare(rand.Reader, []byte("one pass"))
	no(t, err)
	blinded, state, err := client.Blind(rand.Reader, message)
	no(t, err)
	return blinded, func(signature []byte) error {
		done, err := client.Finalize(state, signature)
		if err != nil {
			return err
		}
		return client.Verify(message, done)
	}
}

func calm(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/10]
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
