package drill

// An attack makes guesses of loot.
type attack struct {
	name, says string
	master     bool // only with the master key
	play       func(*attacker) guesses
}

// attacks are all that the drill plays. A new idea goes here; the verdict's bar rises with each (Holm).
var attacks = []attack{
	{"joins", "what stands for a person on one side and for an act on the other: equal values in rows, in our logs", false, joins},
	{"leftovers", "a person's and a petition's bytes near each other in files, free pages and write-ahead logs", false, leftovers},
	{"one hand", "values that rows of several petitions share, matched with who read those petitions on those days", false, oneHand},
	{"times", "times finer than a day in any row", false, times},
	{"order", "order of rows and bytes, timed by what friends did and by how busy the log was", false, order},
	{"counts", "who looked while a count moved, by how many there were", false, countsMoved},
	{"first seen", "the same, but only when somebody first looked", false, firstSeen},
	{"just before", "who looked last before a count moved", false, justBefore},
	{"backups", "what moved between two backups a day apart", false, betweenBackups},
	{"envelopes", "more envelopes than time on the page explains", false, envelopeNumber},
	{"gaps", "envelopes out of step", false, envelopeGaps},
	{"sizes", "requests and answers of rare sizes", false, sizes},
	{"desk", "visits to the desk close to reading", false, deskNear},
	{"waiting", "what waited in a backup, opened with the master key", true, waitingOpened},
	{"drafts", "what organizers did and what is kept of it, opened with the master key", true, draftsOpened},
}

// tier is what the attacker must have: 1 is all but the master key.
func (a attack) tier() int {
	if a.master {
		return 2
	}
	return 1
}
