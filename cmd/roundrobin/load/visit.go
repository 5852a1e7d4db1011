package load

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
	"time"
)

// A Plan is how a company comes.
type Plan struct {
	People    int
	Over      time.Duration // in which they come, evenly
	Stay      time.Duration // of each
	Reads     int           // pages that each reads
	Polls     int           // looks at /now.json, as every open page takes
	Envelopes int           // that each sends, all alike from outside; one has the signature inside
}

// step is one request of a visit.
type step struct {
	after time.Duration // since the person came
	kind  Kind          // OnePage for every read, Cover for every envelope
	n     int           // of its kind
}

// visit is when a person asks for what: spread over the stay, each person's a little differently.
func (p Plan) visit(person int) []step {
	var steps []step
	for i, of := range []struct {
		kind  Kind
		times int
	}{{OnePage, p.Reads}, {Poll, p.Polls}, {Cover, p.Envelopes}} {
		for n := range of.times {
			_, shift := math.Modf(float64(person)*math.Phi + float64(n)*math.Sqrt2 + float64(i)*math.Sqrt(3))
			steps = append(steps, step{time.Duration((float64(n) + shift) / float64(of.times) * float64(p.Stay)), of.kind, n})
		}
	}
	slices.SortFunc(steps, func(a, b step) int { return cmp.Compare(a.after, b.after) })
	return steps
}

// due is the next step of somebody who is there.
type due struct {
	at     time.Time
	person int
	left   []step
}

// agenda is all that is to come of those who are there, the next first.
type agenda []due

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].at.Before(a[j].at) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)        { *a = append(*a, x.(due)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// each calls do for every step of everybody in the order of time, as soon as it is planned; whether the last has been answered does not
// matter, as people do not wait for one another. It ends early when sleep does.
func (p Plan) each(begun time.Time, sleep func(until time.Time) error, do func(person int, s step, planned time.Time)) error {
	var open agenda
	for next := 0; next < p.People || len(open) > 0; {
		comes := begun.Add(time.Duration(float64(p.Over) * float64(next) / float64(p.People)))
		if next < p.People && (len(open) == 0 || comes.Before(open[0].at)) {
			steps := p.visit(next)
			heap.Push(&open, due{comes.Add(steps[0].after), next, steps})
			next++
			continue
		}
		now := &open[0]
		if err := sleep(now.at); err != nil {
			return err
		}
		do(now.person, now.left[0], now.at)
		if len(now.left) == 1 {
			heap.Pop(&open)
			continue
		}
		now.at, now.left = now.at.Add(now.left[1].after-now.left[0].after), now.left[1:]
		heap.Fix(&open, 0)
	}
	return nil
}
