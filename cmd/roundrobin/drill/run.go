package drill

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"roundrobin/cmd/roundrobin/wallet"
)

// A run is one company living through its campaigns, and what an attacker could get of it.
type run struct {
	Options
	off     controls
	dice    *dice
	clock   *clock
	site    Site
	folder  string
	logs    *logFile
	proxy   proxyLog
	plain   *wallet.Site // fetches what wallets share, past the proxy
	ledger  *wallet.Ledger
	persons []*person

	transport *http.Transport
	campaign  campaign
	petitions []string       // ids, in the order in which they opened
	index     map[string]int // of petitions
	threads   [][]string     // comments that can be read, by petition
	drafts    []*draft       // by petition, with when each was begun
	begun     []time.Time

	deeds   []deed
	refused int
	fresh   bool // something was promised since the last turn
	public  []snapshot
	seals   int       // that moved a count
	backups []*copied // two, a day apart
	final   *copied
}

// Options are how large the company is and what chance makes of it.
type Options struct {
	People    int
	Petitions int
	Seed      int64
	SealDays  int           // of a seal; 0 is the product's own
	SealMin   int           // distinct passes that let a seal run before; 0 is the product's own, which lets none
	Tail      int           // days after the last petition opened
	Stay      time.Duration // median on a page
	Today     string        // the real day, for the result

	// PostgreSQL databases, and a superuser's setting of their cluster, to take its files; "" is SQLite.
	Identity, Booth, Cluster string
}

// logFile is what the site logs, in memory.
type logFile struct {
	mu sync.Mutex
	bytes.Buffer
}

func (l *logFile) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Buffer.Write(b)
}

// start is a Monday in the middle of a quarter and of a month: books and gateway keys stay the same.
var start = time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)

// play lets the company live. The site is closed when it returns.
func play(ctx context.Context, o Options, off controls, begin Start) (r *run, err error) {
	folder, err := os.MkdirTemp("", "roundrobin-drill-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	r = &run{Options: o, off: off, dice: newDice(o.Seed, "company"), clock: newClock(start.AddDate(0, 0, -3)), folder: folder,
		logs: &logFile{}, index: map[string]int{}, transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	defer r.transport.CloseIdleConnections()
	sealMin := o.SealMin
	if off[poolOff] {
		sealMin = 1
	}
	r.site, err = begin(ctx, Setting{
		Folder: folder, Identity: o.Identity, Booth: o.Booth, Origin: "drill.example", Slots: o.Petitions, SealDays: o.SealDays, SealMin: sealMin,
		Now: r.clock.Now, Logs: r.logs,
	})
	if err != nil {
		return nil, err
	}
	r.plain = wallet.NewSite(r.site.Address(), &http.Client{Transport: r.transport, Timeout: time.Minute})
	err = r.everything(ctx)
	return r, errors.Join(err, r.site.Close())
}

func (r *run) everything(ctx context.Context) error {
	if err := r.found(ctx); err != nil {
		return fmt.Errorf("drill: founding: %w", err)
	}
	if err := r.enrol(ctx); err != nil {
		return fmt.Errorf("drill: enrolling: %w", err)
	}
	if err := r.season(ctx); err != nil {
		return fmt.Errorf("drill: %s: %w", r.clock.Now().Format(time.DateTime), err)
	}
	return r.takeAll(ctx)
}

// found puts the company on the roster and draws what everybody will do.
func (r *run) found(ctx context.Context) error {
	r.campaign = newCampaign(start, r.Options, r.dice)
	var roster bytes.Buffer
	roster.WriteString("name,email,department,site,kind,staff_id\n")
	for n := range r.People {
		p := r.person(n)
		r.persons = append(r.persons, p)
		fmt.Fprintf(&roster, "%s,%s,Works,Hill,staff,%d\n", p.name, p.address, 7000+n)
	}
	for range r.Petitions {
		r.drafts, r.begun = append(r.drafts, &draft{}), append(r.begun, time.Time{})
	}
	if err := r.organize(); err != nil {
		return err
	}
	if err := r.site.Import(ctx, &roster); err != nil {
		return err
	}
	for _, p := range r.persons {
		var err error
		if p.hash, err = r.site.Person(p.address); err != nil {
			return err
		}
	}
	key, err := r.plain.Key(ctx)
	if err != nil {
		return err
	}
	if r.ledger, err = wallet.NewLedger(key); err != nil {
		return err
	}
	return r.readLedger(ctx)
}

// readLedger stands for what every wallet reads, so that none is first.
func (r *run) readLedger(ctx context.Context) error {
	if err := r.ledger.Update(ctx, r.plain); err != nil {
		return err
	}
	news, err := r.plain.News(ctx)
	for _, b := range news.Books {
		if err == nil {
			_, err = r.ledger.Keys(ctx, r.plain, b.Book)
		}
	}
	return err
}

var firstNames = strings.Fields("Ada Bela Carl Dora Emil Fay Gus Hana Ivo Jon Kim Lea Mai Nils Ona Paul Quin Rosa Sven Tara")

// person draws one. What somebody is depends on the number alone, what they do on the seed.
func (r *run) person(n int) *person {
	p := &person{n: n, dice: newDice(r.Seed, fmt.Sprintf("person %d", n)), flags: newDice(r.Seed, fmt.Sprintf("flags of person %d", n))}
	p.name = fmt.Sprintf("%s Quillfeather-%03d", firstNames[n%len(firstNames)], n)
	p.address = strings.ToLower(strings.ReplaceAll(p.name, " ", ".")) + "@staff.drill.example"
	p.plan = r.campaign.read(p.dice)
	switch share := (float64(n) + .5) / float64(r.People); {
	case share < neverShare:
		p.never = true
	case share < neverShare+onWayShare:
		p.onWay = true
		r.campaign.onWay(p.dice, &p.plan)
	default:
		p.mate = share > 1-matesShare
		p.open = !p.mate && n%int(1/openShare) == 0
		r.campaign.act(p.dice, &p.plan, !p.mate && p.dice.chance(silentShare))
		r.campaign.complain(p.flags, &p.plan)
	}
	return p
}

// enrol gives books to those who come before the campaign, many at once: the desk's mail leaves in the machine's own time.
func (r *run) enrol(ctx context.Context) error {
	const atOnce = 16
	var early []*person
	for _, p := range r.persons {
		if !p.never && !p.onWay {
			early = append(early, p)
		}
	}
	step := 8 * time.Hour / time.Duration(len(early)/atOnce+1)
	r.clock.set(start.AddDate(0, 0, -3).Add(8 * time.Hour))
	for len(early) > 0 {
		some := early[:min(atOnce, len(early))]
		early = early[len(some):]
		r.clock.set(r.clock.Now().Add(step))
		if err := each(some, func(p *person) error { return r.enrolOne(ctx, p) }); err != nil {
			return err
		}
	}
	r.clock.set(start)
	return r.site.Day(ctx)
}

func (r *run) enrolOne(ctx context.Context, p *person) error {
	late := seconds(p.dice.between(0, 200))
	now := func() time.Time { return r.clock.Now().Add(late) }
	if err := r.sit(p, now, func(ctx context.Context, _ time.Duration) error { return ctx.Err() }); err != nil {
		return err
	}
	return r.collect(ctx, p, p.visitor.Wallet)
}

// each runs f for all at once and gives the first error.
func each(persons []*person, f func(*person) error) error {
	failed := make(chan error, len(persons))
	for _, p := range persons {
		go func() { failed <- f(p) }()
	}
	var all error
	for range persons {
		if err := <-failed; all == nil {
			all = err
		}
	}
	return all
}
