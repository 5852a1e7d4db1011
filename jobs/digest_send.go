package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/digest"
	"roundrobin/models/fault"
	"roundrobin/models/outbox"
	viewmail "roundrobin/views/mail"
	"roundrobin/views/words"
)

// Digests is how leadership's summary is made and sent.
type Digests struct {
	Composer   digest.Composer
	Recipients *digest.Recipients
	Outbox     *outbox.Outbox
	Sender     mail.Sender
	From       string // "Round Robin <notices@meridian.example>"
	Site       viewmail.Site
	Answer     func(tx *db.Tx, petition, recipient string) (address string, err error) // by which a recipient answers, or ""; nil has none
	Now        func() time.Time
	Every      time.Duration               // how often to look who is due; 0 is a minute
	Retry      func(try int) time.Duration // how long after the first, second … failure to try again; nil is as usual
}

type digestSendArgs struct{}

func (digestSendArgs) Kind() string { return "digest_send" }

func (c *Clock) addDigestSend(set *jobSet) {
	if c.config.Digests == nil {
		return
	}
	every := c.config.Digests.Every
	if every == 0 {
		every = time.Minute
	}
	tick(set, digestSendArgs{}, river.PeriodicInterval(every), every, 0, func(ctx context.Context) error {
		return errors.Join(c.config.Digests.bury(ctx, c.config.Log), c.sendDigests(ctx), c.sendUnsent(ctx))
	})
}

// sendDigests writes a letter for everybody whose day and hour has come and who has none yet for that period. What fails for
// one does not hold up the others.
func (c *Clock) sendDigests(ctx context.Context) error {
	s := c.config.Digests
	all, err := s.Recipients.All(ctx)
	if err != nil {
		return err
	}
	var failed error
	for _, r := range all {
		if period, due := r.Due(s.Now()); due {
			failed = errors.Join(failed, c.sendDigest(ctx, r, period))
		}
	}
	return failed
}

// sendDigest composes and, in one transaction, writes the letter and the job that delivers it. The outbox's constraint decides
// which of several servers does so; to look first only saves composing.
func (c *Clock) sendDigest(ctx context.Context, r digest.Recipient, period digest.Period) error {
	s := c.config.Digests
	written, err := s.Outbox.Written(ctx, string(period))
	if err != nil || written[r.ID] {
		return err
	}
	summary, err := s.Composer.Compose(ctx, period)
	if err != nil {
		return fmt.Errorf("digest of %s for %s: %w", period, r.ID, err)
	}
	err = s.Outbox.InTx(ctx, func(tx *db.Tx) error {
		letter, err := s.letter(ctx, tx, summary.For(r), r)
		if err != nil {
			return fmt.Errorf("digest of %s for %s: %w", period, r.ID, err)
		}
		id, err := s.Outbox.Put(tx, r.ID, string(period), letter)
		if err != nil {
			return err
		}
		_, err = c.client.InsertTx(ctx, db.SQLTx(tx), mailDeliverArgs{Letter: id}, onceEach)
		return err
	})
	if f := fault.Of(err); f != nil && f.Code == "digest_written" {
		return nil
	}
	return err
}

// onceEach: a letter has one job at a time.
var onceEach = &river.InsertOpts{Queue: mailQueue, UniqueOpts: river.UniqueOpts{ByArgs: true}}

// sendUnsent sees to letters that were written where no clock ran: in the transaction of a seal, or by a command. A letter that has
// two jobs goes once all the same: the outbox says so.
func (c *Clock) sendUnsent(ctx context.Context) error {
	unsent, err := c.config.Digests.Outbox.Unsent(ctx)
	for _, letter := range unsent {
		_, failed := c.client.Insert(ctx, mailDeliverArgs{Letter: letter}, onceEach)
		err = errors.Join(err, failed)
	}
	return err
}

// letter is the summary for one recipient, in their language, with their own ways to answer what waits for an answer.
func (s *Digests) letter(ctx context.Context, tx *db.Tx, summary digest.Summary, r digest.Recipient) (outbox.Letter, error) {
	ctx = words.With(ctx, r.Language)
	props := DigestProps(summary, r, s.Site)
	secret, err := s.addAnswers(tx, r, props.Petitions)
	if err != nil {
		return outbox.Letter{}, err
	}
	drawn, err := props.Letter(ctx)
	if err != nil {
		return outbox.Letter{}, err
	}
	l := outbox.Letter{To: r.Address, List: props.ListID(ctx), Subject: drawn.Subject, Text: drawn.Text, HTML: drawn.HTML, Once: secret}
	for _, p := range drawn.Pictures {
		l.Pictures = append(l.Pictures, outbox.Picture(p))
	}
	return l, nil
}

// addAnswers reports whether there is any.
func (s *Digests) addAnswers(tx *db.Tx, r digest.Recipient, petitions []viewmail.Petition) (some bool, err error) {
	for i := range petitions {
		p := &petitions[i]
		if s.Answer == nil || p.State != digest.Delivered {
			continue
		}
		if p.Answer, err = s.Answer(tx, p.ID, r.ID); err != nil {
			return some, err
		}
		some = some || p.Answer != ""
	}
	return some, nil
}

// bury reports deliveries that a killed server left unfinished.
func (s *Digests) bury(ctx context.Context, log *slog.Logger) error {
	n, err := s.Outbox.Bury(ctx)
	if n > 0 {
		log.Error("a delivery was interrupted; the mail may have arrived and is not sent again", "letters", n)
	}
	return err
}
