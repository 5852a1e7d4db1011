package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/office"
	"roundrobin/models/outbox"
	"roundrobin/models/pass"
	"roundrobin/models/pass/stamp"
	passstore "roundrobin/models/pass/store"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/printed"
	programstore "roundrobin/models/program/store"
	responsestore "roundrobin/models/response/store"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
	"roundrobin/models/standard"
	threadstore "roundrobin/models/thread/store"
	"roundrobin/static"
)

// site is everything behind the web: two stores and what lives in them. The two sides meet nowhere but here, as functions
// that hand over a number.
type site struct {
	config *config
	out    *outside
	zone   *time.Location
	master secret.Master

	identity, boothDB *db.DB

	roster *roster.Roster
	openTo string // mail domains that let people in, or did so for a book in use; "" for none
	paper  *printed.Codes
	stamp  *stamp.Stamp
	office *office.Office

	ledger     *ledgerstore.Ledger
	books      *passstore.Books
	programs   *programstore.Programs
	threads    *threadstore.Threads
	cases      *casestore.Cases
	petitions  *petitionstore.Store
	responses  *responsestore.Store
	recipients *digest.Recipients
	outbox     *outbox.Outbox
	published  *digeststore.Published
}

// open opens and migrates both stores. What it made must be closed.
func open(ctx context.Context, c *config, o *outside) (s *site, err error) {
	s = &site{config: c, out: o}
	if _, err = c.relay(); err != nil {
		return nil, err
	}
	if s.zone, err = c.zone(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, err
	}
	if s.master, err = c.master(o.Random); err != nil {
		return nil, err
	}
	if s.identity, err = openStore(ctx, c.identity(), db.Identity); err != nil {
		return nil, err
	}
	if s.boothDB, err = openStore(ctx, c.booth(), db.Booth); err != nil {
		return nil, errors.Join(err, s.identity.Close())
	}
	if err = s.furnish(ctx); err != nil {
		return nil, errors.Join(err, s.identity.Close(), s.boothDB.Close())
	}
	return s, nil
}

