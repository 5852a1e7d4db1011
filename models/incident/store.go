package incident

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/retention"
)

// Keeper keeps incidents in the booth store. Every replica obeys a freeze within Fresh.
type Keeper struct {
	d      *db.DB
	random io.Reader
	now    func() time.Time
	zone   *time.Location

	reading sync.Mutex
	read    atomic.Pointer[known]
	epoch   atomic.Uint64 // in which what was read counts
}

type known struct {
	open  Incident // N 0 for none
	at    time.Time
	epoch uint64
}

// Renew reads anew, and lets what was read before count no more: the store has changed.
func (k *Keeper) Renew(ctx context.Context) error {
	epoch := k.epoch.Add(1)
	all, err := list(k.d.Read.WithContext(ctx), "WHERE closed = ''")
	if err == nil {
		k.know(all, epoch)
	}
	return err
}

func (k *Keeper) holds(had *known) bool {
	return had != nil && had.epoch == k.epoch.Load() && k.now().Sub(had.at).Abs() < Fresh
}

// mustRead waits for its turn to read where what was read last counts no more.
func (k *Keeper) mustRead(had *known) bool {
	if had == nil || had.epoch == k.epoch.Load() {
		return false
	}
	k.reading.Lock()
	return true
}

// Fresh is how long a replica goes by what it read.
const Fresh = 3 * time.Second

// NewKeeper needs the booth store, migrated.
func NewKeeper(d *db.DB, random io.Reader, now func() time.Time, zone *time.Location) *Keeper {
	return &Keeper{d: d, random: random, now: now, zone: zone}
}

func (k *Keeper) today() day.Day { return day.Of(k.now(), k.zone) }

// Current is the open incident without its entries, or one whose N is 0. While the store cannot be read, what was read last holds: a freeze
// is not lifted by a fault.
func (k *Keeper) Current() Incident {
	had := k.read.Load()
	if k.holds(had) {
		return had.open
	}
	if k.reading.TryLock() || k.mustRead(had) { // whoever comes meanwhile goes by what was read last
		defer k.reading.Unlock()
		if had = k.read.Load(); k.holds(had) {
			return had.open
		}
		epoch := k.epoch.Load()
		ctx, done := context.WithTimeout(context.Background(), 2*time.Second)
		defer done()
		if all, err := list(k.d.Read.WithContext(ctx), "WHERE closed = ''"); err == nil {
			return k.know(all, epoch)
		}
	}
	if had == nil {
		return Incident{}
	}
	return had.open
}

// Frozen reports whether writing is frozen.
func (k *Keeper) Frozen() bool { return k.Current().Frozen }

func (k *Keeper) know(open []Incident, epoch uint64) (current Incident) {
	if len(open) > 0 {
		current = open[0]
	}
	k.read.Store(&known{current, k.now(), epoch})
	return current
}

// All are all incidents, the newest first, with their entries.
func (k *Keeper) All(ctx context.Context) ([]Incident, error) {
	tx := k.d.Read.WithContext(ctx)
	all, err := list(tx, "ORDER BY n DESC")
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Incident        int
		Day             day.Day
		Act             What
		Who, Role, Text string
	}
	if err := tx.Raw("SELECT incident, day, act, who, role, text FROM incident_entry ORDER BY incident, n").Scan(&rows).Error; err != nil {
		return nil, err
	}
	for _, r := range rows {
		i := slices.IndexFunc(all, func(x Incident) bool { return x.N == r.Incident })
		all[i].Entries = append(all[i].Entries, Entry{r.Day, r.Act, audit.Who{Name: r.Who, Role: r.Role}, r.Text})
	}
	return all, nil
}

func list(tx *db.Tx, where string) ([]Incident, error) {
	var rows []struct {
		N                     int
		Opened, Closed, Since day.Day
		Exposed               string
	}
	err := tx.Raw("SELECT n, opened, closed, since, exposed FROM incident " + where).Scan(&rows).Error
	all := make([]Incident, len(rows))
	for i, r := range rows {
		all[i] = Incident{N: r.N, Opened: r.Opened, Closed: r.Closed, Frozen: r.Since != "", Since: r.Since}
		for _, p := range strings.Fields(r.Exposed) {
			all[i].Exposed = append(all[i].Exposed, retention.Place(p))
		}
	}
	return all, err
}

