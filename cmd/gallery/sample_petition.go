package main

import (
	"crypto/sha256"

	"roundrobin/models/thread"
	"roundrobin/views/petition"
	"roundrobin/views/ui"
)

func recording() petition.Props {
	return petition.Props{
		ID: "214", Topic: "monitoring", Title: "Stop recording our screens and keystrokes", Language: "en", Addressee: "the executive board of Meridian Freight",
		Ask: "End the Desktop Learning Program, delete everything that it has recorded of us, and from now on record no one’s work without a finished privacy review and their own free consent.",
		LetterHTML: `<p>Since 10 September a program on our laptops has kept each key that we press, each movement of the mouse, each click, and a picture of the screen every few seconds. We were told that this teaches an assistant how office work is done. We were not asked.</p>
<p>We are 2,310 people: we answer customers, plan routes, pay invoices, write software. On our screens are a customer’s bank details, a colleague’s sick note, a message home. None of that belongs to a training set, and most of it was never ours to give.</p>
<h2>What troubles us</h2>
<ul><li>There is no finished privacy review. The works council was shown a draft of two pages.</li>
<li>There is no real choice. A pause of thirty minutes tells the recorder when something is private.</li>
<li>What is collected leaks. The more there is, and the longer it is kept, the surer it is.</li></ul>
<p>We are not against assistants. Many of us would gladly hand over the dull parts of the day, and show how they are done, if we could choose <strong>what to show</strong>.</p>
<blockquote><p>So we ask you to end the program, to delete what it holds, and to begin again, if you wish, with a question that we can answer with no.</p></blockquote>`,
		TextHash: "9c41e07d5b2a4b1f0a60a0d2f2c6be1f8e3a7d5c9b0e1f2a3b4c5d6e7f8a18f3", Frozen: "2026-09-28",
		Standing: ui.Standing{State: "delivered", Today: today, Since: "2026-11-10", Due: "2026-11-24", Closes: "2026-12-31"},
		Life: ui.Life{ID: "214", Today: today, Drafted: "2026-09-18", Frozen: "2026-09-28", SponsorsWanted: 5, Count: 1612, Reviewed: "2026-09-30", Opened: "2026-10-02",
			Delivered: "2026-11-10", DeliveredCount: 988, Due: "2026-11-24", Closes: "2026-12-31",
			Milestones: []ui.Milestone{{Day: "2026-10-30", Count: 660}, {Day: "2026-11-19", Count: 1320}},
			Events: []ui.Event{
				{Day: "2026-10-29", Title: "pauses of up to 30 minutes, and exemptions on request"},
				{Day: "2026-11-18", Title: "recordings found readable by all staff"},
				{Day: "2026-11-20", Title: "paused while it is looked into"},
			},
			Updates: []ui.Update{{N: 1, Day: "2026-11-21", Title: "We asked for a meeting", HTML: "<p>We asked for a meeting, and for a pause of the recording until then.</p>"}}},
		Program: &petition.Program{ID: "dlp", Name: "Desktop Learning Program", State: ui.ProgramState{Status: "paused", Since: "2026-11-20", Today: today}},
		Count:   1612, Goal: 2000, Share: 39, Holders: 4110, Angles: angles("214", 1612), Signable: true, Speakable: true,
		Places: places, Workplaces: &petition.Workplaces{Since: "2026-11-22", Rows: []petition.Workplace{{Name: "Gdańsk", People: 311, Percent: 100}, {Name: "Leeds", People: 204, Percent: 65}, {Name: "Remote, and at customers’ own sites in the north", People: 19, Percent: 6}}},
		Thread: petition.Thread{Voices: 148, Order: "agreed", Found: 212, Page: 1, Pages: 11, Comments: comments()},
	}
}

func comments() []petition.Comment {
	return []petition.Comment{
		said("1", "Quiet Heron", "2026-10-05", 412, "I work in customer care. My screen shows people’s addresses and bank details all day. Nobody asked them either.",
			petition.Comment{ID: "1a", Voice: "organizers", Day: "2026-11-11", HTML: "<p>We put this in the delivery of 10 November, in your words. It was the reason most agreed with.</p>"},
			petition.Comment{ID: "1b", Voice: "leadership", Day: "2026-11-12", HTML: "<p>We have the letter and will answer by 24 November.</p>"}),
		said("2", "Copper Lantern", "2026-11-19", 377, "On Wednesday I could open a folder that held my own review, as a picture of my manager’s screen. I closed it.\n\nI do not know who else did not."),
		{ID: "3", Day: "2026-11-08", Hidden: &petition.Hidden{Day: "2026-11-09", Reason: "It named a colleague."}},
		said("4", "Salt Marsh", "2026-10-30", 1, "A pause of thirty minutes means telling a machine each time I have something private. That is not a choice. That is a signal.",
			said("4a", "Tidal Wren", "2026-10-31", 12, "I used it twice, and had a friendly message asking whether everything was all right at home.")),
		{ID: "5", Voice: "colleague", Pseudonym: "Northern Bollard", Mark: markOf("Northern Bollard"), Day: "2026-10-06", TakenBack: true},
	}
}

