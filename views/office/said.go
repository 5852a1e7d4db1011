package office

import (
	"context"
	"strings"

	"roundrobin/views/ui"
	"roundrobin/views/words"
)

func problem(ctx context.Context, refusal string, args map[string]any) string {
	if refusal == "" {
		return ""
	}
	return words.Fault(ctx, refusal, args)
}

func days(from, to string) int { return words.DaysBetween(from, to) }

// due says by when a steward should decide.
func (p RoomProps) due(ctx context.Context, x Petition) string {
	switch late := p.late(x); {
	case late > 0:
		return words.N(ctx, "office.review_late", late)
	case late == 0:
		return words.T(ctx, "office.review_today")
	}
	return words.T(ctx, "office.review_due", "day", words.DayNear(ctx, x.Due, p.Today))
}

func (l Letter) became(ctx context.Context) string {
	state := words.T(ctx, "office.mail."+l.State)
	if l.Reason == "" {
		return words.T(ctx, "office.mail.plainly", "state", state)
	}
	return words.T(ctx, "office.mail.because", "state", state, "reason", l.reason(ctx))
}

func (l Letter) reason(ctx context.Context) string {
	for _, later := range []string{"bounced", "delayed"} {
		if status, ok := strings.CutPrefix(l.Reason, later+" "); ok {
			return words.T(ctx, "bounce."+later, "because", bounceClass(ctx, status), "code", status)
		}
	}
	key := "office.mail.reason_" + strings.ReplaceAll(l.Reason, " ", "_")
	if words.Has(key) {
		return words.T(ctx, key)
	}
	return words.T(ctx, "office.mail.reason_server", "code", strings.TrimPrefix(l.Reason, "smtp "))
}

// bounceClass says in words what a status (RFC 3463) is about.
func bounceClass(ctx context.Context, status string) string {
	subject, _, _ := strings.Cut(strings.TrimPrefix(status[1:], "."), ".")
	key := "bounce.class_" + subject
	if status == "4.4.7" || status == "5.4.7" {
		key = "bounce.class_late"
	}
	if !words.Has(key) {
		key = "bounce.class_other"
	}
	return words.T(ctx, key)
}

// lost says that it was refused or came back; one that its reader stopped, or that may have arrived, was not.
func (l Letter) lost() bool {
	return l.State == "dead" && l.Reason != "unwanted" && l.Reason != "interrupted" && l.Reason != "unclear"
}

func (l Letter) sign() ui.Sign {
	switch {
	case l.State == "dead" && l.Reason != "unwanted":
		return ui.Lozenge
	case l.State == "sent":
		return ui.Disc
	}
	return ui.Half
}

// tried adds after how many tries, once there was one.
func (l Letter) tried(ctx context.Context) string {
	if l.Tries == 0 {
		return l.became(ctx)
	}
	return l.became(ctx) + " " + words.N(ctx, "office.mail.after", l.Tries)
}

// what a letter was: a summary by its week, or a delivery, or a new link.
func (l Letter) what(ctx context.Context) string {
	kind, _, other := strings.Cut(l.Period, ":")
	if year, week, ok := strings.Cut(l.Period, "-W"); ok && !other {
		return words.T(ctx, "leadership.mail_week", "week", strings.TrimPrefix(week, "0"), "year", year)
	} else if !other {
		return l.Period
	}
	return words.T(ctx, "leadership.mail_"+kind)
}

// to names whom it was for; who is not on the list of recipients any more has no name.
func (l Letter) to(ctx context.Context) string {
	if l.Recipient == "" {
		return words.T(ctx, "office.mail.somebody_removed")
	}
	return l.Recipient
}

// age says since when a petition has been in review.
func (p RoomProps) age(ctx context.Context, x Petition) string {
	since := words.T(ctx, "office.review_since", "day", words.DayNear(ctx, x.Since, p.Today))
	if n := days(x.Since, p.Today); n > 0 {
		return since + " " + words.N(ctx, "office.review_age", n)
	}
	return since
}
