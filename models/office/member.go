package office

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/secret"
)

// Credentials are what a new member is given. They are shown once: only the hash of Key is kept, and Secret encrypted.
type Credentials struct {
	Key    string // the sign-in key, as it is typed
	Secret string // of the one-time codes, in base32
	URL    string // otpauth://, for an app that makes the codes
}

var (
	errName    = fault.New(fault.Invalid, "office_name", "max", maxName).On("name")
	errRole    = fault.New(fault.Invalid, "office_role").On("role")
	errThere   = fault.New(fault.Conflict, "office_there").On("name")
	errUnknown = fault.New(fault.NotFound, "office_unknown").On("name")
)

const maxName = 80 // characters

// Add lets somebody in from now on. issuer is what an app shows above the codes.
func (o *Office) Add(ctx context.Context, name string, role Role, issuer string) (Credentials, error) {
	name, err := parseName(name)
	if err != nil {
		return Credentials{}, err
	}
	if role != Steward && role != Admin {
		return Credentials{}, errRole
	}
	key, code := newKey(o.random), newSecret(o.random)
	url, err := code.url(issuer, name)
	if err != nil {
		return Credentials{}, err
	}
	m := Member{Hash: o.hash(name), Name: name, Role: role}
	row := memberRow{Member: m.Hash[:], Role: string(role), Codes: 1, Encrypted: o.encrypt(m, code), KeyHash: key.hash(o.random)}
	if err := o.store.add(ctx, row); db.IsDuplicate(err) {
		return Credentials{}, errThere
	} else if err != nil {
		return Credentials{}, err
	}
	return Credentials{Key: key.String(), Secret: code.String(), URL: url}, nil
}

// Find is the member of that name.
func (o *Office) Find(ctx context.Context, name string) (Member, error) {
	row, err := o.row(ctx, name)
	if err != nil {
		return Member{}, err
	}
	if row == nil {
		return Member{}, errUnknown
	}
	m, _, err := o.decrypt(*row)
	return m, err
}

// All are the members, by name.
func (o *Office) All(ctx context.Context) ([]Member, error) {
	rows, err := o.store.all(ctx)
	if err != nil {
		return nil, err
	}
	members := make([]Member, len(rows))
	for i, row := range rows {
		if members[i], _, err = o.decrypt(row); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(members, func(a, b Member) int { return strings.Compare(a.Name, b.Name) })
	return members, nil
}

// Remove takes a member away, with all sessions.
func (o *Office) Remove(ctx context.Context, name string) error {
	m, err := o.Find(ctx, name)
	if err != nil {
		return err
	}
	return o.store.remove(ctx, m.Hash)
}

// row is nil for a name that nobody has, or that cannot be one.
func (o *Office) row(ctx context.Context, name string) (*memberRow, error) {
	name, err := parseName(name)
	if err != nil {
		return nil, nil
	}
	return o.store.find(ctx, o.hash(name))
}

// parseName takes a name as people type it: blanks at the ends and doubled ones do not count.
func parseName(typed string) (string, error) {
	name := norm.NFC.String(strings.Join(strings.Fields(typed), " "))
	hidden := func(r rune) bool { return !unicode.IsPrint(r) }
	if name == "" || !utf8.ValidString(name) || utf8.RuneCountInString(name) > maxName || strings.ContainsFunc(name, hidden) {
		return "", errName
	}
	return name, nil
}

// hash is the same for large and small letters.
func (o *Office) hash(name string) Hash {
	return Hash(secret.MAC(o.members, []byte(norm.NFC.String(cases.Fold().String(name)))))
}

// kept is what is encrypted of a member.
type kept struct {
	Name   string `json:"name"`
	Secret []byte `json:"secret"`
}

func (o *Office) encrypt(m Member, code oneTime) []byte {
	b, err := json.Marshal(kept{m.Name, code}) // #nosec G117 -- what is encrypted below
	if err != nil {
		panic(err) // a string and bytes
	}
	return o.box.Seal(o.random, b, m.Hash[:])
}

func (o *Office) decrypt(row memberRow) (m Member, code oneTime, err error) {
	m = Member{Hash: Hash(row.Member), Role: Role(row.Role)}
	b, err := o.box.Open(row.Encrypted, row.Member)
	if err != nil {
		return m, nil, fmt.Errorf("a member of the office: %w", err)
	}
	var k kept
	err = json.Unmarshal(b, &k)
	m.Name = k.Name
	return m, k.Secret, err
}
