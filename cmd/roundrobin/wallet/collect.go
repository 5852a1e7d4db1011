package wallet

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

var (
	errAddress = fault.New(fault.Invalid, "wallet_address")
	errNoBook  = fault.New(fault.NotFound, "wallet_no_book")
)

var b64 = base64.RawURLEncoding.Strict()

// Ask gets the code that was mailed. Again is why the last one was not taken, nil at first.
type Ask func(ctx context.Context, again *Refusal) (code string, err error)

// Collected is what a visit to the desk came to.
type Collected struct {
	Name   string // as the desk certified it; kept nowhere
	Passes int    // those that verify
	Found  int    // acts of this seed that stood in the ledger and were not known here
}

type bookRequest struct {
	Book     string `json:"book"`
	NameKey  string `json:"name_key"`
	Requests string `json:"requests"`
}

type bookAnswer struct {
	Book        string `json:"book"`
	Signatures  string `json:"signatures"`
	Certificate string `json:"certificate"`
}

// A prepared book is all that can be done before the code is known. The same seed always prepares the same.
type prepared struct {
	book     pass.Book
	requests []*pass.Request
	over     map[int]bool // slots whose keys may be destroyed
	sent     bookRequest
}

// At the desk: by a code that is mailed, or by one on paper, which is good for the one book of its season.
const (
	byMail  = "/desk/passes"
	byPaper = "/desk/printed/passes"
)

// Collect visits the desk, with an address or, if that is "", with a code on paper: every live book, from one seed that is on disk before anything made from it leaves. Each pass and each
// certificate is verified. A Refusal is the desk's final word; a seed that has collected before gets the same again.
// The ledger must have been read.
func (w *Wallet) Collect(ctx context.Context, n Now, address string, ask Ask) (c Collected, err error) {
	books, err := w.prepare(ctx, n)
	if err != nil {
		return c, err
	}
	if err := w.File.Save(); err != nil {
		return c, err
	}
	desk, err := w.Site.atDesk()
	if err != nil {
		return c, err
	}
	if address == "" {
		return w.collectByPaper(ctx, desk, books, ask)
	}
	if err := w.checkIn(ctx, desk, address); err != nil {
		return c, err
	}
	answers, err := w.collect(ctx, desk, byMail, books, ask)
	if err != nil {
		return c, err
	}
	return w.keep(books, answers)
}

// collectByPaper keeps the one book that the desk stamps for a code on paper; which that is, the code alone knows.
func (w *Wallet) collectByPaper(ctx context.Context, desk *http.Client, books []prepared, ask Ask) (Collected, error) {
	answers, err := w.collect(ctx, desk, byPaper, books, ask)
	if err != nil {
		return Collected{}, err
	}
	books = slices.DeleteFunc(books, func(b prepared) bool { return answerFor(answers, b.book.Name).Book == "" })
	if len(books) != 1 {
		return Collected{}, lied("the desk stamped %d books for one code on paper", len(books))
	}
	return w.keep(books, answers)
}

func (w *Wallet) prepare(ctx context.Context, n Now) (all []prepared, err error) {
	for _, b := range n.Books {
		keys, err := w.Ledger.Keys(ctx, w.Site, b.Book)
		if err != nil {
			return nil, err
		}
		p := prepared{book: keys.Book, over: n.over(b.Book)}
		var blinded bytes.Buffer
		for _, k := range keys.Keys {
			r, err := w.wallet().Prepare(k)
			if err != nil {
				return nil, err
			}
			p.requests = append(p.requests, r)
			blinded.Write(r.Blinded)
		}
		name := w.nameKey(b.Book)
		p.sent = bookRequest{b.Book, b64.EncodeToString(name[:]), b64.EncodeToString(blinded.Bytes())}
		all = append(all, p)
	}
	if len(all) == 0 {
		return nil, errNoBook
	}
	return all, nil
}

func (w *Wallet) nameKey(book string) [32]byte {
	return [32]byte(w.wallet().NameKey(book).Public().(ed25519.PublicKey))
}

// checkIn gives the address. The desk answers everybody alike; the code comes by mail.
func (w *Wallet) checkIn(ctx context.Context, desk *http.Client, address string) error {
	form := []byte(url.Values{"address": {address}}.Encode())
	r, err := w.Site.request(ctx, http.MethodPost, "/desk/address", "application/x-www-form-urlencoded", form)
	if err != nil {
		return err
	}
	status, _, _, err := send(desk, r, most)
	switch {
	case err != nil:
		return err
	case status >= http.StatusInternalServerError || status == http.StatusTooManyRequests:
		return fmt.Errorf("the desk: %d %s", status, http.StatusText(status))
	case status != http.StatusSeeOther:
		return errAddress
	}
	return nil
}

// mistyped are the refusals after which another code may be typed.
var mistyped = []string{"code_wrong", "code_malformed", "printed_wrong", "printed_malformed"}

// collect hands in all requests, with a code for as long as the desk takes another try.
func (w *Wallet) collect(ctx context.Context, desk *http.Client, path string, books []prepared, ask Ask) ([]bookAnswer, error) {
	var again *Refusal
	for {
		code, err := ask(ctx, again)
		if err != nil {
			return nil, err
		}
		answers, err := w.hand(ctx, desk, path, books, code)
		again = nil
		if !errors.As(err, &again) || !slices.Contains(mistyped, again.Code) {
			return answers, err
		}
	}
}

func (w *Wallet) hand(ctx context.Context, desk *http.Client, path string, books []prepared, code string) ([]bookAnswer, error) {
	sent := struct {
		Code  string        `json:"code"`
		Books []bookRequest `json:"books"`
	}{Code: code}
	for _, b := range books {
		sent.Books = append(sent.Books, b.sent)
	}
	body, err := json.Marshal(sent)
	if err != nil {
		return nil, err
	}
	r, err := w.Site.request(ctx, http.MethodPost, path, "application/json", body)
	if err != nil {
		return nil, err
	}
	status, _, text, err := send(desk, r, most)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Refusal
		Books []bookAnswer `json:"books"`
	}
	switch err := json.Unmarshal(text, &answer); {
	case status >= http.StatusInternalServerError || err != nil:
		return nil, fmt.Errorf("the desk: %d %s", status, http.StatusText(status))
	case status != http.StatusOK:
		return nil, answer.Refusal.tidy()
	}
	return answer.Books, nil
}
