package store

import (
	"encoding/base64"
	"encoding/json"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// Cursor writes the place after which the next page starts.
func Cursor(values ...string) string {
	b, _ := json.Marshal(values)
	return base64.RawURLEncoding.EncodeToString(b)
}

// ReadCursor reads what Cursor wrote; n values are expected. An empty cursor gives nil.
func ReadCursor(cursor string, n int) ([]string, error) {
	if cursor == "" {
		return nil, nil
	}
	var values []string
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(b, &values)
	}
	if err != nil || len(values) != n {
		return nil, fault.Bad("cursor", "分页位置无效，请从第一页重新开始。", "This cursor is not valid; start again from the first page.")
	}
	return values, nil
}
