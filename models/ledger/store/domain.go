package store

import (
	"context"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
)

// Open are the mail domains that let people collect a book, as the ledger said; "" if it never did: then how many may collect is known.
func (l *Ledger) Open(ctx context.Context, book string) (domains string, err error) {
	return open(l.d.Read.WithContext(ctx), book)
}

// SayDomain says it, unless it was said of the same domains before.
func (l *Ledger) SayDomain(tx *db.Tx, o *ledger.Domain) error {
	if _, err := l.lock(tx); err != nil {
		return err
	}
	said, err := open(tx, o.Book)
	if err != nil || said == o.Domains {
		return err
	}
	return l.Say(tx, o)
}

func open(tx *db.Tx, book string) (domains string, err error) {
	err = lastSaid(tx, book, func(o ledger.Operator) bool {
		d, ok := o.(*ledger.Domain)
		if ok {
			domains = d.Domains
		}
		return ok
	})
	return domains, err
}
