package petition

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// A Content is what a version says, as it was typed: nothing of it need be ready.
type Content struct {
	Language   string `json:"language"` // BCP 47
	Program    string `json:"program"`  // id, or ""
	Topic      Topic  `json:"topic"`    // or ""
	Goal       int    `json:"goal"`     // 0 leaves it to the rule
	Title      string `json:"title"`
	Addressee  string `json:"addressee"`
	Ask        string `json:"ask"`
	Background string `json:"background"` // Markdown
}

// Marshal gives the bytes that a version's id is of, where this side writes one.
func (c Content) Marshal() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(c); err != nil {
		panic(err) // strings and a number
	}
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'})
}

// ParseContent takes JSON of exactly these members.
func ParseContent(text []byte) (c Content, err error) {
	var given map[string]json.RawMessage
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err = d.Decode(&c); err == nil {
		_, err = d.Token()
	}
	if !errors.Is(err, io.EOF) || json.Unmarshal(text, &given) != nil || len(given) != contentMembers {
		return c, ErrVersionBroken
	}
	if !utf8.Valid(text) || !pass.IsWord(c.Language) || c.Goal < 0 || len(text) > pass.MaxContent {
		return c, ErrVersionBroken
	}
	return c, nil
}

const contentMembers = 8

// Text is what would be frozen of it.
func (c Content) Text() pass.Text {
	return pass.Text{Language: c.Language, Title: c.Title, Addressee: c.Addressee, Ask: c.Ask, Background: c.Background}.Tidy()
}

// Ready gives all refusals of what cannot be frozen yet, each beside its field. Whether its program is there is not looked at.
func (c Content) Ready() []*fault.Fault {
	refused := CheckText(c.Text())
	if c.Goal > MostGoal {
		refused = append(refused, errGoal)
	}
	if _, err := ParseTopic(string(c.Topic)); err != nil {
		refused = append(refused, fault.Of(err))
	}
	return refused
}

var errGoal = fault.New(fault.Invalid, "goal_unreal", "max", MostGoal).On("goal")

// A Version is a saved text of a draft.
type Version struct {
	Number   int // from 1, in the order in which they were saved
	ID, Base string
	From     int // the base's number, or 0
	By       pass.BoothKey
	Day      day.Day
	Beside   bool  // another stood in its base's place when it was saved
	Size     int   // bytes
	Parts    []int // numbers of the acts that brought it
}

// An Unfinished version lacks parts.
type Unfinished struct {
	ID, Base string
	Parts    int
	By       pass.BoothKey
	Day      day.Day
	Size     int
	Have     []int // numbers of the acts that brought what is there
}
