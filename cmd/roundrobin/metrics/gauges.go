package metrics

import (
	"math"
	"slices"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

type gauges struct {
	built, mail                       *prometheus.GaugeVec
	overdue, waits, trouble, measured prometheus.Gauge
}

func newGauges(version string) gauges {
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
	}
	vec := func(name, help, label string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, []string{label})
	}
	g := gauges{
		built:    vec("roundrobin_build_info", "1, of this version.", "version"),
		mail:     vec("roundrobin_letters", "Letters to leadership, by state: waiting, sending, failed, sent, dead. Check-in codes are no letters.", "state"),
		overdue:  gauge("roundrobin_seal_overdue_days", "Days that the count is late."),
		waits:    gauge("roundrobin_oldest_job_seconds", "How long the oldest job waits that should be at work."),
		trouble:  gauge("roundrobin_witnesses_in_trouble", "Witnesses that have not signed as they should."),
		measured: gauge("roundrobin_measured", "1 while the site could measure itself, 0 while it could not."),
	}
	g.built.WithLabelValues(version).Set(1)
	return g
}

func (g gauges) all() []prometheus.Collector {
	return []prometheus.Collector{g.built, g.mail, g.overdue, g.waits, g.trouble, g.measured}
}

func (g gauges) set(f Facts) {
	g.overdue.Set(float64(f.Overdue))
	g.waits.Set(math.Floor(f.Waits.Seconds()))
	g.trouble.Set(float64(f.Trouble))
	g.mail.Reset()
	for state, n := range f.Mail {
		g.mail.WithLabelValues(state).Set(float64(n))
	}
	g.measured.Set(1)
}

// steps are what is shown of a process, and in steps of how much. A signature costs less than a thousandth of each.
var steps = map[string]float64{
	"process_start_time_seconds": 1, "process_max_fds": 1,
	"process_cpu_seconds_total": 60, "process_resident_memory_bytes": 64 << 20, "process_open_fds": 64,
}

// coarse leaves out what is not known to be harmless, and rounds the rest up to its steps.
func coarse(families []*dto.MetricFamily) []*dto.MetricFamily {
	return slices.DeleteFunc(families, func(f *dto.MetricFamily) bool {
		if strings.HasPrefix(f.GetName(), own) {
			return false
		}
		step, known := steps[f.GetName()]
		for _, m := range f.GetMetric() {
			if g := m.GetGauge(); g != nil && known {
				g.Value = up(g.GetValue(), step)
			}
			if c := m.GetCounter(); c != nil && known {
				c.Value = up(c.GetValue(), step)
			}
		}
		return !known
	})
}

const own = "roundrobin_"

func up(value, step float64) *float64 {
	rounded := math.Ceil(value/step) * step
	return &rounded
}
