package roster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"roundrobin/models/day"
)

// Commitment is what a leaf of kind roster or eligible says: how many, and a hash that binds us to who, without saying it.
type Commitment struct {
	Book string // for eligible, else ""
	Size int
	Hash string // lower-case hex
	Day  day.Day
}

// Commit binds us to everybody who gets in and is on the roster today, for a leaf of kind roster. Others are in no number: beside those who
// could ever collect a book, it would tell how many they are, however few.
func (r *Roster) Commit(ctx context.Context) (Commitment, error) {
	return r.commit(ctx, "roster", "", r.since(never))
}

// CommitEligible binds us to everybody who gets in and was on the roster since the book's first day, for a leaf of kind eligible.
func (r *Roster) CommitEligible(ctx context.Context, book string, from day.Day) (Commitment, error) {
	return r.commit(ctx, "eligible", book, r.since(from))
}

// Eligible is how many who get in were on the roster since that day; Unknown where a mail domain lets in others, too.
func (r *Roster) Eligible(ctx context.Context, from day.Day) (int, error) {
	if r.Open() {
		return Unknown, nil
	}
	return r.store.count(ctx, r.since(from))
}

// WithoutMail is how many of them have no address.
func (r *Roster) WithoutMail(ctx context.Context, from day.Day) (int, error) {
	s := r.since(from)
	s.paper = true
	return r.store.count(ctx, s)
}

func (r *Roster) since(from day.Day) since { return since{day: from, kinds: r.wanted} }

// commit keeps a salt of 32 random bytes for every commitment that it hands out.
func (r *Roster) commit(ctx context.Context, kind, book string, since since) (Commitment, error) {
	hashes, err := r.store.hashes(ctx, since)
	if err != nil {
		return Commitment{}, err
	}
	salt := make([]byte, 32)
	if _, err := io.ReadFull(r.random, salt); err != nil {
		return Commitment{}, err
	}
	sum := Digest(kind, book, salt, hashes)
	c := Commitment{Book: book, Size: len(hashes), Hash: hex.EncodeToString(sum[:]), Day: r.today()}
	return c, r.store.keep(ctx, commitmentRow{Hash: sum[:], Kind: kind, Book: book, Size: c.Size, Salt: salt, Day: string(c.Day)})
}

// Digest is the commitment: SHA-256 over "roundrobin/v1 " kind "\n" book "\n", the salt, and the hashes in ascending order.
func Digest(kind, book string, salt []byte, ascending []Hash) (sum [32]byte) {
	h := sha256.New()
	io.WriteString(h, "roundrobin/v1 "+kind+"\n"+book+"\n")
	h.Write(salt)
	for _, one := range ascending {
		h.Write(one[:])
	}
	return [32]byte(h.Sum(nil))
}
