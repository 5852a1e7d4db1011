package response_test

import (
	"testing"

	"roundrobin/models/response"
)

func FuzzParseTyped(f *testing.F) {
	for _, s := range []string{"K7M2-9QXD-4TRV", "k7m2 9qxd 4trv", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if k, err := response.ParseTyped(s); err == nil && (k.Secret == "") == (len(k.Name)+len(k.Rest) != 12) {
			t.Errorf("%q is %+v", s, k)
		}
	})
}
