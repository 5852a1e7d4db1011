package petition

import "roundrobin/models/day"

// Rules are the numbers of a petition's life; all of them are settings. They hold for what begins on a day: On gives those of another.
type Rules struct {
	OpenDays     int  // that it can be signed at least, counted from the day after it opens; it closes with a seal
	GatherDays   int  // to find sponsors
	MendDays     int  // to mend what was rejected, and to gather it again
	ReviewDays   int  // for a steward to decide
	ResponseDays int  // for leadership to answer
	DeliverDays  int  // from the goal until the site delivers by itself
	SettleDays   int  // after the end, until what ties acts together is destroyed
	Sponsors     int  // that let it open, where there are holders enough; see SponsorsFor
	Steward      bool // a steward reviews what has its sponsors; else it opens at once
	SealDays     int  // that a seal gathers what is handed in: counts move at the end of its last

	GoalShare int // per cent of the holders that are the goal where the author chose none
	GoalLeast int // and what it is at least
	GoalMost  int // and at most, in per cent of the holders

	FirstMilestone, SecondMilestone int // per cent of the goal, which is the third itself

	past []RulesFrom
}

// RulesFrom are rules, and the first day that they hold for.
type RulesFrom struct {
	From  day.Day // "" for always
	Rules Rules
}

// Dated are the rules of today, which know those of other days. The list is in the order of its days, and the first holds always.
func Dated(all []RulesFrom, today day.Day) Rules { return Rules{past: all}.On(today) }

// On are the rules that held, or will hold, for what begins on a day. A petition's stage keeps the rules of the day on which it began,
// whatever is changed meanwhile: nobody's time to sign, to mend or to answer is cut under them.
func (r Rules) On(d day.Day) Rules {
	past := r.past
	for i, x := range past {
		if i == 0 || x.From <= d {
			r = x.Rules
		}
	}
	r.past = past
	return r
}

// Defaults are the rules where nobody chose others.
func Defaults() Rules {
	return Rules{OpenDays: 90, GatherDays: 30, MendDays: 30, ReviewDays: 3, ResponseDays: 14, DeliverDays: 14, SettleDays: 14, Sponsors: 5, SealDays: SealDays, Steward: true,
		GoalShare: 5, GoalLeast: 25, GoalMost: 50, FirstMilestone: 33, SecondMilestone: 66}
}

// SealDays is a week: the shortest time for which the drill finds that public counts, with a log of who read what, tell nobody apart
// (docs/decisions/030-counts-move-once-a-week.md).
const SealDays = 7

// MostSealDays bounds the setting: no wallet takes a promise for a later day.
const MostSealDays = 7

// aMonday is where seals are counted from, so that those of seven days end on Sundays.
const aMonday day.Day = "1970-01-05"

// SealEnds is the last day of the seal for which what is handed in on d waits.
func (r Rules) SealEnds(d day.Day) day.Day {
	n := max(r.SealDays, 1)
	return d.Add(n - 1 - d.Sub(aMonday)%n)
}

const (
	leastSponsors = 2
	// MostSponsors bounds what a site may ask for.
	MostSponsors = 20
)

// SponsorsFor is how many sponsors a petition needs: as many as the rule says; where few hold passes, a tenth of them, but at least two.
// A rule of none needs none.
func (r Rules) SponsorsFor(holders int) int {
	return min(max(0, r.Sponsors), max(leastSponsors, ceil(holders, 10)), MostSponsors)
}

// MostGoal bounds what an author may choose.
const MostGoal = 1_000_000

// GoalFor is what the author chose, or else a share of the holders, within the rule's bounds; never less than the sponsors that it needs,
// or it would have reached its goal before it opens.
func (r Rules) GoalFor(chosen, holders int) int {
	goal := min(chosen, MostGoal)
	if chosen <= 0 {
		goal = min(max(r.GoalLeast, ceil(holders, r.GoalShare)), holders*r.GoalMost/100)
	}
	return max(1, r.SponsorsFor(holders), goal)
}

// Milestones are the percents of its goal that are milestones, by the rules of the day on which it opened; the last is 100.
func (p Petition) Milestones(r Rules) []int {
	if p.Opened != "" {
		r = r.On(p.Opened)
	}
	return []int{r.FirstMilestone, r.SecondMilestone, 100}
}

// FirstMilestone is the count from which it can be delivered.
func (p Petition) FirstMilestone(r Rules) int { return p.Threshold(p.Milestones(r)[0]) }

// Threshold is the least count that is so many per cent of the goal.
func (p Petition) Threshold(percent int) int { return max(1, ceil(p.Goal, percent)) }

// Reached are the percents that the count has reached.
func (p Petition) Reached(r Rules) (percents []int) {
	for _, percent := range p.Milestones(r) {
		if p.Count >= p.Threshold(percent) {
			percents = append(percents, percent)
		}
	}
	return percents
}

func ceil(n, percent int) int { return (n*percent + 99) / 100 }
