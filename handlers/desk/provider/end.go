package provider

import (
	"context"
	"crypto/subtle"
	"errors"
	"regexp"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"roundrobin/models/fault"
)

var (
	errStale      = fault.New(fault.Invalid, "sign_in_stale").On(field)
	errUnverified = fault.New(fault.Invalid, "sign_in_unverified").On(field)
)

// Answer is what the provider lets the browser bring back (RFC 6749 section 4.1.2; Issuer as in RFC 9207).
type Answer struct{ State, Code, Error, Issuer string }

// Account is whom the provider vouches for. Mail is empty where subjects are asked for.
type Account struct{ Subject, Mail string }

// End takes an answer once. The refusals: sign_in_stale (not begun here, too long ago, or taken before), sign_in_denied, sign_in_untrue (what came is not
// for us, not for this visit, too old, or not the provider's), sign_in_unverified (it does not vouch for the address), sign_in_away.
func (p *Provider) End(ctx context.Context, pending Pending, a Answer) (Account, error) {
	if !p.Now().Before(pending.Expires) || subtle.ConstantTimeCompare([]byte(a.State), []byte(pending.state())) != 1 {
		return Account{}, errStale
	}
	if a.Issuer != "" && a.Issuer != p.Issuer {
		return Account{}, untrue("an answer of another provider")
	}
	if a.Error != "" {
		return Account{}, denied(a.Error)
	}
	found, err := p.discovered(ctx)
	if err != nil {
		return Account{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := p.oauth(found).Exchange(ctx, a.Code, oauth2.VerifierOption(pending.verifier()))
	if err != nil {
		return Account{}, notExchanged(err)
	}
	id, err := p.verify(ctx, found, token, pending)
	if err != nil {
		return Account{}, err
	}
	return p.account(ctx, found, token, id)
}

// denied: the person broke it off, or the provider refuses what we ask.
func denied(code string) error {
	refusal := fault.New(fault.Invalid, "sign_in_denied").On(field)
	if code == "access_denied" {
		return refusal
	}
	return &Trouble{refusal, "the provider says " + plain(code)}
}

// notExchanged: a code that was taken before is refused by the provider, and so are we if it does not know us.
func notExchanged(err error) error {
	var no *oauth2.RetrieveError
	if !errors.As(err, &no) || no.ErrorCode == "" {
		return away(errors.New("no answer to the code"))
	}
	if no.ErrorCode == "invalid_grant" {
		return errStale
	}
	return away(errors.New("it refuses us: " + plain(no.ErrorCode)))
}

func (p *Provider) verify(ctx context.Context, found *oidc.Provider, token *oauth2.Token, pending Pending) (*oidc.IDToken, error) {
	raw, _ := token.Extra("id_token").(string)
	id, err := found.Verifier(&oidc.Config{ClientID: p.Client, Now: p.Now}).Verify(ctx, raw)
	if err != nil {
		return nil, untrue("an ID token that does not hold")
	}
	var claims struct {
		Party string `json:"azp"`
	}
	switch {
	case id.Claims(&claims) != nil || id.Subject == "":
		return nil, untrue("an ID token that cannot be read")
	case subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(pending.nonce())) != 1:
		return nil, untrue("an ID token for another visit")
	case claims.Party != "" && claims.Party != p.Client, len(id.Audience) > 1 && claims.Party == "":
		return nil, untrue("an ID token for somebody else")
	}
	return id, nil
}

type vouched struct {
	Mail     string `json:"email"`
	Verified yes    `json:"email_verified"`
}

// yes is true, or "true" as some providers write it.
type yes bool

func (y *yes) UnmarshalJSON(b []byte) error {
	*y = string(b) == "true" || string(b) == `"true"`
	return nil
}

// account asks for the address at the provider's UserInfo where it does not stand in the token.
func (p *Provider) account(ctx context.Context, found *oidc.Provider, token *oauth2.Token, id *oidc.IDToken) (Account, error) {
	if p.BySubject {
		return Account{Subject: id.Subject}, nil
	}
	var v vouched
	if err := id.Claims(&v); err != nil {
		return Account{}, untrue("an ID token that cannot be read")
	}
	if v.Mail == "" {
		info, err := found.UserInfo(ctx, oauth2.StaticTokenSource(token))
		if err != nil {
			return Account{}, away(errors.New("no answer about the address"))
		}
		if info.Subject != id.Subject || info.Claims(&v) != nil {
			return Account{}, untrue("an address of another account")
		}
	}
	if v.Mail == "" || !bool(v.Verified) {
		return Account{}, errUnverified
	}
	return Account{Subject: id.Subject, Mail: v.Mail}, nil
}

var codes = regexp.MustCompile(`^[a-z_]{1,40}$`)

// plain lets an error's code through, and nothing else that could stand there.
func plain(code string) string {
	if codes.MatchString(code) {
		return code
	}
	return "something unreadable"
}
