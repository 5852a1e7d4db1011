package home

import (
	"context"
	"strings"

	"roundrobin/views/layout"
	"roundrobin/views/ui"
	"roundrobin/views/words"
)

func headline(ctx context.Context) string {
	if employer := layout.SiteOf(ctx).Employer; employer != "" {
		return words.T(ctx, "home.headline", "employer", employer)
	}
	return words.T(ctx, "home.headline_plain")
}

// found heads the list: how many there are, and for what words.
func found(ctx context.Context, p ListProps) string {
	if p.Search.Query == "" {
		return words.N(ctx, "list.count", p.Total)
	}
	return words.N(ctx, "list.found", p.Total, "query", p.Search.Query)
}

func taken(ctx context.Context, n Near) string {
	return words.T(ctx, "list.near", "typed", n.Typed, "near", strings.Join(n.Taken, ", "))
}

// wider is the search without what was chosen.
func wider(s ui.Search) string { return ui.Search{Query: s.Query}.Address("/petitions") }
