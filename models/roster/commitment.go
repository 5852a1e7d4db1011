package roster

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/floor"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/secret"
)

// Commitment is what a leaf of kind roster or eligible says: how many, and a hash that binds us to who, without saying it.
type Commitment struct {
	Book string // for eligible, else ""
	Size int
	Hash string // lower-case hex
	Day  day.Day
	// Kinds are the kinds of people with how many there are, as far as it may be said; none for eligible.
	Kinds []floor.Figure
}

// entry is what every commitment to a roster holds of a person.
func (r *Roster) entry(a Address, h Hash) Hash { return Hash(ledger.Entry(string(a), r.blind(h))) }

func (r *Roster) blind(h Hash) pass.Hash { return pass.Hash(secret.MAC(r.blinds, h[:])) }

// Commit binds us to everybody who gets in and is on the roster today, for a leaf of kind roster. Each of them who has an address can have
// an Opening of it. Others are in no number: beside those who could ever collect a book, it would tell how many they are, however few.
func (r *Roster) Commit(ctx context.Context) (Commitment, error) {
	entries, err := r.store.entries(ctx, r.since(never))
	if err != nil {
		return Commitment{}, err
	}
	salt, err := r.salt()
	if err != nil {
		return Commitment{}, err
	}
	root := ledger.RootOf(leavesOf(entries, salt))
	shown, kinds, err := r.kinds(ctx)
	if err != nil {
		return Commitment{}, err
	}
	c := Commitment{Size: len(entries), Hash: hex.EncodeToString(root[:]), Day: r.today(), Kinds: shown}
	row := commitmentRow{Hash: root[:], Kind: "roster", Size: c.Size, Salt: salt[:], Day: string(c.Day)}
	return c, r.store.says(ctx, row, kinds)
}

// Committed reports whether the roster is as it was last committed to.
func (r *Roster) Committed(ctx context.Context) (bool, error) {
	_, _, err := r.tree(ctx)
	if fault.Of(err) != nil {
		return false, nil
	}
	return err == nil, err
}

var errUncommitted = fault.New(fault.Unavailable, "roster_uncommitted").Again()

// tree is that of the last commitment; roster_uncommitted while it is of another roster.
func (r *Roster) tree(ctx context.Context) (row commitmentRow, leaves []ledger.Hash, err error) {
	state, err := r.store.state(ctx)
	if err != nil {
		return row, nil, err
	}
	if len(state.Commitment) == 0 {
		return row, nil, errUncommitted
	}
	if row, err = r.store.commitment(ctx, state.Commitment); err != nil {
		return row, nil, err
	}
	entries, err := r.store.entries(ctx, r.since(never))
	if err != nil {
		return row, nil, err
	}
	leaves = leavesOf(entries, pass.Hash(row.Salt))
	if root := ledger.RootOf(leaves); !bytes.Equal(root[:], row.Hash) {
		return row, nil, errUncommitted
	}
	return row, leaves, nil
}

// leavesOf are in the order of the tree. Each entry has a salt of its own, so that an opening says nothing about its neighbours.
func leavesOf(entries []Hash, salt pass.Hash) []ledger.Hash {
	leaves := make([]ledger.Hash, len(entries))
	for i, e := range entries {
		leaves[i] = ledger.EntryLeaf(pass.Hash(e), saltOf(e, salt))
	}
	slices.SortFunc(leaves, func(a, b ledger.Hash) int { return bytes.Compare(a[:], b[:]) })
	return leaves
}

func saltOf(entry Hash, salt pass.Hash) pass.Hash { return pass.Hash(secret.MAC(salt, entry[:])) }

// Open is somebody's opening of the last commitment.
func (r *Roster) Open(ctx context.Context, h Hash) (*ledger.Opening, error) {
	person, err := r.store.find(ctx, h)
	if err != nil {
		return nil, err
	}
	if !r.entitled(person) {
		return nil, errUnknown
	}
	row, leaves, err := r.tree(ctx)
	if err != nil {
		return nil, err
	}
	if len(person.Entry) == 0 {
		return nil, errUncommitted
	}
	salt := saltOf(Hash(person.Entry), pass.Hash(row.Salt))
	leaf := ledger.EntryLeaf(pass.Hash(person.Entry), salt)
	at, _ := slices.BinarySearchFunc(leaves, leaf, func(a, b ledger.Hash) int { return bytes.Compare(a[:], b[:]) })
	return &ledger.Opening{Day: day.Day(row.Day), Commitment: pass.Hash(row.Hash), Size: len(leaves), Place: at, Blind: r.blind(h), Salt: salt, Path: ledger.PathOf(leaves, at)}, nil
}

// CommitEligible binds us to everybody who gets in and was on the roster since the book's first day, for a leaf of kind eligible.
func (r *Roster) CommitEligible(ctx context.Context, book string, from day.Day) (Commitment, error) {
	hashes, err := r.store.hashes(ctx, r.since(from))
	if err != nil {
		return Commitment{}, err
	}
	salt, err := r.salt()
	if err != nil {
		return Commitment{}, err
	}
	sum := digest(book, salt, hashes)
	c := Commitment{Book: book, Size: len(hashes), Hash: hex.EncodeToString(sum[:]), Day: r.today()}
	return c, r.store.keep(ctx, commitmentRow{Hash: sum[:], Kind: "eligible", Book: book, Size: c.Size, Salt: salt[:], Day: string(c.Day)})
}

// Eligible is how many who get in were on the roster since that day; Unknown where a mail domain lets in others, too.
func (r *Roster) Eligible(ctx context.Context, from day.Day) (int, error) {
	if r.ByDomain() {
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

// salt is new for every commitment; the store keeps it.
func (r *Roster) salt() (salt pass.Hash, err error) {
	_, err = io.ReadFull(r.random, salt[:])
	return salt, err
}

// digest is the commitment of a book: SHA-256 over "roundrobin/v1 eligible\n" book "\n", the salt, and the hashes in ascending order. Those
// among them who left have no opening: it is checked by whoever is shown the store.
func digest(book string, salt pass.Hash, ascending []Hash) (sum [32]byte) {
	h := sha256.New()
	_, _ = io.WriteString(h, "roundrobin/v1 eligible\n"+book+"\n")
	h.Write(salt[:])
	for _, one := range ascending {
		h.Write(one[:])
	}
	return [32]byte(h.Sum(nil))
}
