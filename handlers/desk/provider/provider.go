// Package provider asks the company's own sign-in who somebody is: OpenID Connect Core 1.0, code flow with PKCE (RFC 7636), by discovery. Like
// mail it is a door outward. The provider learns that somebody checks in here, and when; no request to it depends on anything else.
package provider

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"roundrobin/models/fault"
)

const (
	patience = 4 * time.Second // for each of its answers; three of them fit into one request of ours
	field    = "sign-in"
)

// Settings are the operator's. Issuer, Client and Back must be set.
type Settings struct {
	Issuer string // its address, exactly as it names itself
	Client string // what it calls us
	Secret string // nothing for a public client
	Back   string // where it sends people back to
	Name   string // what people call it
	// BySubject asks for nothing but a stable name of the account: then no mail address leaves the provider.
	BySubject bool
	Now       func() time.Time
}

// Provider is found at its first use, so that a site starts while it is away.
type Provider struct {
	Settings
	client *http.Client

	mu    sync.Mutex
	found *oidc.Provider
}

// New asks nobody yet.
func New(s Settings) *Provider {
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // what is sent there is a secret
	return &Provider{Settings: s, client: &http.Client{Timeout: patience, CheckRedirect: stay}}
}

// Host is where people are sent, for them to see; its name, if it has one.
func (p *Provider) Host() string {
	u, err := url.Parse(p.Issuer)
	if err != nil {
		return p.Issuer
	}
	return u.Host
}

// Label is what people call it, or where it is.
func (p *Provider) Label() string {
	if p.Name != "" {
		return p.Name
	}
	return p.Host()
}

// Discover asks it for its addresses, once.
func (p *Provider) Discover(ctx context.Context) error {
	_, err := p.discovered(ctx)
	return err
}

func (p *Provider) discovered(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	found := p.found
	p.mu.Unlock()
	if found != nil {
		return found, nil
	}
	found, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.Issuer)
	if err != nil {
		return nil, away(err)
	}
	p.mu.Lock()
	p.found = found
	p.mu.Unlock()
	return found, nil
}

func (p *Provider) oauth(found *oidc.Provider) *oauth2.Config {
	scopes := []string{oidc.ScopeOpenID, "email"}
	if p.BySubject {
		scopes = scopes[:1]
	}
	return &oauth2.Config{ClientID: p.Client, ClientSecret: p.Secret, Endpoint: found.Endpoint(), RedirectURL: p.Back, Scopes: scopes}
}

// Trouble is what an operator can mend: the person is told the sentence of its fault, the operator What, which names nobody.
type Trouble struct {
	fault error
	What  string
}

func (t *Trouble) Error() string { return t.What }
func (t *Trouble) Unwrap() error { return t.fault }

func untrue(what string) error {
	return &Trouble{fault.New(fault.Invalid, "sign_in_untrue").On(field), "the provider gave " + what}
}

func away(err error) error {
	return &Trouble{fault.New(fault.Unavailable, "sign_in_away").On(field).Again(), "the provider cannot be asked: " + err.Error()}
}
