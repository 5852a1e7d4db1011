package office

import (
	"testing"
	"time"
)

// The vectors of RFC 6238, appendix B, for SHA1, of which six digits are the last six of its eight.
func TestOneTimeCodesAreThoseOfTheRFC(t *testing.T) {
	secret := oneTime("12345678901234567890")
	for at, code := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got, ok := secret.match(code, time.Unix(at, 0)); !ok || got != at/30 {
			t.Errorf("%s at %d: step %d, %v", code, at, got, ok)
		}
		if _, ok := secret.match(code, time.Unix(at+2*30, 0)); ok {
			t.Errorf("%s is still taken a minute after %d", code, at)
		}
		if _, ok := secret.match(code, time.Unix(at-2*30, 0)); ok && at > 60 {
			t.Errorf("%s is taken a minute before %d", code, at)
		}
	}
}

func TestAHashThatIsNoneFitsNoKey(t *testing.T) {
	var zero signInKey
	for _, hash := range []string{"", "$", head(), head() + "$", head() + "AAAA$", head() + "!$!"} {
		if zero.fits(hash) {
			t.Errorf("%q fits", hash)
		}
	}
}
