package pass

import (
	"crypto/ed25519"
	"strings"
)

// readingWord begins the header field that a private reading is signed in.
const readingWord = "organizer "

func readingText(origin, path, day string) []byte {
	return []byte(strings.Join([]string{Version + " reading", origin, path, day, ""}, "\n"))
}

// SignReading gives the header field for a path with its query, on the site's day.
func SignReading(key ed25519.PrivateKey, origin, path, day string) string {
	return readingWord + boothKey(key).String() + " " + b64.EncodeToString(ed25519.Sign(key, readingText(origin, path, day)))
}

// SignReading is SignReading by the organizer's key.
func (o Organizer) SignReading(origin, path, day string) string {
	return SignReading(o.secret, origin, path, day)
}

// OpenReading gives the key that signed the path on one of the days.
func OpenReading(field, origin, path string, days ...string) (k BoothKey, ok bool) {
	rest, ok := strings.CutPrefix(field, readingWord)
	key, text, found := strings.Cut(rest, " ")
	k, err := ParseBoothKey(key)
	signature, err2 := b64.DecodeString(text)
	if !ok || !found || err != nil || err2 != nil || len(signature) != ed25519.SignatureSize {
		return BoothKey{}, false
	}
	for _, day := range days {
		if ed25519.Verify(k[:], readingText(origin, path, day), signature) {
			return k, true
		}
	}
	return BoothKey{}, false
}
