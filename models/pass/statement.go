package pass

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// MaxSeq bounds the seq of a statement. What a key may really do is less, and the booth's tables say so.
const MaxSeq = 9999

// A Statement is what somebody says by a pass: seven lines, signed by the booth key.
type Statement struct {
	Kind     Kind
	Origin   string
	Petition string
	TextHash Hash   // of the frozen text
	Subject  string // NoSubject, Named or a comment's id, as the kind has it
	Seq      int    // from 1, rising per booth key and subject
	BodyHash Hash   // HashBody of salt and body
}

// Marshal gives the seven lines. They are what is signed.
func (s Statement) Marshal() []byte {
	return []byte(strings.Join([]string{
		Version + " " + string(s.Kind), s.Origin, s.Petition, s.TextHash.String(), s.Subject, itoa(s.Seq), s.BodyHash.String(), "",
	}, "\n"))
}

// Check refuses a statement that no wallet would make.
func (s Statement) Check() error {
	r, ok := rules[s.Kind]
	switch {
	case !ok:
		return malformed("no kind of statement is called %.40q", s.Kind)
	case !IsOrigin(s.Origin) || !IsWord(s.Petition):
		return malformed("a statement about petition %.80q of %.80q", s.Petition, s.Origin)
	case !r.subject(s.Subject):
		return malformed("a %s about %.80q", s.Kind, s.Subject)
	case s.Seq < 1 || s.Seq > MaxSeq:
		return malformed("a statement with seq %d", s.Seq)
	}
	return nil
}

// parseStatement takes the seven lines without their ends.
func parseStatement(lines []string) (s Statement, err error) {
	kind, ok := strings.CutPrefix(lines[0], Version+" ")
	if !ok {
		return s, malformed("a statement of another protocol")
	}
	s = Statement{Kind: Kind(kind), Origin: lines[1], Petition: lines[2], Subject: lines[4]}
	if s.TextHash, err = ParseHash(lines[3]); err != nil {
		return s, err
	}
	if s.BodyHash, err = ParseHash(lines[6]); err != nil {
		return s, err
	}
	if s.Seq, ok = parseNumber(lines[5], MaxSeq); !ok {
		return s, malformed("a statement with seq %.20q", lines[5])
	}
	return s, s.Check()
}

// CommentID names the comment that this statement begins: 16 bytes of its hash, hex. Meaningful for a Comment only.
func (s Statement) CommentID() string {
	h := sha256.Sum256(s.Marshal())
	return hex.EncodeToString(h[:16])
}

// IsCommentID reports whether s has the form of a comment's id.
func IsCommentID(s string) bool { return isHex(s, 16) }

// HashBody is what a statement says of its body.
func HashBody(salt [32]byte, body []byte) Hash {
	return sha256.Sum256(append(salt[:], body...))
}
