package roster

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"roundrobin/models/fault"
)

// People may be known by more than their work address: by a personal one, to which codes can go where an admin allows it, and by the stable name of their account at the company's own
// sign-in. Both are kept as keyed hashes beside the person's own: whoever has the store and not the master key learns how many there are, and nothing else.

const (
	keyPersonal = "account personal"
	keySubject  = "account subject"
)

// AllowPersonal lets codes go to personal addresses. Set it before the roster is used.
func (r *Roster) AllowPersonal() { r.personal = true }

// own makes the code that of the person whose personal address was typed, where that is allowed.
func (r *Roster) own(ctx context.Context, c *Code) (err error) {
	c.Person, err = r.store.owner(ctx, c.Person, r.accountKey(Account{byAddress, c.Person}))
	return err
}

// accountKey is the row's key of an account: of a personal address that is not allowed it is one that no row has.
func (r *Roster) accountKey(a Account) []byte {
	use := keyPersonal
	switch {
	case a.by == bySubject:
		use = keySubject
	case !r.personal:
		use = "account not allowed"
	}
	return r.key(use, a.hash[:])
}

// Accounts are how many an import took, and the rows that it refused.
type Accounts struct {
	Personal, Subjects int
	Refused            []Refused
}

var errAccountsHeader = fault.New(fault.Invalid, "accounts_header")

// ImportAccounts replaces all accounts by those of a file: CSV in UTF-8 with commas, whose first line names the columns: email (by which people are on the
// roster), and personal or subject or both. Rows that cannot be taken are left out, each with its reason.
func (r *Roster) ImportAccounts(ctx context.Context, file io.Reader) (Accounts, error) {
	hashes, err := r.Hashes(ctx)
	if err != nil {
		return Accounts{}, err
	}
	s := accountSheet{Roster: r, here: map[Hash]bool{}, lines: map[string]int{}}
	for _, h := range hashes {
		s.here[h] = true
	}
	if err := s.read(file); err != nil {
		return Accounts{}, err
	}
	slices.SortFunc(s.rows, func(a, b accountRow) int { return bytes.Compare(a.key, b.key) })
	var values []any
	for _, row := range s.rows {
		values = append(values, row.key, row.person[:])
	}
	return s.Accounts, r.store.replaceAccounts(ctx, values)
}

type accountRow struct {
	key    []byte
	person Hash
}

// accountSheet is a file as it is read.
type accountSheet struct {
	*Roster
	Accounts
	here                     map[Hash]bool  // who is on the roster
	lines                    map[string]int // on which an account was named, by key
	rows                     []accountRow
	email, personal, subject int // columns, -1 where there is none
}

func (s *accountSheet) read(file io.Reader) error {
	in := csv.NewReader(file)
	in.FieldsPerRecord = -1
	header, err := in.Read()
	if err != nil || !s.columns(header) {
		return errAccountsHeader
	}
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			s.refuse(broken.StartLine, fault.New(fault.Invalid, "row_quotes"))
		case err != nil:
			return err
		default:
			line, _ := in.FieldPos(0)
			s.take(line, len(header), cells)
		}
	}
}

func (s *accountSheet) columns(header []string) bool {
	for i := range header {
		header[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(header[i], "\uFEFF")))
	}
	at := func(name string) int { return slices.Index(header, name) }
	s.email, s.personal, s.subject = at("email"), at("personal"), at("subject")
	return s.email >= 0 && (s.personal >= 0 || s.subject >= 0)
}

func (s *accountSheet) take(line, columns int, cells []string) {
	if len(cells) != columns {
		s.refuse(line, fault.New(fault.Invalid, "row_columns", "want", columns, "got", len(cells)))
		return
	}
	address, err := ParseAddress(cells[s.email])
	person := s.Hash(address)
	switch {
	case err != nil:
		s.refuse(line, fault.New(fault.Invalid, "row_address"))
	case !s.here[person]:
		s.refuse(line, errUnknown)
	default:
		s.takePersonal(line, person, cell(cells, s.personal))
		s.takeSubject(line, person, cell(cells, s.subject))
	}
}

func cell(cells []string, i int) string {
	if i < 0 {
		return ""
	}
	return strings.TrimSpace(cells[i])
}

func (s *accountSheet) takePersonal(line int, person Hash, typed string) {
	if typed == "" {
		return
	}
	address, err := ParseAddress(typed)
	h := s.Hash(address)
	switch {
	case err != nil:
		s.refuse(line, fault.New(fault.Invalid, "account_address"))
	case s.here[h] && h != person:
		s.refuse(line, fault.New(fault.Conflict, "account_taken"))
	case s.keep(line, s.key(keyPersonal, h[:]), person):
		s.Personal++
	}
}

func (s *accountSheet) takeSubject(line int, person Hash, subject string) {
	if subject == "" {
		return
	}
	if s.keep(line, s.accountKey(s.AccountNamed(subject)), person) {
		s.Subjects++
	}
}

// keep takes an account once: it lets in one person.
func (s *accountSheet) keep(line int, key []byte, person Hash) bool {
	if first := s.lines[string(key)]; first > 0 {
		s.refuse(line, fault.New(fault.Conflict, "account_doubled", "line", first))
		return false
	}
	s.lines[string(key)] = line
	s.rows = append(s.rows, accountRow{key, person})
	return true
}

func (s *accountSheet) refuse(line int, why *fault.Fault) {
	s.Refused = append(s.Refused, Refused{Line: line, Fault: why})
}
