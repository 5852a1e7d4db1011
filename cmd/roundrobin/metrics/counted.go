package metrics

import (
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"roundrobin/models/day"
)

// counted counts, and shows what it counted on days that are over.
type counted struct {
	shown  *prometheus.CounterVec
	hidden *hidden
}

type hidden struct {
	mu   sync.Mutex
	days map[day.Day]map[labels]int
}

type labels [2]string

func newCounted(name, help string, of ...string) counted {
	return counted{prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, of), &hidden{days: map[day.Day]map[labels]int{}}}
}

// add counts one on a day; "" is a day that is over already.
func (c counted) add(on day.Day, one, other string) {
	c.hidden.mu.Lock()
	defer c.hidden.mu.Unlock()
	if c.hidden.days[on] == nil {
		c.hidden.days[on] = map[labels]int{}
	}
	c.hidden.days[on][labels{one, other}]++
}

// show adds what was counted before today to what is shown; "" is whatever was counted on no day.
func (c counted) show(today day.Day) {
	c.hidden.mu.Lock()
	defer c.hidden.mu.Unlock()
	for on, counts := range c.hidden.days {
		if on != "" && on >= today {
			continue
		}
		for l, n := range counts {
			c.shown.WithLabelValues(l[:]...).Add(float64(n))
		}
		delete(c.hidden.days, on)
	}
}
