package desk

import (
	"context"

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
