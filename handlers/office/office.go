// Package office is where stewards and admins work, under their own names. Its cookie goes to /office alone; nothing of the booth
// reaches it.
package office

import (
	"context"
	"time"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/incident"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/office"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	programstore "roundrobin/models/program/store"
	"roundrobin/models/setting"
	"roundrobin/models/upload"
)

// Deps is what the office needs. All of it must be set.
type Deps struct {
	Members *office.Office
	Secure  bool                  // false only for a plain http demo on loopback
	Status  func(err error) int   // the status of a refusal that is shown beside its form
	Rules   func() petition.Rules // by when a decision is due
	Now     func() time.Time
	Zone    *time.Location
	Version string

	Petitions *petitionstore.Store
	Keeper    *programstore.Programs
	Proposals Proposals // nil where none are taken
	Record    audit.Record
	Cases     *casestore.Cases
	Settings  *setting.Keeper
	Incidents *incident.Keeper

	Review     func(context.Context) ([]petition.Petition, error) // that wait for a decision
	Programs   func(context.Context) (map[string]string, error)   // names by id
	Letters    func(context.Context) ([]Letter, error)            // leadership's summaries, the newest period first
	Checkpoint func(context.Context) (size int64, signed []byte, err error)
	Witnesses  func(context.Context) ([]Witness, error) // of the ledger, and what keeps them from signing
	Books      func(context.Context) ([]Book, error)    // the newest first

	Recipients Recipients

	Roster   Roster
	Uploads  *upload.Uploads
	Disputes Disputes
	Health   func(context.Context) (Health, error)
	Retry    func(ctx context.Context, job int64) error
	Forget   func(ctx context.Context, address string, by audit.Who) (Forgotten, error)

	Delivered     func(context.Context) ([]Delivered, error) // petitions, the latest first
	Revoke, Renew func(ctx context.Context, link string, by audit.Who) error
}

// Letter is a summary on its way. It holds no address.
type Letter struct {
	Recipient string // the name, or "" where that is not known any more
	Period    string // 2026-W48
	State     string // waiting, sending, sent, failed, dead
	Reason    string // why failed or dead
	Tries     int
}

// Witness is one who signs the ledger's checkpoints. Size is the last that it signed, on the day Signed, Trouble why it has not signed since the
// day Down, or "".
type Witness struct {
	Name         string
	Size         int
	Trouble      string
	Signed, Down string
}

// Book is a season's passes, and how many people have them: exactly, so it is for rounding, not for showing.
type Book struct {
	Name      string
	From, To  day.Day
	Collected int
}

// Office is the office over HTTP.
type Office struct {
	Deps
	sessions *rows
	taking   taking
}

// New is the office.
func New(d Deps) *Office { return &Office{Deps: d, sessions: newRows(d.Members, d.Secure)} }

func (o *Office) today() day.Day { return day.Of(o.Now(), o.Zone) }
