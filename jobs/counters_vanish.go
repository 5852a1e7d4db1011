package jobs

import "time"

type countersVanishArgs struct{}

func (countersVanishArgs) Kind() string { return "counters_vanish" }

// addCountersVanish: at the end of each day, and when a server starts that may have slept through it.
func (c *Clock) addCountersVanish(set *jobSet) {
	if c.config.Vanish == nil {
		return
	}
	tick(set, countersVanishArgs{}, dayEnds{c.config.Zone}, time.Second, 0, c.config.Vanish)
}
