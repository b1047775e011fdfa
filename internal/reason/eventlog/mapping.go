package eventlog

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	_ "time/tzdata" // zones must be known on machines without them too

	"go.yaml.in/yaml/v3"
)

// Encoding is how the bytes of a log spell its characters.
type Encoding string

// The encodings. Auto takes UTF-8 where the bytes are valid as such, else
// GB18030.
const (
	Auto    Encoding = "auto"
	UTF8    Encoding = "utf-8"
	GB18030 Encoding = "gb18030"
)

const maxMapping = 1 << 20 // bytes; mappings are written by hand

// Mapping says what the columns and words of a log mean. The package comment
// explains the format.
type Mapping struct {
	Name         string
	Source       string
	Snapshots    bool // rows say how a case stands, not what was done
	Zone         *time.Location
	Delimiter    rune
	Encoding     Encoding
	Missing      []string // beside the empty cell
	Columns      Columns
	Layouts      []string // as package time writes them
	DefaultGroup string
	Ticket       Ticket
	Attributes   map[string]Field
	Activities   map[string][]Do
}

// Columns are the names of the columns that the steps come from. Person, Group
// and Reopened may be empty; Reopened is only for snapshots.
type Columns struct {
	Case     string
	Activity string
	Time     []string
	Person   string
	Group    string
	Reopened string
}

// Ticket says where the facts of the ticket come from. All are optional.
type Ticket struct {
	Subject    string // with the names of columns in braces
	Category   Field
	Priority   Field // urgent, high, normal or low
	Channel    Field // phone, portal, mail, chat, visit or api
	OpenedBy   Field
	SLA        Field // met or missed
	OpenedAt   Field
	ResolvedAt Field
	ClosedAt   Field
}

// Field is a column, its values perhaps translated, or a fixed Value. The zero
// Field is none.
type Field struct {
	Column    string
	Values    map[string]string // nil takes values over as they stand
	Otherwise string            // for values not in Values; empty makes them an error
	Value     string
	First     bool // the first row of the case counts, not the last
}

func (f Field) none() bool { return f.Column == "" && f.Value == "" }

// LoadMapping reads a mapping. It is strict: what the format does not know, or
// needs and does not find, is a *MappingError with the line. Errors of r come
// back as they are.
func LoadMapping(r io.Reader) (*Mapping, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxMapping+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxMapping {
		return nil, refuseAt(0, say("a mapping has at most %d bytes", "映射文件最多 %d 字节", maxMapping))
	}
	document, err := parseYAML(string(data))
	if err != nil {
		return nil, err
	}
	m := &Mapping{Delimiter: ',', Encoding: Auto}
	if err := m.decode(document); err != nil {
		return nil, err
	}
	if err := m.check(document); err != nil {
		return nil, err
	}
	return m, nil
}

func parseYAML(data string) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(strings.NewReader(data))
	var document, second yaml.Node
	err := decoder.Decode(&document)
	if errors.Is(err, io.EOF) || err == nil && len(document.Content) == 0 {
		return nil, refuseAt(0, say("the mapping is empty", "映射文件是空的"))
	}
	if err == nil {
		if err = decoder.Decode(&second); err == nil {
			return nil, refuse(&second, say("a second document is one too many", "只能有一个 YAML 文档"))
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, syntaxError(err)
	}
	return document.Content[0], nil
}

// syntaxError takes the line out of the YAML parser's message.
func syntaxError(err error) error {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 0
	if n, _ := fmt.Sscanf(message, "line %d:", &line); n == 1 {
		_, message, _ = strings.Cut(message, ": ")
	}
	return refuseAt(line, say("not valid YAML: %s", "YAML 语法有误：%s", message))
}

// check sees to what concerns more than one line.
func (m *Mapping) check(document *yaml.Node) error {
	missing := func(name string) error {
		return refuse(document, say("%s is missing", "缺少 %s", name))
	}
	required := []struct {
		name  string
		there bool
	}{
		{"name", m.Name != ""}, {"source", m.Source != ""}, {"zone", m.Zone != nil},
		{"columns.case", m.Columns.Case != ""}, {"columns.activity", m.Columns.Activity != ""},
		{"columns.time", len(m.Columns.Time) > 0}, {"layouts", len(m.Layouts) > 0},
		{"default_group", m.DefaultGroup != ""}, {"activities", len(m.Activities) > 0},
	}
	for _, r := range required {
		if !r.there {
			return missing(r.name)
		}
	}
	if m.Columns.Reopened != "" && !m.Snapshots {
		return refuse(document, say("columns.reopened is only for snapshots", "columns.reopened 只用于快照"))
	}
	if !m.Snapshots {
		return nil
	}
	return pairs(document, func(key, value *yaml.Node) error {
		if key.Value != "activities" {
			return nil
		}
		return pairs(value, m.checkState)
	})
}

// checkState sees that a state of snapshots stands for one thing.
func (m *Mapping) checkState(key, _ *yaml.Node) error {
	dos := m.Activities[strings.TrimSpace(key.Value)]
	if len(dos) != 1 || dos[0].Action == Intake {
		return refuse(key, say("the state %q needs exactly one action, and not intake", "状态“%s”须对应一个动作，且不能是 intake", key.Value))
	}
	return nil
}
