package jobs

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
	"roundrobin/models/outbox"
	viewmail "roundrobin/views/mail"
)

// Digests is how leadership's summary is made and sent.
type Digests struct {
	Composer   digest.Composer
	Recipients *digest.Recipients
	Outbox     *outbox.Outbox
	Published  *digeststore.Published
	Sender     mail.Sender
	From       string // "Round Robin <notices@meridian.example>"
	Returns    string // the address to which what cannot be delivered comes back, with a letter's mark after a "+"; "" is From's, without
	Site       viewmail.Site
	Answer     func(tx *db.Tx, petition string, r digest.Recipient) (address string, err error) // by which a recipient answers, or ""; nil has none
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
		return errors.Join(c.config.Digests.bury(ctx, c.config.Log), c.sendDigests(ctx), c.sendGoals(ctx), c.sendUnsent(ctx))
	})
}

// sendDigests writes a letter for everybody whose day and hour has come and who has none yet for that period: as things stand now, which
// is composed once for all of them. What fails for one does not hold up the others.
func (c *Clock) sendDigests(ctx context.Context) error {
	s := c.config.Digests
	all, err := s.Recipients.All(ctx)
	if err != nil {
		return err
	}
	due := map[digest.Period][]digest.Recipient{}
	for _, r := range all {
		if period, now := r.Due(s.Now()); now {
			due[period] = append(due[period], r)
		}
	}
	var failed error
	for period, readers := range due {
		failed = errors.Join(failed, c.sendPeriod(ctx, period, readers))
	}
	return failed
}

// sendPeriod writes each letter, what the public reads of it and the job that delivers it in one transaction. The outbox's constraint
// decides which of several servers does so; to look first only saves composing.
func (c *Clock) sendPeriod(ctx context.Context, period digest.Period, readers []digest.Recipient) error {
	s := c.config.Digests
	written, err := s.Outbox.Written(ctx, string(period))
	if err != nil {
		return err
	}
	readers = slices.DeleteFunc(readers, func(r digest.Recipient) bool { return written[r.ID] })
	if len(readers) == 0 {
		return nil
	}
	return s.Weekly(ctx, period, c.enqueue, readers...)
}

func (c *Clock) enqueue(ctx context.Context, tx *db.Tx, letter string) error {
	_, err := c.client.InsertTx(ctx, db.SQLTx(tx), mailDeliverArgs{Letter: letter}, onceEach)
	return err
}

// onceEach: a letter has one job at a time.
var onceEach = &river.InsertOpts{Queue: mailQueue, UniqueOpts: river.UniqueOpts{ByArgs: true}}

// sendUnsent sees to letters that were written where no clock ran: in the transaction of a seal, or by a command. A letter that has
// two jobs goes once all the same: the outbox says so.
func (c *Clock) sendUnsent(ctx context.Context) error {
	unsent, err := c.config.Digests.Outbox.Unsent(ctx)
	if err != nil {
		return err
	}
	for letters := range slices.Chunk(unsent, batch) {
		wanted := make([]river.InsertManyParams, len(letters))
		for i, letter := range letters {
			wanted[i] = river.InsertManyParams{Args: mailDeliverArgs{Letter: letter}, InsertOpts: onceEach}
		}
		if _, err := c.client.InsertMany(ctx, wanted); err != nil {
			return err
		}
	}
	return nil
}

// addAnswers reports whether there is any.
func (s *Digests) addAnswers(tx *db.Tx, r digest.Recipient, petitions []viewmail.Petition) (some bool, err error) {
	for i := range petitions {
		p := &petitions[i]
		if s.Answer == nil || p.State != digest.Delivered {
			continue
		}
		if p.Answer, err = s.Answer(tx, p.ID, r); err != nil {
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
