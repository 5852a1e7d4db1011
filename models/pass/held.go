package pass

import "crypto/ed25519"

// A Held is a pass with the secret half of its booth key, as only its wallet has it.
type Held struct {
	Key    *Key
	Pass   Pass
	secret ed25519.PrivateKey
}

// Sign makes the statement ready to be handed in: salt and signature are derived, so the same call gives the same bytes.
// It refuses what Check refuses.
func (w *Wallet) Sign(h *Held, k Kind, petition string, text Hash, subject string, seq int, body []byte) (HandedIn, error) {
	salt := w.BodySalt(petition, h.Key.Place.Purpose, subject, seq)
	s := Statement{
		Kind: k, Origin: w.origin, Petition: petition, TextHash: text, Subject: subject, Seq: seq, BodyHash: HashBody(salt, body),
	}
	if err := s.Check(); err != nil {
		return HandedIn{}, err
	}
	a := Act{Statement: s, Pass: h.Pass, Signature: [64]byte(ed25519.Sign(h.secret, s.Marshal()))}
	return HandedIn{Act: a, Salt: salt, Body: body}, nil
}
