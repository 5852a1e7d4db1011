package jobs

import (
	"context"
	"errors"
	"fmt"

	"roundrobin/models/db"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
	"roundrobin/models/fault"
	"roundrobin/models/outbox"
	viewmail "roundrobin/views/mail"
	"roundrobin/views/words"
)

// written is told of a letter in the transaction that writes it.
type written func(ctx context.Context, tx *db.Tx, letter string) error

// Weekly writes the summary of a period for its readers, as things stand now, unless it is written already. also may be nil: then the
// clock finds the letters.
func (s *Digests) Weekly(ctx context.Context, period digest.Period, also written, readers ...digest.Recipient) error {
	summary, err := s.Composer.Compose(ctx, period)
	if err != nil {
		return fmt.Errorf("digest of %s: %w", period, err)
	}
	var failed error
	for _, r := range readers {
		err := s.Outbox.InTx(ctx, func(tx *db.Tx) error { return s.write(ctx, tx, summary.For(r), r, string(period), "", also) })
		if err != nil && !isWritten(err) {
			failed = errors.Join(failed, fmt.Errorf("digest of %s for %s: %w", period, r.ID, err))
		}
	}
	return failed
}

// Test writes the summary as it stands now to a recipient, at most once a day, for them alone: it is of no period and is not published.
func (s *Digests) Test(ctx context.Context, r digest.Recipient) error {
	if !r.Wants() {
		return fault.New(fault.Conflict, "recipient_unsure")
	}
	summary, err := s.Composer.Compose(ctx, digest.PeriodOf(s.Now(), s.Composer.Zone))
	if err != nil {
		return err
	}
	return s.Outbox.InTx(ctx, func(tx *db.Tx) error {
		err := s.write(ctx, tx, summary.For(r), r, onDay("test", summary), "test", nil)
		if isWritten(err) {
			return fault.New(fault.Conflict, "recipient_tested")
		}
		return err
	})
}

func onDay(kind string, s digest.Summary) string { return kind + ":" + string(s.Day) }

// write puts a letter into the outbox and, unless it is a test, publishes it.
func (s *Digests) write(ctx context.Context, tx *db.Tx, summary digest.Summary, r digest.Recipient, period, occasion string, also written) error {
	ctx = words.With(ctx, r.Language, s.Site.Language)
	props := DigestProps(summary, r, s.Site)
	props.Occasion = occasion
	if s.Site.Base != "" {
		props.Stop = s.Site.In(r.Language) + "/summaries/stop/" + s.Recipients.Link(r, digest.ToStop)
		props.Published = s.Site.Base + "/summaries/" + digeststore.Path(period)
	}
	if occasion == "test" {
		props.Published = ""
	}
	secret, err := false, error(nil)
	if occasion != "test" {
		if secret, err = s.addAnswers(tx, r, props.Petitions); err != nil {
			return err
		}
	}
	letter, err := drawn(ctx, props, r, secret)
	if err != nil {
		return err
	}
	id, err := s.Outbox.Put(tx, r.ID, period, letter)
	if err != nil || occasion == "test" {
		return err
	}
	if err := s.publish(ctx, tx, id, period, props, r, summary); err != nil || also == nil {
		return err
	}
	return also(ctx, tx, id)
}

func drawn(ctx context.Context, props viewmail.Digest, r digest.Recipient, secret bool) (outbox.Letter, error) {
	d, err := props.Letter(ctx)
	if err != nil {
		return outbox.Letter{}, err
	}
	l := outbox.Letter{
		To: r.Address, List: props.ListID(ctx), Stop: props.Stop, Thread: thread(props), Subject: d.Subject, Text: d.Text, HTML: d.HTML, Once: secret,
	}
	for _, p := range d.Pictures {
		l.Pictures = append(l.Pictures, outbox.Picture(p))
	}
	return l, nil
}

// thread: what is told of one petition at once belongs to it, what comes weekly to the series.
func thread(d viewmail.Digest) string {
	if d.Occasion == "goal" && len(d.Petitions) == 1 {
		return d.Petitions[0].ID
	}
	return "weekly"
}

func (s *Digests) publish(ctx context.Context, tx *db.Tx, letter, period string, props viewmail.Digest, r digest.Recipient, summary digest.Summary) error {
	subject, text := props.Public(ctx, digest.Quote)
	told := make([]string, len(summary.Petitions))
	for i, t := range summary.Petitions {
		told[i] = t.ID
	}
	return s.Published.Put(tx, digeststore.Summary{
		Letter: letter, Period: period, Day: summary.Day, Name: r.Name, Language: words.Language(ctx), Subject: subject, Words: text,
	}, told)
}

func isWritten(err error) bool { f := fault.Of(err); return f != nil && f.Code == "digest_written" }
