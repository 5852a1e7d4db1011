package ui

import (
	"context"
	"strconv"
	"strings"

	"roundrobin/views/words"
)

// DeedDetail says what exactly a line of the record changed, or "" where the act says it all (models/audit, Detail).
func DeedDetail(ctx context.Context, act, detail string) string {
	first, rest, _ := strings.Cut(detail, "\n")
	n, _ := strconv.Atoi(first)
	switch {
	case act == "slow" && n == 0:
		return words.T(ctx, "audit.slow_off")
	case act == "slow":
		return words.N(ctx, "audit.slow_to", n)
	case act == "words" && detail == "":
		return words.T(ctx, "audit.words_none")
	case act == "words":
		return words.T(ctx, "audit.words_are", "words", strings.ReplaceAll(detail, "\n", " · "))
	case act == "setting":
		return changedRule(ctx, detail)
	case act == "held":
		return words.N(ctx, "audit.held_n", n, "word", rest)
	}
	return ""
}

// changedRule says which rule of the site was changed, and how.
func changedRule(ctx context.Context, detail string) string {
	part := strings.SplitN(detail, "\n", 4)
	if len(part) < 4 {
		return ""
	}
	name := words.T(ctx, "setting."+part[0])
	if part[0] == ruleReview {
		for i := range 2 {
			n, _ := strconv.Atoi(part[1+i])
			part[1+i] = RuleSaid(ctx, ruleReview, n)
		}
	}
	if part[3] == "" {
		return words.T(ctx, "audit.setting_began", "name", name, "was", part[1], "now", part[2])
	}
	return words.T(ctx, "audit.setting_is", "name", name, "was", part[1], "now", part[2], "day", words.Day(ctx, part[3]))
}
