package load

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A Kind of request.
type Kind string

// The kinds, in the order of the report.
const (
	Home     Kind = "home page"
	OnePage  Kind = "petition"
	OtherOne Kind = "other page"
	Poll     Kind = "now.json"
	Cover    Kind = "empty envelope"
	Signing  Kind = "signature"
	Talking  Kind = "comment"
)

var kinds = []Kind{Home, OnePage, OtherOne, Poll, Cover, Signing, Talking}

// tally is what happened so far.
type tally struct {
	came, requests, failed, underWay atomic.Int64

	mu   sync.Mutex
	took map[Kind][]time.Duration // of each that did not fail
	bad  map[Kind]int
	late []time.Duration // how much later than planned we ourselves began
	why  map[string]int  // the reasons of failures
}

func newTally() *tally {
	return &tally{took: map[Kind][]time.Duration{}, bad: map[Kind]int{}, why: map[string]int{}}
}

// reasons bounds how many are told apart.
const reasons = 20

func (t *tally) add(k Kind, took, late time.Duration, err error) {
	t.requests.Add(1)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.late = append(t.late, late)
	if err == nil {
		t.took[k] = append(t.took[k], took)
		return
	}
	t.failed.Add(1)
	t.bad[k]++
	if said := string(k) + ": " + err.Error(); t.why[said] > 0 || len(t.why) < reasons {
		t.why[said]++
	}
}

// at is the duration that a part of them did not exceed; it sorts them.
func at(part float64, all []time.Duration) float64 {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	d := all[min(len(all)-1, int(part*float64(len(all))))]
	return float64(d.Round(10*time.Microsecond)) / float64(time.Millisecond)
}
