package handlers

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/fault"
	"roundrobin/views/layout"
)

// policy of every page; %s is where an independent relay stands, or nothing.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'%s; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types wallet"

var headers = map[string]string{
	fiber.HeaderXContentTypeOptions: "nosniff",
	fiber.HeaderReferrerPolicy:      "no-referrer",
	fiber.HeaderXFrameOptions:       "DENY",
	"Cross-Origin-Opener-Policy":    "same-origin",
	"Cross-Origin-Resource-Policy":  "same-origin",
	"Cross-Origin-Embedder-Policy":  "require-corp",
	"Permissions-Policy":            "camera=(), microphone=(), geolocation=(), browsing-topics=(), interest-cohort=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
}

// protect puts the headers on that every answer carries; strict behind HTTPS.
func protect(c *fiber.Ctx, policy string, strict bool) {
	for name, value := range headers {
		c.Set(name, value)
	}
	c.Set(fiber.HeaderContentSecurityPolicy, policy)
	if strict {
		c.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000; includeSubDomains")
	}
}

// policyOf lets pages of this site, and no others, talk to its relay.
func policyOf(site layout.Site) string {
	relay := ""
	if u, err := url.Parse(site.Relay); err == nil && u.Host != "" {
		relay = " " + u.Scheme + "://" + u.Host
	}
	return fmt.Sprintf(policy, relay)
}

func protected(policy string, strict bool) fiber.Handler {
	return func(c *fiber.Ctx) error {
		protect(c, policy, strict)
		return c.Next()
	}
}

// setting gives each request its deadline, the site and the reader's language.
func setting(site func() layout.Site, limit time.Duration) fiber.Handler {
	return func(c *fiber.Ctx) error {
		ctx, stop := context.WithTimeout(context.Background(), limit)
		defer stop()
		c.SetUserContext(reader(ctx, site(), c))
		varies(c)
		return c.Next()
	}
}

// sameOrigin refuses what another site's page sends: net/http's protection, which needs no tokens in forms.
func sameOrigin() fiber.Handler {
	protection := http.NewCrossOriginProtection()
	return func(c *fiber.Ctx) error {
		r := &http.Request{Method: c.Method(), Host: string(c.Context().Host()), Header: http.Header{}}
		for _, name := range []string{"Sec-Fetch-Site", "Origin"} {
			if v := c.Get(name); v != "" {
				r.Header.Set(name, v)
			}
		}
		if protection.Check(r) != nil {
			return fault.New(fault.Forbidden, "cross_origin")
		}
		return c.Next()
	}
}
