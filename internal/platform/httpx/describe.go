package httpx

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

const schemas = "#/components/schemas/"

// Complete says in the description what the library leaves out: that an object to which a type has a pointer
// may be null. Call it once all operations are registered.
func Complete(api huma.API) {
	registry := api.OpenAPI().Components.Schemas
	for name, schema := range registry.Map() {
		t := registry.TypeFromRef(schemas + name)
		if t == nil || t.Kind() != reflect.Struct {
			continue
		}
		for _, field := range reflect.VisibleFields(t) {
			key, options, _ := strings.Cut(field.Tag.Get("json"), ",")
			property := schema.Properties[key]
			if property == nil || property.Ref == "" || field.Type.Kind() != reflect.Pointer || strings.Contains(options, "omit") {
				continue
			}
			schema.Properties[key] = &huma.Schema{Description: property.Description,
				AnyOf: []*huma.Schema{{Ref: property.Ref}, {Type: "null"}}}
			schema.Properties[key].PrecomputeMessages()
		}
	}
}

// OneOf is the schema of a type that has only these values.
func OneOf[T ~string](values ...T) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, v := range values {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}
