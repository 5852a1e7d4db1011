package main

import (
	"roundrobin/models/day"
	"roundrobin/models/digest"
	"roundrobin/views/petition"
	"roundrobin/views/ui"
)

func progressScreens() (all []screen) {
	add := func(name string, p petition.ProgressProps) {
		all = append(all, screen{"progress" + name, petition.Progress(p)})
	}
	add("", progressed())
	add("-today", figuresOf("bus", 100, "2026-11-26", "2027-02-23", nil))
	add("-one", figuresOf("bus", 100, "2026-11-25", "2027-02-23", []int{1}))
	add("-still", figuresOf("still", 300, "2026-09-10", "2026-12-09", []int{40, 12, 3, 0, 0, 0, 0, 0, 0, 0, 0}))
	add("-short", figuresOf("short", 1000, "2026-09-10", "2026-12-09", []int{200, 90, 60, 30, 41, 18, 20, 9, 12, 7, 11}))
	add("-wide", figuresOf("wide", 300, "2026-11-05", "2027-02-05", []int{2, 1, 60}))
	add("-reached", reached())
	add("-closed", closedFigures())
	add("-gathering", gatheringFigures())
	add("-hidden", hiddenFigures())
	add("-long", longFigures())
	add("-foreign", foreignFigures())
	coming := petition.ProofComingProps{ID: "214", Title: recording().Title, Language: "en", Percent: 41}
	all = append(all, screen{"proof-coming", petition.ProofComing(coming)})
	coming.Percent = 0
	all = append(all, screen{"proof-coming-begun", petition.ProofComing(coming)})
	share := func(name string, p petition.ShareProps) {
		all = append(all, screen{"share" + name, petition.Share(p)})
	}
	share("", shared(recording()))
	share("-gathering", shared(sickPay()))
	share("-closed", shared(wellbeing()))
	share("-hidden", shared(hiddenOne()))
	share("-foreign", shared(foreign()))
	long := foreign()
	long.ID, long.Title, long.Ask, long.Language = "long", longWord, longWord+" "+longWord, "de"
	share("-long", shared(long))
	return all
}

// figuresOf are the figures of an open petition whose weeks brought so much, the last one ending today.
func figuresOf(id string, goal int, opened, closes string, weeks []int) petition.ProgressProps {
	p := petition.ProgressProps{
		ID: id, Title: "Bring back the night bus from Leeds depot", Language: "en", Today: today, Opened: opened, Closes: closes, Goal: goal, Holders: 4110, SponsorsWanted: 5, First: goal / 3,
		Standing: ui.Standing{State: "open", Today: today, Since: opened, Closes: closes}, Pace: ui.Pace{ID: "pace", Goal: goal, Today: today, Closes: closes},
	}
	counts := []digest.Count{{Day: day.Day(opened), Count: 0}}
	for i, n := range weeks {
		p.Count += n
		counts = append(counts, digest.Count{Day: day.Day(today).Add(-7 * (len(weeks) - 1 - i)), Count: p.Count})
		p.Before, p.Change = p.Change, n
	}
	p.Share, p.Angles = p.Count*100/p.Holders, angles(id, p.Count)
	for _, c := range counts {
		p.Pace.Days = append(p.Pace.Days, ui.PaceDay{Day: string(c.Day), Count: c.Count})
	}
	f := digest.Foretell(counts, day.Day(opened), day.Day(today))
	r := f.Reaches(goal, day.Day(closes))
	p.Foretold = petition.Foretold{Kind: "likely", Weeks: f.Weeks, PerWeek: f.PerWeek(), Early: string(r.Early), Mid: string(r.Mid), Late: string(r.Late), From: string(day.Day(opened).Add(14))}
	switch end := f.On(day.Day(closes)); {
	case !f.Known:
		p.Foretold.Kind = "none"
	case f.PerWeek() == 0:
		p.Foretold.Kind = "still"
	case r.Mid == "":
		p.Foretold.Kind, p.Foretold.End = "short", ui.PaceBand{Day: closes, Low: end.Low, Mid: end.Mid, High: end.High}
	}
	for d := day.Day(today); f.PerWeek() > 0 && d <= day.Day(closes); d = d.Add(1) {
		b := f.On(d)
		p.Pace.Ahead = append(p.Pace.Ahead, ui.PaceBand{Day: string(d), Low: b.Low, Mid: b.Mid, High: b.High})
	}
	for i, percent := range []int{33, 66, 100} {
		m := petition.Mile{Count: goal * percent / 100, Percent: percent}
		if p.Count >= m.Count {
			m.Day = p.Pace.Days[min(i+1, len(p.Pace.Days)-1)].Day
		} else {
			m.About = string(f.Reaches(m.Count, day.Day(closes)).Mid)
		}
		p.Miles = append(p.Miles, m)
	}
	return p
}

