package petition

import "roundrobin/models/fault"

// A Topic is what a petition is about in one word of a published list; "" is none. It is no part of the frozen text: it only helps to find.
type Topic string

// Topics are all of them, in the order in which they are offered. Their names are in the catalogue, "topic.NAME".
func Topics() []Topic {
	return []Topic{"monitoring", "hours", "pay", "safety", "workplace", "fairness", "elsewhere"}
}

// ParseTopic refuses what is on no list.
func ParseTopic(s string) (Topic, error) {
	for _, t := range append(Topics(), "") {
		if s == string(t) {
			return t, nil
		}
	}
	return "", fault.New(fault.Invalid, "topic_unknown").On("topic")
}
