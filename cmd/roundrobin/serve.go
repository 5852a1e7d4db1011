package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/cmd/roundrobin/metrics"
	"roundrobin/handlers"
	"roundrobin/handlers/booth"
	"roundrobin/handlers/desk"
	"roundrobin/handlers/desk/provider"
	"roundrobin/jobs"
	"roundrobin/mail"
	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/digest"
	"roundrobin/models/envelope"
	"roundrobin/views/layout"
	"roundrobin/views/pages"
)

const (
	gatewayStep  = 500 * time.Millisecond
	shutdownTime = 20 * time.Second // longer than a request may take
	mintAhead    = 14               // days before a season begins
	proofTime    = 4 * time.Second
)

type serveCommand struct{ config }

func (c *serveCommand) Run(ctx context.Context, o *outside) error {
	machinery, requests := newLogs(o.Err)
	if err := c.check(); err != nil {
		return err
	}
	sender, err := c.Mail.sender()
	if err != nil {
		return err
	}
	s, err := open(ctx, &c.config, o)
	if err != nil {
		return err
	}
	defer s.close()
	publisher, err := s.publisher(ctx, machinery)
	if err != nil {
		return err
	}
	if err := errors.Join(s.mintBooks(ctx), s.sayWallets(ctx), s.sayBuild(ctx), s.sayStandards(ctx), s.sayRoster(ctx), s.openRounds(ctx)); err != nil {
		return err
	}
	listener, err := listen(c.Listen)
	if err != nil {
		return err
	}
	r := running{site: c.site(), listener: listener, sender: sender, machinery: machinery, requests: requests}
	if c.Metrics != "" {
		if err := s.measured(&r); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	go publisher.Run(ctx)
	return s.serve(ctx, r)
}

// running is what differs between a real site and the demo.
type running struct {
	site                layout.Site
	listener            net.Listener // closed by serve
	sender              mail.Sender
	caught              *mail.Memory
	machinery, requests *slog.Logger
	ready               func(address string)
	board               *metrics.Board                                   // or nil: nothing is measured
	measure             func(context.Context, *jobs.Clock) (stop func()) // begins to, if not nil
	mailEvery           time.Duration                                    // how often to look what mail is due; 0 is as usual
	step                time.Duration                                    // answers to envelopes leave at multiples of this; 0 is as usual, less is at once
}

// serve runs web and jobs until ctx ends, and then lets both finish what they began.
func (s *site) serve(ctx context.Context, r running) error {
	readWhileSigning()
	if err := s.books.Rotate(ctx); err != nil {
		return err
	}
	r.site.Domains = s.openTo
	clock, err := jobs.New(s.jobs(r))
	if err != nil {
		return err
	}
	s.clock = clock
	s.watch(ctx, r.machinery)
	d := s.newDesk(r)
	if d.Provider != nil {
		go meet(ctx, d.Provider, r.machinery)
	}
	app := handlers.New(s.web(r, d))
	if err := clock.Start(ctx); err != nil {
		return err
	}
	if r.measure != nil {
		defer r.measure(ctx, clock)()
	}
	failed := make(chan error, 1)
	go func() { failed <- app.Listener(r.listener) }()
	s.phase.working.Store(true)
	if r.ready != nil {
		r.ready("http://" + r.listener.Addr().String())
	}
	r.machinery.Info("serving", "origin", s.config.Origin)
	select {
	case <-ctx.Done():
		s.drain()
	case err = <-failed:
	}
	return errors.Join(err, stop(app, d, clock))
}

// readWhileSigning: books are signed on all cores, a millisecond at a time. With a processor of Go's more than that, one always looks at the
// network, and the system shares the cores between reading and signing; otherwise a reader waits 10 ms for each look.
var readWhileSigning = sync.OnceFunc(func() { runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1) })

// meet tells an operator at the start, and not only the first person, that the provider is not where the settings say.
func meet(ctx context.Context, p *provider.Provider, log *slog.Logger) {
	if err := p.Discover(ctx); err != nil {
		log.Warn("nobody can check in by the company's own sign-in", "error", err.Error())
	}
}

func stop(app *fiber.App, d *desk.Desk, clock *jobs.Clock) error {
	ctx, done := context.WithTimeout(context.Background(), shutdownTime)
	defer done()
	return errors.Join(app.ShutdownWithContext(ctx), d.Close(ctx), clock.Stop(ctx))
}

func (s *site) newDesk(r running) *desk.Desk {
	return desk.New(desk.Deps{
		Roster: s.roster, Paper: s.paper, Stamp: s.stamp, Disputes: s.disputes, Origin: s.config.Origin, Mail: r.sender, From: s.from(), Master: s.master, Secure: !s.config.Insecure,
		Ways: s.config.Ways, Personal: s.config.PersonalMail == personalOn, Subject: s.config.Code.Subject, Text: s.config.Code.text(),
		Provider: s.config.provider(s.out.Now), Random: s.out.Random, Season: s.season, Eligible: s.eligible, Status: handlers.Status, Refuse: handlers.RefuseJSON(r.requests, s.out.Random),
		Frozen: s.incidents.Frozen,
		Failed: func(err error) { r.machinery.Error("somebody could not check in", "error", err.Error()) },
	})
}

