package drill

import (
	"container/heap"
	"context"
	"sync"
	"time"
)

// clock is the time of a simulated company. Everybody in it is a goroutine, of which one runs at a time: it runs until it sleeps, and
// then whoever wakes next does. So weeks pass in seconds and always in the same order. The server reads the same clock.
type clock struct {
	mu      sync.Mutex
	now     time.Time
	waiting wakes
	turn    int // keeps who sleeps until the same instant in order
	yield   chan struct{}
	failed  error
}

type wake struct {
	at   time.Time
	turn int
	up   chan struct{}
}

func newClock(start time.Time) *clock { return &clock{now: start, yield: make(chan struct{})} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// set moves the clock while nobody lives in it.
func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// live adds somebody, who begins at a time. The first error ends the simulation.
func (c *clock) live(ctx context.Context, from time.Time, life func(context.Context) error) {
	up := c.at(from)
	go func() {
		<-up
		if err := life(ctx); err != nil {
			c.mu.Lock()
			if c.failed == nil {
				c.failed = err
			}
			c.mu.Unlock()
		}
		c.yield <- struct{}{}
	}()
}

func (c *clock) at(t time.Time) chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	w := wake{t, c.turn, make(chan struct{})}
	c.turn++
	heap.Push(&c.waiting, w)
	return w.up
}

// Sleep is for those who live in the clock.
func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	return c.until(ctx, c.Now().Add(d))
}

func (c *clock) until(ctx context.Context, t time.Time) error {
	up := c.at(t)
	c.yield <- struct{}{}
	<-up
	return ctx.Err()
}

// run lets everybody live to the end. Then is called after each turn, while nobody runs. After a failure those who are left are woken
// once more with an ended context, so that none stays behind.
func (c *clock) run(end context.CancelFunc, then func() error) error {
	for len(c.waiting) > 0 {
		w := heap.Pop(&c.waiting).(wake)
		c.mu.Lock()
		if w.at.After(c.now) {
			c.now = w.at
		}
		c.mu.Unlock()
		close(w.up)
		<-c.yield
		if err := then(); err != nil && c.failed == nil {
			c.failed = err
		}
		if c.failed != nil {
			end()
		}
	}
	return c.failed
}

// wakes is a heap.
type wakes []wake

func (w wakes) Len() int { return len(w) }
func (w wakes) Less(i, j int) bool {
	if w[i].at.Equal(w[j].at) {
		return w[i].turn < w[j].turn
	}
	return w[i].at.Before(w[j].at)
}
func (w wakes) Swap(i, j int) { w[i], w[j] = w[j], w[i] }
func (w *wakes) Push(x any)   { *w = append(*w, x.(wake)) }
func (w *wakes) Pop() any {
	last := (*w)[len(*w)-1]
	*w = (*w)[:len(*w)-1]
	return last
}
