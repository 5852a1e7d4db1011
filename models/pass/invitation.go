package pass

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"strings"
)

// An InvitationBody is the body of an Inviting.
type InvitationBody struct {
	Number int // 1 to MaxInvitations, each once per organizer
	Key    BoothKey
}

// Marshal gives two lines, the second without an end.
func (i InvitationBody) Marshal() []byte { return []byte(itoa(i.Number) + "\n" + i.Key.String()) }

// ParseInvitation takes exactly what Marshal gives.
func ParseInvitation(body []byte) (i InvitationBody, err error) {
	number, key, _ := strings.Cut(string(body), "\n")
	n, ok := parseNumber(number, MaxInvitations)
	if !ok || n < 1 {
		return i, malformed("an invitation with number %.20q", number)
	}
	i.Number = n
	i.Key, err = ParseBoothKey(key)
	return i, err
}

func isInvitation(body []byte) bool { _, err := ParseInvitation(body); return err == nil }

// A ReplyBody is the body of a Joining or Declining: what shows that whoever makes it holds the invitation.
type ReplyBody struct {
	Invitation BoothKey
	Signature  [64]byte
}

// Marshal gives two lines, the second without an end.
func (r ReplyBody) Marshal() []byte {
	return []byte(r.Invitation.String() + "\n" + b64.EncodeToString(r.Signature[:]))
}

// ParseReply takes exactly what Marshal gives; it does not verify.
func ParseReply(body []byte) (r ReplyBody, err error) {
	key, text, _ := strings.Cut(string(body), "\n")
	if r.Invitation, err = ParseBoothKey(key); err != nil {
		return r, err
	}
	signature, err := b64.DecodeString(text)
	if err != nil || len(signature) != len(r.Signature) || len(text) != 86 {
		return r, malformed("a reply to an invitation without its signature")
	}
	r.Signature = [64]byte(signature)
	return r, nil
}

func isReply(body []byte) bool { _, err := ParseReply(body); return err == nil }

func replyText(k Kind, origin, petition string, who BoothKey) []byte {
	return []byte(Version + " " + string(k) + "\n" + origin + "\n" + petition + "\n" + who.String() + "\n")
}

// Holds reports whether the invitation's holder made this reply for the statement's key.
func (r ReplyBody) Holds(a Act) bool {
	return ed25519.Verify(r.Invitation[:], replyText(a.Kind, a.Origin, a.Petition, a.BoothKey()), r.Signature[:])
}

// An Invitation is the secret of a link.
type Invitation [16]byte

// String is the secret in b64url, as the link's fragment has it.
func (i Invitation) String() string { return b64.EncodeToString(i[:]) }

// OpenInvitation takes what String gives.
func OpenInvitation(s string) (i Invitation, err error) {
	b, err := b64.DecodeString(s)
	if err != nil || len(b) != len(i) {
		return i, malformed("a link whose invitation is not whole")
	}
	return Invitation(b), nil
}

// Key is the Ed25519 key that shows who holds the invitation.
func (i Invitation) Key(origin, petition string) ed25519.PrivateKey {
	seed, err := hkdf.Key(sha256.New, i[:], []byte(Version+" invitation"), origin+"\x00"+petition, edSeedSize)
	if err != nil {
		panic(err) // only in FIPS mode, which forbids keys this short
	}
	return ed25519.NewKeyFromSeed(seed)
}

// Reply gives the body of a Joining or Declining by key who.
func (i Invitation) Reply(k Kind, origin, petition string, who BoothKey) []byte {
	key := i.Key(origin, petition)
	return ReplyBody{boothKey(key), [64]byte(ed25519.Sign(key, replyText(k, origin, petition, who)))}.Marshal()
}

// Invitation is the secret of an organizer's invitation of a number.
func (w *Wallet) Invitation(petition string, number int) (i Invitation) {
	copy(i[:], w.expand(len(i), petition, "invitation", itoa(number)))
	return i
}

// InvitationKey is the public key of a secret.
func InvitationKey(i Invitation, origin, petition string) BoothKey {
	return boothKey(i.Key(origin, petition))
}
