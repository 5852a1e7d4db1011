package thread

import (
	"crypto/sha256"

	"roundrobin/models/pass"
)

// A Voice is what the store files a voice's comments under: a hash of its key and petition.
type Voice [32]byte

// VoiceOf hashes the voice key with its petition.
func VoiceOf(key pass.BoothKey, petition string) Voice {
	return sha256.Sum256(append([]byte(pass.Version+" voice\x00"+petition+"\x00"), key[:]...))
}

// VoiceOfRole is what is said under a role under a petition filed under; nobody has its key.
func VoiceOfRole(r Role, petition string) Voice {
	return sha256.Sum256([]byte(pass.Version + " role\x00" + petition + "\x00" + string(r)))
}

// A Pseudonym stands for a voice under one petition: two words and the bytes that its mark is drawn from.
type Pseudonym struct {
	Words string // such as "Quiet Heron"
	Mark  [32]byte
}

// PseudonymOf gives a voice's pseudonym; try counts from 0 and walks on where another voice has the words already. The same voice and
// try always give the same.
func PseudonymOf(v Voice, try int) Pseudonym {
	h := sha256.Sum256(append([]byte(pass.Version+" pseudonym\x00"), v[:]...))
	for range try {
		h = sha256.Sum256(h[:])
	}
	pick := func(words []string, hi, lo byte) string { return words[(int(hi)<<8|int(lo))%len(words)] }
	return Pseudonym{
		Words: pick(adjectives, h[0], h[1]) + " " + pick(animals, h[2], h[3]),
		Mark:  sha256.Sum256(h[:]),
	}
}
