package fail

import (
	"context"
	"strconv"

	"roundrobin/views/layout"
	"roundrobin/views/words"
)

// kinds are the statuses that have words of their own.
var kinds = map[int]string{
	403: "forbidden", 404: "not_found", 405: "not_found", 409: "refused", 410: "gone", 413: "too_large",
	422: "refused", 429: "too_many", 503: "unavailable",
}

func (p Props) kind() string {
	if kind, ok := kinds[p.Status]; ok {
		return kind
	}
	if p.Status >= 400 && p.Status < 500 {
		return "refused"
	}
	return "internal"
}

func (p Props) sentence(ctx context.Context) string {
	if p.Refusal != "" {
		return words.Fault(ctx, p.Refusal, p.Args)
	}
	return words.T(ctx, "fail."+p.kind()+"_text")
}

func (p Props) number() string {
	if p.Status == 0 {
		return "500"
	}
	return strconv.Itoa(p.Status)
}

func (p Props) room() layout.Room {
	if p.Desk {
		return layout.Desk
	}
	return layout.Bare
}
