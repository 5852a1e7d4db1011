package main

import (
	"context"
	"fmt"
	"regexp"

	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/response"
)

// secretOf finds the secret in a mail, as its reader's browser does.
var secretOf = regexp.MustCompile(`/respond#([\w-]{43})`)

// open is the demo's leadership following the link in its newest mail.
func (p *player) open(ctx context.Context, x *played) (response.Typed, response.Link, error) {
	entries, err := p.outbox.All(ctx)
	if err != nil {
		return response.Typed{}, response.Link{}, err
	}
	for _, e := range entries {
		found := secretOf.FindStringSubmatch(e.Letter.Text)
		if found == nil {
			continue
		}
		typed, err := response.ParseTyped(found[1])
		if err != nil {
			return typed, response.Link{}, err
		}
		link, err := p.responses.Open(ctx, typed)
		if err == nil && link.Petition == x.id && link.Name == p.company.Recipients[0].Name {
			return typed, link, nil
		}
	}
	return response.Typed{}, response.Link{}, fmt.Errorf("no mail lets leadership answer %s", x.Key)
}

func (p *player) receive(ctx context.Context, x *played) error {
	_, link, err := p.open(ctx, x)
	if err == nil {
		err = p.responses.Receive(ctx, link)
	}
	return err
}

func (p *player) meet(ctx context.Context, x *played) error {
	_, link, err := p.open(ctx, x)
	if err == nil {
		err = p.responses.Meet(ctx, link, petition.TidyWords(x.Meeting.Text))
	}
	return err
}

// answer publishes the version of a day.
func (p *player) answer(ctx context.Context, x *played, on int) error {
	typed, _, err := p.open(ctx, x)
	for seen, r := range x.Answers() {
		if err == nil && r.Day == on {
			_, err = p.responses.Answer(ctx, typed, petitionstore.Answer{Words: petition.TidyWords(r.Text), Seen: seen})
		}
	}
	return err
}
