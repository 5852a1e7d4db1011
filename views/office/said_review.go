package office

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"roundrobin/views/ui"
)

// heading is what the panel is about.
func (p ReviewProps) heading() string {
	switch {
	case p.CanOpen:
		return "office.decide"
	case p.CanReject || p.CanHide || p.CanShow:
		return "office.decide_early"
	}
	return "office.decided"
}

// plain is where the form goes that has buttons of its own: to what is done most often.
func (p ReviewProps) plain() string {
	if p.CanReject {
		return "reject"
	}
	return "hide"
}

// last is the newest decision with a reason that is of some act, or nothing.
func (p ReviewProps) last(act string) Deed {
	for _, d := range p.Done {
		if d.Act == act {
			return d
		}
	}
	return Deed{}
}

// code is the standard by which the text was hidden.
func (p ReviewProps) code() string {
	title := p.last("hide").Standard
	for _, s := range p.Standards {
		if s.Title == title {
			return s.Code
		}
	}
	return ""
}

func (p ReviewProps) words() string { return p.last("hide").Words }

func (p ReviewProps) wordsLabel(standards bool) string {
	if standards {
		return "office.reject_words"
	}
	return "office.show_words"
}

func (p ReviewProps) wordsProblem() Problem {
	if p.Field == "words" {
		return Problem{p.Refusal, p.Args}
	}
	return Problem{}
}

// room is for the sentences that the queue shares with the overview.
func (p QueueProps) room() RoomProps { return RoomProps{Today: p.Today} }

func (p QueueProps) sign(x Petition) ui.Sign { return p.room().sign(x) }

func (p QueueProps) due(ctx context.Context, x Petition) string { return p.room().due(ctx, x) }

func (p QueueProps) age(ctx context.Context, x Petition) string { return p.room().age(ctx, x) }

func (p ProgramProps) action() templ.SafeURL {
	if p.New {
		return "/office/programs"
	}
	return templ.URL("/office/programs/" + p.Facts.ID)
}

func (p ProgramProps) button() string {
	if p.New {
		return "office.program.add"
	}
	return "office.program.save"
}

// done is what the address may say was done; anything else is nothing.
func (p ProposalsProps) done() string {
	if p.Done == "declined" {
		return p.Done
	}
	return "accepted"
}

// here: the proposal that a refusal is about is still on the page.
func (p ProposalsProps) here() bool {
	for _, x := range p.Waiting {
		if x.ID == p.ID {
			return true
		}
	}
	return false
}

func (p ProposalsProps) wordsOf(x Proposal) string {
	if p.ID == x.ID {
		return p.Words
	}
	return ""
}

func isAddress(source string) bool { return strings.HasPrefix(source, "https://") }
