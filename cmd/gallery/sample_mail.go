package main

import (
	"strings"

	"roundrobin/views/desk"
	"roundrobin/views/office"
	"roundrobin/views/summary"
)

// mailScreens are the pages around the mails; the mails themselves are letters.
func mailScreens() []screen {
	all := []screen{
		{"letter-stop", desk.Letter(desk.LetterProps{Link: "x"})}, {"letter-stopped", desk.Letter(desk.LetterProps{Link: "x", Stopped: true})},
	}
	return append(append(all, summaryScreens()...), recipientScreens()...)
}

func summaryScreens() []screen {
	subject, words := digestMail().Public(gallerySite(), func(_, said string) string { return said })
	sent := func(name, state, reason string) summary.Sent {
		return summary.Sent{Name: name, State: state, Reason: reason}
	}
	states := []summary.Sent{sent("the executive office", "sent", ""), sent("the board", "failed", "unreachable"), sent("the people director", "dead", "smtp 550")}
	more := []summary.Sent{sent("the council", "dead", "bounced 5.2.2"), sent("the office", "sent", "delayed 4.4.1"), sent("the executive office", "waiting", ""), sent("the board", "dead", "unclear"), sent("رئيسة مجلس الإدارة", "dead", "unwanted")}
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
	lost := own("stop", "2026-11-01", "")
	lost.Today = today
	for i, s := range []summary.Sent{sent("", "dead", "bounced 5.1.1"), sent("", "sent", ""), sent("", "dead", "smtp 550"), sent("", "dead", "unclear"), sent("", "failed", "unreachable")} {
		lost.Mailed = append(lost.Mailed, summary.Mailed{Path: "2026-W4" + string(rune('8'-i)), Day: []string{"2026-11-26", "2026-11-19", "2026-11-12", "2026-11-05", "2026-10-29"}[i], Sent: s})
	}
	return []screen{
		{"summary-stop-lost", summary.Own(lost)},
		{"summaries", summary.List(summary.ListProps{Today: today, Told: told, Total: 90, Newer: 0, Older: 60})},
		{"summaries-petition", summary.List(summary.ListProps{Today: today, Petition: "214", Title: recording().Title, Language: "en", Told: told[:1], Total: 1, Newer: -1, Older: -1})},
		{"summaries-none", summary.List(summary.ListProps{Today: today, Newer: -1, Older: -1})},
		{"summary", summary.Show(show)}, {"summary-coming", summary.Coming(summary.ShowProps{Letters: show.Letters[:1]})},
		{"summary-confirm", summary.Own(own("confirm", "", ""))}, {"summary-confirmed", summary.Own(own("confirm", today, ""))},
		{"summary-confirm-stopped", summary.Own(own("confirm", "2026-11-01", today))},
		{"summary-stop", summary.Own(own("stop", today, ""))}, {"summary-stopped", summary.Own(own("stop", "2026-11-01", today))},
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
		{Recipient: "the executive office", Period: "2026-W44", State: "dead", Reason: "bounced 5.1.10", Tries: 1}, {Recipient: "the board", Period: "2026-W44", State: "sent", Reason: "delayed 4.4.1", Tries: 1},
		{Recipient: "the executive office", Period: "confirm:2026-11-01:x", State: "sent", Tries: 1}, {Recipient: "the executive office", Period: "test:2026-11-26", State: "waiting"},
		{Recipient: "the executive office", Period: "delivery:214", State: "sent", Tries: 2},
	} {
		queue.Add(l)
	}
	return []screen{
		{"office-recipients", office.Recipients(office.RecipientsProps{Viewer: admin, Today: today, Done: "added", Recipients: []office.Recipient{board, unsure, stopped}})},
		{"office-recipients-none", office.Recipients(office.RecipientsProps{Viewer: admin, Today: today})},
		{"office-recipient-new", office.RecipientShow(office.RecipientProps{Viewer: admin, Today: today, Form: form, Programs: programs})},
		{"office-recipient", office.RecipientShow(office.RecipientProps{Viewer: admin, Today: today, Recipient: board, Done: "tested", Form: form, Programs: programs, Letters: append(queue.Troubled, queue.Others...)})},
		{"office-recipient-wrong", office.RecipientShow(office.RecipientProps{Viewer: admin, Today: today, Recipient: unsure, Form: wrong, Problems: problems, Programs: programs})},
		{"office-mail", office.MailQueue(queue)}, {"office-mail-none", office.MailQueue(office.MailProps{Viewer: admin})},
	}
}
