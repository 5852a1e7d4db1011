package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"roundrobin/mail"
	"roundrobin/models/outbox"
	"roundrobin/views/words"
)

// bounceCommand is called by a mail server for each mail to RR_MAIL_BOUNCES. What is not ours, or forged, is let go without a word to whoever
// sent it; only while our store is away is the mail server asked to keep the mail and to come again.
type bounceCommand struct {
	config
	in io.Reader // instead of standard input, in tests
}

func (b *bounceCommand) Run(ctx context.Context, o *outside) error {
	in := b.in
	if in == nil {
		in = os.Stdin
	}
	said, err := mail.ParseReturned(in)
	if errors.Is(err, mail.ErrNoReport) {
		return sayBounce(ctx, o, "not_read")
	}
	if err == nil {
		err = withSite(ctx, &b.config, o, func(s *site) error { return s.returned(ctx, said) })
	}
	if err != nil {
		return comeAgain{err}
	}
	return nil
}

// returned notes what is said of the first letter of ours that the mail names.
func (s *site) returned(ctx context.Context, said mail.Returned) error {
	what := map[string]string{"failed": outbox.Bounced, "delayed": outbox.Delayed, "delivered": outbox.Delivered}[said.Action] // relayed says nothing
	for _, mark := range said.Marks {
		if ours, err := s.outbox.Heard(ctx, mark, what, said.Status); ours || err != nil {
			return errors.Join(err, sayBounce(ctx, s.out, "noted"))
		}
	}
	return sayBounce(ctx, s.out, "not_ours")
}

func sayBounce(ctx context.Context, o *outside, what string) error {
	_, err := fmt.Fprintln(o.Out, words.T(ctx, "bounce."+what))
	return err
}

// comeAgain ends the program as sysexits.h has it (EX_TEMPFAIL), which mail servers understand.
type comeAgain struct{ error }

func (comeAgain) ExitCode() int   { return 75 }
func (c comeAgain) Unwrap() error { return c.error }
