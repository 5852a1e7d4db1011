package desk

import (
	"context"

	"roundrobin/views/layout"
	"roundrobin/views/words"
)

// problem is the sentence beside a field, "" where nothing was refused.
func problem(ctx context.Context, code string, args map[string]any) string {
	if code == "" {
		return ""
	}
	return words.Fault(ctx, code, args)
}

func (p CheckedInProps) collected() string {
	if p.Printed {
		return "printed.elsewhere"
	}
	return "checked.collected"
}

func (p CheckedInProps) needs() string {
	if p.Printed {
		return "printed.needs"
	}
	return "checked.needs"
}

// lede promises no mail; only where there is a roster does it name one.
func (p CodeProps) lede(ctx context.Context) string {
	if layout.SiteOf(ctx).Domains != "" {
		return words.N(ctx, "code.lede_open", p.Minutes)
	}
	return words.N(ctx, "code.lede", p.Minutes)
}
