package petition

// Guard is how the talk under a petition is kept.
type Guard struct {
	// Most is how many comments a voice has in one count; 0 is as many as it likes.
	Most int
	// Paused since that day, or "".
	Paused string
	// Words for which a comment waits until a steward has read it.
	Words []string
	// Muted is how many voices may say no more.
	Muted int
}

// Flagging: flags are taken now (Open), and what they can name.
type Flagging struct {
	Open      bool
	Standards []Standard
}

// Standard is one of the published standards, as a flag names it.
type Standard struct{ Code, Title string }

// Hidden is when and why a steward hid a comment, or that it waits for a first look (Held is the word then).
type Hidden struct {
	Day, Standard, Reason, Held string
	// Appeals: its writer's appeal waits. Upheld: it was turned down. Appealable: there was none.
	Appeals, Upheld, Appealable bool
}
