package main

import (
	"strings"

	viewmail "roundrobin/views/mail"
)

// letters are all mails of the product.
func letters() []letter {
	staff, none := noticeMail(), noticeMail()
	none.Open = nil
	for range 20 {
		staff.Open = append(staff.Open, noticeMail().Open...)
	}
	replaced := renewedMail()
	replaced.Revisions = 0
	return append(digestLetters(), []letter{
		{"mail-delivery", deliveryMail().Letter}, {"mail-renewed", renewedMail().Letter}, {"mail-replaced", replaced.Letter},
		{"mail-confirm", confirmMail().Letter}, {"mail-code", viewmail.Code{Site: viewmail.Site{Short: "Notices"}, Code: "731204", Minutes: 10}.Letter},
		{"mail-staff", noticeMail().Letter}, {"mail-staff-none", none.Letter}, {"mail-staff-many", staff.Letter},
	}...)
}

func digestLetters() []letter {
	empty, one, many, goal, test, pulses := digestMail(), digestMail(), digestMail(), digestMail(), digestMail(), digestMail()
	empty.Petitions, one.Petitions = nil, one.Petitions[1:2]
	for range 8 {
		many.Petitions = append(many.Petitions, digestMail().Petitions...)
	}
	goal.Occasion, goal.Petitions = "goal", goal.Petitions[1:2]
	goal.Petitions[0].Goal, goal.Published = goal.Petitions[0].Count, mailSite().Base+"/summaries/goal-31"
	test.Occasion, test.Published = "test", ""
	pulses.Petitions, pulses.Pulses = pulses.Petitions[:1], []viewmail.Pulse{
		{Name: "RouteCam", Answered: 106, Steps: []viewmail.Step{{Value: "very_badly", Percent: 38}, {Value: "badly", Percent: 27}, {Value: "well", Percent: 11}}},
		{Name: "Tone scoring", Answered: 7},
	}
	return []letter{
		{"mail-weekly", digestMail().Letter}, {"mail-weekly-empty", empty.Letter}, {"mail-weekly-one", one.Letter}, {"mail-weekly-many", many.Letter},
		{"mail-weekly-pulses", pulses.Letter}, {"mail-goal", goal.Letter}, {"mail-test", test.Letter},
	}
}

// digestMail is a week with one answer overdue, an open petition with long words, and one from right to left.
func digestMail() viewmail.Digest {
	p := recording()
	bus := viewmail.Petition{ID: "31", Title: "Bring back the night bus from Leeds depot", Language: "en", Ask: "Run the 23:40 bus again, or pay the taxi.", State: "open", Count: 7, Goal: 205, Change: 7,
		Opened: "2026-11-25", Closes: "2027-02-23", Weeks: []int{7}, Angles: p.Angles[:7]}
	arabic := bus
	arabic.ID, arabic.Language, arabic.Title, arabic.Ask, arabic.Opened, arabic.Weeks, arabic.Change, arabic.Count = "32", "ar", "أعيدوا حافلة الليل", "أعيدوا حافلة الساعة 23:40 كل يوم عمل.", "2026-10-01", []int{2, 1, 0, 4}, -2, 7
	long := bus
	long.ID, long.Language, long.Title = "33", "de", "Keine Leistungsüberwachungssoftwareeinführungsvereinbarungsverlängerung ohne Betriebsratszustimmungserklärung"
	return viewmail.Digest{
		Site: mailSite(), Name: "the executive office", Day: today, Weekday: "thursday", Hour: 8, Zone: "Europe/Madrid", Holders: p.Holders,
		Published: mailSite().Base + "/summaries/2026-W48", Stop: mailSite().Base + "/summaries/stop/" + strings.Repeat("x", 36),
		Petitions: []viewmail.Petition{{
			ID: p.ID, Title: p.Title, Ask: p.Ask, Language: "en", State: "delivered", Count: p.Count, Goal: p.Goal, Share: p.Share, Change: 286, Angles: p.Angles,
			Opened: "2026-10-01", Closes: "2026-12-30", Delivered: "2026-11-10", Due: "2026-11-24", Overdue: 2, Weeks: []int{143, 168, 173, 163, 219, 163, 297, 286},
			Program: &viewmail.Program{Name: "Desktop Learning Program", Status: "paused", Since: "2026-11-20"}, Answer: deliveryMail().Answer,
			Reasons: []viewmail.Reason{{ID: "1", Text: "My screen shows people’s addresses all day. Nobody asked them either.", Agreed: 412}, {ID: "2", Text: "لم يسألنا أحد قبل أن يبدأ التسجيل.", Agreed: 41}},
		}, bus, arabic, long},
	}
}

func confirmMail() viewmail.Confirm {
	return viewmail.Confirm{Site: mailSite(), Name: "the executive office", Weekday: "thursday", Hour: 8, Zone: "Europe/Madrid",
		Link: mailSite().Base + "/summaries/confirm/" + strings.Repeat("x", 36), Contact: "council@meridian.example"}
}

func noticeMail() viewmail.Notice {
	n := viewmail.Notice{Site: mailSite(), Day: today, Stop: mailSite().Base + "/desk/letter/" + strings.Repeat("x", 96)}
	for _, p := range digestMail().Petitions {
		n.Open = append(n.Open, viewmail.Opening{ID: p.ID, Title: p.Title, Ask: p.Ask, Language: p.Language, Count: p.Count, Goal: p.Goal, Closes: p.Closes})
	}
	return n
}
