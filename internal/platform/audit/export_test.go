package audit

// LookAt sets how many entries a call looks at for a text, and gives back how many it was.
func LookAt(n int64) (restore func()) {
	was := textLook
	textLook = n
	return func() { textLook = was }
}
