package office

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/roster"
	views "roundrobin/views/office"
)

// Roster is who may check in. What changes it binds us to it in the ledger.
type Roster interface {
	Size(ctx context.Context) (int, error)
	Last(ctx context.Context) (roster.Last, error)
	Preview(ctx context.Context, f *roster.File, c roster.Columns) (roster.Preview, error)
	Take(ctx context.Context, f *roster.File, c roster.Columns, o roster.Options) (roster.Report, error)
	Undo(ctx context.Context) (roster.Report, error)
}

// RosterUpload is where a roster file is sent to; it may be as long as FileLimit, in bytes.
const (
	RosterUpload = "/office/roster"
	FileLimit    = roster.MaxFile + formLimit
)

// rosters are addresses of the roster, and of what people say about books in their name.
func (o *Office) rosters() []Route {
	upload := post(RosterUpload, office.KeepRoster, o.rosterUpload)
	upload.limit = FileLimit
	return []Route{
		get("/office/roster", office.KeepRoster, o.rosterShow),
		upload,
		get("/office/roster/preview", office.KeepRoster, o.rosterPreview),
		get("/office/roster/refused.csv", office.KeepRoster, o.rosterRefused),
		get("/office/roster/progress", office.KeepRoster, o.rosterProgress),
		post("/office/roster/columns", office.KeepRoster, o.rosterColumns),
		post("/office/roster/apply", office.KeepRoster, o.rosterApply),
		post("/office/roster/discard", office.KeepRoster, o.rosterDiscard),
		post("/office/roster/undo", office.KeepRoster, o.rosterUndo),
		get("/office/disputes", office.KeepRoster, o.disputeList),
		write("/office/disputes/:id/answer", office.KeepRoster, o.disputeAnswer),
	}
}

// rosterShow is how many are on it, what the last import did, and the way to the next.
func (o *Office) rosterShow(c *fiber.Ctx, m office.Member) error { return o.showRoster(c, m, nil) }

func (o *Office) showRoster(c *fiber.Ctx, m office.Member, refused *fault.Fault) error {
	ctx := c.UserContext()
	last, err := o.Roster.Last(ctx)
	if err != nil {
		return err
	}
	waiting, _, err := o.Uploads.Stands(ctx)
	if err != nil {
		return err
	}
	p := views.RosterProps{
		Viewer: o.viewer(m), Today: string(o.today()), Waiting: waiting, Max: roster.MaxFile >> 20, Just: c.Query("done"),
		Last: views.RosterLast{Day: string(last.Day), Joined: last.Joined, Left: last.Left, Changed: last.Changed, Undo: last.Undo},
	}
	if refused != nil {
		p.Problems = problems([]*fault.Fault{refused})
	}
	return page.Show(c, views.Roster(p))
}

// rosterUpload holds a file until somebody has looked at it.
func (o *Office) rosterUpload(c *fiber.Ctx, m office.Member) error {
	file, err := uploaded(c)
	if err == nil {
		err = o.hold(c.UserContext(), file)
	}
	switch f := fault.Of(err); {
	case err == nil:
		return c.Redirect("/office/roster/preview", fiber.StatusSeeOther)
	case f == nil:
		return err
	default:
		o.refuse(c, err)
		return o.showRoster(c, m, f.On("file"))
	}
}

func (o *Office) hold(ctx context.Context, file []byte) error {
	f, err := roster.OpenFile(file)
	if err != nil {
		return err
	}
	_, err = o.Uploads.Hold(ctx, file, f.Columns.Text())
	return err
}

var errNoFile = fault.New(fault.Invalid, "roster_file_missing")

// uploaded is the file of a form. It is read in memory: a parser that writes to disk would leave names in a temporary file.
func uploaded(c *fiber.Ctx) ([]byte, error) {
	kind, parameters, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	if err != nil || kind != fiber.MIMEMultipartForm {
		return nil, errNoFile
	}
	form := multipart.NewReader(bytes.NewReader(c.BodyRaw()), parameters["boundary"])
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, errNoFile
		}
		if err != nil {
			return nil, errNoFile
		}
		if part.FormName() != "file" {
			continue
		}
		b, err := io.ReadAll(part)
		if err != nil {
			return nil, errNoFile
		}
		if len(b) == 0 && part.FileName() == "" {
			return nil, errNoFile
		}
		return b, nil
	}
}

// rosterDiscard forgets the file that is held.
func (o *Office) rosterDiscard(c *fiber.Ctx, _ office.Member) error {
	if err := o.Uploads.Drop(c.UserContext()); err != nil {
		return err
	}
	return c.Redirect("/office/roster?done=discarded", fiber.StatusSeeOther)
}

// rosterUndo takes the last import back.
func (o *Office) rosterUndo(c *fiber.Ctx, m office.Member) error {
	ctx := c.UserContext()
	if _, err := o.Roster.Undo(ctx); err != nil {
		f := fault.Of(err)
		if f == nil {
			return err
		}
		o.refuse(c, err)
		return o.showRoster(c, m, f.On("undo"))
	}
	if err := o.Record.Tell(ctx, audit.Entry{Who: whoOf(m), Act: audit.UndidRoster}); err != nil {
		return err
	}
	return c.Redirect("/office/roster?done=undone", fiber.StatusSeeOther)
}
