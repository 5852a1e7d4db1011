package drill

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// How the made-up company behaves. Reading and acting are drawn apart: who signs reads as those do who do not, for what somebody reads
// is visible to a proxy and no envelope hides it. What the drill asks is whether acting shows beyond that.
const (
	neverShare  = .08 // read and never hold passes
	onWayShare  = .10 // collect passes on the way to one petition
	matesShare  = .04 // colleagues who tell the attacker everything
	silentShare = .15 // hold passes and never sign
	openShare   = .2  // let everybody see one signature of theirs, as who signs one petition by name
	firstShare  = .4  // of what is done, done when the petition is first read; the rest at a later reading
	commentRate = .12 // of readers with passes, by petition
	agreeRate   = .25 // the same
	flagRate    = .10 // the same
	textShare   = .3  // of flags are about the petition's own text
	weekend     = .35 // of a weekday's visits
	roomShare   = .4  // of visits lead to "My passes", where drafts are written; in the week before, more
	roomBefore  = .7
)

// kinds of what can be found out about a person and a petition.
var kinds = []string{"signed", "commented", "agreed", "organized", "flagged"}

const (
	signed = iota
	commented
	agreed
	organized
	flagged
)

// A plan is what somebody will do: visits in their order.
type plan struct {
	visits []visit
}

type visit struct {
	at    time.Time
	pages []page
}

type page struct {
	petition int // index, or home, desk, passes
	about    int // the petition that brought somebody to the passes, or home
	stay     time.Duration
	after    time.Duration // when in that time something is done
	do       []int         // kinds
	duties   []duty        // of organizers
}

const (
	home   = -1
	desk   = -2
	passes = -3
)

// drafting is how many days organizers have before the first petition opens: to the end of a seal.
const drafting = 7

// campaign is when petitions open, and how many sign.
type campaign struct {
	start time.Time // of the first day: of a week in which texts are drafted, until the seal that makes them public
	days  int
	opens []time.Time
	rate  []float64 // of readers with passes who sign
	stay  time.Duration
}

func newCampaign(start time.Time, o Options, d *dice) campaign {
	c := campaign{start: start, days: drafting + o.Petitions - 1 + o.Tail, stay: o.Stay}
	for i := range o.Petitions {
		c.opens = append(c.opens, start.AddDate(0, 0, drafting+i).Add(8*time.Hour))
		c.rate = append(c.rate, d.between(.35, .65))
	}
	return c
}

func (c campaign) end() time.Time { return c.start.AddDate(0, 0, c.days) }

// public is when the week of drafting is over.
func (c campaign) public() time.Time { return c.start.AddDate(0, 0, drafting) }

// read draws somebody's visits: on about half the days, in working hours, home, up to three petitions of those that are open, the passes.
func (c campaign) read(d *dice) (p plan) {
	zeal := d.between(.35, .75)
	for n := range c.days {
		day := c.start.AddDate(0, 0, n)
		chance := zeal
		if wd := day.Weekday(); wd == time.Saturday || wd == time.Sunday {
			chance *= weekend
		}
		if d.chance(chance) {
			p.visits = append(p.visits, c.visit(d, day))
		}
		if d.chance(chance / 3) {
			p.visits = append(p.visits, c.visit(d, day))
		}
	}
	slices.SortStableFunc(p.visits, func(a, b visit) int { return a.at.Compare(b.at) })
	return p
}

// visit is at a time of day that clusters around late morning and lunch.
func (c campaign) visit(d *dice, day time.Time) (v visit) {
	hours := min(max(12.3+2.6*d.bell(), 7.5), 21)
	v.at = day.Add(time.Duration(hours * float64(time.Hour)))
	var open []int
	for i, t := range c.opens {
		if t.Before(v.at) {
			open = append(open, i)
		}
	}
	if d.chance(.6) || len(open) == 0 {
		v.pages = append(v.pages, c.look(d, home))
	}
	for range min(1+d.below(3), len(open)) {
		i := d.below(len(open))
		v.pages = append(v.pages, c.look(d, open[i]))
		open = slices.Delete(open, i, i+1)
	}
	share := roomShare
	if day.Before(c.public()) {
		share = roomBefore
	}
	if d.chance(share) {
		v.pages = append(v.pages, c.look(d, passes))
	}
	return v
}

func (c campaign) look(d *dice, petition int) page {
	stay := min(max(c.stay.Seconds()*math.Exp(.6*d.bell()), 8), 240)
	return page{petition: petition, about: home, stay: seconds(stay), after: seconds(d.between(.1, .95) * stay)}
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// views are the places of a petition's readings in a plan.
func (p plan) views(petition int) (at [][2]int) {
	for i, v := range p.visits {
		for j, g := range v.pages {
			if g.petition == petition {
				at = append(at, [2]int{i, j})
			}
		}
	}
	return at
}

// act puts what a holder does into readings that are planned anyway.
func (c campaign) act(d *dice, p *plan, silent bool) {
	for i := range c.opens {
		views := p.views(i)
		wishes := []bool{!silent && d.chance(c.rate[i]), d.chance(commentRate), d.chance(agreeRate)}
		for kind, wish := range wishes {
			if !wish || len(views) == 0 {
				continue
			}
			p.does(d, views, kind)
		}
	}
}

// complain puts flags there. It has dice of its own, so that a company does all else as it did before anybody flagged.
func (c campaign) complain(d *dice, p *plan) {
	for i := range c.opens {
		if views := p.views(i); d.chance(flagRate) && len(views) > 0 {
			p.does(d, views, flagged)
		}
	}
}

// does lets something be done at one of these readings.
func (p plan) does(d *dice, views [][2]int, kind int) {
	at := views[0]
	if len(views) > 1 && !d.chance(firstShare) {
		at = views[1+d.below(len(views)-1)]
	}
	g := &p.visits[at[0]].pages[at[1]]
	g.do = append(g.do, kind)
}

// onWay lets somebody without passes collect them at their first reading of a petition and come back to sign it.
func (c campaign) onWay(d *dice, p *plan) {
	petition := d.below(len(c.opens))
	views := p.views(petition)
	if len(views) == 0 {
		return
	}
	v := &p.visits[views[0][0]]
	counter := c.look(d, desk)
	counter.stay, counter.after = counter.stay+40*time.Second, 8*time.Second
	back := c.look(d, passes)
	back.do, back.about = []int{signed}, petition
	v.pages = slices.Insert(v.pages, views[0][1]+1, counter, back)
}

// target is the petition that a page is about.
func (g page) target() int {
	if g.petition == passes {
		return g.about
	}
	return g.petition
}

func petitionText(i int) (title, ask, background string) {
	return fmt.Sprintf("Petition number %d of the drill", i+1),
		fmt.Sprintf("Publish what program %d records about us, for how long, and who reads it.", i+1),
		"We are told little about it. This text was made up for a drill and is as long as it has to be.\n"
}
