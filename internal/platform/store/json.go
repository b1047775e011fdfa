package store

import (
	"github.com/go-json-experiment/json"
	v1 "github.com/go-json-experiment/json/v1"
	"github.com/uptrace/bun/extra/bunjson"
)

func init() { bunjson.SetProvider(columnJSON{}) }

// columnJSON reads JSON columns by the rules of encoding/json, several times as fast.
type columnJSON struct{ bunjson.StdProvider }

// Unmarshal reads a value.
func (columnJSON) Unmarshal(data []byte, into any) error {
	return json.Unmarshal(data, into, v1.DefaultOptionsV1())
}
