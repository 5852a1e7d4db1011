package load

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/valyala/fasthttp"

	"roundrobin/models/envelope"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// envelope sends the n-th of a person: the signature rides in one of them, the comment of who has one in the next.
func (c *Company) envelope(person, n int) (Kind, error) {
	kind, inside, leaf, err := c.inside(person, n)
	if err != nil {
		return kind, err
	}
	answer, err := c.send(inside)
	if err != nil {
		return kind, err
	}
	if kind == Cover {
		if answer.Status != http.StatusNoContent {
			return kind, fmt.Errorf("it is answered %d inside", answer.Status)
		}
		return kind, nil
	}
	return kind, c.keep(answer, leaf)
}

func (c *Company) inside(person, n int) (kind Kind, r envelope.Request, leaf ledger.Hash, err error) {
	none := envelope.Request{Method: "GET", Path: "/beat"}
	if len(c.people) == 0 {
		return Cover, none, leaf, nil
	}
	p := c.people[person]
	var h pass.HandedIn
	switch signs := person % c.Envelopes; {
	case n == signs:
		kind = Signing
		h, err = p.Wallet.Sign(p.sign, pass.Signature, p.petition.ID, p.petition.Text, pass.NoSubject, 1, nil)
	case p.voice != nil && n == (signs+1)%c.Envelopes:
		kind = Talking
		body := pass.CommentBody{Parent: pass.NoParent, Text: fmt.Sprintf("I am person %d, and this matters to all of us who work here: we see it every day, and it can be changed.", person)}
		h, err = p.Wallet.Sign(p.voice, pass.Comment, p.petition.ID, p.petition.Text, pass.NoSubject, 1, body.Marshal())
	default:
		return Cover, none, leaf, nil
	}
	r = envelope.Request{Method: "POST", Path: "/petitions/" + p.petition.ID + "/" + string(h.Kind) + "s", Body: h.Marshal()}
	return kind, r, ledger.LeafHash(h.Act.Marshal()), err
}

// send seals a request, and opens the answer.
func (c *Company) send(inside envelope.Request) (r envelope.Response, err error) {
	plain, err := inside.Pad(envelope.RequestSize)
	if err != nil {
		return r, err
	}
	sealed, sent, err := c.gateway.Seal(plain)
	if err != nil {
		return r, err
	}
	request, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(answer)
	c.address(request, "/booth/envelopes")
	request.Header.SetMethod(http.MethodPost)
	request.Header.SetContentType(envelope.TypeRequest)
	request.SetBodyRaw(sealed)
	if err := c.crowd.Do(request, answer); err != nil {
		return r, err
	}
	if answer.StatusCode() != http.StatusOK {
		return r, fmt.Errorf("an envelope is answered %d", answer.StatusCode())
	}
	if plain, err = sent.Open(answer.Body()); err != nil {
		return r, err
	}
	return envelope.ParseResponse(plain)
}

// keep takes a promise about this very leaf.
func (c *Company) keep(answer envelope.Response, leaf ledger.Hash) error {
	var said struct{ Promise, Code string }
	if err := json.Unmarshal(answer.Body, &said); answer.Status != http.StatusOK || err != nil {
		return fmt.Errorf("it is answered %d %s inside", answer.Status, said.Code)
	}
	p, err := c.ledger.OpenPromise([]byte(said.Promise))
	if err == nil && p.Leaf != leaf {
		err = errors.New("something else was promised than was handed in")
	}
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.acknowledged = append(c.acknowledged, leaf)
	return nil
}
