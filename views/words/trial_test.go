package words

import (
	"context"
	"regexp"
	"testing"
)

func TestTheTrialLanguageSaysWhatEnglishSaysTheOtherWayRound(t *testing.T) {
	ctx := Trial(context.Background())
	if Direction(ctx) != "rtl" || Direction(context.Background()) != "ltr" || Language(ctx) != "ar-XB" {
		t.Errorf("%s is written %s", Language(ctx), Direction(ctx))
	}
	latin := regexp.MustCompile(`[A-Za-z]`)
	for _, key := range []string{"nav.petitions", "sign.nojs", "month.may"} {
		if said := T(ctx, key); latin.MatchString(regexp.MustCompile(`\([a-z]+\)`).ReplaceAllString(said, "")) {
			t.Errorf("%s says %q", key, said)
		}
	}
	if one, many := N(ctx, "list.count", 1), N(ctx, "list.count", 1612); one == many || many != "1,612 "+turned("petitions") {
		t.Errorf("it says %q and %q", one, many)
	}
	for _, tag := range Languages() {
		if tag == Language(ctx) {
			t.Error("a site offers it")
		}
	}
}
