package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"roundrobin/mail"
	"roundrobin/models/fault"
	"roundrobin/models/outbox"
)

type mailDeliverArgs struct {
	Letter string `json:"letter"` // its id in the outbox
}

func (mailDeliverArgs) Kind() string { return "mail_deliver" }

// tries of a letter, over about a day with usualRetry.
const tries = 14

func (c *Clock) addMailDeliver(set *jobSet) {
	if c.config.Digests == nil {
		return
	}
	onDemand(set, func(ctx context.Context, a mailDeliverArgs) (time.Duration, error) { return c.deliver(ctx, a.Letter) })
}

// deliver sends a letter if it is still to be sent. The outbox is told before and after: whatever is killed in between, it goes
// once or is reported. A wait says when to try again.
func (c *Clock) deliver(ctx context.Context, letter string) (time.Duration, error) {
	s, lease := c.config.Digests, c.config.pace.lease
	e, err := s.Outbox.Take(ctx, letter, lease)
	if f := fault.Of(err); f != nil && f.Retry {
		return lease, nil
	} else if f != nil {
		return 0, nil
	} else if err != nil {
		return 0, err
	}
	if wanted, err := s.wanted(ctx, e); err != nil || !wanted {
		return 0, errors.Join(err, s.Outbox.Dead(ctx, letter, outbox.Unwanted))
	}
	sent := s.Sender.Send(ctx, s.message(e))
	late, stop := context.WithTimeout(context.WithoutCancel(ctx), lease)
	defer stop()
	if sent == nil {
		return 0, s.Outbox.Sent(late, letter)
	}
	reason, final := why(ctx, sent)
	if !final && e.Attempts >= tries {
		reason, final = outbox.GaveUp, true
	}
	if final {
		c.config.Log.Error("a mail was given up", "letter", letter, "reason", reason)
		return 0, s.Outbox.Dead(late, letter, reason)
	}
	return s.retry(e.Attempts), s.Outbox.Failed(late, letter, reason)
}

// wanted: whoever stopped the list, or was taken off it, gets nothing more of it, not even what was written before.
func (s *Digests) wanted(ctx context.Context, e outbox.Entry) (bool, error) {
	if e.Letter.List == "" {
		return true, nil
	}
	r, err := s.Recipients.Find(ctx, e.Recipient)
	if fault.Of(err) != nil {
		return false, nil
	}
	return err != nil || r.Wants(), err
}

// message gives the letter a Message-ID that stays the same over all tries, so that a server that saw it before knows it. What belongs
// together refers to one mail that never was, so that a reader's mail program shows it together.
func (s *Digests) message(e outbox.Entry) mail.Message {
	m := mail.Message{From: s.From, To: e.Letter.To, Subject: e.Letter.Subject, Text: e.Letter.Text, HTML: e.Letter.HTML}
	m.Headers = []mail.Header{
		{Name: "Message-ID", Value: "<" + e.ID + "@" + s.Site.Origin + ">"},
		{Name: "Auto-Submitted", Value: "auto-generated"}, // RFC 3834: no holiday notes, please
	}
	if at := strings.LastIndexByte(s.Returns, '@'); at > 0 {
		m.Returns = s.Returns[:at] + "+" + s.Outbox.Mark(e.ID) + s.Returns[at:]
	}
	if e.Letter.List != "" {
		m.Headers = append(m.Headers, mail.Header{Name: "List-Id", Value: e.Letter.List})
	}
	if e.Letter.Thread != "" {
		root := "<" + e.Letter.Thread + "." + e.Recipient + "@" + s.Site.Origin + ">"
		m.Headers = append(m.Headers, mail.Header{Name: "In-Reply-To", Value: root}, mail.Header{Name: "References", Value: root})
	}
	if e.Letter.Stop != "" { // RFC 8058: one POST stops it
		m.Headers = append(m.Headers, mail.Header{Name: "List-Unsubscribe", Value: "<" + e.Letter.Stop + ">"},
			mail.Header{Name: "List-Unsubscribe-Post", Value: "List-Unsubscribe=One-Click"})
	}
	for _, f := range e.Letter.Files {
		m.Files = append(m.Files, mail.Part{Name: f.Name, Type: f.Type, Data: f.Data})
	}
	for _, p := range e.Letter.Pictures {
		m.Inline = append(m.Inline, mail.Part(p))
	}
	return m
}

// dataEnd is the one step of SMTP after which nobody knows: the mail was handed over and the answer got lost.
const dataEnd = "closing SMTP DATA writer"

// why puts a failure into words that name nobody, and says whether it is the end.
func why(ctx context.Context, err error) (reason string, final bool) {
	var f *mail.Failure
	switch {
	case ctx.Err() != nil:
		return outbox.Interrupted, true
	case !errors.As(err, &f):
		return outbox.Unreachable, false
	case f.Code == 0 && strings.HasPrefix(f.Step, dataEnd):
		return outbox.Unclear, true
	case f.Code != 0:
		return fmt.Sprintf("smtp %d", f.Code), f.Permanent
	case f.Permanent:
		return f.Step, true
	}
	return outbox.Unreachable, false
}

func (s *Digests) retry(try int) time.Duration {
	if s.Retry != nil {
		return s.Retry(try)
	}
	return usualRetry(try)
}

// usualRetry doubles from a minute up to four hours.
func usualRetry(try int) time.Duration {
	return min(4*time.Hour, time.Minute<<min(try-1, 10))
}
