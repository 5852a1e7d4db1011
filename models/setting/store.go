package setting

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
)

// Keeper keeps the history in the booth store, and knows it without asking: what was read last holds for Fresh, so that a replica sees a
// change long before the day that it holds from.
type Keeper struct {
	d      *db.DB
	say    Say
	random io.Reader
	now    func() time.Time
	zone   *time.Location
	fixed  Values

	reading sync.Mutex
	read    atomic.Pointer[known]
	epoch   atomic.Uint64 // in which what was read counts
}

type known struct {
	history History
	at      time.Time
	epoch   uint64
}

// Renew reads anew, and lets what was read before count no more: the store has changed.
func (k *Keeper) Renew(ctx context.Context) error {
	k.epoch.Add(1)
	_, err := k.History(ctx)
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
const Fresh = 5 * time.Second

// Say puts a line of the operator's into the ledger in the same transaction.
type Say func(*db.Tx, ...ledger.Operator) error

// NewKeeper needs the booth store, migrated. Fixed are the numbers that are set where the site is run: the office cannot change them.
func NewKeeper(ctx context.Context, d *db.DB, say Say, random io.Reader, now func() time.Time, zone *time.Location, fixed Values) (*Keeper, error) {
	k := &Keeper{d: d, say: say, random: random, now: now, zone: zone, fixed: fixed}
	return k, k.settle(ctx)
}

// settle writes down what is set where the site is run, and is not as it was: from the beginning on where there is no history yet, from
// tomorrow on otherwise. Another replica with the same numbers may be first.
func (k *Keeper) settle(ctx context.Context) error {
	for range 3 {
		h, err := k.History(ctx)
		if err != nil || len(k.fixed) == 0 {
			return err
		}
		from := k.today().Add(1)
		if len(h) == 0 {
			from = ""
		}
		err = k.write(ctx, h, k.fixed, from, audit.Operator, "")
		if errors.Is(err, errNothing) {
			return nil
		}
		if !errors.Is(err, ErrMoved) {
			return err
		}
	}
	return ErrMoved
}

func (k *Keeper) today() day.Day { return day.Of(k.now(), k.zone) }

// Fixed are the numbers that the office cannot change.
func (k *Keeper) Fixed() Values { return k.fixed }

// Known is the history as it was read last, at most Fresh ago while the store answers.
func (k *Keeper) Known() History {
	had := k.read.Load()
	if k.holds(had) {
		return had.history
	}
	if k.reading.TryLock() || k.mustRead(had) { // whoever comes meanwhile goes by what was read last
		defer k.reading.Unlock()
		if had = k.read.Load(); k.holds(had) {
			return had.history
		}
		ctx, done := context.WithTimeout(context.Background(), 2*time.Second)
		defer done()
		if h, err := k.History(ctx); err == nil {
			return h
		}
	}
	if had == nil {
		return nil
	}
	return had.history
}

// History reads every change.
func (k *Keeper) History(ctx context.Context) (h History, err error) {
	var rows []struct {
		N                 int
		Name              Name
		Was, Value        int
		Day, Since        day.Day
		Who, Role, Reason string
	}
	epoch := k.epoch.Load()
	err = k.d.Read.WithContext(ctx).Raw("SELECT n, name, was, value, day, since, who, role, reason FROM setting ORDER BY n").Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		h = append(h, Change{r.N, r.Name, r.Was, r.Value, r.Day, r.Since, audit.Who{Name: r.Who, Role: r.Role}, r.Reason})
	}
	k.read.Store(&known{h, k.now(), epoch})
	return h, nil
}

// Change sets what is not as it was, from tomorrow on. Seen is how many changes whoever writes has read.
func (k *Keeper) Change(ctx context.Context, to Values, seen int, by audit.Who, reason string) error {
	if strings.TrimSpace(reason) == "" || len(reason) > MaxReason {
		return errReason
	}
	h, err := k.History(ctx)
	if err != nil {
		return err
	}
	if len(h) != seen {
		return ErrMoved
	}
	for n, value := range to {
		if _, is := k.fixed[n]; is {
			return fault.New(fault.Forbidden, "setting_fixed").On(string(n))
		}
		s, known := Find(n)
		if !known {
			continue
		}
		if f := s.Check(value); f != nil {
			return f
		}
	}
	return k.write(ctx, h, to, k.today().Add(1), by, reason)
}

func (k *Keeper) add(tx *db.Tx, c Change) error {
	err := tx.Exec("INSERT INTO setting (n, name, was, value, day, since, who, role, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		c.N, c.Name, c.Was, c.Now, c.Day, c.From, c.Who.Name, c.Who.Role, c.Reason).Error
	if err == nil {
		err = k.say(tx, c.Leaf())
	}
	if err != nil {
		return err
	}
	return audit.Write(tx, k.random, audit.Entry{Day: c.Day, Who: c.Who, Act: audit.Ruled, Subject: string(c.Name), Reason: c.Reason, Detail: detail(c.Name, c.Was, c.Now, c.From)})
}

// write is one transaction: the changes, and a leaf and a line of the record for each. The numbers of the rows decide who was first.
func (k *Keeper) write(ctx context.Context, h History, to Values, from day.Day, by audit.Who, reason string) error {
	last, n, today := h.Last(), len(h), k.today()
	err := k.d.InTx(ctx, func(tx *db.Tx) error {
		for _, s := range All {
			value, set := to[s.Name]
			if !set || value == last[s.Name] {
				continue
			}
			n++
			if err := k.add(tx, Change{n, s.Name, last[s.Name], value, today, from, by, reason}); err != nil {
				return err
			}
		}
		if n == len(h) {
			return errNothing
		}
		return nil
	})
	if db.IsDuplicate(err) {
		return ErrMoved
	}
	if err == nil {
		_, err = k.History(ctx)
	}
	return err
}
