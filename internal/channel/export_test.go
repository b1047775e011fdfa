package channel

import "time"

// Hasten lets tries follow each other at once, and gives back how it was.
func Hasten() (restore func()) {
	was := pauses
	pauses = []time.Duration{0, 0, 0}
	return func() { pauses = was }
}