func (s *site) season(ctx context.Context) (desk.Season, error) {
	b, err := s.books.Season(ctx)
	return desk.Season{Book: b.Name, From: b.From, To: b.To, Slots: b.Slots}, err
}

func (s *site) web(r running, d *desk.Desk) handlers.Web {
	return handlers.Web{
		Site: r.site, Desk: d, Office: s.newOffice(), Caught: r.caught, Log: r.requests, Now: s.out.Now, Random: s.out.Random, Step: cmp.Or(r.step, gatewayStep), Strict: !s.config.Insecure,
		Keys: s.gatewayKeys(r.machinery), Well: s.well, Ready: s.ready, Ending: s.phase.ending.Load, Counted: r.board.Requests(), Suspect: s.suspect, Notice: s.notice, Watch: s.pagesWatch(),
		Booth: &booth.Booth{
			Ledger: s.ledger, Books: s.books, Petitions: s.petitions, Programs: s.programs, Threads: s.threads,
			Responses: s.responses, Cases: s.cases, Record: audit.NewRecord(s.boothDB, s.out.Random, s.today), Status: handlers.Status,
			Composer: s.composer(), Summaries: s.published, Recipients: s.recipients, Coming: s.coming,
			Holders: s.holders, Issued: s.stamp.Issued, Eligible: s.eligible, Rules: s.petitions.Ruled,
			About:    pages.AboutProps{Operator: s.config.Operator, Contact: s.config.Contact, Host: s.config.Host, Version: version},
			Settings: s.settings, Incidents: s.incidents, Retention: s.retention, Site: s.siteRules(),
			Limits: s.config.limits(s.petitions.Ruled()), Patience: proofTime,
			Now: s.out.Now, Zone: s.zone,
		},
	}
}

// notice is what every page says of an incident.
func (s *site) notice() layout.Notice {
	x := s.incidents.Current()
	return layout.Notice{Since: string(x.Opened), Frozen: x.Frozen}
}

// composer makes the figures of mail, dashboard and site.
func (s *site) composer() digest.Composer {
	return digest.Composer{Source: facts{s}, Now: s.out.Now, Zone: s.zone}
}

// gatewayKeys are those that open envelopes now, read anew every minute, and after a second for an envelope of a key that is not among them:
// another replica made it, and shows it already. What was read last stands in while the store is away.
func (s *site) gatewayKeys(log *slog.Logger) func(lacks bool) envelope.Ring {
	keys := newKept(s.out.Now, s.books.Gateway)
	return func(lacks bool) envelope.Ring {
		life := time.Minute
		if lacks {
			life = time.Second
		}
		ring, err := keys.get(context.Background(), life)
		if err != nil {
			log.Error("the gateway's keys cannot be read", "error", err.Error())
		}
		return ring
	}
}

func (s *site) well(ctx context.Context) error {
	ctx, done := context.WithTimeout(ctx, healthTime)
	defer done()
	if s.identity.Trouble() == db.Damaged || s.boothDB.Trouble() == db.Damaged {
		return db.ErrCorrupt
	}
	return errors.Join(s.identity.SQL().PingContext(ctx), s.boothDB.SQL().PingContext(ctx))
}

func (s *site) from() string {
	address := or(s.config.Mail.From, "notices@"+s.config.Origin)
	if strings.Contains(address, "<") {
		return address
	}
	return fmt.Sprintf("%s <%s>", s.config.Short, address)
}

func (s *site) jobs(r running) jobs.Config {
	digests := s.digests(r.sender)
	digests.Every = r.mailEvery
	return jobs.Config{
		Booth: s.boothDB, Log: r.machinery, Zone: s.zone, SealEvery: s.config.SealEvery,
		Seal: func(ctx context.Context) error {
			_, err := s.petitions.Seal(ctx, false)
			return errors.Join(err, s.uploads.Forget(ctx))
		},
		Close:   s.endDay,
		Mint:    func(ctx context.Context) error { return errors.Join(s.mintBooks(ctx), s.books.Rotate(ctx)) },
		Vanish:  s.retain,
		Digests: digests, Ran: r.board.Jobs(),
	}
}

// mintBooks sees to it that this season's book is there, and the next one's when the season nears its end. It also says who may
// collect them, should a crash have kept an import from saying so.
func (s *site) mintBooks(ctx context.Context) error {
	today := s.today()
	err := s.mintBook(ctx, firstOfQuarter(today), lastOfQuarter(today))
	if soon := today.Add(mintAhead); soon.Quarter() != today.Quarter() {
		err = errors.Join(err, s.mintBook(ctx, firstOfQuarter(soon), lastOfQuarter(soon)))
	}
	return errors.Join(err, s.sayEligibles(ctx))
}

func firstOfQuarter(d day.Day) day.Day {
	for d.Add(-1).Quarter() == d.Quarter() {
		d = d.Add(-1)
	}
	return d
}
