package petition

// A Name that somebody gave with a signature, as the desk confirmed it for the season. Title may be "".
type Name struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}
