package audit

import (
	"bytes"
	"encoding/json"

	"github.com/xingfu/xingfu/internal/platform/lang"
)

// Change is the detail of an act that changes a thing: its name, and the fields that differ, before and after, as JSON
// has them. Where Before is nil the thing was made, where After is nil it was removed. Secrets are no fields of either.
type Change struct {
	Name   lang.Text // a name without an English half is the same in both
	Before any
	After  any
}

// MarshalJSON writes the name and what differs. Versions are left out: they change with everything.
func (c Change) MarshalJSON() ([]byte, error) {
	var out struct {
		Name   string                     `json:"name,omitempty"`
		Zh     string                     `json:"zh,omitempty"`
		En     string                     `json:"en,omitempty"`
		Before map[string]json.RawMessage `json:"before,omitempty"`
		After  map[string]json.RawMessage `json:"after,omitempty"`
	}
	var err error
	if out.Before, err = fields(c.Before); err != nil {
		return nil, err
	}
	if out.After, err = fields(c.After); err != nil {
		return nil, err
	}
	if c.Before != nil && c.After != nil {
		for name, was := range out.Before {
			if bytes.Equal(was, out.After[name]) {
				delete(out.Before, name)
				delete(out.After, name)
			}
		}
	}
	if out.Name = c.Name.Zh; c.Name.En != "" {
		out.Name, out.Zh, out.En = "", c.Name.Zh, c.Name.En
	}
	return json.Marshal(out)
}

func fields(of any) (map[string]json.RawMessage, error) {
	text, err := json.Marshal(of)
	if err != nil {
		return nil, err
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, err
	}
	delete(all, "version")
	return all, nil
}
