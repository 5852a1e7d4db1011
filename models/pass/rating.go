package pass

// OfResponse is the subject of a rating: leadership's answer, whatever its revision.
const OfResponse = "response"

// RatingValues are what a rating's body may say.
func RatingValues() []string { return []string{"answered", "partly", "not_answered"} }

func isRating(body []byte) bool {
	for _, v := range RatingValues() {
		if string(body) == v {
			return true
		}
	}
	return false
}
