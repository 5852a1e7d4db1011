package office

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
)

// A SecurityKey is a member's second factor beside one-time codes: WebAuthn, with the member's presence and their PIN or finger verified.
type SecurityKey struct {
	ID    string // hex
	Name  string // as its owner calls it
	Since day.Day
	Used  day.Day
}

// Factors are what may stand beside a member's sign-in key. There is always one.
type Factors struct {
	Codes bool
	Keys  []SecurityKey
}

// A Challenge is what a security key is to sign, once and soon. Options is for navigator.credentials, JSON.
type Challenge struct{ Token, Options string }

const (
	// ChallengeLife is how long somebody may look for their key.
	ChallengeLife = 5 * time.Minute
	// MaxKeys is how many keys a member has at most, maxKeyName how many characters the name of one.
	MaxKeys    = 10
	maxKeyName = 40

	toSignIn = "sign_in"
	toAdd    = "add"
)

var (
	errKeyName    = fault.New(fault.Invalid, "office_key_name", "max", maxKeyName).On("name")
	errKeyThere   = fault.New(fault.Conflict, "office_key_there").On("name")
	errKeyWrong   = fault.New(fault.Invalid, "office_key_wrong").On("name")
	errKeyMany    = fault.New(fault.Conflict, "office_key_many", "max", MaxKeys).On("name")
	errKeyUnknown = fault.New(fault.NotFound, "office_key_unknown")
	errLastFactor = fault.New(fault.Conflict, "office_last_factor")
	errNoKeys     = fault.New(fault.Invalid, "office_no_keys")
)

// At makes security keys possible for the site at that address. A key that was added under one host works under no other.
func (o *Office) At(base, name string) error {
	u, err := url.Parse(base)
	if err != nil {
		return err
	}
	host := u.Hostname()
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() { // no key takes an address of numbers: the demo's keys are those of localhost
		host, u.Host = "localhost", strings.Replace(u.Host, host, "localhost", 1)
	}
	o.keys, err = webauthn.New(&webauthn.Config{
		RPID: host, RPDisplayName: name, RPOrigins: []string{u.Scheme + "://" + u.Host}, AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{UserVerification: protocol.VerificationRequired, ResidentKey: protocol.ResidentKeyRequirementDiscouraged},
	})
	return err
}

// keyed is a member as the library wants them.
type keyed struct {
	Member
	all []webauthn.Credential
}

func (k keyed) WebAuthnID() []byte                         { return k.Hash[:] }
func (k keyed) WebAuthnName() string                       { return k.Name }
func (k keyed) WebAuthnDisplayName() string                { return k.Name }
func (k keyed) WebAuthnCredentials() []webauthn.Credential { return k.all }

// Factors are those of a member.
func (o *Office) Factors(ctx context.Context, m Member) (f Factors, err error) {
	row, err := o.store.find(ctx, m.Hash)
	if err != nil || row == nil {
		return f, or(err, errSignedOut)
	}
	f.Codes = row.Codes == 1
	rows, err := o.store.keysOf(ctx, m.Hash)
	for _, r := range rows {
		k, failed := o.openKey(r)
		if failed != nil {
			return f, failed
		}
		f.Keys = append(f.Keys, SecurityKey{ID: hex.EncodeToString(r.ID), Name: k.Name, Since: r.Since, Used: r.Used})
	}
	return f, err
}

// keptKey is what is encrypted of a key.
type keptKey struct {
	Name       string              `json:"name"`
	Credential webauthn.Credential `json:"credential"`
}

func (o *Office) openKey(r keyRow) (k keptKey, err error) {
	b, err := o.box.Open(r.Encrypted, r.ID)
	if err == nil {
		err = json.Unmarshal(b, &k)
	}
	k.Credential.Authenticator.SignCount = uint32(r.Signs) // #nosec G115 -- it was a uint32 when it was written
	return k, err
}

// user is a member with their keys, and these by credential.
func (o *Office) user(ctx context.Context, m Member) (u keyed, rows map[string]keyRow, err error) {
	all, err := o.store.keysOf(ctx, m.Hash)
	u, rows = keyed{Member: m}, map[string]keyRow{}
	for _, r := range all {
		k, failed := o.openKey(r)
		if failed != nil {
			return u, nil, failed
		}
		u.all, rows[string(k.Credential.ID)] = append(u.all, k.Credential), r
	}
	return u, rows, err
}

// BeginAdd asks a new key of the member's to introduce itself. It is not asked for their factors again: without the sign-in key, which a
// thief of a session does not have, a second factor opens nothing.
func (o *Office) BeginAdd(ctx context.Context, m Member, name string) (Challenge, error) {
	if _, err := parseKeyName(name); err != nil {
		return Challenge{}, err
	}
	if o.keys == nil {
		return Challenge{}, errNoKeys
	}
	u, _, err := o.user(ctx, m)
	if err != nil || len(u.all) >= MaxKeys {
		return Challenge{}, or(err, errKeyMany)
	}
	options, data, err := o.keys.BeginRegistration(u, webauthn.WithExclusions(webauthn.Credentials(u.all).CredentialDescriptors()))
	if err != nil {
		return Challenge{}, err
	}
	options.Response.Challenge = o.challenge()
	data.Challenge = base64.RawURLEncoding.EncodeToString(options.Response.Challenge)
	return o.ask(ctx, m, toAdd, options.Response, data)
}

