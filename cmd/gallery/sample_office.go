package main

import "roundrobin/views/office"

func officeScreens() []screen {
	return []screen{
		{"office", office.SignIn(office.SignInProps{})},
		{"office-refused", office.SignIn(office.SignInProps{Name: "Ines Aguilar", Refusal: "office_wrong"})},
		{"office-spent", office.SignIn(office.SignInProps{Name: "Ines Aguilar", Refusal: "office_spent", Args: map[string]any{"tries": 5}})},
		{"office-ended", office.SignIn(office.SignInProps{Note: "ended"})},
		{"office-room-empty", office.Room(officeEmpty())},
		{"office-room", office.Room(officeMany())},
	}
}

// officeEmpty is what a steward sees on the first day.
func officeEmpty() office.RoomProps {
	return office.RoomProps{
		Viewer: office.Viewer{Name: "Ines Aguilar", Role: "steward", Proposals: true}, Today: today, Version: "development",
		Ledger: office.Ledger{Size: 4, Witnesses: []office.Witness{{Name: "witness.unite.example", Size: 4}, {Name: "betriebsrat.meridian.example", Size: 3, Trouble: "dial tcp: connection refused"}}, Checkpoint: "petitions.meridian.example\n4\nqF0mJrFfYyqZrS2rY8TWTtDtVvlqSV6mI1rYpB4GnQk=\n\n— petitions.meridian.example P5ocG0m8mC1s3Nw0Tt2r0Yd1pQ7l0mFtqk9sB0f1eHqR7mVw6dJp1c0yT4sZbV0oXkq2mDnA9sHu3lKx0qP5ocG0m8mC1=\n"},
	}
}

// officeMany is what an admin sees on a busy one.
func officeMany() office.RoomProps {
	p := officeEmpty()
	p.Name, p.Role, p.Ledger.Size = "Tomasz Wrona", "admin", 9874
	p.Review = []office.Petition{
		{ID: "tone", Language: "en", Title: "Let us hear our own tone-scored calls", Ask: "Let everyone in customer care listen to their own calls and see the score, within a day, and contest it.",
			Since: "2026-11-22", Due: "2026-11-25", Program: "Tone scoring"},
		{ID: "sick", Language: "en", Title: "Sick pay for contractors from day one", Ask: "Pay agency staff from the first day of sickness, as everyone else.", Since: "2026-11-23", Due: "2026-11-26"},
		{ID: "swap", Language: "en", Title: "Say what the rank in the rota tool is for", Ask: "Publish how shift swaps are scored, and who sees the score.", Since: "2026-11-26", Due: "2026-11-29", Program: "Shift-swap scoring"},
	}
	p.Mail = office.Mail{Waiting: 1, Sent: 41, Failed: 1, Dead: 2, Troubled: []office.Letter{
		{Recipient: "the executive office", Period: "2026-W48", State: "failed", Reason: "smtp 451", Tries: 3},
		{Recipient: "the works council", Period: "2026-W46", State: "dead", Reason: "interrupted", Tries: 1},
		{Period: "2026-W41", State: "dead", Reason: "gave up", Tries: 12},
	}}
	p.Books = []office.Book{
		{Name: "2026Q4", From: "2026-10-01", To: "2026-12-31", Collected: 4110}, {Name: "2026Q3", From: "2026-07-01", To: "2026-09-30", Collected: 3890},
		{Name: "2026Q2", From: "2026-04-01", To: "2026-06-30", Collected: 17},
	}
	return p
}
