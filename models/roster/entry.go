package roster

import (
	"bytes"
	"context"
	"slices"
	"strings"
)

// Entry is who gets in, where that is not simply everybody with an address on the roster.
type Entry struct {
	Kinds   []string // of people, as the roster's column kind says: nobody else gets in, or is counted; none lets all kinds in
	Domains []string // everybody with a mailbox there gets in, on the roster or not
	Paper   bool     // rows without an address are people, too: they get a code on paper
}

// Unknown is how many may check in where a mail domain says who.
const Unknown = -1

// Admit says who gets in. It is called before anything else.
func (r *Roster) Admit(e Entry) {
	r.admits, r.wanted = e, nil
	for _, kind := range e.Kinds {
		r.wanted = append(r.wanted, r.kindKey(kind))
	}
}

// ByDomain reports whether a mail domain lets people in, so that nobody knows how many may.
func (r *Roster) ByDomain() bool { return len(r.admits.Domains) > 0 }

// Domains are those that let people in.
func (r *Roster) Domains() []string { return r.admits.Domains }

// kindKey is a kind of people as a row keeps it, in whatever words it was written.
func (r *Roster) kindKey(written string) []byte { return r.key("kind", []byte(kindIn(written))) }

// entitled: here, and of a kind that gets in.
func (r *Roster) entitled(row personRow) bool {
	ours := func(kind []byte) bool { return bytes.Equal(kind, row.Kind) }
	return row.here() && (len(r.wanted) == 0 || slices.ContainsFunc(r.wanted, ours))
}

// holder is the person behind a code: on the roster, or with a mailbox at a domain that lets in. Who left the roster, or is of another kind,
// does not come back by the domain.
func (r *Roster) holder(ctx context.Context, c Code) (Person, error) {
	row, err := r.store.find(ctx, c.Person)
	switch {
	case err != nil:
		return Person{}, err
	case r.entitled(row):
		return r.decrypt(c.Person, row.Encrypted)
	case len(row.Hash) == 0 && c.Mailbox && r.ByDomain():
		return Person{Hash: c.Person}, nil
	}
	return Person{}, errUnknown
}

// mailbox reports whether the address is at a domain that lets in.
func (r *Roster) mailbox(a Address) bool {
	return slices.Contains(r.admits.Domains, a.domain())
}

// fold is the mailbox behind an address at such a domain: what stands behind a plus only sorts its mail, and would let one mailbox collect
// twice. Dots stay: few mail systems ignore them, and with all others two people would become one.
func (r *Roster) fold(a Address) Address {
	if !r.mailbox(a) {
		return a
	}
	local, domain, _ := strings.Cut(string(a), "@")
	if i := strings.IndexByte(local, '+'); i > 0 {
		local = local[:i]
	}
	return Address(local + "@" + domain)
}

func (a Address) domain() string { return string(a)[strings.LastIndexByte(string(a), '@')+1:] }

// Sort works out the kinds of rows that were imported before kinds mattered.
func (r *Roster) Sort(ctx context.Context) error {
	return r.store.sort(ctx, r.kindOf)
}

func (r *Roster) kindOf(row personRow) ([]byte, error) {
	p, err := r.decrypt(Hash(row.Hash), row.Encrypted)
	return r.kindKey(p.Kind), err
}
