package mail

import (
	"context"

	gomail "github.com/wneessen/go-mail"
)

// Try greets the server, encrypts and signs in as for a mail, and says goodbye. Its error is for whoever sets the server up: it holds what
// the server said.
func (s *SMTP) Try(ctx context.Context) error {
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, s.timeout)
	defer stop()
	if err := client.DialWithContext(ctx); err != nil {
		return err
	}
	return client.Close()
}
