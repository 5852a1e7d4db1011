package office

import (
	"context"
	"slices"
	"strconv"

	"roundrobin/views/ui"
	"roundrobin/views/words"
)

const (
	recipients = "recipients"
	mail       = "mail"
)

// RecipientsProps are those of /office/recipients (Recipients). Done is added, removed, or "".
type RecipientsProps struct {
	Viewer
	Today, Done string
	Recipients  []Recipient
}

// Recipient is one reader of leadership's summary. Days are "" while they have not come.
type Recipient struct {
	ID, Name, Address  string
	Weekday            string // monday, tuesday …
	Hour               int
	Zone               string
	Some               int // programs and petitions followed; 0 follows all
	Confirmed, Stopped string
}

// RecipientProps are those of a recipient's form (RecipientShow). Recipient.ID is "" for a new one; Done is changed, asked, tested, or "".
type RecipientProps struct {
	Viewer
	Recipient
	Today, Done string
	Form        RecipientForm
	Problems    Problems
	Programs    map[string]string // names by id
	Letters     []Letter          // some of what they were written
}

// lost: something was refused, or came back.
func (p RecipientProps) lost() bool { return slices.ContainsFunc(p.Letters, Letter.lost) }

// RecipientForm is what stands in the form, as it was typed.
type RecipientForm struct {
	Address, Name, Weekday, Hour, Zone, Language string
	Programs                                     []string
	Petitions                                    string // one a line
}

// MailProps are those of /office/mail (MailQueue).
type MailProps struct {
	Viewer
	Troubled, Others []Letter
	Counts           Mail
}

// Add sorts a letter in.
func (p *MailProps) Add(l Letter) {
	in := map[string]*int{"waiting": &p.Counts.Waiting, "sending": &p.Counts.Sending, "sent": &p.Counts.Sent, "failed": &p.Counts.Failed, "dead": &p.Counts.Dead}
	if n := in[l.State]; n != nil {
		*n++
	}
	if l.State == "failed" || l.State == "dead" || l.Reason != "" {
		p.Troubled = append(p.Troubled, l)
		return
	}
	p.Others = append(p.Others, l)
}

func (r Recipient) stands(ctx context.Context, today string) string {
	switch {
	case r.Stopped != "":
		return words.T(ctx, "recipients.stopped", "day", words.DayNear(ctx, r.Stopped, today))
	case r.Confirmed != "":
		return words.T(ctx, "recipients.confirmed", "day", words.DayNear(ctx, r.Confirmed, today))
	}
	return words.T(ctx, "recipients.unsure")
}

func (r Recipient) sign() ui.Sign {
	switch {
	case r.Stopped != "":
		return ui.Lozenge
	case r.Confirmed != "":
		return ui.Disc
	}
	return ui.Half
}

func (r Recipient) when(ctx context.Context) string {
	said := words.T(ctx, "recipients.when", "weekday", words.T(ctx, "mail.weekday."+r.Weekday), "hour", strconv.Itoa(r.Hour)+":00", "zone", r.Zone) + " "
	if r.Some == 0 {
		return said + words.T(ctx, "recipients.follows_all")
	}
	return said + words.N(ctx, "recipients.follows_some", r.Some)
}

func (r Recipient) address() string { return "/office/recipients/" + r.ID }

var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

func hours() (all []string) {
	for h := range 24 {
		all = append(all, strconv.Itoa(h))
	}
	return all
}

// known are the programs by name.
func (p RecipientProps) known() []string {
	ids := make([]string, 0, len(p.Programs))
	for id := range p.Programs {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return slices.Compare([]string{p.Programs[a], a}, []string{p.Programs[b], b}) })
	return ids
}

func (p RecipientProps) follows(program string) bool {
	return slices.Contains(p.Form.Programs, program)
}
