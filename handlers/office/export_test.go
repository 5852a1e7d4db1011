package office

import "time"

// SetPatience lets tests wait less for an import.
func SetPatience(d time.Duration) (back func()) {
	was := patience
	patience = d
	return func() { patience = was }
}
