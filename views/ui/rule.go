package ui

import (
	"context"

	"roundrobin/views/words"
)

// ruleReview is the unit and the name of the one rule that is no number: 1 a steward reviews, 0 nobody.
const ruleReview = "review"

// Rule is a rule's value as it stands alone. Unit is people, days, share, signatures or review.
func Rule(ctx context.Context, unit string, n int) string {
	switch {
	case unit != ruleReview:
		return words.N(ctx, "setting.in."+unit, n)
	case n == 0:
		return words.T(ctx, "rules.review_nobody")
	}
	return words.T(ctx, "rules.review_steward")
}

// RuleSaid is the same within a sentence.
func RuleSaid(ctx context.Context, unit string, n int) string {
	switch {
	case unit != ruleReview:
		return Rule(ctx, unit, n)
	case n == 0:
		return words.T(ctx, "setting.review_nobody")
	}
	return words.T(ctx, "setting.review_steward")
}
