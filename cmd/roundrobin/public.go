package main

import (
	"context"
	"errors"
	"strconv"

	"roundrobin/handlers"
)

// pagesWatch knows when public pages are no longer what they were.
func (s *site) pagesWatch() *handlers.Watch {
	return &handlers.Watch{State: s.publicState, Wrote: s.boothDB.Wrote, Moved: s.reread, Now: s.out.Now, Zone: s.zone}
}

// publicState is another text whenever a public page may be another: after a change in the booth's store, and when somebody has collected
// their passes, who are no more to the booth than a number.
func (s *site) publicState(ctx context.Context) (string, error) {
	change, err := s.boothDB.PublicChange(ctx)
	if err != nil {
		return "", err
	}
	holders, err := s.holders(ctx)
	return change + "/" + strconv.Itoa(holders), err
}

// reread has those who keep something of the store for a while read it anew.
func (s *site) reread(ctx context.Context) error {
	return errors.Join(s.incidents.Renew(ctx), s.settings.Renew(ctx))
}
