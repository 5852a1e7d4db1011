package booth

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/day"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
	"roundrobin/views/words"
)

// How much of a draft one answer tells: it must fit an envelope (docs/protocol.md, Organizing).
const (
	latestShown     = 20
	answersShown    = 10
	droppedShown    = 10
	happenedShown   = 15
	unfinishedShown = 5
	noteBytes       = 120
)

// organizers is a draft as one of its organizers is told of it.
type organizers struct {
	*petition.Organizing
	you     pass.BoothKey
	today   day.Day
	updates int
	names   map[pass.BoothKey]string
}

func newOrganizers(d *petition.Organizing, you pass.BoothKey, today day.Day, updates int) organizers {
	return organizers{d, you, today, updates, names(d)}
}

// names are the organizers' pseudonyms, each unlike the others in this draft, and unlike those of voices under the petition.
func names(d *petition.Organizing) map[pass.BoothKey]string {
	given, taken := map[pass.BoothKey]string{}, map[string]bool{}
	for _, k := range d.Everyone {
		voice := thread.VoiceOf(k, "organizers of "+d.ID)
		name := ""
		for try := 0; name == "" || taken[name]; try++ {
			name = thread.PseudonymOf(voice, try).Words
		}
		given[k], taken[name] = name, true
	}
	return given
}

func (o organizers) show(ctx context.Context) fiber.Map {
	stands := 0
	if v := o.Stands(); v != nil {
		stands = v.Number
	}
	invitations, answers := o.invitations()
	waiting, dropped := o.publicActs(ctx)
	return fiber.Map{
		"petition": o.ID, "day": o.today, "state": o.Petition.State, "public": o.Public, "place": o.Petition.Turn,
		"you": o.names[o.you], "seq": o.Seq(o.you), "acts": o.Acts, "saves_left": o.SavesLeft(),
		"organizers": o.people(), "invitations": invitations, "answers": answers,
		"versions": len(o.Versions), "stands": stands, "latest": o.versions(len(o.Versions)+1, latestShown), "unfinished": o.unfinished(),
		"frozen": o.frozen(), "waiting": waiting, "dropped": dropped, "happened": o.happened(), "updates": o.updates,
	}
}

func (o organizers) people() []fiber.Map {
	list := []fiber.Map{}
	for _, x := range o.Organizers {
		list = append(list, fiber.Map{
			"key": x.Key.String(), "name": o.names[x.Key], "day": x.Day, "opener": x.Opener, "you": x.Key == o.you, "removable": o.Removable(o.you, x.Key),
		})
	}
	return list
}

func (o organizers) invitations() (open, answers []fiber.Map) {
	open, answers = []fiber.Map{}, []fiber.Map{}
	for _, i := range slices.Backward(o.Invitations) {
		m := fiber.Map{"key": i.Key.String(), "number": i.Number, "by": o.names[i.By], "yours": i.By == o.you, "day": i.Day}
		switch {
		case i.Open(o.today):
			m["until"] = i.Until()
			open = append(open, m)
		case len(answers) < answersShown:
			m["answer"], m["name"] = "over", ""
			m["day"] = i.Until()
			if i.Answer != "" {
				m["answer"], m["name"], m["day"] = i.Answer, o.names[i.Who], i.Answered
			}
			answers = append(answers, m)
		}
	}
	return open, answers
}

// versions are those below a number, newest first.
func (o organizers) versions(before, most int) []fiber.Map {
	list := []fiber.Map{}
	for number := min(before, len(o.Versions)+1) - 1; number >= 1 && len(list) < most; number-- {
		v := o.Version(number)
		list = append(list, fiber.Map{
			"number": v.Number, "id": v.ID, "base": v.Base, "from": v.From, "by": o.names[v.By], "yours": v.By == o.you, "day": v.Day,
			"beside": v.Beside, "bytes": v.Size, "parts": (v.Size + versionPart - 1) / versionPart,
		})
	}
	return list
}

func (o organizers) unfinished() []fiber.Map {
	list := []fiber.Map{}
	for _, u := range slices.Backward(o.Unfinished) {
		if u.By == o.you && len(list) < unfinishedShown {
			list = append(list, fiber.Map{"id": u.ID, "base": u.Base, "parts": u.Parts, "have": len(u.Have), "day": u.Day})
		}
	}
	return list
}

func (o organizers) frozen() any {
	if o.Frozen == nil {
		return nil
	}
	number := 0
	for _, v := range o.Versions {
		if v.ID == string(o.Frozen.Body) {
			number = v.Number
		}
	}
	return fiber.Map{"number": number, "text": o.Frozen.TextHash.String()}
}

// publicActs are those that wait for the seal, in their order, and those that it could not do, newest first.
func (o organizers) publicActs(ctx context.Context) (waiting, dropped []fiber.Map) {
	waiting, dropped = []fiber.Map{}, []fiber.Map{}
	for _, a := range slices.Backward(o.Happened) {
		m := fiber.Map{"kind": a.Kind, "by": o.names[a.BoothKey()], "yours": a.BoothKey() == o.you, "day": a.Day}
		switch {
		case a.Dropped != "" && len(dropped) < droppedShown:
			m["refusal"], m["sentence"], m["sentences"] = a.Dropped, words.Fault(ctx, a.Dropped, nil), words.Faults(ctx, a.Dropped, nil)
			dropped = append(dropped, m)
		case !a.Sealed && a.Public():
			waiting = append(waiting, m)
		}
	}
	slices.Reverse(waiting)
	return waiting[:min(len(waiting), droppedShown)], dropped
}

func (o organizers) happened() []fiber.Map {
	list := []fiber.Map{}
	for _, a := range slices.Backward(o.Happened) {
		if len(list) < happenedShown {
			list = append(list, fiber.Map{"kind": a.Kind, "by": o.names[a.BoothKey()], "day": a.Day, "note": cut(o.note(a), noteBytes)})
		}
	}
	return list
}

// note is what an act says beside its kind.
func (o organizers) note(a petition.Organized) string {
	switch a.Kind {
	case pass.Taking:
		return string(a.Body)
	case pass.Concluding:
		return strings.Replace(string(a.Body), "\n", ": ", 1)
	case pass.Removing:
		whom, _ := pass.ParseBoothKey(string(a.Body))
		return o.names[whom]
	}
	return ""
}

// cut gives at most so many bytes of a text, in whole characters.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}
