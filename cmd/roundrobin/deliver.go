package main

import (
	"context"

	"roundrobin/handlers/booth"
	"roundrobin/models/db"
	"roundrobin/models/digest"
	"roundrobin/models/fault"
	"roundrobin/models/id"
	"roundrobin/models/outbox"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/response"
	"roundrobin/views/layout"
	viewmail "roundrobin/views/mail"
	"roundrobin/views/words"
)

// handOver writes to everybody in leadership who follows the petition, in the transaction of its delivery, and returns what the
// public reads of it.
func (s *site) handOver(tx *db.Tx, h petition.Handover) ([]byte, error) {
	all, err := s.recipients.In(tx)
	if err != nil {
		return nil, err
	}
	papers := map[string][]byte{} // by language
	for _, r := range all {
		if !r.Follows(h.ID, h.Program) {
			continue
		}
		if papers[r.Language] == nil {
			if papers[r.Language], err = booth.LetterOf(s.speaking(r.Language), h, h.Delivered).PDF(); err != nil {
				return nil, err
			}
		}
		if err := s.writeDelivery(tx, h, r, papers[r.Language]); err != nil {
			return nil, err
		}
	}
	if len(papers) == 0 {
		return nil, petition.ErrNobody
	}
	return []byte(s.deliveryProps(h).Public(s.speaking(h.Text.Language))), nil
}

func (s *site) writeDelivery(tx *db.Tx, h petition.Handover, r digest.Recipient, paper []byte) error {
	_, key, err := s.responses.Invite(tx, h.Petition, r.ID, r.Name)
	if err != nil {
		return err
	}
	props := s.deliveryProps(h)
	props.Answer, props.Code = s.answerAddress(key, r.Language), key.Code()
	drawn, err := props.Letter(s.speaking(r.Language))
	if err != nil {
		return err
	}
	l := onceOnly(r.Address, drawn)
	l.Files = []outbox.File{{Name: "letter-" + h.ID + ".pdf", Type: "application/pdf", Data: paper}}
	_, err = s.outbox.Put(tx, r.ID, outbox.Delivery(h.ID), l)
	return err
}

func (s *site) deliveryProps(h petition.Handover) viewmail.Delivery {
	return viewmail.Delivery{
		Site: s.mailSite(), ID: h.ID, Title: h.Text.Title, Ask: h.Text.Ask, Addressee: h.Text.Addressee, Language: h.Text.Language,
		Background: h.Text.Background, LetterHTML: h.HTML, Count: h.Count, Goal: h.Goal, Share: pass.Share(h.Count, h.Holders), Holders: pass.Holders(h.Holders),
		Angles: h.Angles, Names: h.Names, Delivered: string(h.Delivered), Due: string(h.Due),
	}
}

// answerFor is the address by which somebody in leadership answers a petition of which they are told once more; "" for whom it was
// not delivered to.
func (s *site) answerFor(tx *db.Tx, petition string, r digest.Recipient) (string, error) {
	key, ok, err := s.responses.Remind(tx, petition, r.ID)
	if err != nil || !ok {
		return "", err
	}
	return s.answerAddress(key, r.Language), nil
}

// renewed writes a reader's new link to them. After an answer, a reader who is no recipient any more gets none.
func (s *site) renewed(tx *db.Tx, p petition.Petition, l response.Link, k response.Key, revisions int) error {
	all, err := s.recipients.In(tx)
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.ID == l.Recipient {
			return s.writeRenewed(tx, p, l, k, revisions, r)
		}
	}
	if revisions > 0 {
		return nil
	}
	return fault.New(fault.NotFound, "recipient_gone")
}

func (s *site) writeRenewed(tx *db.Tx, p petition.Petition, l response.Link, k response.Key, revisions int, r digest.Recipient) error {
	drawn, err := viewmail.Renewed{
		Site: s.mailSite(), ID: p.ID, Title: p.Text.Title, Language: p.Text.Language, Name: l.Name, Day: string(s.today()), Revisions: revisions,
		Answer: s.answerAddress(k, r.Language), Code: k.Code(), Contact: s.config.Contact,
	}.Letter(s.speaking(r.Language))
	if err != nil {
		return err
	}
	_, err = s.outbox.Put(tx, r.ID, "link:"+id.New(s.out.Random), onceOnly(r.Address, drawn))
	return err
}

// answerAddress carries the secret behind the #, which no browser sends to a server. The page behind it is in its reader's language.
func (s *site) answerAddress(k response.Key, language string) string {
	return s.mailSite().In(language) + "/respond#" + k.Secret
}

func (s *site) mailSite() viewmail.Site {
	return viewmail.Site{Employer: s.config.Employer, Origin: s.config.Origin, Base: s.config.base(), Domains: s.openTo, Language: s.config.Language}
}

// speaking is a context for what is written without a request.
func (s *site) speaking(language string) context.Context {
	return layout.WithSite(words.With(context.Background(), language, s.config.Language), s.config.site())
}

func onceOnly(to string, drawn viewmail.Letter) outbox.Letter {
	l := outbox.Letter{To: to, Subject: drawn.Subject, Text: drawn.Text, HTML: drawn.HTML, Once: true}
	for _, p := range drawn.Pictures {
		l.Pictures = append(l.Pictures, outbox.Picture(p))
	}
	return l
}
