package office

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/roster"
	views "roundrobin/views/office"
)

// taking is the import that this replica works at, or worked at last. That another works at one, its upload says.
type taking struct {
	mu          sync.Mutex
	file        string // whose import it is or was
	under       bool
	done, total int
	failed      error
}

var errTaking = fault.New(fault.Conflict, "roster_busy")

// begin runs f beside the request, which may end before it does.
func (t *taking) begin(file string, f func(progress func(done, total int)) error) (ended chan struct{}, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.under {
		return nil, errTaking
	}
	t.file, t.under, t.done, t.total, t.failed = file, true, 0, 0, nil
	ended = make(chan struct{})
	go func() {
		defer close(ended)
		err := f(t.progress)
		t.mu.Lock()
		defer t.mu.Unlock()
		t.under, t.failed = false, err
	}()
	return ended, nil
}

func (t *taking) progress(done, total int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done, t.total = done, total
}

func (t *taking) state() (under bool, done, total int, failed error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.under, t.done, t.total, t.failed
}

// refusedOf is why the file was refused, when it was.
func (t *taking) refusedOf(file string) *fault.Fault {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.file != file {
		return nil
	}
	return fault.Of(t.failed)
}

const longest = 10 * time.Minute // of an import

// patience is that of a request with an import. Tests make it small.
var patience = 2 * time.Second

var errOther = fault.New(fault.Conflict, "upload_other").On("apply")

// rosterApply makes the file that was looked at the roster. What takes long goes on beside the request.
func (o *Office) rosterApply(c *fiber.Ctx, m office.Member) error {
	l, err := o.look(c)
	if err != nil {
		return o.gone(c, m, err)
	}
	if c.FormValue("file") != l.ID {
		o.refuse(c, errOther)
		return o.showPreviewOf(c, m, l, errOther)
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(c.UserContext()), longest)
	options := roster.Options{Drop: c.FormValue("drop") != ""}
	ended, err := o.taking.begin(l.ID, func(progress func(done, total int)) error {
		defer stop()
		options.Progress = progress
		return o.take(ctx, m, l, options)
	})
	if err != nil {
		stop()
		return o.gone(c, m, err)
	}
	select {
	case <-ended:
		return o.taken(c, m, l)
	case <-time.After(patience):
		return c.Redirect("/office/roster/progress", fiber.StatusSeeOther)
	}
}

func (o *Office) take(ctx context.Context, m office.Member, l looked, options roster.Options) error {
	if err := o.Uploads.Take(ctx, l.ID, longest); err != nil {
		return err
	}
	if _, err := o.Roster.Take(ctx, l.file, l.columns, options); err != nil {
		return errors.Join(err, o.Uploads.Leave(context.WithoutCancel(ctx), l.ID))
	}
	if err := o.Record.Tell(ctx, audit.Entry{Who: whoOf(m), Act: audit.TookRoster}); err != nil {
		return err
	}
	return o.Uploads.Drop(ctx)
}

func (o *Office) taken(c *fiber.Ctx, m office.Member, l looked) error {
	_, _, _, err := o.taking.state()
	f := fault.Of(err)
	switch {
	case err == nil:
		return c.Redirect("/office/roster?done=applied", fiber.StatusSeeOther)
	case f == nil:
		return err
	}
	o.refuse(c, err)
	return o.showPreviewOf(c, m, l, f)
}

// rosterProgress looks again by itself, without a script, until the work is done: here, or at another replica, which knows alone how far it is.
func (o *Office) rosterProgress(c *fiber.Ctx, m office.Member) error {
	under, done, total, failed := o.taking.state()
	there, taken, err := o.Uploads.Stands(c.UserContext())
	switch {
	case err != nil:
		return err
	case under || taken:
		c.Set("Refresh", "2")
		return page.Show(c, views.RosterProgress(views.RosterProgressProps{Viewer: o.viewer(m), Done: done, Total: total}))
	case !there:
		return c.Redirect("/office/roster?done=applied", fiber.StatusSeeOther)
	case failed != nil && fault.Of(failed) == nil:
		return failed
	}
	return c.Redirect("/office/roster/preview", fiber.StatusSeeOther)
}
