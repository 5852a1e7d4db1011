package pass

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base32"
)

// Bounds of what organizers say.
const (
	PartSize       = 4800  // bytes of each part of a version but the last
	MaxParts       = 10    // of a version
	MaxContent     = 48000 // bytes of a version
	MaxInvitations = 40    // numbers that one organizer can use
	// MaxDraftPlace is the last place whose pass opens a draft; the one behind it is kept for proposals.
	MaxDraftPlace = DraftPlaces - 1
	// NoBase stands for the base of a version that has none.
	NoBase = "-"

	invited Purpose = "organizer" // in derivations, where an act has no pass
)

var ids = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// DraftID is the id of the one draft that a draft pass opens, and of the petition that becomes of it.
func DraftID(origin string, opener BoothKey) string {
	h := sha256.Sum256(append([]byte(Version+" draft\x00"+origin+"\x00"), opener[:]...))
	return ids.EncodeToString(h[:10])
}

// String is the key in b64url, as it stands in bodies and header fields.
func (k BoothKey) String() string { return b64.EncodeToString(k[:]) }

// ParseBoothKey takes what String gives, of any key but zero.
func ParseBoothKey(s string) (k BoothKey, err error) {
	b, err := b64.DecodeString(s)
	if err != nil || len(b) != len(k) || len(s) != 43 || BoothKey(b) == k {
		return k, malformed("%.80q is no key", s)
	}
	return BoothKey(b), nil
}

func isBoothKey(body []byte) bool { _, err := ParseBoothKey(string(body)); return err == nil }

// An Organizer is a key of one petition's organizer, as only its wallet has it.
type Organizer struct {
	pass   *Pass // nil for one who was invited
	secret ed25519.PrivateKey
}

// Key is the public half.
func (o Organizer) Key() BoothKey { return boothKey(o.secret) }

// Opener is who opens a draft with a draft pass.
func (h *Held) Opener() Organizer { return Organizer{&h.Pass, h.secret} }

// Invited is who this wallet's owner is among the organizers of a petition that somebody else opened.
func (w *Wallet) Invited(petition string) Organizer {
	return Organizer{nil, ed25519.NewKeyFromSeed(w.expand(edSeedSize, petition, string(invited), ""))}
}

// Organize makes an organizer's act ready to be handed in; the same call gives the same bytes. Text is zero but for a Gathering.
func (w *Wallet) Organize(o Organizer, k Kind, petition string, text Hash, seq int, body []byte) (HandedIn, error) {
	purpose := Draft
	if o.pass == nil {
		purpose = invited
	}
	salt := w.BodySalt(petition, purpose, NoSubject, seq)
	s := Statement{
		Kind: k, Origin: w.origin, Petition: petition, TextHash: text, Subject: NoSubject, Seq: seq, BodyHash: HashBody(salt, body),
	}
	if err := s.Check(); err != nil {
		return HandedIn{}, err
	}
	if !k.Organizing() {
		return HandedIn{}, malformed("a %s by an organizer", k)
	}
	a := Act{Statement: s, Signature: [64]byte(ed25519.Sign(o.secret, s.Marshal()))}
	if o.pass != nil {
		a.Pass = *o.pass
	} else {
		a.Key = o.Key()
	}
	return HandedIn{Act: a, Salt: salt, Body: body}, nil
}
