package jobs

import "github.com/riverqueue/river"

type sealArgs struct{}

func (sealArgs) Kind() string { return "seal" }

// addSeal: the row comes at every interval whether anything waits or not; one that came because somebody signed would tell
// when. It is one small row, gone when done: four tiny transactions each time, on a store that seals anyway.
func (c *Clock) addSeal(set *jobSet) {
	if c.config.Seal == nil {
		return
	}
	when := both{river.PeriodicInterval(c.config.SealEvery), dayEnds{c.config.Zone}}
	tick(set, sealArgs{}, when, c.config.SealEvery, 0, c.config.Seal)
}
