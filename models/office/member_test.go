package office_test

import (
	"net/url"
	"strings"
	"testing"

	"roundrobin/models/office"
)

func TestMembersAreKnownByName(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		_, err := h.Add(ctx, "Anna  Łęcka", office.Admin, "Round Robin")
		must(t, err)
		for _, same := range []string{"ANNA ŁĘCKA", " anna łęcka", "Anna Łe\u0328cka"} {
			_, err := h.Add(ctx, same, office.Steward, "Round Robin")
			is(t, err, "office_there")
		}
		all, err := h.All(ctx)
		must(t, err)
		if len(all) != 2 || all[0].Name != "Anna Łęcka" || all[0].Role != office.Admin || all[1].Name != ines {
			t.Errorf("members %+v", all)
		}
		must(t, h.Remove(ctx, "anna łęcka"))
		is(t, h.Remove(ctx, "anna łęcka"), "office_unknown")
		_, err = h.Add(ctx, "Anna Łęcka", office.Steward, "Round Robin")
		must(t, err)
	})
}

func TestWhoCannotBeAMember(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for _, name := range []string{"", "  ", "a\u200bb", "a\x00", strings.Repeat("x", 81), "\xff"} {
			_, err := h.Add(ctx, name, office.Steward, "Round Robin")
			is(t, err, "office_name")
		}
		_, err := h.Add(ctx, "Tomasz Wrona", "owner", "Round Robin")
		is(t, err, "office_role")
	})
}

func TestCredentialsFitAnyApp(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		u, err := url.Parse(h.ines.URL)
		must(t, err)
		q := u.Query()
		if u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Round Robin:Ines Aguilar" || q.Get("secret") != h.ines.Secret ||
			q.Get("issuer") != "Round Robin" || q.Get("digits") != "6" || q.Get("period") != "30" || q.Get("algorithm") != "SHA1" {
			t.Errorf("%s", h.ines.URL)
		}
		if len(h.ines.Key) != 39 || len(h.ines.Secret) != 32 {
			t.Errorf("key %d, secret %d characters", len(h.ines.Key), len(h.ines.Secret))
		}
	})
}
