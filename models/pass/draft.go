package pass

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// VersionID names a version: the same content upon the same base has the same.
func VersionID(base string, content []byte) string {
	h := sha256.Sum256(append([]byte(base+"\n"), content...))
	return hex.EncodeToString(h[:16])
}

func isVersionID(body []byte) bool { return isHex(string(body), 16) }

// A DraftBody is the body of a Drafting: one part of a version's content.
type DraftBody struct {
	Version     string // its id
	Base        string // a version's id, or NoBase
	Part, Parts int    // from 1
	Data        []byte
}

// Marshal gives three lines and the data.
func (d DraftBody) Marshal() []byte { return append(d.Head(), d.Data...) }

// Head is the body without its data.
func (d DraftBody) Head() []byte {
	return []byte(d.Version + "\n" + d.Base + "\n" + itoa(d.Part) + " " + itoa(d.Parts) + "\n")
}

// Cut gives the parts that content travels in.
func Cut(base string, content []byte) (parts []DraftBody) {
	id, n := VersionID(base, content), (len(content)+PartSize-1)/PartSize
	for data := range slices.Chunk(content, PartSize) {
		parts = append(parts, DraftBody{id, base, len(parts) + 1, n, data})
	}
	return parts
}

// ParseDraft takes exactly what Marshal gives of a part that Cut gave.
func ParseDraft(body []byte) (d DraftBody, err error) {
	if d, err = ParseDraftHead(body); err != nil {
		return d, err
	}
	if n := len(d.Data); n < 1 || n > PartSize || d.Part < d.Parts && n != PartSize {
		return d, malformed("part %d of %d with %d bytes", d.Part, d.Parts, n)
	}
	return d, nil
}

// ParseDraftHead is ParseDraft where the data may have been kept elsewhere.
func ParseDraftHead(body []byte) (d DraftBody, err error) {
	lines := bytes.SplitN(body, []byte{'\n'}, 4)
	if len(lines) != 4 {
		return d, malformed("a draft without its three lines")
	}
	part, parts, _ := strings.Cut(string(lines[2]), " ")
	d = DraftBody{Version: string(lines[0]), Base: string(lines[1]), Data: lines[3]}
	var ok, ok2 bool
	d.Part, ok = parseNumber(part, MaxParts)
	d.Parts, ok2 = parseNumber(parts, MaxParts)
	if !ok || !ok2 || d.Part < 1 || d.Part > d.Parts || !isHex(d.Version, 16) || d.Base != NoBase && !isHex(d.Base, 16) {
		return d, malformed("a draft whose version, base or part is none")
	}
	return d, nil
}

func isDraft(body []byte) bool { _, err := ParseDraft(body); return err == nil }