// openStore also empties the write-ahead log: a server that was killed between a seal and that left the seal's key there.
func openStore(ctx context.Context, setting, set string) (*db.DB, error) {
	d, err := db.Open(setting)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(d.Migrate(ctx, set), d.Vacate(ctx)); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (s *site) furnish(ctx context.Context) (err error) {
	c, o := s.config, s.out
	rules, err := c.rules()
	if err != nil {
		return err
	}
	if s.ledger, err = ledgerstore.Open(ctx, s.boothDB, c.Origin, s.master, o.Random); err != nil {
		return err
	}
	if err = s.held(ctx); err != nil {
		return err
	}
	if err = s.admit(ctx); err != nil {
		return err
	}
	if c.PersonalMail == personalOn {
		s.roster.AllowPersonal()
	}
	s.office = office.New(s.identity, s.master, o.Random, o.Now, s.zone)
	if err = s.office.At(c.base(), c.Short); err != nil {
		return err
	}
	s.stamp = stamp.New(s.identity, s.master, c.Origin, s.ledger.Desk(), o.Random)
	s.books = passstore.New(s.boothDB, s.ledger, s.master, o.Now, s.zone, o.Random)
	s.programs = programstore.New(s.boothDB, s.ledger)
	s.threads = threadstore.New(s.boothDB)
	s.cases = casestore.New(s.boothDB, s.ledger, o.Random, s.today)
	s.petitions = petitionstore.New(s.boothDB, s.ledger, s.books, s.threads, s.master, petitionstore.Options{
		Now: o.Now, Loc: s.zone, Random: o.Random, Rules: rules, SealMin: c.SealMin, Holders: s.holders, Issued: s.stamp.Issued,
		Workplaces: c.workplaces(), HandOver: s.handOver, Proposals: s.programs, Stewards: s.cases,
	})
	s.responses = responsestore.New(s.boothDB, s.petitions, s.master, responsestore.Options{
		Now: o.Now, Loc: s.zone, Random: o.Random, Pause: pause, Renewed: s.renewed,
	})
	s.recipients = digest.NewRecipients(s.boothDB, s.master, o.Random)
	s.outbox = outbox.New(s.boothDB, s.master, o.Random, o.Now)
	s.published = digeststore.NewPublished(s.boothDB)
	s.openTo, err = s.domains(ctx)
	return err
}

// wrongCode is what a wrong code of leadership's costs.
const wrongCode = time.Second

func pause(ctx context.Context) error {
	select {
	case <-time.After(wrongCode):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *site) close() {
	s.petitions.Close()
	_ = errors.Join(s.identity.Close(), s.boothDB.Close())
}

func (s *site) today() day.Day { return day.Of(s.out.Now(), s.zone) }

// holders is how many people hold passes of the season's book; none while there is no season.
func (s *site) holders(ctx context.Context) (int, error) {
	season, err := s.books.Season(ctx)
	if fault.Of(err) != nil {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return s.stamp.Issued(ctx, season.Name)
}

// eligible is how many people could ever collect a book.
func (s *site) eligible(ctx context.Context, name string) (int, error) {
	books, err := s.books.All(ctx)
	if err != nil {
		return 0, err
	}
	for _, b := range books {
		if b.Name == name {
			return s.eligibleOf(ctx, b)
		}
	}
	return 0, nil
}

// say appends leaves of the operator's in a transaction of their own.
func (s *site) say(ctx context.Context, said ...ledger.Operator) error {
	return s.boothDB.InTx(ctx, func(tx *db.Tx) error { return s.ledger.Say(tx, said...) })
}

// importRoster takes the roster in and binds us to it in the ledger.
func (s *site) importRoster(ctx context.Context, file io.Reader) (roster.Report, error) {
	if s.roster.Open() && !s.config.Beside {
		return roster.Report{}, errRosterAndDomain
	}
	report, err := s.roster.Import(ctx, file)
	if err != nil || report.Added+report.Changed+report.Left == 0 {
		return report, err
	}
	c, err := s.roster.Commit(ctx)
	if err != nil {
		return report, err
	}
	hash, err := pass.ParseHash(c.Hash)
	if err != nil {
		return report, err
	}
	if err := s.say(ctx, &ledger.Roster{Size: c.Size, Commitment: hash, Day: c.Day}); err != nil {
		return report, err
	}
	return report, s.sayEligibles(ctx)
}

func (s *site) sayEligibles(ctx context.Context) error {
	books, err := s.books.Live(ctx)
	for _, b := range books {
		err = errors.Join(err, s.sayEligible(ctx, b.Name, b.From))
	}
	return err
}

// sayEligible binds us to who could ever collect the book, if they have become more.
func (s *site) sayEligible(ctx context.Context, book string, from day.Day) error {
	size, err := s.roster.Eligible(ctx, from)
	if err != nil {
		return err
	}
	if size == roster.Unknown {
		return s.sayDomain(ctx, book)
	}
	if said, err := s.ledger.Eligible(ctx, book); err != nil || size <= said {
		return err
	}
	c, err := s.roster.CommitEligible(ctx, book, from)
	if err != nil {
		return err
	}
	hash, err := pass.ParseHash(c.Hash)
	if err != nil {
		return err
	}
	return s.boothDB.InTx(ctx, func(tx *db.Tx) error {
		return s.ledger.SayEligible(tx, &ledger.Eligible{Book: book, Size: c.Size, Commitment: hash})
	})
}

// mintBook makes the season's book if there is none: private halves at the desk first, then the public ones, so that a crash
// between the two is mended by the next call.
func (s *site) mintBook(ctx context.Context, from, to day.Day) error {
	name := from.Quarter()
	if _, _, err := s.books.Files(ctx, name); err == nil || fault.Of(err) == nil {
		return err
	}
	keys, proofs, err := s.stamp.Mint(ctx, name, s.config.BookSlots)
	if err != nil {
		return err
	}
	err = s.books.Publish(ctx, keys, proofs, from, to)
	if fault.Of(err) != nil {
		return nil // another replica did
	}
	if err != nil {
		return err
	}
	return s.sayEligible(ctx, name, from)
}

// sayStandards binds us to the standards that are built in, unless we are bound already. Later versions bind us when they are published.
func (s *site) sayStandards(ctx context.Context) error {
	return s.sayOnce(ctx, standard.First().Leaf())
}

// sayWallets puts the hash of each script that browsers load into the ledger, unless it is there.
func (s *site) sayWallets(ctx context.Context) error {
	for _, name := range static.Scripts {
		if err := s.sayWallet(ctx, static.Bytes(name)); err != nil {
			return err
		}
	}
	return nil
}

func (s *site) sayWallet(ctx context.Context, script []byte) error {
	return s.sayOnce(ctx, &ledger.Wallet{Bundle: sha256.Sum256(script)})
}

func (s *site) sayOnce(ctx context.Context, said ledger.Operator) error {
	leaf, err := ledger.Marshal(s.config.Origin, said)
	if err != nil {
		return err
	}
	if _, err = s.ledger.Find(ctx, ledger.LeafHash(leaf)); err == nil || fault.Of(err) == nil {
		return err
	}
	return s.say(ctx, said)
}
