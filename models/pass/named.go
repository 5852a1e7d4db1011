package pass

import (
	"bytes"
	"crypto/ed25519"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// A NameBody is the body of a named signature: the desk's certificate, an empty line, and the name key's signature over the
// statement that it belongs to. It never enters the ledger; whoever takes the name back has it deleted.
type NameBody struct {
	Certificate []byte // the signed note
	Signature   [64]byte
}

// Marshal gives the certificate, an empty line, and the signature in base64 on a line.
func (b NameBody) Marshal() []byte {
	return append(b64.AppendEncode(append(bytes.Clone(b.Certificate), '\n'), b.Signature[:]), '\n')
}

// ParseNameBody takes exactly what Marshal gives. It verifies nothing.
func ParseNameBody(body []byte) (b NameBody, err error) {
	rest, ok := bytes.CutSuffix(body, []byte("\n"))
	at := bytes.LastIndex(rest, []byte("\n\n"))
	if !ok || at < 0 {
		return b, malformed("a name without its certificate")
	}
	signature, err := b64.DecodeString(string(rest[at+2:]))
	if err != nil || len(signature) != len(b.Signature) {
		return b, malformed("a name's signature of another form")
	}
	b = NameBody{bytes.Clone(rest[:at+1]), [64]byte(signature)}
	if !bytes.Equal(b.Marshal(), body) {
		return b, malformed("a name not in its one form")
	}
	return b, nil
}

// nameText is what a name key signs: that this booth key's signature is that person's.
func nameText(s Statement, booth BoothKey) []byte {
	return []byte(strings.Join([]string{Version + " name", s.Origin, s.Petition, s.TextHash.String(), b64.EncodeToString(booth[:]), itoa(s.Seq), ""}, "\n"))
}

// SignName gives the body of a named signature by a booth key, of a person whom the desk certified. Of the statement only origin,
// petition, text and seq are read: the body must be there before its hash is.
func SignName(certificate []byte, name ed25519.PrivateKey, s Statement, booth BoothKey) []byte {
	return NameBody{certificate, [64]byte(ed25519.Sign(name, nameText(s, booth)))}.Marshal()
}

// OpenName verifies the body of a named signature by a pass of that book, and gives what the desk certified.
func OpenName(h HandedIn, book string, desk note.Verifier) (c Certificate, err error) {
	b, err := ParseNameBody(h.Body)
	if err != nil {
		return c, err
	}
	if c, err = OpenCertificate(b.Certificate, desk); err != nil {
		return c, err
	}
	if c.Origin != h.Origin || c.Book != book {
		return c, forged("the certificate is of book %s at %s", c.Book, c.Origin)
	}
	if !ed25519.Verify(c.NameKey[:], nameText(h.Statement, h.Pass.BoothKey()), b.Signature[:]) {
		return c, forged("the name key did not sign this signature")
	}
	return c, nil
}
