package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// hashVersion is how the hashes of new entries are made. Those of version 1 say nothing of how an act came about.
const hashVersion = 2

// sum is SHA-256 over the hash before and every field of the entry, each preceded by its length. It is empty, and so
// never that of an entry, when the entry's version is not known or the entry has what its version does not cover.
func (e *Entry) sum(before string) string {
	seq, at := strconv.FormatInt(e.Seq, 10), e.At.UTC().Format(time.RFC3339Nano)
	switch {
	case e.Version == 1 && e.Via == "" && e.Means == "" && e.Address == "":
		return chained(before, seq, at, e.ActorID, e.Actor, e.Action, e.Object, e.ObjectID, e.Detail)
	case e.Version == 2:
		return chained(before, "2", seq, at, e.ActorID, e.Actor, string(e.Via), e.Means, e.Address, e.Action, e.Object, e.ObjectID, e.Detail)
	}
	return ""
}

func chained(fields ...string) string {
	text := make([]byte, 0, 512)
	for _, field := range fields {
		text = strconv.AppendInt(text, int64(len(field)), 10)
		text = append(text, ':')
		text = append(text, field...)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
