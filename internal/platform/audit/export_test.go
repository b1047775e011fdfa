package audit

// LookAt sets how many entries a call looks at for a text, and gives back how many it was.
func LookAt(n int64) (restore func()) {
	was := textLook
	textLook = n
	return func() { textLook = was }
}

// Chain fills in what makes e follow upon an entry.
func (e *Entry) Chain(seq int64, before string) {
	e.Seq, e.Version = seq, hashVersion
	e.Hash = e.sum(before)
}

// Connected tells whether the feed has a connection that its collector has not ended.
func (f *Feed) Connected() bool { return f.conn != nil && !f.conn.Gone() }
