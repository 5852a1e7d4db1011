// Package jobs is what the clock drives, as handlers are what requests drive. River keeps the rows and the retries, on SQLite
// and on PostgreSQL alike; this file only registers. A job's arguments hold ids, its row no words, and no row comes because
// somebody acted at the booth: the periodic ones come whether there is something to do or not.
package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"roundrobin/models/db"
)

// Config says what to do and how often. A nil func is a job that is not run. The funcs decide by their own clock whether
// anything is due, may be called at any time, by several replicas at once, and again after a failure.
type Config struct {
	Booth *db.DB
	Log   *slog.Logger
	Zone  *time.Location // the site's; its days end the days here

	Seal      func(context.Context) error // seals if a seal is due
	SealEvery time.Duration               // at least a second; it is called at each day's end besides
	Close     func(context.Context) error // ends what a day's end ends; every petition whose last day is over
	Mint      func(context.Context) error // mints the books that will be needed, ahead
	Vanish    func(context.Context) error // throws away what is kept no longer, such as the desk's counters of past days
	Digests   *Digests                    // leadership's summary; nil sends none

	Ran func(job string, failed bool) // told after each job's work, if not nil

	pace pace // tests hurry
}

// pace is how long things may take.
type pace struct {
	limit  time.Duration // of a job's work, unless it says otherwise
	rescue time.Duration // after which a killed server's jobs are taken over; longer than limit
	lease  time.Duration // of a delivery; longer than limit
	mails  int           // deliveries at once
}

var usualPace = pace{limit: time.Minute, rescue: 2 * time.Minute, lease: 2 * time.Minute, mails: mailers}

// Clock runs the jobs of one process. Others may run beside it on the same store.
type Clock struct {
	config Config
	driver driver
	client *river.Client[*sql.Tx]
	sweep  *sweep
}

// Queues. Mail has its own, so that a slow server holds up no seal.
const (
	clockQueue = "clock"
	mailQueue  = "mail"
)

// Jobs of a queue that run at once in a process.
const (
	atOnce  = 4
	mailers = 2
)

// New registers the jobs; nothing runs before Start.
func New(c Config) (*Clock, error) {
	if c.SealEvery < time.Second && c.Seal != nil {
		return nil, errors.New("jobs: a seal every second is the fastest")
	}
	if c.pace == (pace{}) {
		c.pace = usualPace
	}
	clock := &Clock{config: c}
	set := &jobSet{workers: river.NewWorkers(), log: c.Log, limit: c.pace.limit, ran: c.Ran}
	clock.addSeal(set)
	clock.addPetitionsClose(set)
	clock.addBooksMint(set)
	clock.addCountersVanish(set)
	clock.addDigestSend(set)
	clock.addMailDeliver(set)
	var err error
	if clock.driver, err = driverFor(c.Booth); err != nil {
		return nil, err
	}
	clock.client, err = river.NewClient(clock.driver, clock.settings(set))
	if err != nil {
		clock.driver.close()
		return nil, fmt.Errorf("jobs: %w", err)
	}
	clock.sweep = newSweep(clock.client, c.Log)
	return clock, nil
}

// settings keep finished jobs for no time; sweep deletes them at once, River's own cleaner what a killed process left.
func (c *Clock) settings(set *jobSet) *river.Config {
	return &river.Config{
		Workers: set.workers, PeriodicJobs: set.periodic, Logger: quiet(c.config.Log),
		Queues:     map[string]river.QueueConfig{clockQueue: {MaxWorkers: atOnce}, mailQueue: {MaxWorkers: c.config.pace.mails}},
		JobTimeout: c.config.pace.limit, RescueStuckJobsAfter: c.config.pace.rescue,
		CompletedJobRetentionPeriod: time.Nanosecond, CancelledJobRetentionPeriod: time.Nanosecond, DiscardedJobRetentionPeriod: time.Nanosecond,
		PollOnly: c.driver.poll,
	}
}

// Start brings River's tables up to date and begins. Ending ctx later does not stop the clock; Stop does.
func (c *Clock) Start(ctx context.Context) error {
	if err := Migrate(ctx, c.config.Booth); err != nil {
		return err
	}
	if err := c.driver.free(ctx); err != nil {
		return err
	}
	c.sweep.start()
	if err := c.client.Start(context.WithoutCancel(ctx)); err != nil {
		c.sweep.stop(ctx)
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}

// Waits is how long the oldest job waits already that should be at work; 0 if none does. now is the store's clock.
func (c *Clock) Waits(ctx context.Context, now time.Time) (time.Duration, error) {
	due := river.NewJobListParams().States(rivertype.JobStateAvailable).OrderBy(river.JobListOrderByScheduledAt, river.SortOrderAsc).First(1)
	found, err := c.client.JobList(ctx, due)
	if err != nil || len(found.Jobs) == 0 {
		return 0, err
	}
	return max(0, now.Sub(found.Jobs[0].ScheduledAt)), nil
}

// Stop waits for the jobs at work; when ctx ends before they do, their contexts are cancelled. After it no job of this process
// runs and no finished one is left in the store. A clock that was stopped does not start again.
func (c *Clock) Stop(ctx context.Context) error {
	err := c.client.Stop(ctx)
	if err != nil {
		hurry, done := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer done()
		err = c.client.StopAndCancel(hurry)
	}
	c.sweep.stop(context.WithoutCancel(ctx))
	c.driver.close()
	return err
}
