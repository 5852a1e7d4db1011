package main

import (
	"strings"

	"roundrobin/views/desk"
	viewmail "roundrobin/views/mail"
	"roundrobin/views/office"
	"roundrobin/views/summary"
)

// mailScreens are every mail of the product in every state, and the pages around them.
func mailScreens() []screen {
	empty, one, many, goal, test := digestMail(), digestMail(), digestMail(), digestMail(), digestMail()
	empty.Petitions, one.Petitions = nil, one.Petitions[1:2]
	for range 8 {
		many.Petitions = append(many.Petitions, digestMail().Petitions...)
	}
	goal.Occasion, goal.Petitions = "goal", goal.Petitions[1:2]
	test.Occasion, test.Published = "test", ""
	long, none := noticeMail(), noticeMail()
	none.Open = nil
	for range 20 {
		long.Open = append(long.Open, noticeMail().Open...)
	}
	all := []screen{
		{"mail-weekly", mailed(digestMail().Letter), 2400}, {"mail-weekly-empty", mailed(empty.Letter), 1000}, {"mail-weekly-one", mailed(one.Letter), 1400},
		{"mail-weekly-many", mailed(many.Letter), 4800}, {"mail-goal", mailed(goal.Letter), 1400}, {"mail-test", mailed(test.Letter), 2400},
		{"mail-confirm", mailed(confirmMail().Letter), 1000}, {"mail-code", mailed(viewmail.Code{Site: mailSite(), Code: "731204", Minutes: 10}.Letter), 1000},
		{"mail-staff", mailed(noticeMail().Letter), 1400}, {"mail-staff-none", mailed(none.Letter), 1000}, {"mail-staff-many", mailed(long.Letter), 3600},
		{"letter-stop", desk.Letter(desk.LetterProps{Link: "x"}), 900}, {"letter-stopped", desk.Letter(desk.LetterProps{Link: "x", Stopped: true}), 900},
	}
	return append(append(all, summaryScreens()...), recipientScreens()...)
}

func summaryScreens() []screen {
	subject, words := digestMail().Public(gallerySite(), func(_, said string) string { return said })
	sent := func(name, state, reason string) summary.Sent {
		return summary.Sent{Name: name, State: state, Reason: reason}
	}
	states := []summary.Sent{sent("the executive office", "sent", ""), sent("the board", "failed", "unreachable"), sent("the people director", "dead", "smtp 550")}
	more := []summary.Sent{sent("the executive office", "waiting", ""), sent("the board", "dead", "unclear"), sent("رئيسة مجلس الإدارة", "dead", "unwanted")}
	told := []summary.Told{
		{Path: "2026-W48", Subject: subject, Day: today, To: states},
		{Path: "goal-214", Subject: "Petitions at Meridian Freight: a goal is reached, 24 November 2026", Day: "2026-11-24", To: more},
	}
	show := summary.ShowProps{Path: "2026-W48", Day: today, Petitions: []summary.Link{{ID: "214", Title: recording().Title, Language: "en"}}}
	for i, s := range states[:2] {
		show.Letters = append(show.Letters, summary.Letter{Sent: s, ID: string(rune('a' + i)), Language: "en", Subject: subject, Words: words})
	}
	own := func(does, confirmed, stopped string) summary.OwnProps {
		return summary.OwnProps{Does: does, Link: "x", Name: "the executive office", Weekday: "thursday", Hour: 8, Zone: "Europe/Madrid", Confirmed: confirmed, Stopped: stopped}
	}
	return []screen{
		{"summaries", summary.List(summary.ListProps{Today: today, Told: told, Total: 90, Newer: 0, Older: 60}), 1400},
		{"summaries-petition", summary.List(summary.ListProps{Today: today, Petition: "214", Title: recording().Title, Language: "en", Told: told[:1], Total: 1, Newer: -1, Older: -1}), 1200},
		{"summaries-none", summary.List(summary.ListProps{Today: today, Newer: -1, Older: -1}), 900},
		{"summary", summary.Show(show), 3600}, {"summary-coming", summary.Coming(summary.ShowProps{Letters: show.Letters[:1]}), 3200},
		{"summary-confirm", summary.Own(own("confirm", "", "")), 900}, {"summary-confirmed", summary.Own(own("confirm", today, "")), 900},
		{"summary-confirm-stopped", summary.Own(own("confirm", "2026-11-01", today)), 900},
		{"summary-stop", summary.Own(own("stop", today, "")), 900}, {"summary-stopped", summary.Own(own("stop", "2026-11-01", today)), 900},
	}
}

