package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/printed"
	"roundrobin/models/roster"
	views "roundrobin/views/desk"
)

// wayCodes is the way in by codes on paper.
const wayCodes = views.WayCodes

// entry is who gets in, or one sentence for each mistake in the settings about it.
func (c *config) entry() (roster.Entry, error) {
	e := roster.Entry{Paper: slices.Contains(c.Ways, wayCodes)}
	var wrong []error
	for _, d := range c.Domains {
		d = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(d, "@")))
		if !mailDomain.MatchString(d) {
			wrong = append(wrong, fmt.Errorf("RR_MAIL_DOMAIN: %q is no mail domain such as example.com", d))
		}
		e.Domains = append(e.Domains, d)
	}
	for _, kind := range c.Kinds {
		of, known := roster.ParseKind(kind)
		switch {
		case strings.TrimSpace(kind) == "":
			wrong = append(wrong, errors.New("RR_KINDS: a name is missing between two commas"))
		case !known || of == "":
			wrong = append(wrong, fmt.Errorf("RR_KINDS: %q is no kind of people; there are %s", kind, strings.Join(roster.Kinds, ", ")))
		}
		e.Kinds = append(e.Kinds, of)
	}
	if len(e.Domains) > 0 && !c.Beside {
		if len(e.Kinds) > 0 {
			wrong = append(wrong, errors.New("RR_KINDS: a mail domain knows no kinds of people; only a roster does"))
		}
		if e.Paper {
			wrong = append(wrong, errors.New("RR_WAYS: codes on paper are counted by the roster's people without mail, and with RR_MAIL_DOMAIN there is none"))
		}
	}
	return e, errors.Join(wrong...)
}

// mailDomain is a name of two parts or more, as it stands behind the @; others in their ASCII form.
var mailDomain = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$`)

// admit makes the roster and the codes on paper that stand beside it.
func (s *site) admit(ctx context.Context) error {
	e, err := s.config.entry()
	if err != nil {
		return err
	}
	s.roster = roster.New(s.identity, s.master, s.out.Random, s.out.Now, s.zone)
	s.roster.Admit(e)
	s.paper = printed.New(s.identity, s.master, printed.Deps{Random: s.out.Random, Today: s.today, People: s.withoutMail})
	if len(e.Kinds) > 0 {
		err = s.roster.Sort(ctx)
	}
	return errors.Join(err, s.oneList(ctx))
}

var errRosterAndDomain = fault.New(fault.Conflict, "roster_and_domain").On("file")

// takesRoster refuses a file where a mail domain stands in place of a roster.
func (s *site) takesRoster() error {
	if s.roster.ByDomain() && !s.config.Beside {
		return errRosterAndDomain
	}
	return nil
}

// oneList refuses a roster beside a mail domain, unless that is meant: who is not on the roster would get in all the same.
func (s *site) oneList(ctx context.Context) error {
	if !s.roster.ByDomain() || s.config.Beside {
		return nil
	}
	n, err := s.roster.Size(ctx)
	if err == nil && n > 0 {
		err = fmt.Errorf("RR_MAIL_DOMAIN: a roster of %d people is here, and with a mail domain others get in, too; if both are meant, set RR_MAIL_DOMAIN_BESIDE_ROSTER, or else leave the domain out", n)
	}
	return err
}

// withoutMail is how many without an address could ever collect a book: on the roster at any time since the book's first day, or today
// for one whose season is still to come.
func (s *site) withoutMail(ctx context.Context, book string) (int, error) {
	from, err := beginOf(book)
	if err != nil {
		return 0, err
	}
	return s.roster.WithoutMail(ctx, from)
}

var quarters = regexp.MustCompile(`^([0-9]{4})Q([1-4])$`)

// beginOf is the first day of a season, such as 2026Q4.
func beginOf(book string) (day.Day, error) {
	m := quarters.FindStringSubmatch(book)
	if m == nil {
		return "", fmt.Errorf("%.20q is no season such as 2026Q4", book)
	}
	first := map[string]string{"1": "-01-01", "2": "-04-01", "3": "-07-01", "4": "-10-01"}
	return day.Parse(m[1] + first[m[2]])
}

// sayDomain says that a mail domain lets people collect the book, from today on and for good.
func (s *site) sayDomain(ctx context.Context, book string) error {
	domains := strings.Join(s.roster.Domains(), ",")
	return s.boothDB.InTx(ctx, func(tx *db.Tx) error {
		return s.ledger.SayDomain(tx, &ledger.Domain{Book: book, Domains: domains, Day: s.today()})
	})
}

// eligibleOf is how many could ever collect a book: never fewer than the ledger has said, and roster.Unknown once a mail domain let people in.
func (s *site) eligibleOf(ctx context.Context, b passstore.Book) (int, error) {
	open, err := s.ledger.Open(ctx, b.Name)
	if err != nil || open != "" {
		return roster.Unknown, err
	}
	said, err := s.ledger.Eligible(ctx, b.Name)
	if err != nil {
		return 0, err
	}
	n, err := s.roster.Eligible(ctx, b.From)
	return max(n, said), err
}

// domains are those of the settings, or those that let people collect a book which is still in use: its counts say so to their end.
func (s *site) domains(ctx context.Context) (string, error) {
	if s.roster.ByDomain() {
		return strings.Join(s.roster.Domains(), ", "), nil
	}
	books, err := s.books.Live(ctx)
	if err != nil {
		return "", err
	}
	for _, b := range books {
		if open, err := s.ledger.Open(ctx, b.Name); err != nil || open != "" {
			return strings.ReplaceAll(open, ",", ", "), err
		}
	}
	return "", nil
}
