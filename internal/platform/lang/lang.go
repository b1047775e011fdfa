// Package lang carries the language of the person who is served.
// Chinese is the first language of the product, English the second; both are complete.
package lang

import (
	"context"
	"fmt"
	"strings"
)

// Code is a language of the interface.
type Code string

// The two languages of the interface.
const (
	Chinese Code = "zh"
	English Code = "en"
)

// Text is one sentence or name in both languages.
type Text struct {
	Zh string `json:"zh" yaml:"zh"`
	En string `json:"en" yaml:"en"`
}

// T makes a Text; both halves are formatted with the same arguments.
func T(zh, en string, args ...any) Text {
	if len(args) == 0 {
		return Text{zh, en}
	}
	return Text{fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

// In gives the text in one language, and Chinese where English is missing.
func (t Text) In(c Code) string {
	if c == English && t.En != "" {
		return t.En
	}
	return t.Zh
}

type key struct{}

// With returns a context whose person reads c.
func With(ctx context.Context, c Code) context.Context { return context.WithValue(ctx, key{}, c) }

// Of gives the language of the person in ctx, Chinese where none was said.
func Of(ctx context.Context) Code {
	if c, ok := ctx.Value(key{}).(Code); ok {
		return c
	}
	return Chinese
}

// FromHeader reads an Accept-Language header: the first of the two languages it names.
func FromHeader(header string) Code {
	for part := range strings.SplitSeq(header, ",") {
		tag := strings.ToLower(strings.TrimSpace(part))
		if strings.HasPrefix(tag, "zh") {
			return Chinese
		}
		if strings.HasPrefix(tag, "en") {
			return English
		}
	}
	return Chinese
}
