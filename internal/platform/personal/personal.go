// Package personal hides what is personal from those who need not see it. A field says by its tag what it is:
//
//	Phone string `personal:"phone"`
//
// phone, mail and address are masked wherever an answer of the API has them, unless the context says that whoever is
// answered sees them in the clear; name is not masked, since one must know to whom one speaks. That is said in one place
// for everything: httpx asks it of every answer, and what goes out by another way (tables) asks it of its rows.
package personal

import (
	"context"
	"reflect"
	"sync"
)

type clearKey struct{}

// With returns a context in which personal data is shown in the clear or not. Without it nothing is.
func With(ctx context.Context, clear bool) context.Context {
	return context.WithValue(ctx, clearKey{}, clear)
}

// Clear tells whether personal data is shown in the clear.
func Clear(ctx context.Context) bool {
	clear, _ := ctx.Value(clearKey{}).(bool)
	return clear
}

// Concealer is a value that knows itself what of it is personal, where a tag would say too little.
type Concealer interface{ Conceal() }

var masks = map[string]func(string) string{"phone": Number, "number": Number, "mail": Mail, "address": Address}

// Conceal masks in *v, and in all that it holds, what is personal, unless ctx shows it in the clear.
func Conceal[T any](ctx context.Context, v *T) {
	if !Clear(ctx) && holds(reflect.TypeFor[T]()) {
		conceal(reflect.ValueOf(v).Elem())
	}
}

var concealer = reflect.TypeFor[Concealer]()

// known says of types whether they hold something personal.
var known sync.Map

func holds(t reflect.Type) bool {
	if is, ok := known.Load(t); ok {
		return is.(bool)
	}
	is := looks(t, map[reflect.Type]bool{})
	known.Store(t, is)
	return is
}

func looks(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if reflect.PointerTo(t).Implements(concealer) {
		return true
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return looks(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); masks[f.Tag.Get("personal")] != nil || f.IsExported() && looks(f.Type, seen) {
				return true
			}
		}
	}
	return false
}

// conceal goes through a value that can be set.
func conceal(v reflect.Value) {
	if !holds(v.Type()) {
		return
	}
	if reflect.PointerTo(v.Type()).Implements(concealer) {
		v.Addr().Interface().(Concealer).Conceal()
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			conceal(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			conceal(v.Index(i))
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next(); {
			changed := reflect.New(v.Type().Elem()).Elem()
			changed.Set(entries.Value())
			conceal(changed)
			v.SetMapIndex(entries.Key(), changed)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			if mask := masks[f.Tag.Get("personal")]; mask != nil && f.Type.Kind() == reflect.String {
				v.Field(i).SetString(mask(v.Field(i).String()))
				continue
			}
			conceal(v.Field(i))
		}
	}
}
