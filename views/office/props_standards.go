package office

import "strconv"

// StandardsProps are those of /office/standards (Standards).
type StandardsProps struct {
	Viewer
	Today string
	// Standards are those in force, Versions all versions, the first one first.
	Standards []Standard
	Versions  []StandardsVersion
	Draft     StandardsDraft
	// May: the viewer can write the next version.
	May bool
	// Just is what was done: published, discarded, or anything for nothing.
	Just string
}

// StandardsVersion is one that was published.
type StandardsVersion struct {
	Version           int
	From, Who, Reason string
}

func (v StandardsVersion) address() string { return "/standards/v" + strconv.Itoa(v.Version) }

// StandardsDraft says who saved the draft last, and when. Round counts how often; 0: there is none.
type StandardsDraft struct {
	Round    int
	Who, Day string
}

func (d StandardsDraft) round() string { return strconv.Itoa(d.Round) }

// StandardsFormProps are those of the draft's form (StandardsForm).
type StandardsFormProps struct {
	Viewer
	Today   string
	Version int // that it will be
	Draft   StandardsDraft
	// Standing are the standards in force, Ended those of earlier versions, Added those that are new.
	Standing, Ended []DraftStandard
	Added           []Standard
	// Limits in characters.
	MaxCode, MaxTitle, MaxText int
	Problems                   Problems
}

// DraftStandard is one that was published: it stays, or comes back, or not.
type DraftStandard struct {
	Standard
	Stays bool
}

// at is a field's name for what is added in that place.
func at(name string, i int) string { return name + "-" + strconv.Itoa(i) }

// StandardsPreviewProps are those of the draft as it will be read (StandardsPreview).
type StandardsPreviewProps struct {
	Viewer
	Today string
	Draft StandardsDraft
	// Version is that which it will be, Now the one in force.
	Version, Now   int
	Language, Hash string
	Changes        []StandardChange
	May            bool
	Reason         string
	Problems       Problems
}

// StandardChange is one standard and what becomes of it: "", added, ended, hides or hides_not.
type StandardChange struct {
	Standard
	What string
}

// changed counts those of which something becomes.
func (p StandardsPreviewProps) changed() (n int) {
	for _, c := range p.Changes {
		if c.What != "" {
			n++
		}
	}
	return n
}
