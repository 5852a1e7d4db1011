// Package devmail shows the mail that the demo caught. Only the demo mounts it.
package devmail

// ListProps are those of /dev/mail (List).
type ListProps struct {
	Mails []Mail // newest first
}

// Mail is one caught mail. /dev/mail/ID shows it; /dev/mail/ID.html is to answer its HTML part with a policy of its own, and
// /dev/mail/ID/NAME what is attached under that name.
type Mail struct {
	ID, From, To, Subject string
	Text                  string
	HasHTML               bool
	Files                 []string // names
}