func progressed() petition.ProgressProps {
	p := figuresOf("214", 2000, "2026-10-02", "2026-12-31", []int{101, 222, 196, 203, 214, 98, 292, 286})
	p.Title, p.Standing = "Stop recording our screens and keystrokes", recording().Standing
	p.Program, p.Places = recording().Program, recording().Workplaces
	p.Reply = &petition.Reply{Delivered: "2026-11-10", Due: "2026-11-24", Today: today, To: []string{"the executive office", "the people director"},
		Received: []petition.Mark{{Day: "2026-11-12", Who: "the executive office"}}, Meetings: []petition.Mark{{Day: "2026-11-15", Who: "the people director"}}}
	p.Due, p.Overdue = "2026-11-24", 2
	p.Sent = []petition.Sent{{Day: "2026-11-26", Address: "/summaries/2026-W48", What: "summary_waiting"}, {Day: "2026-11-19", Address: "/summaries/2026-W47", What: "summary_sent", To: 3, Lost: 1, Unsure: 1},
		{Day: "2026-11-12", Address: "/summaries/2026-W46", What: "summary_refused"}, {Day: "2026-11-10", Address: "/petitions/214/delivery", What: "delivery", To: 2, Lost: 1}}
	p.Told = 6
	p.Reasons = []petition.Reason{{Text: "I work in customer care. My screen shows people’s addresses and bank details all day. Nobody asked them either.", Agreed: 412}, {Text: "A pause of thirty minutes means telling a machine each time I have something private.\n\nThat is a signal.", Agreed: 1}}
	p.Voices, p.HiddenN, p.Flags = 148, 1, 2
	p.Updates = []ui.Update{{N: 1, Day: "2026-11-11", Title: "Handed over"}, {N: 2, Day: "2026-11-20", Title: "Paused is not ended"}}
	p.Pace.Events = []ui.PaceEvent{{Day: "2026-11-10", Label: "delivered"}, {Day: "2026-11-18", Label: "incident"}, {Day: "2026-11-20", Label: "program paused"}}
	return p
}

func reached() petition.ProgressProps {
	p := figuresOf("well", 400, "2026-10-02", "2026-12-31", []int{101, 122, 96, 83, 14, 8, 2, 1})
	p.Foretold.Kind, p.Pace.Ahead = "reached", nil
	return p
}

func closedFigures() petition.ProgressProps {
	p := figuresOf("well", 400, "2026-05-01", "2026-08-01", []int{101, 122, 96, 83})
	for i, d := range []string{"2026-05-01", "2026-05-10", "2026-05-24", "2026-06-21", "2026-07-26"} {
		p.Pace.Days[i].Day = d
	}
	p.Standing, p.Foretold.Kind, p.Pace.Ahead, p.Change, p.Before = wellbeing().Standing, "over", nil, 0, 0
	p.Reply = &petition.Reply{Delivered: "2026-06-15", Due: "2026-06-29", Today: today, To: []string{"the people team"}, Revisions: []petition.Revision{{Day: "2026-06-27", Who: "The people team"}, {Day: "2026-07-03", Who: "The people team"}}}
	p.Took, p.Came, p.Rating = 12, &petition.Came{Result: "won", Day: "2026-07-01", Reason: "The contract has ended."}, rated().Rating
	p.Sent = []petition.Sent{{Day: "2026-06-15", Address: "/petitions/well/delivery", What: "delivery"}}
	return p
}

func gatheringFigures() petition.ProgressProps {
	s := sickPay()
	return petition.ProgressProps{ID: s.ID, Title: s.Title, Language: s.Language, Standing: s.Standing, Today: today, Count: s.Count, Goal: 300, Angles: s.Angles, SponsorsWanted: 5}
}

func hiddenFigures() petition.ProgressProps {
	p := figuresOf("hidden", 300, "2026-11-01", "2027-01-30", []int{20, 30, 28, 9})
	p.Title, p.Hidden = "", true
	return p
}

func longFigures() petition.ProgressProps {
	p := progressed()
	p.Title, p.Language = longWord, "de"
	p.Reasons = []petition.Reason{{Text: longWord + longWord, Agreed: 12_345}}
	p.Updates = []ui.Update{{N: 1, Day: "2026-11-11", Title: longWord}}
	p.Reply.To = []string{longWord, "the " + longWord}
	p.Program = &petition.Program{ID: "x", Name: longWord}
	p.Places = &petition.Workplaces{Since: "2026-11-22", Rows: []petition.Workplace{{Name: longWord, People: 12_311, Percent: 100}}}
	return p
}

func foreignFigures() petition.ProgressProps {
	p := progressed()
	p.Title, p.Language = rightToLeft, "ar"
	p.Reasons = []petition.Reason{{Text: "أمشي خمسين دقيقة الآن.", Agreed: 31}, {Text: "And I walk thirty.", Agreed: 2}}
	p.Updates = []ui.Update{{N: 1, Day: "2026-11-11", Title: "وصلت الرسالة"}}
	p.Reply.To = []string{"ليلى مراد", "the people director"}
	return p
}

func shared(p petition.Props) petition.ShareProps {
	link := "https://petitions.meridian.example/s/abcd2345"
	return petition.ShareProps{
		ID: p.ID, Title: p.Title, Ask: p.Ask, Language: p.Language, Hidden: p.Hidden != nil, Link: link, Titled: link + "/t", Count: p.Count, Goal: max(p.Goal, 100),
		Opened: p.Life.Opened != "", Signable: p.Signable, Closes: p.Standing.Closes, Today: today, Standing: p.Standing, Unset: p.Language == "ar",
	}
}
