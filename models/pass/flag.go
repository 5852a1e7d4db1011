package pass

// OfPetition is the subject of a flag on the petition's own text.
const OfPetition = "petition"

// MaxAppeal is the length of an appeal in bytes. It is one line.
const MaxAppeal = 1000

// isCode: a flag says nothing but which of the published standards it is about, so that no words of a flag's give its writer away.
func isCode(body []byte) bool { return IsWord(string(body)) }

func isAppeal(body []byte) bool { return IsLine(string(body), MaxAppeal) }
