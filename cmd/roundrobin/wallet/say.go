package wallet

import (
	"context"
	"strings"

	"roundrobin/models/envelope"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

var (
	errSigned      = fault.New(fault.Conflict, "wallet_signed_already")
	errNotSigned   = fault.New(fault.Conflict, "wallet_not_signed")
	errNoPass      = fault.New(fault.Forbidden, "wallet_no_pass")
	errCommentForm = fault.New(fault.Invalid, "wallet_comment_form")
	errFlagCode    = fault.New(fault.Invalid, "wallet_flag_code")
	errAppealForm  = fault.New(fault.Invalid, "wallet_appeal_form")
	errCommentID   = fault.New(fault.Invalid, "wallet_comment_id")
)

// A Wish is what a person wants said; the rest follows from the ledger and from what was said before.
type Wish struct {
	Kind     pass.Kind
	Petition string
	Subject  string
	Body     []byte
}

// Signing, and taking a signature back.
func Signing(petition string) Wish { return Wish{pass.Signature, petition, pass.NoSubject, nil} }
func Withdrawing(petition string) Wish {
	return Wish{pass.Withdrawal, petition, pass.NoSubject, nil}
}

// Rating leadership's answer, as pass.RatingValues has it.
func Rating(petition, value string) Wish {
	return Wish{pass.Rating, petition, pass.OfResponse, []byte(value)}
}

// Sitting with somebody so, as pass.PulseValues has it: a program, in one of its rounds.
func Sitting(round, value string) Wish {
	return Wish{pass.Pulse, round, pass.NoSubject, []byte(value)}
}

// Working at one of the site's places.
func Working(petition, place string) Wish {
	return Wish{pass.Workplace, petition, pass.OfWorkplace, []byte(place)}
}

// Commenting answers parent, a comment's id, or none if it is "".
func Commenting(petition, parent, text string) Wish {
	return commenting(petition, pass.CommentBody{Parent: parent, Text: text})
}

func commenting(petition string, body pass.CommentBody) Wish {
	body = tidied(body)
	return Wish{pass.Comment, petition, pass.NoSubject, body.Marshal()}
}

func tidied(c pass.CommentBody) pass.CommentBody {
	if c.Parent == "" {
		c.Parent = pass.NoParent
	}
	c.Text = strings.TrimSpace(c.Text)
	return c
}

// Editing a comment of one's own; parent and reason as they are to be.
func Editing(petition, comment string, body pass.CommentBody) Wish {
	return Wish{pass.Edit, petition, comment, tidied(body).Marshal()}
}

// Retracting a comment of one's own, for good.
func Retracting(petition, comment string) Wish { return Wish{pass.Retraction, petition, comment, nil} }

// Agreeing with a comment, or no longer.
func Agreeing(petition, comment string, yes bool) Wish {
	if yes {
		return Wish{pass.Agreement, petition, comment, []byte("1")}
	}
	return Wish{pass.Agreement, petition, comment, []byte("0")}
}

// Flagging a comment, or the petition's own text where comment is "", for one of the published standards.
func Flagging(petition, comment, code string) Wish {
	if comment == "" {
		comment = pass.OfPetition
	}
	return Wish{pass.Flag, petition, comment, []byte(code)}
}

// Appealing against the hiding of one's own comment.
func Appealing(petition, comment, words string) Wish {
	return Wish{pass.Appeal, petition, comment, []byte(strings.Join(strings.Fields(words), " "))}
}

// Say makes an act of a wish and returns once it is kept; it is then handed in with the next envelope. What is already said and
// waits is not said again: the same act comes back.
func (w *Wallet) Say(ctx context.Context, wish Wish) (*Act, error) {
	if err := wish.check(); err != nil {
		return nil, err
	}
	p, err := w.Ledger.Petition(wish.Petition)
	if err != nil {
		return nil, err
	}
	if a, err := w.said(wish, p.Text); a != nil || err != nil {
		return a, err
	}
	if err := w.alone(wish.Petition, p); err != nil {
		return nil, err
	}
	held, err := w.pass(ctx, p.Book, pass.Place{Slot: p.Slot, Purpose: wish.Kind.Purpose()})
	if err != nil {
		return nil, err
	}
	seq := w.File.nextSeq(prefix(held.Pass.BoothKey()), wish.Subject, wish.Kind)
	h, err := w.wallet().Sign(held, wish.Kind, wish.Petition, p.Text, wish.Subject, seq, wish.Body)
	if err != nil {
		return nil, err
	}
	a := newAct(h, p.Book, p.Slot)
	if _, err := a.request().Pad(envelope.RequestSize); err != nil {
		return nil, errCommentForm
	}
	w.File.Acts = append(w.File.Acts, a)
	return a, w.File.Save()
}

func (wish Wish) check() error {
	if wish.Kind == pass.Comment || wish.Kind == pass.Edit {
		if _, err := pass.ParseComment(wish.Body); err != nil {
			return errCommentForm
		}
	}
	if wish.Kind == pass.Flag && !pass.IsWord(string(wish.Body)) {
		return errFlagCode
	}
	if wish.Kind == pass.Appeal && !pass.IsLine(string(wish.Body), pass.MaxAppeal) {
		return errAppealForm
	}
	if about := wish.Kind != pass.Comment && wish.Kind.Purpose() == pass.Voice && wish.Subject != pass.OfPetition; about && !pass.IsCommentID(wish.Subject) {
		return errCommentID
	}
	return nil
}

// said gives the act that already says the wish, or the reason why it makes no sense any more.
// What was signed of a text that was mended since stands for nothing now.
func (w *Wallet) said(wish Wish, text pass.Hash) (*Act, error) {
	signed := w.File.lastSigned(wish.Petition)
	if signed != nil && signed.ofAnother(text) {
		signed = nil
	}
	switch wish.Kind {
	case pass.Signature, pass.Withdrawal:
		switch {
		case signed != nil && signed.Kind == wish.Kind && signed.Subject == wish.Subject && signed.State == Waiting:
			return signed, nil
		case wish.Kind == pass.Signature && signed != nil && signed.Kind == pass.Signature && signed.Subject == wish.Subject:
			return nil, errSigned
		case wish.Kind == pass.Withdrawal && (signed == nil || signed.Kind == pass.Withdrawal):
			return nil, errNotSigned
		}
		return nil, nil
	}
	a := w.File.last(wish.Petition, wish.Subject, wish.Kind)
	if a != nil && string(a.body()) == string(wish.Body) && (a.State == Waiting || a.State != Refused && wish.Kind != pass.Comment) {
		return a, nil
	}
	return nil, nil
}

// alone refuses to show a pass for a second petition: that would tie together what was said under the two.
func (w *Wallet) alone(petition string, p Petition) error {
	for _, a := range w.File.Acts {
		if !a.Kind.Organizing() && a.Kind != pass.Proposing && a.Book == p.Book && a.Slot == p.Slot && a.Petition != petition {
			return lied("slot %d of %s was that of %s and is now that of %s: your passes for it would tie the two together", p.Slot, p.Book, a.Petition, petition)
		}
	}
	return nil
}

// ofAnother reports whether it was said of another text than this one. Of an act that was found again in the ledger nobody knows.
func (a *Act) ofAnother(text pass.Hash) bool {
	h, err := pass.ParseHandedIn(a.HandedIn)
	return err == nil && h.TextHash != text
}

// body is what was said; nothing for an act that was found again in the ledger.
func (a *Act) body() []byte {
	h, err := pass.ParseHandedIn(a.HandedIn)
	if err != nil {
		return nil
	}
	return h.Body
}

// request hands the act in: always the same bytes.
func (a *Act) request() envelope.Request {
	return envelope.Request{Method: "POST", Path: "/petitions/" + a.Petition + "/" + string(a.Kind) + "s", Body: a.HandedIn}
}
