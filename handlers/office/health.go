package office

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

// Health is how the house is. Free is in bytes, below 0 where it is not known.
type Health struct {
	Stores     []Store
	Free       int64
	Checkpoint int     // lines of the ledger
	Sealed     day.Day // the newest day in the ledger, or ""
	SealEnds   day.Day // by which what waits today is counted
	Swept      day.Day // on which all that is thrown away was, or ""
	Season     Season
	Jobs       []Job // that are not done, those that failed first
}

// Store is one of the two. Clock is how far its clock is before ours.
type Store struct {
	Name     string
	Postgres bool
	Away     bool
	Trouble  string // of models/db, or ""
	Bytes    int64
	Clock    time.Duration
}

// Season is the one whose book is handed out; Name is "" where there is none. Mint is the day from which the next one's book is made.
type Season struct {
	Name, Next  string
	To, Mint    day.Day
	Slots, Used int
	Ready       bool // the next one's book is there
}

// Job is one that is not done.
type Job struct {
	ID          int64
	Kind, State string
	Tries       int
	Failed      bool
}

const (
	leastFree = 1 << 30 // bytes, below which a disk is nearly full
	mostSkew  = 5 * time.Second
)

func (o *Office) healthShow(c *fiber.Ctx, m office.Member) error { return o.showHealth(c, m, nil) }

func (o *Office) showHealth(c *fiber.Ctx, m office.Member, refused *fault.Fault) error {
	ctx := c.UserContext()
	h, err := o.Health(ctx)
	if err != nil {
		return err
	}
	witnesses, err := o.Witnesses(ctx)
	if err != nil {
		return err
	}
	p := views.HealthProps{
		Viewer: o.viewer(m), Today: string(o.today()), Version: o.Version, May: m.May(office.KeepHouse), Done: c.Query("done") == "retried",
		Free: h.Free, Full: h.Free >= 0 && h.Free < leastFree, Checkpoint: h.Checkpoint, Sealed: string(h.Sealed), SealEnds: string(h.SealEnds), Swept: string(h.Swept),
		Season: views.Season{Name: h.Season.Name, Next: h.Season.Next, To: string(h.Season.To), Mint: string(h.Season.Mint), Slots: h.Season.Slots, Used: h.Season.Used, Ready: h.Season.Ready},
	}
	for _, s := range h.Stores {
		p.Stores = append(p.Stores, views.Store{Name: s.Name, Postgres: s.Postgres, Away: s.Away, Trouble: s.Trouble, Bytes: s.Bytes, Skew: int(s.Clock.Abs().Seconds()), Skewed: s.Clock.Abs() > mostSkew})
	}
	for _, w := range witnesses {
		p.Witnesses = append(p.Witnesses, views.Witness(w))
	}
	for _, j := range h.Jobs {
		p.Jobs = append(p.Jobs, views.Job{ID: strconv.FormatInt(j.ID, 10), Kind: j.Kind, State: j.State, Tries: j.Tries, Failed: j.Failed})
	}
	if refused != nil {
		p.Problem = views.Problem{Refusal: refused.Code, Args: refused.Args}
	}
	return page.Show(c, views.Health(p))
}

// healthRetry lets a job run now that failed.
func (o *Office) healthRetry(c *fiber.Ctx, m office.Member) error {
	id, _ := strconv.ParseInt(c.Params("id"), 10, 64)
	err := o.Retry(c.UserContext(), id)
	if f := fault.Of(err); f != nil {
		o.refuse(c, err)
		return o.showHealth(c, m, f)
	}
	if err != nil {
		return err
	}
	if err := o.Record.Tell(c.UserContext(), audit.Entry{Who: whoOf(m), Act: audit.Retried}); err != nil {
		return err
	}
	return c.Redirect("/office/health?done=retried", fiber.StatusSeeOther)
}
