package main

import (
	"strings"

	viewmail "roundrobin/views/mail"
	"roundrobin/views/office"
	"roundrobin/views/petition"
	"roundrobin/views/respond"
)

func respondScreens() []screen {
	typed := respondRoom()
	typed.Words, typed.Received, typed.Met = "Thank you.\n\n- We **end** the program.\n- We delete what it holds.", today, ""
	preview := typed
	preview.Preview = "<p>Thank you.</p><ul><li>We <strong>end</strong> the program.</li><li>We delete what it holds.</li></ul>"
	empty, changed := respondRoom(), typed
	empty.Refusal, empty.Field = "answer_empty", "words"
	changed.Refusal, changed.Seen = "answer_changed", 1
	changed.Stands = &respond.Revision{Day: "2026-11-25", Who: "the executive office", HTML: "<p>We will look into it.</p>"}
	changed.Answered = "2026-11-25"
	return []screen{
		{"respond", respond.Enter(respond.EnterProps{})},
		{"respond-wrong", respond.Enter(respond.EnterProps{Code: "k7m2 9qxd 4trw", Refusal: "answer_code_wrong"})},
		{"respond-spent", respond.Enter(respond.EnterProps{Code: "k7m2 9qxd 4trw", Refusal: "answer_code_spent"})},
		{"respond-used", respond.Enter(respond.EnterProps{Refusal: "answer_link_answered", Args: map[string]any{"day": "2026-11-25"}, Kept: typed.Words})},
		{"respond-revoked", respond.Enter(respond.EnterProps{Refusal: "answer_link_revoked", Args: map[string]any{"day": "2026-11-25"}})},
		{"respond-opening", staged(respond.Enter(respond.EnterProps{}), "respond", "opening")},
		{"respond-room", respond.Room(respondRoom())},
		{"respond-typed", respond.Room(typed)},
		{"respond-preview", respond.Room(preview)},
		{"respond-empty", respond.Room(empty)},
		{"respond-changed", respond.Room(changed)},
		{"respond-published", respond.Published(respond.PublishedProps{ID: "214", Name: "the executive office"})},
		{"petition-answered", petition.Show(answered())},
		{"petition-delivery", petition.Delivery(deliveryProps())},
		{"petition-letter", petition.Letter(letterProps())},
		{"office-leadership", office.Leadership(office.LeadershipProps{Viewer: office.Viewer{Name: "Tomasz Wrona", Role: "admin", Proposals: true}, Today: today, Delivered: []office.Delivered{{ID: "214", Title: recording().Title, Language: "en", Links: []office.Link{
			{ID: "a", Name: "the executive office", Received: "2026-11-12", Met: "2026-11-14", Expires: "2027-05-09"},
			{ID: "b", Name: "the works council", Expires: "2027-05-09", Revoked: "2026-11-20"},
		}}}})},
		{"office-leadership-none", office.Leadership(office.LeadershipProps{Viewer: office.Viewer{Name: "Tomasz Wrona", Role: "admin", Proposals: true}, Today: today})},
	}
}

func respondRoom() respond.RoomProps {
	p := recording()
	return respond.RoomProps{
		Key: strings.Repeat("s", 43), Name: "the executive office", ID: p.ID, Title: p.Title, Ask: p.Ask, Addressee: p.Addressee, Language: p.Language, LetterHTML: p.LetterHTML,
		Count: p.Count, Goal: p.Goal, Share: p.Share, Angles: p.Angles, Today: today, Delivered: "2026-11-10", Due: "2026-11-24", MaxWords: 10_000, MaxMeeting: 300,
	}
}

// answered is late, was changed once, and came to something.
func answered() petition.Props {
	p := recording()
	p.Standing.State, p.Standing.Outcome = "answered", "partly_won"
	p.Life.Answered, p.Life.Outcome = "2026-11-25", "partly_won"
	p.Reply = &petition.Reply{
		Delivered: "2026-11-10", Due: "2026-11-24", Today: today, To: []string{"the executive office", "the people director", "the works council"},
		Received: []petition.Mark{{Day: "2026-11-12", Who: "the executive office"}},
		Meetings: []petition.Mark{{Day: "2026-11-14", Who: "the people director", Words: "Any afternoon this month. Ask at the works council’s office."}},
		Revisions: []petition.Revision{
			{Day: "2026-11-25", Who: "the executive office", HTML: "<p>We will pause the program while it is looked into.</p>"},
			{Day: "2026-11-26", Who: "the executive office", HTML: "<p>We <strong>end</strong> the program, and delete what it holds.</p>", Changes: []petition.Piece{
				{Text: "We ", Was: true, Is: true}, {Text: "will pause", Was: true}, {Text: "**end**", Is: true}, {Text: " the program", Was: true, Is: true},
				{Text: " while it is looked into.", Was: true}, {Text: ", and delete what it holds.", Is: true},
			}},
		},
	}
	p.Came = &petition.Came{Result: "partly_won", Day: today, Reason: "The program has ended. What becomes of the recordings is not in writing yet."}
	return p
}

func deliveryProps() petition.DeliveryProps {
	return petition.DeliveryProps{
		Sent: petition.Sent{To: 2, Lost: 1},
		ID:   "214", Title: recording().Title, Language: "en", Day: "2026-11-10", To: []string{"the executive office", "the works council"},
		Words: deliveryMail().Public(gallerySite()), Hash: strings.Repeat("9c41e07d", 8),
	}
}

func letterProps() petition.LetterProps {
	p := recording()
	return petition.LetterProps{
		ID: p.ID, Title: p.Title, Ask: p.Ask, Addressee: p.Addressee, Language: p.Language, LetterHTML: p.LetterHTML, TextHash: p.TextHash,
		Count: p.Count, Goal: p.Goal, Share: p.Share, Holders: p.Holders, Angles: p.Angles, Delivered: "2026-11-10", Today: today,
		Names: []string{"Ada Lindqvist, Planning and routing", "José Núñez, Customer care"},
	}
}

func mailSite() viewmail.Site {
	return viewmail.Site{Employer: "Meridian Freight", Origin: "petitions.meridian.example", Base: "https://petitions.meridian.example"}
}

func deliveryMail() viewmail.Delivery {
	p := recording()
	return viewmail.Delivery{
		Site: mailSite(), ID: p.ID, Title: p.Title, Ask: p.Ask, Addressee: p.Addressee, Language: p.Language, LetterHTML: p.LetterHTML,
		Background: "Since 10 September a program on our laptops has kept each key that we press.\n\n- There is no finished privacy review. The works council was shown a draft of two pages.\n- There is no real choice.",
		Count:      p.Count, Goal: p.Goal, Share: p.Share, Holders: p.Holders, Angles: p.Angles, Delivered: "2026-11-10", Due: "2026-11-24",
		Answer: "https://petitions.meridian.example/respond#" + strings.Repeat("s", 43), Code: "K7M2-9QXD-4TRV",
	}
}

func renewedMail() viewmail.Renewed {
	return viewmail.Renewed{
		Site: mailSite(), ID: "214", Title: recording().Title, Language: "en", Name: "the executive office", Day: today, Revisions: 1,
		Answer: deliveryMail().Answer, Code: "K7M2-9QXD-4TRV", Contact: "council@meridian.example",
	}
}
