package summary

import (
	"context"
	"strconv"
	"strings"

	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// became says what has become of a mail; who it went to is a name, never an address.
func (s Sent) became(ctx context.Context) string {
	return words.T(ctx, "summaries.state_"+s.state(), "name", s.Name)
}

func (s Sent) state() string {
	switch {
	case s.State == "sent" && s.Reason != "":
		return "delayed"
	case s.State != "dead":
		return s.State
	case strings.HasPrefix(s.Reason, "bounced "):
		return "returned"
	case s.Reason == "interrupted" || s.Reason == "unclear":
		return "unclear"
	case s.Reason == "unwanted":
		return "stopped"
	}
	return "refused"
}

// Lost says that it was refused or came back.
func (s Sent) Lost() bool { return s.state() == "refused" || s.state() == "returned" }

// Unsure says that it may have arrived, and nobody saw.
func (s Sent) Unsure() bool { return s.state() == "unclear" }

// Unwanted says that its reader stopped it before it went.
func (s Sent) Unwanted() bool { return s.state() == "stopped" }

func (s Sent) sign() ui.Sign {
	switch s.state() {
	case "sent":
		return ui.Disc
	case "refused", "returned", "unclear":
		return ui.Lozenge
	}
	return ui.Half
}

func (t Told) address() string { return "/summaries/" + t.Path }

func (p ListProps) from(n int) string {
	q := "/summaries?from=" + strconv.Itoa(n)
	if p.Petition != "" {
		q += "&petition=" + p.Petition
	}
	return q
}

func (p OwnProps) when(ctx context.Context) string {
	city := strings.ReplaceAll(p.Zone[strings.LastIndexByte(p.Zone, '/')+1:], "_", " ")
	return words.T(ctx, "summaries.when", "weekday", words.T(ctx, "mail.weekday."+p.Weekday), "hour", strconv.Itoa(p.Hour)+":00", "zone", city)
}

// state is ask, done, or (of one who stopped and looks at the question) stopped.
func (p OwnProps) state() string {
	switch {
	case p.Does == "stop" && p.Stopped != "", p.Does == "confirm" && p.Confirmed != "" && p.Stopped == "":
		return "done"
	case p.Does == "confirm" && p.Stopped != "":
		return "stopped"
	}
	return "ask"
}
