package jobs

import "time"

type booksMintArgs struct{}

func (booksMintArgs) Kind() string { return "books_mint" }

// minting is the time that a book of a hundred keys may take on a slow machine.
const minting = 10 * time.Minute

// addBooksMint: every hour and at the end of each day. The func does nothing while the books that will be needed are there.
func (c *Clock) addBooksMint(set *jobSet) {
	if c.config.Mint == nil {
		return
	}
	tick(set, booksMintArgs{}, hourlyAndAtDayEnds(c.config.Zone), time.Hour, minting, c.config.Mint)
}
