package customer

import (
	"reflect"
	"strings"
)

// Changed says what a field was and what it is. Of a personal field it says only that it has changed.
type Changed struct {
	Field string `json:"field"`
	From  any    `json:"from,omitempty"`
	To    any    `json:"to,omitempty"`

	Personal bool `json:"personal,omitempty" doc:"From and to are not kept."`
}

// differences compares two values of a type field by field, in the order of the fields. What every part has, and what
// the JSON does not show, is passed over.
func differences(before, after any) []Changed {
	list := []Changed{}
	a, b := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	for i := range a.NumField() {
		field := a.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous || name == "" || name == "-" || name == "version" || name == "updatedAt" {
			continue
		}
		from, to := a.Field(i).Interface(), b.Field(i).Interface()
		if reflect.DeepEqual(from, to) {
			continue
		}
		changed := Changed{Field: name, Personal: field.Tag.Get("personal") != ""}
		if !changed.Personal {
			changed.From, changed.To = from, to
		}
		list = append(list, changed)
	}
	return list
}
