package wallet

import (
	"context"
	"encoding/base64"
	"strconv"

	"roundrobin/models/day"
	"roundrobin/models/envelope"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// Told is what an organizer is told of a draft or petition: docs/protocol.md, Organizing.
type Told struct {
	Petition   string         `json:"petition"`
	State      petition.State `json:"state"`
	Public     petition.State `json:"public"`
	Place      int            `json:"place"`
	You        string         `json:"you"`
	Seq        int            `json:"seq"`
	Organizers []struct {
		Key       string  `json:"key"`
		Name      string  `json:"name"`
		Day       day.Day `json:"day"`
		Opener    bool    `json:"opener"`
		You       bool    `json:"you"`
		Removable bool    `json:"removable"`
	} `json:"organizers"`
	Invitations []InvitationTold `json:"invitations"`
	Answers     []InvitationTold `json:"answers"`
	Versions    int              `json:"versions"`
	Stands      int              `json:"stands"`
	Latest      []VersionTold    `json:"latest"`
	Waiting     []ActTold        `json:"waiting"`
	Dropped     []ActTold        `json:"dropped"`
}

// InvitationTold is one that was made.
type InvitationTold struct {
	Key    string  `json:"key"`
	Number int     `json:"number"`
	By     string  `json:"by"`
	Yours  bool    `json:"yours"`
	Until  day.Day `json:"until"`
}

// VersionTold is a version without its content.
type VersionTold struct {
	Number int     `json:"number"`
	ID     string  `json:"id"`
	Base   string  `json:"base"`
	By     string  `json:"by"`
	Day    day.Day `json:"day"`
	Beside bool    `json:"beside"`
	Parts  int     `json:"parts"`
}

// ActTold is an act that everybody would see.
type ActTold struct {
	Kind     pass.Kind `json:"kind"`
	By       string    `json:"by"`
	Day      day.Day   `json:"day"`
	Sentence string    `json:"sentence"`
}

var (
	errNoPlace   = fault.New(fault.Forbidden, "wallet_no_place")
	errNoVersion = fault.New(fault.NotFound, "version_missing")
)

// Me is who this wallet is among the organizers of a petition, and by which place's pass, if it opened it.
type Me struct {
	pass.Organizer
	Book string
	Slot int
}

// Organizer finds the pass that opens the draft of this id, or else is who may have been invited to it.
func (w *Wallet) Organizer(ctx context.Context, id string) (Me, error) {
	for _, b := range w.File.Books {
		for place := 1; place <= pass.MaxDraftPlace; place++ {
			me, opens, err := w.Opener(ctx, b.Book, place)
			if err != nil || opens == id {
				return me, err
			}
		}
	}
	return Me{Organizer: w.wallet().Invited(id)}, nil
}

// Opener is who opens a draft with the pass of a place, and that draft's id.
func (w *Wallet) Opener(ctx context.Context, book string, place int) (me Me, id string, err error) {
	held, err := w.pass(ctx, book, pass.Place{Slot: place, Purpose: pass.Draft})
	if err != nil {
		return me, "", err
	}
	return Me{held.Opener(), book, place}, pass.DraftID(w.Ledger.Origin(), held.Pass.BoothKey()), nil
}

// Read is what an organizer is told now.
func (w *Wallet) Read(ctx context.Context, id string) (t Told, me Me, err error) {
	if me, err = w.Organizer(ctx, id); err == nil {
		err = w.fetch(ctx, "/organize/"+id, me.SignReading, &t)
	}
	return t, me, err
}

// Begin is the first place of a book whose pass has opened no draft: for the id of the next one.
func (w *Wallet) Begin(ctx context.Context, book string) (id string, me Me, err error) {
	for place := 1; place <= pass.MaxDraftPlace; place++ {
		if me, id, err = w.Opener(ctx, book, place); err != nil {
			return "", me, err
		}
		var t Told
		err = w.fetch(ctx, "/organize/"+id, me.SignReading, &t)
		if r, ok := err.(*Refusal); ok && r.Code == petition.ErrDraftMissing.Code {
			return id, me, nil
		}
		if r, ok := err.(*Refusal); err != nil && (!ok || r.Code != petition.ErrOrganizerGone.Code) {
			return "", me, err
		}
	}
	return "", me, errNoPlace
}

// Organize makes an organizer's act and returns once it is kept; it is then handed in with the next envelope. After is the highest
// seq that the booth is known to have.
func (w *Wallet) Organize(me Me, id string, after int, k pass.Kind, text pass.Hash, body []byte) (*Act, error) {
	seq := max(after+1, w.File.nextSeq(prefix(me.Key()), pass.NoSubject, k))
	h, err := w.wallet().Organize(me.Organizer, k, id, text, seq, body)
	if err != nil {
		return nil, err
	}
	a := newAct(h, me.Book, me.Slot)
	if _, err := a.request().Pad(envelope.RequestSize); err != nil {
		return nil, err
	}
	w.File.Acts = append(w.File.Acts, a)
	return a, w.File.Save()
}

// SaveVersion makes the acts that bring a version; the last one completes it.
func (w *Wallet) SaveVersion(me Me, id string, after int, base string, c petition.Content) (last *Act, err error) {
	for _, part := range pass.Cut(base, c.Marshal()) {
		if last, err = w.Organize(me, id, after, pass.Drafting, pass.Hash{}, part.Marshal()); err != nil {
			return nil, err
		}
	}
	return last, nil
}

// Invite makes the act that brings an invitation, and the secret that opens it.
func (w *Wallet) Invite(me Me, id string, after, number int) (secret pass.Invitation, a *Act, err error) {
	secret = w.wallet().Invitation(id, number)
	body := pass.InvitationBody{Number: number, Key: pass.InvitationKey(secret, w.Ledger.Origin(), id)}
	a, err = w.Organize(me, id, after, pass.Inviting, pass.Hash{}, body.Marshal())
	return secret, a, err
}

// Answer makes the act that joins or declines.
func (w *Wallet) Answer(id string, k pass.Kind, secret pass.Invitation) (*Act, error) {
	me := Me{Organizer: w.wallet().Invited(id)}
	return w.Organize(me, id, 0, k, pass.Hash{}, secret.Reply(k, w.Ledger.Origin(), id, me.Key()))
}

// Version reads a version's content.
func (w *Wallet) Version(ctx context.Context, me Me, id string, number int) (v VersionTold, c petition.Content, err error) {
	var content []byte
	for part := 1; ; part++ {
		var answer struct {
			VersionTold
			Data string `json:"data"`
		}
		path := "/organize/" + id + "/versions/" + strconv.Itoa(number) + "?part=" + strconv.Itoa(part)
		if err = w.fetch(ctx, path, me.SignReading, &answer); err != nil {
			return v, c, err
		}
		data, err := base64.RawURLEncoding.DecodeString(answer.Data)
		if err != nil || len(data) == 0 {
			return v, c, lied("a version without its data")
		}
		v, content = answer.VersionTold, append(content, data...)
		if part >= v.Parts {
			break
		}
	}
	if pass.VersionID(v.Base, content) != v.ID {
		return v, c, lied("version %d is not what its id says", number)
	}
	c, err = petition.ParseContent(content)
	return v, c, err
}

// standing is the version that stands, and what it says.
func (w *Wallet) standing(ctx context.Context, me Me, t Told) (v VersionTold, c petition.Content, err error) {
	if t.Stands == 0 {
		return v, c, errNoVersion
	}
	return w.Version(ctx, me, t.Petition, t.Stands)
}

// renewOrganized says the same under a later number.
func (w *Wallet) renewOrganized(ctx context.Context, a *Act, h pass.HandedIn, seq int) error {
	me, err := w.Organizer(ctx, a.Petition)
	if err != nil {
		return err
	}
	again, err := w.wallet().Organize(me.Organizer, h.Kind, h.Petition, h.TextHash, seq, h.Body)
	if err != nil {
		return err
	}
	a.becomes(again)
	return nil
}
