package mail

import (
	"context"
	"strconv"
	"strings"
	"time"

	"roundrobin/views/words"
)

const (
	full  = 6   // petitions told at length; those that wait for an answer come first
	told  = 20  // petitions told at all; the rest is on the site
	soon  = 7   // days before its end at which a petition says so
	quote = 300 // characters of a comment
)

// Occasions of a summary, beside its week.
const (
	goal   = "goal"
	test   = "test"
	coming = "coming" // on the site, for everybody
)

// In this file, each function makes one sentence or two, for both halves of the mail.

func (d Digest) subject(ctx context.Context) string {
	said := words.T(ctx, "mail.subject.whole", "list", d.list(ctx), "news", d.news(ctx), "day", words.Day(ctx, d.Day))
	if d.Occasion == test {
		return words.T(ctx, "mail.subject.test", "subject", said)
	}
	return said
}

// list is the name of the list, as the subject and List-Id say it.
func (d Digest) list(ctx context.Context) string {
	if d.Site.Employer == "" {
		return words.T(ctx, "mail.list_plain")
	}
	return words.T(ctx, "mail.list_name", "employer", d.Site.Employer)
}

func (d Digest) news(ctx context.Context) string {
	if d.Occasion == goal {
		return words.T(ctx, "mail.subject.goal")
	}
	if n := d.count(Petition.overdue); n > 0 {
		return words.N(ctx, "mail.subject.overdue", n)
	}
	if n := d.count(Petition.waiting); n > 0 {
		return words.N(ctx, "mail.subject.waiting", n)
	}
	if n := d.count(d.signable); n > 0 {
		return words.N(ctx, "mail.subject.open", n)
	}
	return words.T(ctx, "mail.subject.none")
}

// heading is "Weekly summary for the executive office, 26 November 2026".
func (d Digest) heading(ctx context.Context) string {
	if d.Occasion != "" {
		return words.T(ctx, "mail.head."+d.Occasion, "day", words.Day(ctx, d.Day))
	}
	if d.Name == "" {
		return words.T(ctx, "mail.head.plain", "day", words.Day(ctx, d.Day))
	}
	return words.T(ctx, "mail.head.for", "name", d.Name, "day", words.Day(ctx, d.Day))
}

// headline is the whole mail in two sentences.
func (d Digest) headline(ctx context.Context) string {
	if d.Occasion == goal {
		return words.T(ctx, "mail.head.goal_reached")
	}
	return d.due(ctx) + " " + d.open(ctx)
}

func (d Digest) due(ctx context.Context) string {
	if n := d.count(Petition.overdue); n > 0 {
		return words.N(ctx, "mail.head.overdue", n, "number", number(ctx, n))
	}
	if n := d.count(Petition.waiting); n > 0 {
		return words.N(ctx, "mail.head.waiting", n, "number", number(ctx, n))
	}
	return words.T(ctx, "mail.head.nothing_due")
}

func (d Digest) open(ctx context.Context) string {
	open := d.count(d.signable)
	if open == 0 {
		return words.T(ctx, "mail.head.none")
	}
	begun := words.N(ctx, "mail.head.open", open, "number", number(ctx, open))
	closing := d.count(d.closesSoon)
	switch closing {
	case 0:
		return words.T(ctx, "mail.head.end", "begun", begun)
	case 1:
		return d.oneCloses(ctx, begun, open)
	}
	return words.T(ctx, "mail.head.closing_some", "begun", begun, "some", strings.ToLower(number(ctx, closing)))
}

func (d Digest) oneCloses(ctx context.Context, begun string, open int) string {
	key := "mail.head.closing_one"
	if open == 1 {
		key = "mail.head.closing_it"
	}
	for _, p := range d.Petitions {
		if !d.closesSoon(p) {
			continue
		}
		if p.Closes == d.Day {
			return words.T(ctx, key+"_today", "begun", begun)
		}
		return words.T(ctx, key, "begun", begun, "weekday", weekday(ctx, p.Closes))
	}
	return begun
}

func (d Digest) count(which func(Petition) bool) (n int) {
	for _, p := range d.Petitions {
		if which(p) {
			n++
		}
	}
	return n
}

func (p Petition) overdue() bool { return p.waiting() && p.Overdue > 0 }
func (p Petition) waiting() bool { return p.State == "delivered" }

func (d Digest) signable(p Petition) bool {
	return (p.State == "open" || p.State == "delivered") && p.Closes >= d.Day
}

func (d Digest) closesSoon(p Petition) bool {
	return d.signable(p) && words.DaysBetween(d.Day, p.Closes) < soon
}

// shown splits what is told at length from what is told in brief; more is how many are left out.
func (d Digest) shown() (long, brief []Petition, more int) {
	for i, p := range d.Petitions {
		switch {
		case i >= told:
			more++
		case i == 0 || p.waiting() && i < full:
			long = append(long, p)
		default:
			brief = append(brief, p)
		}
	}
	return long, brief, more
}

// number is a small number as a word, for the head of a sentence.
func number(ctx context.Context, n int) string {
	if n < 2 || n > 12 {
		return words.Number(ctx, n)
	}
	return words.T(ctx, "mail.number.n"+strconv.Itoa(n))
}

func weekday(ctx context.Context, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return words.T(ctx, "mail.weekday."+strings.ToLower(t.Weekday().String()))
}
