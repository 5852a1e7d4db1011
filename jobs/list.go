package jobs

import (
	"context"
	"slices"
	"strings"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"roundrobin/models/fault"
)

// A Listed is a job of the store that is not done. What it is about is in no row, and what broke stands in the log.
type Listed struct {
	ID     int64
	Kind   string
	State  string // available, scheduled, running, pending, retryable
	Tries  int
	Failed bool // its last try did
}

// List are the jobs that are not done, whoever runs them, those that failed first. A job that comes by itself is tried once; when it fails its
// next time is its second try, and it leaves no row.
func (c *Clock) List(ctx context.Context) (all []Listed, err error) {
	found, err := c.client.JobList(ctx, river.NewJobListParams().First(batch).States(rivertype.JobStateAvailable, rivertype.JobStateScheduled,
		rivertype.JobStateRunning, rivertype.JobStatePending, rivertype.JobStateRetryable))
	if err != nil {
		return nil, err
	}
	for _, j := range found.Jobs {
		all = append(all, Listed{j.ID, j.Kind, string(j.State), j.Attempt, len(j.Errors) > 0})
	}
	slices.SortStableFunc(all, func(a, b Listed) int {
		if a.Failed != b.Failed {
			if a.Failed {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Kind, b.Kind)
	})
	return all, nil
}

var errJobGone = fault.New(fault.Conflict, "job_gone")

// Retry lets a job that failed run now, instead of after its pause.
func (c *Clock) Retry(ctx context.Context, id int64) error {
	j, err := c.client.JobGet(ctx, id)
	if err == river.ErrNotFound || err == nil && (len(j.Errors) == 0 || j.State == rivertype.JobStateRunning || j.FinalizedAt != nil) {
		return errJobGone
	}
	if err != nil {
		return err
	}
	_, err = c.client.JobRetry(ctx, id)
	return err
}