func recipientScreens() []screen {
	admin := office.Viewer{Name: "Tomasz Wrona", Role: "admin", Proposals: true}
	board := office.Recipient{ID: "b", Name: "the executive office", Address: "office@meridian.example", Weekday: "thursday", Hour: 8, Zone: "Europe/Madrid", Confirmed: "2026-11-02"}
	unsure, stopped := board, board
	unsure.ID, unsure.Name, unsure.Address, unsure.Confirmed, unsure.Some = "c", "رئيسة مجلس الإدارة", "board@meridian.example", "", 2
	stopped.ID, stopped.Name, stopped.Stopped = "d", "the director of everything that has to do with people, places, and "+strings.Repeat("very ", 8)+"long titles", today
	form := office.RecipientForm{Address: board.Address, Name: board.Name, Weekday: "thursday", Hour: "8", Zone: board.Zone, Language: "en", Programs: []string{"routecam"}, Petitions: "214"}
	wrong := form
	wrong.Address, wrong.Zone, wrong.Petitions = "the office", "Mars/Olympus", "abc"
	programs := map[string]string{"routecam": "RouteCam", "tone": "Tone scoring"}
	problems := office.Problems{"address": {Refusal: "recipient_address"}, "zone": {Refusal: "recipient_zone"}, "petitions": {Refusal: "recipient_petition", Args: map[string]any{"id": "abc"}}}
	queue := office.MailProps{Viewer: admin}
	for _, l := range []office.Letter{
		{Recipient: "the executive office", Period: "2026-W48", State: "failed", Reason: "smtp 451", Tries: 3}, {Recipient: "the board", Period: "goal:214", State: "dead", Reason: "smtp 550", Tries: 1},
		{Period: "2026-W46", State: "dead", Reason: "interrupted", Tries: 1}, {Recipient: "the board", Period: "2026-W45", State: "dead", Reason: "unwanted", Tries: 1},
		{Recipient: "the executive office", Period: "confirm:2026-11-01:x", State: "sent", Tries: 1}, {Recipient: "the executive office", Period: "test:2026-11-26", State: "waiting"},
		{Recipient: "the executive office", Period: "delivery:214", State: "sent", Tries: 2},
	} {
		queue.Add(l)
	}
	return []screen{
		{"office-recipients", office.Recipients(office.RecipientsProps{Viewer: admin, Today: today, Done: "added", Recipients: []office.Recipient{board, unsure, stopped}}), 1400},
		{"office-recipients-none", office.Recipients(office.RecipientsProps{Viewer: admin, Today: today}), 1000},
		{"office-recipient-new", office.RecipientShow(office.RecipientProps{Viewer: admin, Today: today, Form: form, Programs: programs}), 1900},
		{"office-recipient", office.RecipientShow(office.RecipientProps{Viewer: admin, Today: today, Recipient: board, Done: "tested", Form: form, Programs: programs}), 1900},
		{"office-recipient-wrong", office.RecipientShow(office.RecipientProps{Viewer: admin, Today: today, Recipient: unsure, Form: wrong, Problems: problems, Programs: programs}), 2100},
		{"office-mail", office.MailQueue(queue), 1600}, {"office-mail-none", office.MailQueue(office.MailProps{Viewer: admin}), 900},
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
