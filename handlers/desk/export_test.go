package desk

import "time"

// SetPauses makes the second and third try of a mail come sooner, until the returned function is called.
func SetPauses(d ...time.Duration) (back func()) {
	before := pauses
	pauses = d
	return func() { pauses = before }
}

// SetWaiting lets only so many addresses fit into memory, until the returned function is called. It gives what a desk that was
// opened since then takes before it refuses.
func SetWaiting(n int) (takes int, back func()) {
	before := waiting
	waiting = n
	return n + couriers, func() { waiting = before }
}
