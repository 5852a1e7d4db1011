package pass

import (
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// NoTitle stands for a person without a title on the roster.
const NoTitle = "-"

// A Certificate says that the desk saw this person: name and title as on the roster, for the name key of one book. The desk
// signs it as <origin>/desk and stores it nowhere.
type Certificate struct {
	Origin  string
	Book    string
	Name    string
	Title   string // or NoTitle
	NameKey [32]byte
}

// DeskName is the name of the key that certificates are signed with.
func DeskName(origin string) string { return origin + "/desk" }

func (c Certificate) marshal() string {
	return strings.Join([]string{
		Version + " certificate", c.Origin, c.Book, c.Name, c.Title, b64.EncodeToString(c.NameKey[:]), "",
	}, "\n")
}

func (c Certificate) check() error {
	if !IsOrigin(c.Origin) || !IsWord(c.Book) || !IsLine(c.Name, maxLine) || !IsLine(c.Title, maxLine) {
		return malformed("a certificate with a part that is no line")
	}
	return nil
}

// Sign gives the signed note.
func (c Certificate) Sign(desk note.Signer) ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: c.marshal()}, desk)
}

// OpenCertificate takes what Sign gave, if this desk gave it.
func OpenCertificate(signed []byte, desk note.Verifier) (c Certificate, err error) {
	n, err := note.Open(signed, note.VerifierList(desk))
	if err != nil {
		return c, forged("a certificate that the desk did not sign: %v", err)
	}
	p := strings.Split(n.Text, "\n")
	if len(p) != 7 {
		return c, malformed("a certificate has six lines")
	}
	key, err := b64.DecodeString(p[5])
	if err != nil || len(key) != len(c.NameKey) {
		return c, malformed("a certificate without a name key")
	}
	c = Certificate{p[1], p[2], p[3], p[4], [32]byte(key)}
	if c.check() != nil || c.marshal() != n.Text || desk.Name() != DeskName(c.Origin) {
		return c, malformed("a certificate not in its one form")
	}
	return c, nil
}
