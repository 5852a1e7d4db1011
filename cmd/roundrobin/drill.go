package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/cmd/roundrobin/drill"
	"roundrobin/handlers"
	"roundrobin/handlers/desk"
	"roundrobin/mail"
	"roundrobin/models/day"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
	views "roundrobin/views/desk"
)

type drillCommand struct{ drill.Command }

func (c *drillCommand) Run(ctx context.Context, o *outside) error {
	return c.Play(ctx, o.Out, string(day.Of(o.Now(), time.UTC)), func(ctx context.Context, s drill.Setting) (drill.Site, error) { return startDrill(ctx, s, o.Random) })
}

// drilled is a site as `roundrobin serve` runs it, but that the drill's clock drives the jobs and no answer waits for the next half second.
type drilled struct {
	*site
	app    *fiber.App
	desk   *desk.Desk
	caught *mail.Memory
	base   string
}

const drillMails = 2000

func startDrill(ctx context.Context, d drill.Setting, random io.Reader) (drill.Site, error) {
	c := &config{
		Listen: "127.0.0.1:0", Data: d.Folder, Identity: d.Identity, Booth: d.Booth, Origin: d.Origin, Review: reviewNone, Zone: "UTC", Short: "Notices", Employer: "Drill",
		Leave: "https://www.example.com/", Insecure: true, Ways: []string{views.WayEmail}, BookSlots: d.Slots, SealDays: d.SealDays, SealMin: d.SealMin, KeyFile: filepath.Join(d.Folder, "master.key"),
	}
	if _, err := secret.Create(c.keyFile(), random); err != nil {
		return nil, err
	}
	s, err := open(ctx, c, &outside{Now: d.Now, Random: random, Out: d.Logs, Err: d.Logs})
	if err != nil {
		return nil, err
	}
	machinery, requests := newLogs(d.Logs)
	running := &drilled{site: s, caught: mail.NewMemory(drillMails)}
	if err := running.listen(ctx, machinery, requests); err != nil {
		s.close()
		return nil, err
	}
	return running, nil
}

func (d *drilled) listen(ctx context.Context, machinery, requests *slog.Logger) error {
	if err := errors.Join(d.mintBooks(ctx), d.sayWallets(ctx), d.sayStandards(ctx), d.books.Rotate(ctx)); err != nil {
		return err
	}
	r := running{site: d.config.site(), sender: d.caught, machinery: machinery, requests: requests}
	d.desk = d.newDesk(r)
	w := d.web(r, d.desk)
	w.Step = 0
	d.app = handlers.New(w)
	listener, err := net.Listen("tcp", d.config.Listen)
	if err != nil {
		return err
	}
	d.base = "http://" + listener.Addr().String()
	machinery.Info("serving", "origin", d.config.Origin)
	go func() { _ = d.app.Listener(listener) }()
	return nil
}

func (d *drilled) Address() string       { return d.base }
func (d *drilled) Master() secret.Master { return d.master }
func (d *drilled) Stores() (identity, booth string) {
	return d.config.identity(), d.config.booth()
}

func (d *drilled) Import(ctx context.Context, file io.Reader) error {
	report, err := d.importRoster(ctx, file)
	if err == nil && len(report.Refused) > 0 {
		err = fmt.Errorf("%d rows of the drill's roster were refused", len(report.Refused))
	}
	return err
}

func (d *drilled) Open(ctx context.Context, petition string) error {
	_, err := d.petitions.Open(ctx, petition)
	return err
}

func (d *drilled) Seal(ctx context.Context) error {
	_, err := d.petitions.Seal(ctx, false)
	return err
}

func (d *drilled) Day(ctx context.Context) error {
	return errors.Join(d.Seal(ctx), d.endDay(ctx), d.mintBooks(ctx), d.books.Rotate(ctx), d.roster.Forget(ctx))
}

func (d *drilled) Mailed(address string) string {
	for _, c := range d.caught.All() {
		if c.To == address {
			return c.Subject
		}
	}
	return ""
}

func (d *drilled) Person(address string) ([32]byte, error) {
	a, err := roster.ParseAddress(address)
	return d.roster.Hash(a), err
}

func (d *drilled) Close() error {
	ctx, done := context.WithTimeout(context.Background(), shutdownTime)
	defer done()
	err := errors.Join(d.app.ShutdownWithContext(ctx), d.desk.Close(ctx))
	d.close()
	return err
}