// A Step is what an admin does: one line for everybody, and what goes with it.
type Step struct {
	What    What
	Text    string
	Exposed []retention.Place // as far as is known now
	Freeze  bool              // of Opened: stop all writing at once
	Seen    int               // of all but Opened: how many entries whoever writes has read
}

// Take does it. The audit's line, the entry and the freeze are one transaction.
func (k *Keeper) Take(ctx context.Context, s Step, by audit.Who) error {
	if err := checkText(s.Text); err != nil {
		return err
	}
	if _, known := acts[s.What]; !known {
		return ErrMoved
	}
	s.Exposed = slices.DeleteFunc(slices.Clone(s.Exposed), func(p retention.Place) bool { return !retention.IsPlace(p) })
	err := k.d.InTx(ctx, func(tx *db.Tx) error {
		open, err := list(tx, "WHERE closed = ''")
		if err != nil {
			return err
		}
		if s.What == Opened {
			return k.open(tx, open, s, by)
		}
		if len(open) == 0 {
			return ErrNone
		}
		return k.step(tx, open[0], s, by)
	})
	if db.IsDuplicate(err) {
		err = ErrMoved
	}
	if err == nil || fault.Of(err) != nil {
		k.read.Store(nil)
	}
	return err
}

func (k *Keeper) open(tx *db.Tx, open []Incident, s Step, by audit.Who) error {
	if len(open) > 0 {
		return ErrOpen
	}
	today, since := k.today(), day.Day("")
	if s.Freeze {
		since = today
	}
	var n int
	if err := tx.Raw("SELECT count(*) + 1 FROM incident").Row().Scan(&n); err != nil {
		return err
	}
	if err := tx.Exec("INSERT INTO incident (n, opened, closed, since, exposed) VALUES (?, ?, '', ?, ?)", n, today, since, exposed(s)).Error; err != nil {
		return err
	}
	if err := k.say(tx, n, 1, Opened, s.Text, by); err != nil || !s.Freeze {
		return err
	}
	return k.tell(tx, n, Froze, "", by)
}

func (k *Keeper) step(tx *db.Tx, x Incident, s Step, by audit.Who) error {
	var said int
	if err := tx.Raw("SELECT count(*) FROM incident_entry WHERE incident = ?", x.N).Row().Scan(&said); err != nil {
		return err
	}
	if said != s.Seen {
		return ErrMoved
	}
	since, closed := x.Since, day.Day("")
	switch s.What {
	case Froze:
		since = k.today()
	case Lifted:
		since = ""
	case Closed:
		since, closed = "", k.today()
	}
	if err := tx.Exec("UPDATE incident SET since = ?, closed = ?, exposed = ? WHERE n = ? AND closed = ''", since, closed, exposed(s), x.N).Error; err != nil {
		return err
	}
	return k.say(tx, x.N, said+1, s.What, s.Text, by)
}

func (k *Keeper) say(tx *db.Tx, incident, n int, what What, text string, by audit.Who) error {
	err := tx.Exec("INSERT INTO incident_entry (incident, n, day, act, who, role, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
		incident, n, k.today(), what, by.Name, by.Role, text).Error
	if err != nil {
		return err
	}
	return k.tell(tx, incident, what, text, by)
}

func (k *Keeper) tell(tx *db.Tx, incident int, what What, text string, by audit.Who) error {
	reason, _, _ := strings.Cut(text, "\n")
	return audit.Write(tx, k.random, audit.Entry{Day: k.today(), Who: by, Act: acts[what], Reason: strings.TrimSpace(reason)})
}

func exposed(s Step) string {
	var names []string
	for _, p := range s.Exposed {
		names = append(names, string(p))
	}
	return strings.Join(names, " ")
}

var acts = map[What]audit.Act{
	Opened: audit.IncidentOpened, Froze: audit.IncidentFroze, Lifted: audit.IncidentLifted, Said: audit.IncidentSaid, Closed: audit.IncidentClosed,
}
