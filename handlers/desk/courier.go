package desk

import (
	"context"
	"errors"
	"sync"
	"time"

	"roundrobin/mail"
	"roundrobin/models/fault"
	"roundrobin/models/roster"
	"roundrobin/views/layout"
	views "roundrobin/views/mail"
	"roundrobin/views/words"
)

const (
	couriers  = 8
	headStart = 250 * time.Millisecond // the answer has left by then
	oneMail   = time.Minute            // the longest for one code, its second and third try included
)

// waiting is how many addresses are kept in memory; beyond, everybody is asked to come back. Tests make it small.
var waiting = 512

// pauses are taken before a mail that was not taken for now is tried again.
var pauses = []time.Duration{2 * time.Second, 10 * time.Second}

var errBusy = fault.New(fault.Unavailable, "desk_busy").On("address").Again()

// courier asks the roster and mails codes after the answer has left, from memory: what waits here is on no disk, and is lost
// with the power. Known and unknown addresses cost the same work until the mail itself goes out.
type courier struct {
	Deps
	errands chan errand
	carrier sync.WaitGroup

	mu     sync.RWMutex
	closed bool
}

// errand is one code for one address.
type errand struct {
	address  roster.Address
	code     roster.Code
	site     layout.Site
	language string
	from     time.Time // not before
}

func newCourier(d Deps) *courier {
	c := &courier{Deps: d, errands: make(chan errand, waiting)}
	for range couriers {
		c.carrier.Go(c.carry)
	}
	return c
}

// take never waits: it refuses with desk_busy, whoever asks, when too many wait or the desk is closing.
func (c *courier) take(ctx context.Context, a roster.Address, code roster.Code) error {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.closed {
		return errBusy
	}
	select {
	case c.errands <- errand{a, code, layout.SiteOf(ctx), words.Language(ctx), time.Now().Add(headStart)}:
		return nil
	default:
		return errBusy
	}
}

func (c *courier) close(ctx context.Context) error {
	c.mu.Lock()
	if !c.closed {
		c.closed = true
		close(c.errands)
	}
	c.mu.Unlock()
	done := make(chan struct{})
	go func() { c.carrier.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return errors.New("some codes were not mailed")
	}
}

func (c *courier) carry() {
	for e := range c.errands {
		time.Sleep(time.Until(e.from))
		if err := c.run(e); err != nil {
			c.Failed(err)
		}
	}
}

// run turns a panic into an error: it would end the server, and nobody would know whose code it was anyway.
func (c *courier) run(e errand) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("the mail with a code could not be written")
		}
	}()
	ctx, stop := context.WithTimeout(context.Background(), oneMail)
	defer stop()
	message, err := c.compose(words.With(ctx, e.language), e)
	if err != nil {
		return err
	}
	mailable, err := c.Roster.Mailable(ctx, e.code)
	if err != nil || !mailable {
		return err
	}
	return c.send(ctx, message)
}

func (c *courier) compose(ctx context.Context, e errand) (mail.Message, error) {
	letter, err := c.letter(e.site, e.code.Digits).Letter(ctx)
	if err != nil {
		return mail.Message{}, err
	}
	m := mail.Message{From: c.From, To: string(e.address), Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML}
	m.Headers = []mail.Header{{Name: "Auto-Submitted", Value: "auto-generated"}} // RFC 3834: no answer by machines
	for _, p := range letter.Pictures {
		m.Inline = append(m.Inline, mail.Part{CID: p.CID, Name: p.Name, Type: p.Type, Data: p.Data})
	}
	return m, nil
}

// letter says as little as it can: employers read work mail.
func (d Deps) letter(site layout.Site, digits string) views.Code {
	return views.Code{Site: views.Site{Short: site.Short, Origin: site.Origin}, Code: digits, Minutes: minutes, Subject: d.Subject, Text: d.Text}
}

func (c *courier) send(ctx context.Context, m mail.Message) error {
	err := c.Mail.Send(ctx, m)
	for _, pause := range pauses {
		if err == nil || mail.IsPermanent(err) {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return err
		}
		err = c.Mail.Send(ctx, m)
	}
	return err
}
