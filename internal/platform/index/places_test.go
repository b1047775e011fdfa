package index

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/uuid"
)

// An import gives very many objects the same moment; identifiers that differ in their last bytes only do not help.
func TestAQuarterMillionOfOneMomentFindPlaces(t *testing.T) {
	id := uuid.MustParse("019a0347-4457-78e0-9c00-23ac50277bce")
	random := rand.New(rand.NewPCG(1, 1))
	taken := map[int64]bool{}
	for range 400 {
		binary.BigEndian.PutUint64(id[8:], random.Uint64())
		tail := binary.BigEndian.Uint32(id[12:])
		for n := range uint32(625) {
			binary.BigEndian.PutUint32(id[12:], tail^n)
			places := placesFor(id.String())
			free := slices.IndexFunc(places, func(p int64) bool { return !taken[p] })
			if free < 0 {
				t.Fatalf("no place after %d", len(taken))
			}
			taken[places[free]] = true
		}
	}
}
