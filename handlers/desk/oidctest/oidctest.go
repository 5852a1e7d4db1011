// Package oidctest is a company's own sign-in for tests and stories: zitadel's example provider, in this process. Whoever signs in with an
// address and Password owns it; an address that begins with "unverified." is vouched for by nobody. No program of ours links it.
package oidctest

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// What the provider knows of us and of everybody.
const (
	Client   = "roundrobin"
	Secret   = "demo"
	Password = "open"
)

// Provider is an http.Handler at its issuer.
type Provider struct {
	http.Handler
	store *storage.Storage

	mu    sync.Mutex
	alter func(claims map[string]any)
}

// New is the provider at an issuer such as http://127.0.0.1:9998. Back may hold a * for a port.
func New(issuer, back string) *Provider {
	clients := map[string]*storage.Client{Client: storage.WebClient(Client, Secret)}
	p := &Provider{store: storage.NewStorageWithClients(people{}, clients)}
	p.Handler = exampleop.SetupServer(issuer, &shop{p.store, back}, slog.New(slog.DiscardHandler), false)
	return p
}

// Alter changes the claims of each ID token before it is signed; nil ends that.
func (p *Provider) Alter(f func(claims map[string]any)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.alter = f
}

func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	alter := p.alter
	p.mu.Unlock()
	if alter == nil || r.URL.Path != "/oauth/token" {
		p.Handler.ServeHTTP(w, r)
		return
	}
	said := httptest.NewRecorder()
	p.Handler.ServeHTTP(said, r)
	body := said.Body.Bytes()
	var answer map[string]any
	if json.Unmarshal(body, &answer) == nil && answer["id_token"] != nil {
		answer["id_token"] = p.again(answer["id_token"].(string), alter)
		body, _ = json.Marshal(answer)
	}
	for name, values := range said.Header() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(said.Code)
	_, _ = w.Write(body)
}

// again signs an altered token with the provider's own key.
func (p *Provider) again(token string, alter func(map[string]any)) string {
	key := must(p.store.SigningKey(context.Background()))
	parsed := must(jose.ParseSigned(token, []jose.SignatureAlgorithm{key.SignatureAlgorithm()}))
	var claims map[string]any
	if err := json.Unmarshal(parsed.UnsafePayloadWithoutVerification(), &claims); err != nil {
		panic(err)
	}
	alter(claims)
	signer := must(jose.NewSigner(jose.SigningKey{Algorithm: key.SignatureAlgorithm(), Key: jose.JSONWebKey{Key: key.Key(), KeyID: key.ID()}}, nil))
	return must(must(signer.Sign(must(json.Marshal(claims)))).CompactSerialize())
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// shop is the example's storage, whose client may be sent back to any port.
type shop struct {
	*storage.Storage
	back string
}

func (s *shop) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	c, err := s.Storage.GetClientByClientID(ctx, id)
	return client{c, s.back}, err
}

type client struct {
	op.Client
	back string
}

func (c client) RedirectURIGlobs() []string           { return []string{c.back} }
func (c client) PostLogoutRedirectURIGlobs() []string { return nil }

// people are all that can be thought of.
type people struct{}

func (people) ExampleClientID() string { return "service" }

func (people) GetUserByUsername(address string) *storage.User {
	return &storage.User{
		ID: Subject(address), Username: address, Password: Password, Email: address, EmailVerified: !strings.HasPrefix(address, "unverified."),
	}
}

func (p people) GetUserByID(id string) *storage.User {
	return p.GetUserByUsername(strings.TrimPrefix(id, Subject("")))
}

// Subject is the account's stable name.
func Subject(address string) string { return "account of " + address }
