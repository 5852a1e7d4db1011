package pass

import (
	"bytes"
	"crypto/ed25519"
	"strings"
)

// actLines is how many line ends an act has: seven of the statement, an empty line, pass, signature.
const actLines = 10

// An Act is a statement with the pass that allows it, as it stands in the ledger. An invited organizer has a key in the pass's
// stead; no such act enters the ledger.
type Act struct {
	Statement
	Pass      Pass
	Key       BoothKey // an invited organizer's; zero where there is a pass
	Signature [64]byte // Ed25519, by the booth key, over the statement's seven lines
}

// BoothKey is the key that the statement is signed by.
func (a Act) BoothKey() BoothKey {
	if a.Invited() {
		return a.Key
	}
	return a.Pass.BoothKey()
}

// Invited reports whether a key stands where a pass should.
func (a Act) Invited() bool { return a.Key != BoothKey{} }

// keyWord begins the line that stands in the pass's place.
const keyWord = "key "

// Marshal gives the act as a leaf.
func (a Act) Marshal() []byte {
	b := append(a.Statement.Marshal(), '\n')
	if a.Invited() {
		b = append(b64.AppendEncode(append(b, keyWord...), a.Key[:]), '\n')
	} else {
		b = append(b64.AppendEncode(b, a.Pass[:]), '\n')
	}
	return append(b64.AppendEncode(b, a.Signature[:]), '\n')
}

// ParseAct takes exactly what Marshal gives; it does not verify.
func ParseAct(text []byte) (Act, error) {
	a, rest, err := cutAct(text)
	if err == nil && len(rest) > 0 {
		return a, malformed("an act with something behind it")
	}
	return a, err
}

// cutAct reads an act from the front of text.
func cutAct(text []byte) (a Act, rest []byte, err error) {
	lines := strings.SplitN(string(text), "\n", actLines+1)
	if len(lines) != actLines+1 || lines[7] != "" {
		return a, nil, malformed("an act has ten lines, the eighth of them empty")
	}
	if a.Statement, err = parseStatement(lines[:7]); err != nil {
		return a, nil, err
	}
	if err := a.setPass(lines[8]); err != nil {
		return a, nil, err
	}
	signature, err := b64.DecodeString(lines[9])
	if err != nil || len(signature) != len(a.Signature) {
		return a, nil, malformed("a signature of another form")
	}
	a.Signature = [64]byte(signature)
	head := a.Marshal()
	if !bytes.HasPrefix(text, head) { // line breaks inside the base64, for one
		return a, nil, malformed("an act not in its one form")
	}
	return a, text[len(head):], nil
}

// setPass reads a pass or, of an organizer's act, the key in its stead.
func (a *Act) setPass(line string) error {
	if text, ok := strings.CutPrefix(line, keyWord); ok && a.Kind.Organizing() {
		key, err := ParseBoothKey(text)
		a.Key = key
		return err
	}
	token, err := b64.DecodeString(line)
	if err != nil {
		return malformed("a pass in another encoding")
	}
	a.Pass, err = Parse(token)
	return err
}

// A Finder gives the published key of an id, or nil.
type Finder func(id Hash) *Key

// Verify checks pass and signature and returns the key that the pass was issued under. Whether its book and slot are the
// petition's, and whether its text is, only the caller can know; of an act without a pass the key is nil, and whether its organizer was invited is the caller's
// to know too. About 80 µs.
func (a Act) Verify(find Finder) (*Key, error) {
	k, err := a.checkPass(find)
	if err != nil {
		return nil, err
	}
	return k, a.checkSignature()
}

// checkPass gives no key to an organizer who was invited.
func (a Act) checkPass(find Finder) (*Key, error) {
	if a.Invited() {
		return nil, nil
	}
	k := find(a.Pass.KeyID())
	switch {
	case k == nil:
		return nil, forged("the pass is of a key that is in no published book")
	case k.Origin != a.Origin:
		return nil, forged("the statement is for %s, the pass for %s", a.Origin, k.Origin)
	case k.Place.Purpose != a.Kind.Purpose():
		return nil, forged("a %s by a pass for %s", a.Kind, k.Place.Purpose)
	}
	return k, a.Pass.Verify(k)
}

func (a Act) checkSignature() error {
	booth := a.BoothKey()
	switch {
	case ed25519.Verify(booth[:], a.Statement.Marshal(), a.Signature[:]):
		return nil
	case a.Invited():
		return forged("the statement was not signed by its organizer's key")
	}
	return forged("the statement was not signed by the pass's booth key")
}
