package eventlog

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
)

// table gives the records of a delimited text one after the other. A record
// that cannot be read costs only the line it begins in.
type table struct {
	data      []byte
	delimiter rune
	records   *csv.Reader
	begun     int // where records began in data
	pos       int // the end of the last record
	line      int // the number of the line at pos
	base      int // the number of the line at begun
}

func newTable(data []byte, delimiter rune) *table {
	t := &table{data: data, delimiter: delimiter, line: 1}
	t.restart()
	return t
}

// restart goes on at pos.
func (t *table) restart() {
	t.records = csv.NewReader(bytes.NewReader(t.data[t.pos:]))
	t.records.Comma = t.delimiter
	t.records.FieldsPerRecord = -1
	t.begun, t.base = t.pos, t.line
}

// next gives a record and the line it begins in, or io.EOF, or a *RowError.
func (t *table) next() ([]string, int, error) {
	record, err := t.records.Read()
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		line := t.base + broken.StartLine - 1
		for t.line <= line && t.pos < len(t.data) {
			t.skipLine()
		}
		t.restart()
		return nil, line, rowError(line, "", "", say("the quotes of this line do not pair up", "这一行的引号不成对"))
	}
	if err != nil {
		return nil, 0, err
	}
	first, _ := t.records.FieldPos(0)
	line := t.base + first - 1
	end := t.begun + int(t.records.InputOffset())
	t.line += bytes.Count(t.data[t.pos:end], []byte("\n"))
	t.pos = end
	return record, line, nil
}

func (t *table) skipLine() {
	i := bytes.IndexByte(t.data[t.pos:], '\n')
	if i < 0 {
		t.pos = len(t.data)
		return
	}
	t.pos += i + 1
	t.line++
}

// header reads the names of the columns.
func (t *table) header() ([]string, error) {
	names, _, err := t.next()
	if errors.Is(err, io.EOF) {
		return nil, fileError(say("the file is empty", "文件是空的"))
	}
	if err != nil {
		return nil, fileError(say("the first line does not name the columns: %s", "第一行不是列名：%s", err))
	}
	return names, nil
}
