package handlers

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	htmlpkg "html"
	"regexp"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/mail"
	"roundrobin/models/fault"
	"roundrobin/views/devmail"
)

// devMail shows the mail that the demo caught. Only the demo mounts it.
type devMail struct{ caught *mail.Memory }

func (d devMail) list(c *fiber.Ctx) error {
	var p devmail.ListProps
	for _, m := range d.caught.All() {
		p.Mails = append(p.Mails, devMailProps(m))
	}
	return page.Show(c, devmail.List(p))
}

// json is for scripts: [{"id","to","subject","text","returns","files"}], newest first; ?to= narrows it to one address.
func (d devMail) json(c *fiber.Ctx) error {
	type caught struct {
		ID      string   `json:"id"`
		To      string   `json:"to"`
		Subject string   `json:"subject"`
		Text    string   `json:"text"`
		Returns string   `json:"returns"`
		Files   []string `json:"files"`
	}
	list := []caught{}
	for _, m := range d.caught.All() {
		if to := c.Query("to"); to == "" || strings.EqualFold(to, m.To) {
			list = append(list, caught{m.ID, m.To, m.Subject, m.Text, m.Returns, files(m)})
		}
	}
	return c.JSON(list)
}

// show answers /dev/mail/ID with a page and /dev/mail/ID.html with the HTML part alone, its pictures written into it.
func (d devMail) show(c *fiber.Ctx) error {
	id, raw := strings.CutSuffix(c.Params("id"), ".html")
	m, ok := d.caught.Find(id)
	if !ok || raw && m.HTML == "" {
		return fault.New(fault.NotFound, "page_missing")
	}
	if !raw {
		return page.Show(c, devmail.Show(devMailProps(m)))
	}
	html, policy := styled(m.WithPictures())
	c.Set(fiber.HeaderContentSecurityPolicy, policy)
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.SendString(html)
}

func devMailProps(m mail.Caught) devmail.Mail {
	return devmail.Mail{ID: m.ID, From: m.From, To: m.To, Subject: m.Subject, Text: m.Text, HasHTML: m.HTML != "", Files: files(m)}
}

func files(m mail.Caught) []string {
	names := []string{}
	for _, f := range m.Files {
		names = append(names, f.Name)
	}
	return names
}

// file answers /dev/mail/ID/NAME with what was attached.
func (d devMail) file(c *fiber.Ctx) error {
	m, _ := d.caught.Find(c.Params("id"))
	i := slices.IndexFunc(m.Files, func(f mail.Part) bool { return f.Name == c.Params("name") })
	if i < 0 {
		return fault.New(fault.NotFound, "page_missing")
	}
	c.Set(fiber.HeaderContentType, m.Files[i].Type)
	return c.Send(m.Files[i].Data)
}

var (
	styleAttribute = regexp.MustCompile(` style="([^"]*)"`)
	styleElement   = regexp.MustCompile(`(?s)<style[^>]*>(.*?)</style>`)
)

// styled moves a mail's style attributes into one sheet, since no page of ours allows inline style, and gives the policy that
// allows that sheet by its hash, the mail's pictures, and nothing else: no script, no request.
func styled(mail string) (html, policy string) {
	var sheet strings.Builder
	html = styleAttribute.ReplaceAllStringFunc(mail, func(a string) string {
		rule := htmlpkg.UnescapeString(styleAttribute.FindStringSubmatch(a)[1])
		fmt.Fprintf(&sheet, "[data-s=\"%d\"]{%s}\n", sheet.Len(), rule)
		return fmt.Sprintf(` data-s="%d"`, strings.LastIndex(sheet.String(), "[data-s"))
	})
	for _, element := range styleElement.FindAllStringSubmatch(html, -1) {
		sheet.WriteString(element[1])
	}
	html = styleElement.ReplaceAllString(html, "")
	hash := sha256.Sum256([]byte(sheet.String()))
	html = strings.Replace(html, "</head>", "<style>"+sheet.String()+"</style></head>", 1)
	return html, "default-src 'none'; img-src data:; sandbox; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
}
