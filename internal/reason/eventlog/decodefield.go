package eventlog

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

func (m *Mapping) decodeTicket(n *yaml.Node) error {
	t := &m.Ticket
	return object(n, map[string]reader{
		"subject":     m.decodeSubject,
		"category":    fieldInto(&t.Category, nil),
		"priority":    fieldInto(&t.Priority, priorities),
		"channel":     fieldInto(&t.Channel, channels),
		"opened_by":   fieldInto(&t.OpenedBy, nil),
		"sla":         fieldInto(&t.SLA, slaResults),
		"opened_at":   timeFieldInto(&t.OpenedAt, true),
		"resolved_at": timeFieldInto(&t.ResolvedAt, false),
		"closed_at":   timeFieldInto(&t.ClosedAt, false),
	})
}

// The names that Read gives to facts of the ticket among Case.Attributes.
const (
	AttributeSLA        = "sla"
	AttributeOpenedBy   = "opened_by"
	AttributeOpenedAt   = "opened_at"
	AttributeResolvedAt = "resolved_at"
	AttributeClosedAt   = "closed_at"
)

var reserved = []string{AttributeSLA, AttributeOpenedBy, AttributeOpenedAt, AttributeResolvedAt, AttributeClosedAt}

func (m *Mapping) decodeAttributes(n *yaml.Node) error {
	m.Attributes = map[string]Field{}
	return pairs(n, func(key, value *yaml.Node) error {
		name := strings.TrimSpace(key.Value)
		if slices.Contains(reserved, name) {
			return refuse(key, say("%q belongs under ticket", "“%s”应写在 ticket 下", name))
		}
		var f Field
		err := fieldInto(&f, nil)(value)
		m.Attributes[name] = f
		return err
	})
}

func (m *Mapping) decodeSubject(n *yaml.Node) error {
	s, err := scalar(n)
	if err != nil {
		return err
	}
	if _, ok := parseTemplate(s); !ok {
		return refuse(n, say("a brace without its partner in %q", "“%s”中的花括号不成对", s))
	}
	m.Ticket.Subject = s
	return nil
}

// timeFieldInto reads the name of a column that holds a time.
func timeFieldInto(target *Field, first bool) reader {
	return func(n *yaml.Node) error {
		target.First = first
		return textInto(&target.Column)(n)
	}
}

// fieldInto reads a column's name or a field written out. Where allowed is not
// nil, the field must come to one of these words.
func fieldInto(target *Field, allowed []string) reader {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.MappingNode {
			if err := textInto(&target.Column)(n); err != nil {
				return err
			}
		} else if err := decodeField(n, target, allowed); err != nil {
			return err
		}
		switch {
		case (target.Column == "") == (target.Value == ""):
			return refuse(n, say("a field is either a column or a value", "字段要么写 column，要么写 value"))
		case target.Column == "" && (target.Values != nil || target.Otherwise != "" || target.First):
			return refuse(n, say("values, otherwise and take need a column", "values、otherwise、take 须与 column 一起使用"))
		case target.Values == nil && target.Otherwise != "":
			return refuse(n, say("otherwise needs values", "otherwise 须与 values 一起使用"))
		case target.Column != "" && target.Values == nil && allowed != nil:
			return refuse(n, say("values are needed here, leading to %s", "这里需要 values，结果为：%s", join(allowed)))
		}
		return nil
	}
}

func decodeField(n *yaml.Node, target *Field, allowed []string) error {
	word := func(into *string) reader {
		if allowed == nil {
			return textInto(into)
		}
		return oneOf(allowed, func(s string) { *into = s })
	}
	return object(n, map[string]reader{
		"column":    textInto(&target.Column),
		"value":     word(&target.Value),
		"otherwise": word(&target.Otherwise),
		"take":      oneOf([]string{"first", "last"}, func(s string) { target.First = s == "first" }),
		"values": func(n *yaml.Node) error {
			target.Values = map[string]string{}
			return pairs(n, func(key, value *yaml.Node) error {
				var to string
				err := word(&to)(value)
				target.Values[strings.TrimSpace(key.Value)] = to
				return err
			})
		},
	})
}

// part is a piece of a subject: plain text, or the name of a column.
type part struct{ plain, column string }

// parseTemplate cuts a subject at its braces. It is false where they do not
// pair up or hold nothing.
func parseTemplate(s string) ([]part, bool) {
	var parts []part
	for s != "" {
		plain, rest, open := strings.Cut(s, "{")
		if strings.Contains(plain, "}") {
			return nil, false
		}
		if plain != "" {
			parts = append(parts, part{plain: plain})
		}
		if !open {
			break
		}
		column, after, closed := strings.Cut(rest, "}")
		if !closed || column == "" || strings.Contains(column, "{") {
			return nil, false
		}
		parts = append(parts, part{column: column})
		s = after
	}
	return parts, true
}