func said(id, pseudonym, day string, agreed int, text string, replies ...petition.Comment) petition.Comment {
	return petition.Comment{ID: id, Voice: "colleague", Pseudonym: pseudonym, Mark: markOf(pseudonym), Day: day, Text: text, HTML: thread.Render(text), Agreed: agreed, Replies: replies, Answered: len(replies)}
}

func markOf(pseudonym string) []byte {
	sum := sha256.Sum256([]byte(pseudonym))
	return sum[:]
}

func nightBus() petition.Props {
	return petition.Props{
		ID: "bus", Topic: "elsewhere", Title: "Bring back the night bus from Leeds depot", Language: "en", Addressee: "the site lead of Leeds depot",
		Ask:        "Run the 23:40 bus again on every working day, so that the late shift can get home without a car.",
		LetterHTML: `<p>Until September a bus left the depot at 23:40, ten minutes after the late shift. It was stopped because, on most nights, fewer than a dozen of us were on it.</p><p>Those of us who were on it have no car. The last train goes at 23:25.</p>`,
		TextHash:   "11f0e07d5b2a4b1f0a60a0d2f2c6be1f8e3a7d5c9b0e1f2a3b4c5d6e7f8a77aa", Frozen: "2026-11-24",
		Standing: ui.Standing{State: "open", Today: today, Since: "2026-11-25", Closes: "2027-02-23"},
		Life: ui.Life{Today: today, Drafted: "2026-11-19", Frozen: "2026-11-24", SponsorsWanted: 5, Reviewed: "2026-11-25", Opened: "2026-11-25",
			Closes: "2027-02-23", FirstMilestone: 33},
		Count: 7, Goal: 100, Holders: 14, Angles: angles("bus", 7), Signable: true, Speakable: true,
		Thread: petition.Thread{Voices: 1, Order: "newest", Found: 1, Page: 1, Pages: 1, Comments: []petition.Comment{said("9", "Early Ferry", "2026-11-26", 0, "I walk for fifty minutes now.")}},
	}
}

func wellbeing() petition.Props {
	p := nightBus()
	p.ID, p.Title, p.Ask = "well", "End the wellbeing app’s data sharing", "Stop sending steps and sleep to an outside company."
	p.Standing = ui.Standing{State: "closed", Today: today, Since: "2026-08-01", Closes: "2026-08-01", Outcome: "won"}
	p.Life = ui.Life{Today: today, Drafted: "2026-04-20", Frozen: "2026-04-28", SponsorsWanted: 5, Reviewed: "2026-04-30", Opened: "2026-05-01",
		Delivered: "2026-06-15", DeliveredCount: 300, Answered: "2026-06-27", Closes: "2026-08-01", Closed: "2026-08-01", Over: true, Outcome: "won", OutcomeDay: "2026-07-01", OutcomeReason: "The contract has ended."}
	p.Count, p.Goal, p.Holders, p.Angles = 412, 400, 3900, angles("well", 412)
	p.Signable, p.Speakable, p.Thread = false, false, petition.Thread{Order: "agreed"}
	return p
}

func sickPay() petition.Props {
	p := nightBus()
	p.ID, p.Title, p.Ask = "sick", "Sick pay for contractors from day one", "Pay contractors from the first day of an illness."
	p.Standing = ui.Standing{State: "gathering", Today: today, Sponsors: 3, SponsorsWanted: 5}
	p.Life = ui.Life{Today: today, Frozen: "2026-11-12", GatherBy: "2026-12-12", Sponsors: 3, SponsorsWanted: 5, ResponseDays: 14}
	p.Count, p.Holders, p.Angles = 3, 4110, angles("sick", 3)
	p.Signable, p.Speakable, p.Thread = true, false, petition.Thread{}
	p.Sponsoring = &petition.Sponsoring{Wanted: 5, Missing: 2, Until: "2026-12-21", Reviewed: true}
	return p
}

