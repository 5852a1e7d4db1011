package jobs

import "time"

type petitionsCloseArgs struct{}

func (petitionsCloseArgs) Kind() string { return "petitions_close" }

// addPetitionsClose: at the end of each day, and every hour for what a server that slept has missed.
func (c *Clock) addPetitionsClose(set *jobSet) {
	if c.config.Close == nil {
		return
	}
	tick(set, petitionsCloseArgs{}, hourlyAndAtDayEnds(c.config.Zone), time.Second, 0, c.config.Close)
}
