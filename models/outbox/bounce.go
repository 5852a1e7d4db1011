package outbox

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"strings"

	"roundrobin/models/db"
	"roundrobin/models/id"
)

// A letter that cannot be delivered comes back to an address with the letter's mark in it, so that nothing else needs to be read of what
// comes back, and nobody who has not had the letter can say that it came back.

const markSize = 15 // bytes of a mark's MAC, 24 characters

// markLetters are those of ids: mail servers may change the case of an address.
var markLetters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Mark is a letter's id and a MAC over it: 40 characters of a-z and 2-7.
func (o *Outbox) Mark(letter string) string {
	mac := o.master.MAC("outbox mark", []byte(letter))
	return letter + markLetters.EncodeToString(mac[:markSize])
}

// marked is the letter of a mark.
func (o *Outbox) marked(mark string) (letter string, ok bool) {
	mark = strings.ToLower(mark)
	if len(mark) <= id.Len {
		return "", false
	}
	letter = mark[:id.Len]
	return letter, subtle.ConstantTimeCompare([]byte(o.Mark(letter)), []byte(mark)) == 1
}

// What a mail server may say later of a letter that it took. It is told with the status (RFC 3463, "5.1.1"), never with its words, which may
// name somebody.
const (
	Bounced   = "bounced"   // it came back, and is dead
	Delayed   = "delayed"   // it is still on its way
	Delivered = "delivered" // it arrived after all
)

// Heard notes what is said later of the letter with a mark. It reports whether that mark is one of ours. What is said again changes nothing,
// and of a letter that came back nothing else is taken any more.
func (o *Outbox) Heard(ctx context.Context, mark, what, status string) (bool, error) {
	letter, ok := o.marked(mark)
	if !ok {
		return false, nil
	}
	return true, o.db.InTx(ctx, func(tx *db.Tx) error {
		switch what {
		case Bounced:
			return o.bounced(tx, letter, Bounced+" "+status)
		case Delayed:
			return remark(tx, letter, Delayed+" "+status)
		case Delivered:
			return remark(tx, letter, "")
		}
		return nil
	})
}
