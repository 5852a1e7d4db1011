// Package demo holds the company of `roundrobin demo` as data: who it is, what it runs and what its people ask. All of it is
// invented. The player plays it through the domain's own code; nothing here touches a store.
//
// Days are counted from the day on which the demo starts: 0 is that day, -77 was 77 days before, 35 comes in 35 days. A nil
// day has not come.
package demo

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

//go:embed company.toml
var company string

// Roster is the CSV file of everybody on the roster, as `roundrobin roster import` takes it: a line of headings (name, email,
// department, site, kind, staff_id), then 5,204 people.
//
//go:embed roster.csv
var Roster []byte

// Company is everything that the demo shows.
type Company struct {
	Site       Site        `toml:"site"`
	Recipients []Recipient `toml:"recipient"`
	Programs   []Program   `toml:"program"`
	Petitions  []Petition  `toml:"petition"` // in the order of the story; the one to show first stands first
}

// Site is how the demo is set up.
type Site struct {
	Employer   string   `toml:"employer"`
	Short      string   `toml:"short"`  // the neutral page title
	Origin     string   `toml:"origin"` // the ledger's name
	Zone       string   `toml:"zone"`   // IANA name
	Leave      string   `toml:"leave"`  // where "Leave quickly" goes: an absolute https URL
	Language   string   `toml:"language"`
	Try        string   `toml:"try"`        // the address that the banner offers: on the roster, and that person does nothing else here
	Steward    string   `toml:"steward"`    // who decides in the office
	Holders    int      `toml:"holders"`    // people who hold a book on day 0, Try's person not among them
	Workplaces []string `toml:"workplaces"` // that signers can say they work at
	Addressees []string `toml:"addressees"` // whom petitions may be addressed to; each reads on after "To "
}

// Recipient is somebody in leadership who gets the weekly summary.
type Recipient struct {
	Name     string  `toml:"name"` // as the mail speaks of them
	Email    string  `toml:"email"`
	Language string  `toml:"language"`
	Weekday  Weekday `toml:"weekday"`
	Hour     int     `toml:"hour"` // 0 to 23 in the site's zone
}

// Weekday is written in English and lower case.
type Weekday time.Weekday

// UnmarshalText refuses what is no day of the week.
func (w *Weekday) UnmarshalText(text []byte) error {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.ToLower(d.String()) == string(text) {
			*w = Weekday(d)
			return nil
		}
	}
	return fmt.Errorf("%q is no day of the week", text)
}

// Program is what the employer runs.
type Program struct {
	Key        string    `toml:"key"` // names it within this file only
	Name       string    `toml:"name"`
	Owner      string    `toml:"owner"`   // a department
	Purpose    string    `toml:"purpose"` // one sentence
	Covered    int       `toml:"covered"` // people
	Who        string    `toml:"who"`     // they are, in words
	Start      int       `toml:"start"`   // day; ahead for one that is only announced
	Status     string    `toml:"status"`  // announced, active, scaled_back, paused, ended
	Since      int       `toml:"since"`   // day on which the status began
	Choice     string    `toml:"choice"`  // what people can do about it
	Review     string    `toml:"review"`  // of privacy: none, running, finished, published
	ReviewNote string    `toml:"review_note"`
	Collects   []Collect `toml:"collects"`
	Sources    []Source  `toml:"sources"`
	Timeline   []Entry   `toml:"timeline"` // oldest first
	Pulses     []Pulse   `toml:"pulse"`    // one a season; the last is of the season of day 0
}

// Pulse is how many said in a season that the program sits with them so, from very badly to very well, and what they said in its talk.
type Pulse struct {
	Said     []int     `toml:"said"`
	Comments []Comment `toml:"comment"` // of the season of day 0
}

// Collect is one kind of data.
type Collect struct {
	Kind string `toml:"kind"`
	Note string `toml:"note"`
}

// Source is where something about a program can be read. URL is absolute https and invented.
type Source struct {
	Title string `toml:"title"`
	URL   string `toml:"url"`
}

// Entry is a dated fact about a program.
type Entry struct {
	Day    int    `toml:"day"`
	Kind   string `toml:"kind"` // launch, change, incident, pause, note
	Title  string `toml:"title"`
	Note   string `toml:"note"`   // one or two sentences
	Source string `toml:"source"` // absolute https URL
	Status string `toml:"status"` // what the program became that day, or ""
}

