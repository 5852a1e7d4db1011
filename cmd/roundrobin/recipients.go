package main

import (
	"context"
	"strings"

	"roundrobin/handlers/booth"
	"roundrobin/handlers/office"
	"roundrobin/jobs"
	"roundrobin/mail"
	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/digest"
	"roundrobin/models/fault"
	"roundrobin/models/outbox"
	viewmail "roundrobin/views/mail"
	"roundrobin/views/words"
)

// leadership are the recipients of the summary as the office keeps them: whoever is new is asked in the same transaction.
type leadership struct{ *site }

func (l leadership) All(ctx context.Context) ([]digest.Recipient, error) {
	return l.recipients.All(ctx)
}

func (l leadership) Find(ctx context.Context, id string) (digest.Recipient, error) {
	return l.recipients.Find(ctx, id)
}

func (l leadership) Letters(ctx context.Context, id string) ([]office.Letter, error) {
	entries, err := l.outbox.To(ctx, id)
	letters := make([]office.Letter, len(entries))
	for i, e := range entries {
		letters[i] = letterOf(e)
	}
	return letters, err
}

func (l leadership) Add(ctx context.Context, r digest.Recipient, by audit.Who) (string, error) {
	return l.recipients.Add(ctx, r, l.recorded(by, audit.Invited))
}

func (l leadership) Change(ctx context.Context, r digest.Recipient, by audit.Who) error {
	return l.recipients.Change(ctx, r, l.recorded(by, audit.Altered))
}

func (l leadership) Remove(ctx context.Context, id string, by audit.Who) error {
	return l.recipients.Remove(ctx, id, l.recorded(by, audit.Struck))
}

// recorded asks a new address, and writes what a member of the office did into the record, without the address. An operator at a terminal
// has no line there.
func (l leadership) recorded(by audit.Who, act audit.Act) digest.Also {
	return func(tx *db.Tx, r digest.Recipient, asks bool) error {
		if asks {
			if err := l.question(tx, r); err != nil {
				return err
			}
		}
		if by.Name == "" {
			return nil
		}
		return audit.Write(tx, l.out.Random, audit.Entry{Day: l.today(), Who: by, Act: act, Subject: r.ID, Title: r.Name})
	}
}

// Ask asks once more, at most once a day.
func (l leadership) Ask(ctx context.Context, id string) error {
	r, err := l.recipients.Find(ctx, id)
	if err != nil {
		return err
	}
	err = l.outbox.InTx(ctx, func(tx *db.Tx) error { return l.question(tx, r) })
	if f := fault.Of(err); f != nil && f.Code == "digest_written" {
		return fault.New(fault.Conflict, "recipient_asked")
	}
	return err
}

func (l leadership) Test(ctx context.Context, id string) error {
	r, err := l.recipients.Find(ctx, id)
	if err != nil {
		return err
	}
	return l.digests(nil).Test(ctx, r)
}

// question writes the mail in which a recipient says that they want the summary. Its period holds the address's mark: a new address on the
// same day is asked, too.
func (s *site) question(tx *db.Tx, r digest.Recipient) error {
	link := s.recipients.Link(r, digest.ToConfirm)
	drawn, err := viewmail.Confirm{
		Site: s.mailSite(), Name: r.Name, Weekday: strings.ToLower(r.Weekday.String()), Hour: r.Hour, Zone: r.Zone,
		Link: s.mailSite().In(r.Language) + "/summaries/confirm/" + link, Contact: s.config.Contact,
	}.Letter(s.speaking(r.Language))
	if err != nil {
		return err
	}
	_, err = s.outbox.Put(tx, r.ID, "confirm:"+string(s.today())+":"+link[len(r.ID):], onceOnly(r.Address, drawn))
	return err
}

// digests is how summaries are made and sent; without a sender they are only written.
func (s *site) digests(sender mail.Sender) *jobs.Digests {
	return &jobs.Digests{
		Composer: s.composer(), Recipients: s.recipients, Outbox: s.outbox, Published: s.published,
		Sender: sender, From: s.from(), Returns: s.config.Mail.Bounces, Now: s.out.Now, Site: s.mailSite(), Answer: s.answerFor,
	}
}

// coming is the coming summary as it stands now, to everybody the same.
func (s *site) coming(ctx context.Context) (booth.Coming, error) {
	d := s.digests(nil)
	summary, err := d.Composer.Compose(ctx, digest.PeriodOf(s.out.Now(), s.zone))
	if err != nil {
		return booth.Coming{}, err
	}
	props := jobs.DigestProps(summary, digest.Recipient{}, d.Site)
	props.Occasion, props.Published = "coming", ""
	subject, text := props.Public(words.With(ctx, words.Language(ctx)), digest.Quote)
	return booth.Coming{Summary: summary, Subject: subject, Words: text}, nil
}

// markSent sends nothing and calls it sent: the past of the demo.
func (s *site) markSent(ctx context.Context, of func(outbox.Entry) bool) error {
	waiting, err := s.outbox.Unsent(ctx)
	for _, id := range waiting {
		e, failed := s.outbox.Find(ctx, id)
		if failed != nil {
			return failed
		}
		if !of(e) {
			continue
		}
		if _, err := s.outbox.Take(ctx, id, playedLease); err != nil {
			return err
		}
		if err := s.outbox.Sent(ctx, id); err != nil {
			return err
		}
	}
	return err
}
