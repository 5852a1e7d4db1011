package pass

// Workplace says where somebody works who signed: one of the site's list, once. It is no leaf, and what it says is kept beside nothing:
// its seal only counts it, see models/floor.
const Workplace Kind = "workplace"

// OfWorkplace is the subject of what says a workplace.
const OfWorkplace = "workplace"

// MaxWorkplace is the length of a workplace's name in bytes.
const MaxWorkplace = 60

// IsWorkplace reports whether s can be the name of a workplace.
func IsWorkplace(s string) bool { return IsLine(s, MaxWorkplace) }
