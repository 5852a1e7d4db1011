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

func (p SelfProps) or(ctx context.Context, said string) string {
	if said == "" {
		return words.T(ctx, "self.nothing")
	}
	return said
}

// kind is in words; what older files called it is shown as it stands there.
func (p SelfProps) kind(ctx context.Context) string {
	if key := "self.kind_" + p.Kind; p.Kind != "" && words.Has(key) {
		return words.T(ctx, key)
	}
	return p.or(ctx, p.Kind)
}

func (p AddressProps) action() string {
	if p.Self {
		return "/desk/self/address"
	}
	return "/desk/address"
}