// Petition is what is asked, and what came of it.
type Petition struct {
	Key        string `toml:"key"`        // names it within this file only
	Program    string `toml:"program"`    // its program's key, or ""
	Topic      string `toml:"topic"`      // of petition.Topics
	Language   string `toml:"language"`   // BCP 47
	Title      string `toml:"title"`      // up to 80 characters
	Addressee  string `toml:"addressee"`  // one of Site.Addressees
	Ask        string `toml:"ask"`        // up to 300 characters
	Background string `toml:"background"` // Markdown, up to 5,000 characters

	Goal  int    `toml:"goal"`
	State string `toml:"state"` // on day 0: queued (where the season is full), gathering, review, open, delivered, answered, closed, rejected, withdrawn

	Drafted   int  `toml:"drafted"`
	Gathering int  `toml:"gathering"` // the text is frozen; of what is queued, the day on which it joins the line
	Review    *int `toml:"review"`    // the last sponsor signs, and it goes to a steward
	Opened    *int `toml:"opened"`
	Closes    *int `toml:"closes"` // the last day to sign: 90 days after Opened
	Delivered *int `toml:"delivered"`
	Due       *int `toml:"due"` // leadership's answer: 14 days after Delivered

	Received  *int       `toml:"received"` // the first of the recipients confirms that it arrived
	Meeting   *Meeting   `toml:"meeting"`
	Response  *Response  `toml:"response"`
	Outcome   *Outcome   `toml:"outcome"`
	Rating    *Rating    `toml:"rating"`
	Named     []Named    `toml:"named"` // of those who signed
	Rejection *Rejection `toml:"rejection"`

	Withdrawal *Withdrawal `toml:"withdrawal"`
	Lapsed     *int        `toml:"lapsed"` // the day after the last one to find sponsors; it is withdrawn then

	Sponsors int       `toml:"sponsors"` // that it has on day 0; all of them signed before Opened
	Signed   Signed    `toml:"signed"`
	Comments []Comment `toml:"comment"` // none before Opened
}

// Queued is the state of what finds no place in the season's book.
const Queued = "queued"

// LeaveRoom takes out what stands in line: there is room in the season's book.
func (c *Company) LeaveRoom() {
	c.Petitions = slices.DeleteFunc(c.Petitions, func(p Petition) bool { return p.State == Queued })
}

// Slots is how many the season's book has when every one is taken, and the rest stands in line.
func (c *Company) Slots() (slots int) {
	for _, p := range c.Programs {
		slots += min(1, len(p.Pulses))
	}
	for _, p := range c.Petitions {
		if p.State != Queued {
			slots++
		}
	}
	return slots
}

// Response is leadership's answer, in Markdown.
type Response struct {
	Day     int        `toml:"day"`
	Text    string     `toml:"text"`
	Revised []Response `toml:"revised"` // later versions, in the order of days; they have none of their own
}

// Answers are all versions of leadership's answer, oldest first.
func (p *Petition) Answers() []Response {
	if p.Response == nil {
		return nil
	}
	return append([]Response{*p.Response}, p.Response.Revised...)
}

// Meeting is that leadership asks to meet, and what it says with that.
type Meeting struct {
	Day  int    `toml:"day"`
	Text string `toml:"text"`
}

// Outcome is what its organizers say came of it.
type Outcome struct {
	Day    int    `toml:"day"`
	Result string `toml:"result"` // won, partly_won, declined, no_answer
	Reason string `toml:"reason"`
}

// Rejection is a steward's no under the published standards.
type Rejection struct {
	Day   int    `toml:"day"`
	Code  string `toml:"code"` // of the standard: out_of_scope
	Words string `toml:"words"`
}

// Withdrawal is that its organizers took it back; the words are published.
type Withdrawal struct {
	Day   int    `toml:"day"`
	Words string `toml:"words"`
}

// Signed is how many signed on each day from From on, sponsors included.
type Signed struct {
	From  int   `toml:"from"` // the day of gathering
	ByDay []int `toml:"by_day"`
}

// Increment is how many signed on one day.
type Increment struct{ Day, Count int }

// Curve lists the days on which anybody signed, in order; all are before day 0.
func (p *Petition) Curve() (days []Increment) {
	for i, n := range p.Signed.ByDay {
		if n > 0 {
			days = append(days, Increment{p.Signed.From + i, n})
		}
	}
	return days
}

// Count is how many have signed on day 0, sponsors included.
func (p *Petition) Count() int { return p.CountAt(-1) }

// CountAt is how many have signed by the end of a day.
func (p *Petition) CountAt(day int) (n int) {
	for _, s := range p.Curve() {
		if s.Day <= day {
			n += s.Count
		}
	}
	return n
}

// Load reads the company. A key that no field takes is an error.
func Load() (*Company, error) { return read(company) }

func read(text string) (*Company, error) {
	var c Company
	meta, err := toml.Decode(text, &c)
	if err != nil {
		return nil, fmt.Errorf("demo: company.toml: %w", err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("demo: company.toml: nothing takes %v", unknown)
	}
	return &c, nil
}
