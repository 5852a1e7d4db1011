package desk

import (
	"context"
	"slices"

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

// problemOf is the sentence beside the field of one way, "" where it refused nothing.
func (p AddressProps) problemOf(ctx context.Context, way string) string {
	if p.Way != way {
		return ""
	}
	return problem(ctx, p.Refusal, p.Args)
}

func (p AddressProps) address() string {
	if p.Personal {
		return "way.personal"
	}
	return "desk.address"
}

func (p AddressProps) offered() []string {
	if i := slices.Index(p.Ways, p.Way); i > 0 {
		return slices.Insert(slices.Delete(slices.Clone(p.Ways), i, i+1), 0, p.Way)
	}
	return p.Ways
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
