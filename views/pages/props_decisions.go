package pages

import (
	"context"

	"roundrobin/views/words"
)

// DecisionsProps are those of /standards/decisions (Decisions).
type DecisionsProps struct {
	Today string
	// Petition is the id of the one that they are about, "" for all; Title and Language are its own.
	Petition, Title, Language string
	Total                     int
	Decided                   []Decided
	// Newer and Older are from where the next pages begin, or -1.
	Newer, Older int
}

// Decided is one decision.
type Decided struct {
	Day, Who, Role string
	// Act is as in the record: "audit.ACT" in the catalogue.
	Act string
	// Petition is its id, Title what it was called then, Comment the id of the comment in it, or "".
	Petition, Title, Comment string
	// Standard is the title of the one that was named, or "", Standards the version that it is of; Words are what was said beside it.
	Standard  string
	Standards int
	Words     string
	// Detail is what exactly was changed, as in models/audit.
	Detail string
}

func (d Decided) address() string {
	if d.Act == "standards" {
		return StandardsVersion{Version: d.Standards}.address()
	}
	if d.Comment != "" {
		return "/petitions/" + d.Petition + "#c-" + d.Comment
	}
	return "/petitions/" + d.Petition
}

// title of a petition whose text was hidden when it was decided about may be what a steward hid.
func (d Decided) title(ctx context.Context) string {
	if d.Act == "standards" {
		return words.T(ctx, "decisions.standards", "version", d.Standards)
	}
	if d.Act == "hide" || d.Act == "reject" || d.Title == "" {
		return words.T(ctx, "decisions.a_petition")
	}
	return d.Title
}

func (p DecisionsProps) title(ctx context.Context) string {
	if p.Title == "" {
		return words.T(ctx, "decisions.a_petition")
	}
	return p.Title
}

func (p DecisionsProps) from(place string) string {
	address := "/standards/decisions?from=" + place
	if p.Petition != "" {
		address += "&petition=" + p.Petition
	}
	return address
}

func (p DecisionsProps) data() string {
	if p.Petition != "" {
		return "/standards/decisions.json?petition=" + p.Petition
	}
	return "/standards/decisions.json"
}