// hiddenOne is one whose text a steward hides.
func hiddenOne() petition.Props {
	p := sickPay()
	p.Title, p.Ask, p.Addressee, p.LetterHTML, p.Signable = "", "", "", "", false
	p.Hidden = &petition.HiddenText{Day: "2026-11-25", Standard: "It accuses and exposes nobody", Words: "The second paragraph tells which shift lead is meant."}
	return p
}

// turnedAway is one that a steward did not accept.
func turnedAway() petition.Props {
	p := mended()
	p.Standing, p.Mending = ui.Standing{State: "rejected", Today: today}, ""
	p.Life.Rejections[0].Code, p.Life.Over, p.Life.MendBy = "unclear_ask", true, "2026-12-20"
	return p
}

// lapsed is one that found too few sponsors in time.
func lapsed() petition.Props {
	p := sickPay()
	p.Standing, p.Sponsoring, p.Signable = ui.Standing{State: "withdrawn", Lapsed: true, Today: today}, nil, false
	p.Life = ui.Life{Today: today, Frozen: "2026-10-12", Sponsors: 3, SponsorsWanted: 5, Lapsed: "2026-11-12", Over: true}
	return p
}

// rated is one that was answered, and rated by those who signed.
func rated() petition.Props {
	p := recording()
	p.Standing = ui.Standing{State: "answered", Today: today, Closes: "2026-12-30", Took: 12}
	p.Life.Delivered, p.Life.Answered, p.Life.RateUntil, p.Life.Rated = "2026-10-29", "2026-11-10", "2026-11-24", "2026-11-25"
	p.Rating = &petition.Rating{Rated: 87, Until: "2026-11-24", Counted: true, Shown: true, Cells: []petition.RatingCell{
		{Value: "answered", People: 12, Percent: 13}, {Value: "partly", People: 31, Percent: 35}, {Value: "not_answered", People: 44, Percent: 50}}}
	return p
}

// mended is one that is written anew after it was turned away.
func mended() petition.Props {
	p := sickPay()
	p.Standing, p.Sponsoring, p.Mending, p.Signable = ui.Standing{State: "draft", Today: today}, nil, "2026-12-24", false
	p.Life = ui.Life{Today: today, Frozen: "2026-11-12", Rejections: []ui.Rejection{{Day: "2026-11-20", Reason: "Standard not met: It asks for one thing that can be answered. Say which agencies are meant."}}}
	return p
}

// again is one that was mended and has its sponsors again.
func again() petition.Props {
	p := sickPay()
	p.Sponsoring.Missing, p.Sponsoring.Again, p.Count, p.Standing.Sponsors, p.Sponsoring.Reviewed = 0, true, 5, 5, false
	return p
}

// places are the demo company's, and one that is long.
var places = []string{"Gdańsk", "Leeds", "Ohio", "Rotterdam", "Valencia", "Remote, and at customers’ own sites in the north"}

// foreign is written from right to left, with a word too long for any phone, and is spoken about in both directions.
func foreign() petition.Props {
	p := nightBus()
	p.ID, p.Title, p.Language, p.Addressee = "foreign", rightToLeft, "ar", "إلى مدير المستودع Leeds"
	p.Ask = "شغّلوا حافلة الساعة 23:40 في كل يوم عمل، كي يعود عمال الوردية المتأخرة إلى بيوتهم."
	p.LetterHTML = "<p>حتى أيلول كانت الحافلة تغادر عند 23:40، بعد عشر دقائق من نهاية الوردية.</p><ul><li>آخر قطار يغادر عند 23:25.</li><li>" + longWord + "</li></ul><p>In English, too: we walk.</p>"
	p.Thread = petition.Thread{Voices: 2, Order: "newest", Comments: []petition.Comment{
		said("1", "Early Ferry", "2026-11-26", 3, "أمشي خمسين دقيقة الآن.\n\nAnd I walk thirty."), said("2", "Salt Marsh", "2026-11-26", 0, longWord),
	}}
	p.Named, p.Names = 2, []petition.Name{{Name: "ليلى مراد", Title: "سائقة"}, {Name: longWord[:60], Title: "Driver"}}
	return p
}

const (
	rightToLeft = "أعيدوا الحافلة الليلية من Leeds إلى المدينة!"
	longWord    = "Betriebsverfassungsgesetzesänderungsvorschlagskommissionsvorsitzendenstellvertreter"
)

func foreignCards() []ui.Card {
	open := ui.Standing{State: "open", Since: "2026-11-25", Closes: "2027-02-23"}
	return []ui.Card{
		card("foreign", rightToLeft, "شغّلوا حافلة الساعة 23:40 في كل يوم عمل.", "RouteCam", 7, 100, open),
		card("long", longWord, longWord+" "+longWord, longWord, 12_345, 10_000, open),
	}
}
