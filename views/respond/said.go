package respond

import (
	"context"

	"roundrobin/views/ui"
	"roundrobin/views/words"
)

func problem(ctx context.Context, code string, args map[string]any) string {
	if code == "" {
		return ""
	}
	return words.Fault(ctx, code, args)
}

// late is by how many days the answer is overdue; below 1 it is not.
func (p RoomProps) late() int {
	if p.Answered != "" || p.Due == "" {
		return 0
	}
	return words.DaysBetween(p.Due, p.Today)
}

func (p RoomProps) clock(ctx context.Context) string {
	due := words.Day(ctx, p.Due)
	if late := p.late(); late > 0 {
		return words.N(ctx, "respond.late", late, "due", due)
	}
	return words.T(ctx, "respond.due", "due", due)
}

func (p RoomProps) sign() ui.Sign {
	if p.late() > 0 {
		return ui.Lozenge
	}
	return ui.Half
}

// beside is the refusal that belongs beside a field.
func (p RoomProps) beside(ctx context.Context, field string) string {
	if p.Field != field {
		return ""
	}
	return problem(ctx, p.Refusal, p.Args)
}

func (p RoomProps) answerTitle(ctx context.Context) string {
	if p.Stands != nil {
		return words.T(ctx, "respond.answer_again")
	}
	return words.T(ctx, "respond.answer")
}

// who is who speaks, as the thread calls them.
func (t Talked) who(ctx context.Context) string {
	if t.Voice == "organizers" || t.Voice == "leadership" {
		return words.T(ctx, "voice."+t.Voice)
	}
	return t.Pseudonym
}
