package booth

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/petition"
	"roundrobin/models/standard"
	view "roundrobin/views/petition"
	"roundrobin/views/words"
)

// sponsoring is what those need to know who may be among the first to sign; nil once everyone can.
func (b *Booth) sponsoring(p petition.Petition, l petition.Life) *view.Sponsoring {
	if p.State != petition.Gathering {
		return nil
	}
	return &view.Sponsoring{
		Wanted: p.Sponsors, Missing: p.Missing(), Until: string(p.LapsesAfter(b.Rules())), Reviewed: p.Reviewed(b.Rules()), Again: l.Last(petition.Mend).Day != "",
	}
}

// hiddenBy is why a steward hides the text; nil while it is shown.
func hiddenBy(p petition.Petition, l petition.Life, all standard.Published) *view.HiddenText {
	if p.Hidden == "" {
		return nil
	}
	r := petition.ParseReason(l.Last(petition.Hide).Reason)
	h := &view.HiddenText{Day: string(p.Hidden), Words: r.Words}
	if s, err := all.Find(r.Code); err == nil {
		h.Standard = s.Title
	}
	return h
}

func mendingBy(p petition.Petition, r petition.Rules) day.Day {
	if p.State != petition.Draft {
		return ""
	}
	return p.MendBy(r)
}

// reasonOf says a published reason as people read it: the standard that its code names, then the words.
func reasonOf(ctx context.Context, all standard.Published, line string) string {
	r := petition.ParseReason(line)
	s, err := all.Find(r.Code)
	if err != nil {
		return line
	}
	return words.T(ctx, "standards.reason", "standard", s.Title, "words", r.Words)
}

// standardOf is the code of the standard that a published reason names, or "".
func standardOf(all standard.Published, line string) string {
	s, err := all.Find(petition.ParseReason(line).Code)
	if err != nil {
		return ""
	}
	return s.Code
}
