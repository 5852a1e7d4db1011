package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"time"

	"roundrobin/jobs"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
	"roundrobin/models/dispute"
	"roundrobin/models/fault"
	"roundrobin/models/incident"
	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/office"
	"roundrobin/models/outbox"
	"roundrobin/models/pass/stamp"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/printed"
	programstore "roundrobin/models/program/store"
	responsestore "roundrobin/models/response/store"
	"roundrobin/models/retention"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
	"roundrobin/models/setting"
	"roundrobin/models/standard"
	threadstore "roundrobin/models/thread/store"
	"roundrobin/models/upload"
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

	phase phase

	roster *roster.Roster
	openTo string // mail domains that let people in, or did so for a book in use; "" for none
	paper  *printed.Codes
	stamp  *stamp.Stamp
	office *office.Office

	uploads  *upload.Uploads
	disputes *dispute.Disputes

	ledger     *ledgerstore.Ledger
	books      *passstore.Books
	programs   *programstore.Programs
	threads    *threadstore.Threads
	cases      *casestore.Cases
	petitions  *petitionstore.Store
	settings   *setting.Keeper
	incidents  *incident.Keeper
	clock      *jobs.Clock // nil where no jobs run
	retention  *retention.Keeper
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
	if err = c.language(); err != nil {
		return nil, err
	}
	if s.zone, err = c.zone(); err != nil {
		return nil, err
	}
	if c.Origin == "" {
		return nil, c.checkAddress()
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
		return nil, inTrouble(set, err)
	}
	if err = d.Inspect(inspection); err == nil {
		err = errors.Join(d.Migrate(ctx, set), d.Vacate(ctx))
	}
	if err != nil {
		return nil, errors.Join(inTrouble(set, err), d.Close())
	}
	return d, nil
}

// inspection is how long a start waits for the look into a store's file; a longer one goes on while the site serves.
const inspection = 300 * time.Millisecond

// inTrouble says what to do about a store that cannot be used.
func inTrouble(set string, err error) error {
	switch db.TroubleOf(err) {
	case db.Damaged:
		return fmt.Errorf("the %s store is damaged, and nothing of it is served: bring a backup back (docs/run.md, Backups), and keep the file for a look at what happened: %w", set, err)
	case db.NoRoom:
		return fmt.Errorf("the %s store's disk is full: make room, and start again; nothing was lost: %w", set, err)
	case db.NoWriting:
		return fmt.Errorf("the %s store cannot be written: its disk is read-only, its folder is not there, or its files belong to somebody else: %w", set, err)
	}
	return err
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
	s.uploads = upload.New(s.identity, s.master, o.Random, o.Now)
	s.disputes = dispute.New(s.identity, s.master, o.Random, s.today)
	s.office = office.New(s.identity, s.master, o.Random, o.Now, s.zone)
	if err = s.office.At(c.base(), c.Short); err != nil {
		return err
	}
	s.stamp = stamp.New(s.identity, s.master, c.Origin, s.ledger.Desk(), o.Random)
	s.books = passstore.New(s.boothDB, s.ledger, s.master, o.Now, s.zone, o.Random)
	s.programs = programstore.New(s.boothDB, s.ledger)
	s.threads = threadstore.New(s.boothDB)
	s.cases = casestore.New(s.boothDB, s.ledger, o.Random, s.today)
	s.retention = retention.NewKeeper(s.boothDB, s.today)
	s.incidents = incident.NewKeeper(s.boothDB, o.Random, o.Now, s.zone)
	fixed, err := c.fixed()
	if err != nil {
		return err
	}
	if s.settings, err = setting.NewKeeper(ctx, s.boothDB, s.ledger.Say, o.Random, o.Now, s.zone, fixed); err != nil {
		return err
	}
	s.petitions = petitionstore.New(s.boothDB, s.ledger, s.books, s.threads, s.master, petitionstore.Options{
		Now: o.Now, Loc: s.zone, Random: o.Random, Current: func() petition.Rules { return s.settings.Known().Rules(rules, s.today()) }, SealMin: c.SealMin, Holders: s.holders, Issued: s.stamp.Issued,
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
	return s.boothDB.InTx(ctx, func(tx *db.Tx) error { return s.ledger.SayOnce(tx, said) })
}
