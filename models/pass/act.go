package pass

import (
	"bytes"
	"crypto/ed25519"
	"strings"
)

// actLines is how many line ends an act has: seven of the statement, an empty line, pass, signature.
const actLines = 10

// An Act is a statement with the pass that allows it, as it stands in the ledger.
type Act struct {
	Statement
	Pass      Pass
	Signature [64]byte // Ed25519, by the pass's booth key, over the statement's seven lines
}

// Marshal gives the act as a leaf.
func (a Act) Marshal() []byte {
	b := append(a.Statement.Marshal(), '\n')
	b = append(b64.AppendEncode(b, a.Pass[:]), '\n')
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
	token, err := b64.DecodeString(lines[8])
	if err != nil {
		return a, nil, malformed("a pass in another encoding")
	}
	if a.Pass, err = Parse(token); err != nil {
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

// A Finder gives the published key of an id, or nil.
type Finder func(id Hash) *Key

// Verify checks pass and signature and returns the key that the pass was issued under. Whether its book and slot are the
// petition's, and whether its text is, only the caller can know. About 80 µs.
func (a Act) Verify(find Finder) (*Key, error) {
	k := find(a.Pass.KeyID())
	switch {
	case k == nil:
		return nil, forged("the pass is of a key that is in no published book")
	case k.Origin != a.Origin:
		return nil, forged("the statement is for %s, the pass for %s", a.Origin, k.Origin)
	case k.Place.Purpose != a.Kind.Purpose():
		return nil, forged("a %s by a pass for %s", a.Kind, k.Place.Purpose)
	}
	if err := a.Pass.Verify(k); err != nil {
		return nil, err
	}
	booth := a.Pass.BoothKey()
	if !ed25519.Verify(booth[:], a.Statement.Marshal(), a.Signature[:]) {
		return nil, forged("the statement was not signed by the pass's booth key")
	}
	return k, nil
}
