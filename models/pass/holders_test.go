package pass_test

import (
	"testing"

	"roundrobin/models/pass"
)

func TestHoldersAreShownInTens(t *testing.T) {
	for holders, want := range map[int]int{0: 0, 7: 7, 19: 19, 20: 20, 29: 20, 4118: 4110} {
		if got := pass.Holders(holders); got != want {
			t.Errorf("%d holders are shown as %d, want %d", holders, got, want)
		}
	}
}

func TestAShareIsOfWhatIsShown(t *testing.T) {
	for name, c := range map[string]struct{ count, holders, want int }{
		"few": {5, 19, 0}, "the story": {1612, 4118, 39}, "all and those who left": {4200, 4118, 100}, "none": {0, 4118, 0},
	} {
		if got := pass.Share(c.count, c.holders); got != c.want {
			t.Errorf("%s: %d %%, want %d", name, got, c.want)
		}
	}
}
