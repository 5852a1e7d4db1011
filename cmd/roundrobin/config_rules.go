package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"roundrobin/models/floor"
	"roundrobin/models/petition"
	"roundrobin/models/setting"
	"roundrobin/views/pages"
)

// numbers are rules of the site that are set where it is run. One that is not is the office's to change, and what it said last stays when
// one is set no more.
type numbers struct {
	GatherDays   *int `help:"Days to find sponsors, 7 to 90. This and the next ten, where set here, are fixed in the office." env:"RR_GATHER_DAYS" placeholder:"30"`
	ReviewDays   *int `help:"Days for a steward to decide, 1 to 14." env:"RR_REVIEW_DAYS" placeholder:"3"`
	MendDays     *int `help:"Days to mend what was turned away, 7 to 90." env:"RR_MEND_DAYS" placeholder:"30"`
	OpenDays     *int `help:"Days that a petition can be signed, 14 to 365." env:"RR_OPEN_DAYS" placeholder:"90"`
	GoalShare    *int `help:"The goal where the author chose none, in per cent of those who hold passes, 1 to 50." env:"RR_GOAL_SHARE" placeholder:"5"`
	GoalLeast    *int `help:"The least that such a goal can be, 1 to 1,000 signatures." env:"RR_GOAL_LEAST" placeholder:"25"`
	GoalMost     *int `help:"The most that it can be, in per cent of those who hold passes, 10 to 100." env:"RR_GOAL_MOST" placeholder:"50"`
	Milestone1   *int `name:"milestone-first" help:"The first milestone, from which a petition can be delivered, in per cent of its goal, 10 to 50." env:"RR_MILESTONE_FIRST" placeholder:"33"`
	Milestone2   *int `name:"milestone-second" help:"The second milestone, in per cent of the goal, 51 to 99." env:"RR_MILESTONE_SECOND" placeholder:"66"`
	DeliverDays  *int `help:"Days after the goal until the site delivers where no organizer did, 1 to 60." env:"RR_DELIVER_DAYS" placeholder:"14"`
	ResponseDays *int `help:"Days for leadership to answer, 3 to 90." env:"RR_RESPONSE_DAYS" placeholder:"14"`
}

// unset is a number of sponsors that nobody set.
const unset = -1

// fixed are the rules that are set here: one sentence for each that cannot be.
func (c *config) fixed() (v setting.Values, err error) {
	n := c.Numbers
	v = setting.Values{}
	for name, value := range map[setting.Name]*int{
		setting.GatherDays: n.GatherDays, setting.ReviewDays: n.ReviewDays, setting.MendDays: n.MendDays, setting.OpenDays: n.OpenDays, setting.GoalShare: n.GoalShare,
		setting.GoalLeast: n.GoalLeast, setting.GoalMost: n.GoalMost, setting.Milestone1: n.Milestone1, setting.Milestone2: n.Milestone2, setting.DeliverDays: n.DeliverDays, setting.ResponseDays: n.ResponseDays,
	} {
		if value != nil {
			v[name] = *value
		}
	}
	if c.Sponsors != unset {
		v[setting.Sponsors] = c.Sponsors
	}
	switch c.Review {
	case reviewNone:
		v[setting.Review] = 0
	case reviewSteward:
		v[setting.Review] = 1
	}
	for _, s := range setting.All {
		if value, set := v[s.Name]; set && s.Check(value) != nil && !(s.Name == setting.Sponsors && value == 0) { // 0: see serve
			err = errors.Join(err, fmt.Errorf("RR_%s: %d is not from %d to %d", strings.ToUpper(string(s.Name)), value, s.Least, s.Most))
		}
	}
	return v, err
}

// siteRules are what the page of rules says of the rest.
func (s *site) siteRules() pages.SiteRules {
	c := s.config
	return pages.SiteRules{
		SealDays: cmp.Or(c.SealDays, petition.SealDays), SealMin: c.SealMin, Slots: c.BookSlots, Zone: s.zone.String(),
		Workplaces: len(c.workplaces()), Letter: c.StaffLetter == "on", Title: petition.MaxTitle, Ask: petition.MaxAsk, Background: petition.MaxBackground,
		Floor: floor.Least,
	}
}
