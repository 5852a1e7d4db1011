package mail_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"

	"roundrobin/views/mail"
)

// meridian is a week at Meridian Freight: one answer overdue, three petitions open, of which one closes soon.
func meridian() mail.Digest {
	return mail.Digest{
		Site: mail.Site{Employer: "Meridian Freight", Origin: "petitions.meridian.example", Base: "https://petitions.meridian.example"},
		Name: "the executive office", Day: "2026-11-26", Weekday: "thursday", Hour: 8, Zone: "Europe/Madrid", Holders: 4110,
		Petitions: []mail.Petition{screens(), badges(), routecam(), nightbus()},
		Published: "https://petitions.meridian.example/summaries/2026-W48", Stop: "https://petitions.meridian.example/summaries/stop/abc",
		Pulses: []mail.Pulse{
			{Name: "RouteCam", Answered: 106, Steps: []mail.Step{{Value: "very_badly", Percent: 38}, {Value: "badly", Percent: 27}, {Value: "well", Percent: 11}}},
			{Name: "Tone scoring", Answered: 7},
		},
	}
}

func screens() mail.Petition {
	return mail.Petition{
		ID: "aaaaaaaaaaaaaaaa", Title: "Stop recording our screens and keystrokes", Language: "en",
		Ask:   "End the Desktop Learning Program, delete everything that it has recorded of us, and from now on record no one’s work without a finished privacy review and their own free consent.",
		State: "delivered", Count: 1612, Goal: 2000, Share: 39, Change: 286, Angles: angles("screens", 1612),
		Opened: "2026-10-01", Closes: "2026-12-30", Delivered: "2026-11-10", Due: "2026-11-24", Overdue: 2,
		Weeks:   []int{143, 168, 173, 163, 219, 163, 297, 286},
		Program: &mail.Program{Name: "Desktop Learning Program", Status: "paused", Since: "2026-11-20", Latest: "Recordings found readable by all staff", LatestDay: "2026-11-20"},
		Reasons: []mail.Reason{
			{"one", "I work in customer care. My screen shows people’s addresses and bank details all day. Nobody asked them either.", 412},
			{"two", "A pause of thirty minutes means telling a machine each time I have something private.", 288},
			{"three", "I am not against learning from how we work.\n\nAsk us, pay for the hour, and show us what you kept. " + long, 1},
		},
	}
}

const long = "What we got instead was a note in a newsletter, a switch that turned itself back on after half an hour, and an exemption form that went to the very people who wanted the recordings; by the time mine was answered, everyone in the company could open them."

func badges() mail.Petition {
	return mail.Petition{
		ID: "bbbbbbbbbbbbbbbb", Title: "Count Badge days over a month, not a week", Language: "en", Ask: "Count the three office days over a calendar month.",
		State: "open", Count: 61, Goal: 260, Share: 1, Change: 12, Angles: angles("badges", 61), Opened: "2026-09-01", Closes: "2026-11-30",
		Weeks: []int{4, 6, 5, 8, 7, 9, 10, 12}, Program: &mail.Program{Name: "Badge days", Status: "announced"},
	}
}

func routecam() mail.Petition {
	return mail.Petition{
		ID: "cccccccccccccccc", Title: "Publish the RouteCam privacy review", Language: "en", Ask: "Publish the finished review of the in-cab cameras, in full, before the next contract.",
		State: "open", Count: 214, Goal: 300, Share: 5, Change: -3, Angles: angles("routecam", 214), Opened: "2026-10-05", Closes: "2027-01-03",
		Weeks: []int{30, 41, 28, 33, 40, 26, 19, -3}, Program: &mail.Program{Name: "RouteCam", Status: "active", Since: "2026-05-04"},
	}
}

func nightbus() mail.Petition {
	return mail.Petition{
		ID: "dddddddddddddddd", Title: "Bring back the night bus from Leeds depot", Language: "en", Ask: "Run the 23:40 bus again, or pay the taxi.",
		State: "open", Count: 7, Goal: 205, Change: 7, Angles: angles("nightbus", 7), Opened: "2026-11-25", Closes: "2027-02-23", Weeks: []int{7},
	}
}

func angles(of string, n int) []uint32 {
	all := make([]uint32, n)
	for i := range all {
		h := sha256.Sum256(fmt.Appendf(nil, "%s/%d", of, i))
		all[i] = binary.BigEndian.Uint32(h[:])
	}
	return all
}

func delivery() mail.Delivery {
	p := screens()
	return mail.Delivery{
		Site: meridian().Site, ID: p.ID, Title: p.Title, Ask: p.Ask, Language: "en", Addressee: "the executive board of Meridian Freight",
		Background: "Since September a program on our laptops keeps each key.\n\n- There is no finished privacy review, and the works council was shown a draft of two pages.\n- What is collected leaks.\n",
		LetterHTML: "<p>Since September a program on our laptops keeps each key.</p>\n<ul><li>There is no finished privacy review, and the works council was shown a draft of two pages.</li><li>What is collected leaks.</li></ul>",
		Count:      1612, Goal: 2000, Share: 39, Holders: 4110, Angles: p.Angles, Names: []string{"Ada Lindqvist, Planning and routing"},
		Delivered: "2026-11-26", Due: "2026-12-10", Answer: "https://petitions.meridian.example/respond#" + strings.Repeat("s", 43), Code: "K7M2-9QXD-4TRV",
	}
}

func notice() mail.Notice {
	n := mail.Notice{Site: meridian().Site, Day: "2026-11-26", Stop: "https://petitions.meridian.example/desk/letter/abc"}
	for _, p := range []mail.Petition{badges(), routecam()} {
		n.Open = append(n.Open, mail.Opening{ID: p.ID, Title: p.Title, Ask: p.Ask, Language: p.Language, Count: p.Count, Goal: p.Goal, Closes: p.Closes})
	}
	return n
}