// AddKey keeps the key that answered.
func (o *Office) AddKey(ctx context.Context, m Member, token, name, response string) error {
	name, err := parseKeyName(name)
	if err != nil {
		return err
	}
	data, hash, err := o.take(ctx, token, toAdd)
	if err != nil || hash != m.Hash {
		return or(err, errKeyWrong)
	}
	u, _, err := o.user(ctx, m)
	if err != nil {
		return err
	}
	parsed, wrong := protocol.ParseCredentialCreationResponseBytes([]byte(response))
	if wrong != nil {
		return errKeyWrong
	}
	c, wrong := o.keys.CreateCredential(u, data, parsed)
	if wrong != nil {
		return errKeyWrong
	}
	var id [16]byte
	draw(o.random, id[:])
	b, err := json.Marshal(keptKey{name, *c})
	if err != nil {
		return err
	}
	credential := sha256.Sum256(c.ID)
	err = o.store.addKey(ctx, keyRow{ID: id[:], Member: m.Hash[:], Credential: credential[:], Encrypted: o.box.Seal(o.random, b, id[:]), Since: o.today(), Signs: int64(c.Authenticator.SignCount)})
	if db.IsDuplicate(err) {
		return errKeyThere
	}
	return err
}

// RemoveKey takes one away, unless nothing would let its owner in any more.
func (o *Office) RemoveKey(ctx context.Context, m Member, id string) error {
	b, err := hex.DecodeString(id)
	if err != nil {
		return errKeyUnknown
	}
	return o.store.removeKey(ctx, m.Hash, b)
}

// SetCodes says whether one-time codes let the member in. Without them a security key must.
func (o *Office) SetCodes(ctx context.Context, m Member, on bool) error {
	return o.store.setCodes(ctx, m.Hash, on)
}

// BeginSignIn asks for one of the member's security keys. Whatever is wrong is office_wrong, also that there is none.
func (o *Office) BeginSignIn(ctx context.Context, name, key string) (Challenge, error) {
	row, err := o.row(ctx, name)
	if err != nil {
		return Challenge{}, err
	}
	if ok, err := o.keyFits(ctx, key, row); err != nil || !ok || o.keys == nil {
		return Challenge{}, or(err, errWrong)
	}
	m, _, err := o.decrypt(*row)
	if err != nil {
		return Challenge{}, err
	}
	u, _, err := o.user(ctx, m)
	if err != nil || len(u.all) == 0 {
		return Challenge{}, or(err, errWrong)
	}
	options, data, err := o.keys.BeginLogin(u, webauthn.WithUserVerification(protocol.VerificationRequired), webauthn.WithChallenge(o.challenge()))
	if err != nil {
		return Challenge{}, err
	}
	return o.ask(ctx, m, toSignIn, options.Response, data)
}

// SignInByKey says whose key answered. A key that has signed less often than it said before is a copy, and opens nothing.
func (o *Office) SignInByKey(ctx context.Context, token, response string) (m Member, err error) {
	data, hash, err := o.take(ctx, token, toSignIn)
	if err != nil {
		return m, err
	}
	row, err := o.store.find(ctx, hash)
	if err != nil || row == nil {
		return m, or(err, errWrong)
	}
	if m, _, err = o.decrypt(*row); err != nil {
		return m, err
	}
	u, rows, err := o.user(ctx, m)
	if err != nil {
		return m, err
	}
	parsed, wrong := protocol.ParseCredentialRequestResponseBytes([]byte(response))
	if wrong != nil {
		return Member{}, errWrong
	}
	c, wrong := o.keys.ValidateLogin(u, data, parsed)
	if wrong != nil || c.Authenticator.CloneWarning {
		return Member{}, errWrong
	}
	fresh, err := o.store.countSign(ctx, rows[string(c.ID)].ID, int64(c.Authenticator.SignCount), o.today())
	if err != nil || !fresh {
		return Member{}, or(err, errWrong)
	}
	return m, nil
}

func (o *Office) challenge() []byte {
	b := make([]byte, 32)
	draw(o.random, b)
	return b
}

// ask keeps what is to be signed here, and gives its token.
func (o *Office) ask(ctx context.Context, m Member, purpose string, options, data any) (c Challenge, err error) {
	text, err := json.Marshal(options)
	if err != nil {
		return c, err
	}
	kept, err := json.Marshal(data)
	if err != nil {
		return c, err
	}
	c = Challenge{Token: base64.RawURLEncoding.EncodeToString(o.challenge()), Options: string(text)}
	token := keyOf(c.Token)
	return c, o.store.ask(ctx, challengeRow{Token: token[:], Member: m.Hash[:], Purpose: purpose, Data: string(kept), Expires: o.now().Add(ChallengeLife).Unix()})
}

// take gives what was asked, once.
func (o *Office) take(ctx context.Context, token, purpose string) (data webauthn.SessionData, whose Hash, err error) {
	row, err := o.store.take(ctx, keyOf(token), purpose, o.now().Unix())
	if err != nil || row == nil || o.keys == nil {
		return data, whose, or(err, errWrong)
	}
	return data, Hash(row.Member), json.Unmarshal([]byte(row.Data), &data)
}

func parseKeyName(typed string) (string, error) {
	name := strings.Join(strings.Fields(typed), " ")
	if _, err := parseName(name); err != nil || utf8.RuneCountInString(name) > maxKeyName {
		return "", errKeyName
	}
	return name, nil
}
