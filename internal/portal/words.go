package portal

import (
	"fmt"

	"github.com/xingfu/xingfu/internal/platform/lang"
)

// words gives a text of the table in a language. It is an error to ask for one that is not there.
func words(l lang.Code, key string, args ...any) (string, error) {
	text, ok := texts[key]
	if !ok {
		return "", fmt.Errorf("the portal has no text %q", key)
	}
	if len(args) == 0 {
		return text.In(l), nil
	}
	return fmt.Sprintf(text.In(l), args...), nil
}

func hasWords(key string) bool {
	_, ok := texts[key]
	return ok
}
