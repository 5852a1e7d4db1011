// Package retention is the one table of what the site keeps: where, for how long, and what that means for whom on the day that somebody
// else can read it. The page of retention, the daily job, the page of an incident and the page of limits are drawn from it.
package retention

import "slices"

// A Place is where something lies, and from where it can get out. What it holds and what that means, for whom, is in the catalogue:
// "holds.PLACE", "holds.PLACE_what" and "holds.PLACE_means".
type Place string

// The places.
const (
	Identity Place = "identity" // the desk's store
	Booth    Place = "booth"    // the booth's store
	Master   Place = "master"   // the master key, which opens what both keep encrypted
	Logs     Place = "logs"
	Mail     Place = "mail"    // letters on their way, and where they lie afterwards
	Backups  Place = "backups" // of the stores
	Machine  Place = "machine" // the memory of the one that runs
	Scripts  Place = "scripts" // what browsers were served
)

// Places are all of them.
var Places = []Place{Identity, Booth, Master, Logs, Mail, Backups, Machine, Scripts}

// IsPlace reports whether it is one.
func IsPlace(p Place) bool { return slices.Contains(Places, p) }
