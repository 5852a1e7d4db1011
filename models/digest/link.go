package digest

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"strings"

	"roundrobin/models/id"
)

// A Purpose is what a recipient's own link lets them do, without an account. What follows a link changes nothing, only what is sent from
// its page does: mail scanners follow every link.
type Purpose string

// The purposes.
const (
	ToConfirm Purpose = "confirm"
	ToStop    Purpose = "stop"
)

const markSize = 15 // bytes of a link's MAC, 20 characters

// Link is the last part of the address at which r does something: the id, and a MAC over it, its address and the purpose. It works for as
// long as the address is the same, and as often as it is used.
func (s *Recipients) Link(r Recipient, p Purpose) string { return r.ID + s.sign(r, p) }

func (s *Recipients) sign(r Recipient, p Purpose) string {
	mac := s.master.MAC("digest link "+string(p), []byte(r.ID), []byte(strings.ToLower(r.Address)))
	return base64.RawURLEncoding.EncodeToString(mac[:markSize])
}

// Follow is whose link it is. Any other refuses with recipient_link.
func (s *Recipients) Follow(ctx context.Context, p Purpose, link string) (Recipient, error) {
	if len(link) <= id.Len || !id.Valid(link[:id.Len]) {
		return Recipient{}, wrongLink()
	}
	r, err := s.Find(ctx, link[:id.Len])
	if isGone(err) || err == nil && subtle.ConstantTimeCompare([]byte(s.sign(r, p)), []byte(link[id.Len:])) != 1 {
		return Recipient{}, wrongLink()
	}
	return r, err
}
