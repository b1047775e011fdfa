package eventlog

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

func refuseAt(line int, t text) error {
	return &MappingError{Line: line, Message: t.en, MessageZH: t.zh}
}

func refuse(n *yaml.Node, t text) error { return refuseAt(n.Line, t) }

type reader func(*yaml.Node) error

// object reads each key of n with the reader of its name.
func object(n *yaml.Node, keys map[string]reader) error {
	return pairs(n, func(key, value *yaml.Node) error {
		read, known := keys[key.Value]
		if !known {
			names := slices.Sorted(maps.Keys(keys))
			return refuse(key, say("%q is not known here; known are %s", "这里没有“%s”这一项，可用：%s", key.Value, join(names)))
		}
		return read(value)
	})
}

// pairs calls visit for each key and value of n, in the order of the file.
func pairs(n *yaml.Node, visit func(key, value *yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return refuse(n, say("names and values are expected here", "这里应是“名称: 值”的形式"))
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if _, err := scalar(key); err != nil {
			return err
		}
		if seen[key.Value] {
			return refuse(key, say("%q stands here twice", "“%s”重复", key.Value))
		}
		seen[key.Value] = true
		if err := visit(key, value); err != nil {
			return err
		}
	}
	return nil
}

// scalar gives the text of n as it is written, so that TRUE stays TRUE.
func scalar(n *yaml.Node) (string, error) {
	s := strings.TrimSpace(n.Value)
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" || s == "" || strings.ContainsRune(s, 0) {
		return "", refuse(n, say("a text is expected here", "这里应是一段文字"))
	}
	return s, nil
}

func textInto(target *string) reader {
	return func(n *yaml.Node) (err error) {
		*target, err = scalar(n)
		return err
	}
}

func listInto(target *[]string) reader {
	return func(n *yaml.Node) error {
		nodes := []*yaml.Node{n}
		if n.Kind == yaml.SequenceNode {
			nodes = n.Content
		}
		for _, item := range nodes {
			s, err := scalar(item)
			if err != nil {
				return err
			}
			*target = append(*target, s)
		}
		return nil
	}
}

// oneOf calls choose with the text of the node, which must be among words.
func oneOf(words []string, choose func(string)) reader {
	return func(n *yaml.Node) error {
		s, err := scalar(n)
		if err != nil {
			return err
		}
		if !slices.Contains(words, s) {
			return refuse(n, say("%q is not possible here; use one of %s", "这里不能用“%s”，可用：%s", s, join(words)))
		}
		choose(s)
		return nil
	}
}

func (m *Mapping) decode(document *yaml.Node) error {
	return object(document, map[string]reader{
		"name":          textInto(&m.Name),
		"source":        textInto(&m.Source),
		"rows":          oneOf([]string{"events", "snapshots"}, func(s string) { m.Snapshots = s == "snapshots" }),
		"zone":          m.decodeZone,
		"delimiter":     m.decodeDelimiter,
		"encoding":      oneOf([]string{"auto", "utf-8", "gb18030"}, func(s string) { m.Encoding = Encoding(s) }),
		"missing":       listInto(&m.Missing),
		"columns":       m.decodeColumns,
		"layouts":       m.decodeLayouts,
		"default_group": textInto(&m.DefaultGroup),
		"ticket":        m.decodeTicket,
		"attributes":    m.decodeAttributes,
		"activities":    m.decodeActivities,
	})
}

func (m *Mapping) decodeZone(n *yaml.Node) error {
	s, err := scalar(n)
	if err != nil {
		return err
	}
	// "Local" would mean something else on every machine.
	if m.Zone, err = time.LoadLocation(s); err != nil || s == "Local" {
		return refuse(n, say("%q is not a time zone such as Asia/Shanghai", "“%s”不是时区名称，例如 Asia/Shanghai", s))
	}
	return nil
}

func (m *Mapping) decodeDelimiter(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return refuse(n, say("the delimiter is one character, or tab", "分隔符是一个字符，或 tab"))
	}
	s := n.Value
	if s == "tab" {
		s = "\t"
	}
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || size != len(s) || r == utf8.RuneError || r == '"' || r == '\n' || r == '\r' || r == 0 {
		return refuse(n, say("the delimiter is one character, or tab", "分隔符是一个字符，或 tab"))
	}
	m.Delimiter = r
	return nil
}

func (m *Mapping) decodeColumns(n *yaml.Node) error {
	return object(n, map[string]reader{
		"case":     textInto(&m.Columns.Case),
		"activity": textInto(&m.Columns.Activity),
		"time":     listInto(&m.Columns.Time),
		"person":   textInto(&m.Columns.Person),
		"group":    textInto(&m.Columns.Group),
		"reopened": textInto(&m.Columns.Reopened),
	})
}

func (m *Mapping) decodeLayouts(n *yaml.Node) error {
	var patterns []string
	if err := listInto(&patterns)(n); err != nil {
		return err
	}
	for _, p := range patterns {
		layout, complaint := parseLayout(p)
		if complaint.en != "" {
			return refuse(n, complaint)
		}
		m.Layouts = append(m.Layouts, layout)
	}
	return nil
}

func (m *Mapping) decodeActivities(n *yaml.Node) error {
	m.Activities = map[string][]Do{}
	return pairs(n, func(key, value *yaml.Node) error {
		var words []string
		if err := listInto(&words)(value); err != nil {
			return err
		}
		var dos []Do
		for _, w := range words {
			do, complaint := parseDo(w)
			if complaint.en != "" {
				return refuse(value, complaint)
			}
			if do.Action == Ignore && len(words) > 1 {
				return refuse(value, say("ignore stands alone", "ignore 只能单独使用"))
			}
			dos = append(dos, do)
		}
		if len(dos) == 0 {
			return refuse(value, say("the activity needs an action", "这个活动需要对应一个动作"))
		}
		m.Activities[strings.TrimSpace(key.Value)] = dos
		return nil
	})
}
