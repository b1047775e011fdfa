package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// FormatOf tells by its name in which format a file is; false when in none that is known.
func FormatOf(name string) (Format, bool) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".txt", ".tsv":
		return CSV, true
	case ".xlsx", ".xlsm":
		return XLSX, true
	}
	return "", false
}

// Rows reads a table row after row. CSV is read in UTF-8, UTF-16 with a mark, or GB18030, with commas, semicolons or tabs,
// whichever it is written in; of a workbook the first sheet is read.
type Rows struct {
	csv  *csv.Reader
	book *excelize.File
	rows *excelize.Rows
	line int
}

// BadRow says that a row could not be read; the next one may be.
type BadRow struct {
	Line int
	Why  error
}

// Error gives the reason.
func (e *BadRow) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Why) }

// ErrEncoding says that a row is in neither UTF-8 nor GB18030.
var ErrEncoding = errors.New("the text is in neither UTF-8 nor GB18030")

// Read begins to read a table. Close it when done.
func Read(from io.Reader, format Format) (*Rows, error) {
	if format == CSV {
		return readCSV(from)
	}
	book, err := excelize.OpenReader(from, excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("this is no workbook: %w", err)
	}
	rows, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return nil, errors.Join(err, book.Close())
	}
	return &Rows{book: book, rows: rows}, nil
}

// peeked is how much of a file tells its encoding.
const peeked = 1 << 20

func readCSV(from io.Reader) (*Rows, error) {
	buffered := bufio.NewReaderSize(from, peeked)
	head, err := buffered.Peek(peeked)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	whole := errors.Is(err, io.EOF)
	var text io.Reader = buffered
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")):
		text = transform.NewReader(buffered, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = buffered.Discard(3)
	case !isUTF8(head, whole):
		text = transform.NewReader(buffered, simplifiedchinese.GB18030.NewDecoder())
	}
	decoded := bufio.NewReaderSize(text, 1<<16)
	head, _ = decoded.Peek(1 << 14)
	reader := csv.NewReader(decoded)
	reader.Comma, reader.FieldsPerRecord = separator(head), -1
	return &Rows{csv: reader}, nil
}

// isUTF8 tells whether a text may be UTF-8; unless it is whole its last letter may be cut.
func isUTF8(text []byte, whole bool) bool {
	for i := 0; !whole && i < utf8.UTFMax && len(text) > 0; i++ {
		if r, size := utf8.DecodeLastRune(text); r != utf8.RuneError || size > 1 {
			break
		}
		text = text[:len(text)-1]
	}
	return utf8.Valid(text)
}

// separator is what stands most often in the first line.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best := ','
	for _, r := range ";\t" {
		if bytes.Count(line, []byte(string(r))) > bytes.Count(line, []byte(string(best))) {
			best = r
		}
	}
	return best
}

// Next gives the next row that is not blank with the number of its line, the first being 1. The error is io.EOF at the
// end, and a *BadRow for a row that cannot be read.
func (r *Rows) Next() (cells []string, line int, err error) {
	for {
		cells, line, err = r.next()
		if err != nil || !blank(cells) {
			return cells, line, err
		}
	}
}

func (r *Rows) next() ([]string, int, error) {
	if r.csv == nil {
		return r.nextOfSheet()
	}
	cells, err := r.csv.Read()
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		return nil, broken.Line, &BadRow{broken.Line, broken.Err}
	}
	if err != nil {
		return nil, 0, err
	}
	line, _ := r.csv.FieldPos(0)
	for i, cell := range cells {
		if !utf8.ValidString(cell) || strings.ContainsRune(cell, utf8.RuneError) {
			return nil, line, &BadRow{line, ErrEncoding}
		}
		cells[i] = plain(cell)
	}
	return cells, line, nil
}

func (r *Rows) nextOfSheet() ([]string, int, error) {
	if !r.rows.Next() {
		if err := r.rows.Error(); err != nil {
			return nil, 0, err
		}
		return nil, 0, io.EOF
	}
	r.line++
	cells, err := r.rows.Columns(excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, r.line, &BadRow{r.line, err}
	}
	for i := range cells {
		cells[i] = plain(cells[i])
	}
	return cells, r.line, nil
}

// plain is a cell without the space around it and without the apostrophe that Safe puts before what looks like a formula.
func plain(cell string) string {
	cell = strings.TrimSpace(cell)
	if rest, ok := strings.CutPrefix(cell, "'"); ok && Safe(rest) != rest {
		return rest
	}
	return cell
}

func blank(cells []string) bool {
	for _, cell := range cells {
		if cell != "" {
			return false
		}
	}
	return true
}

// Close ends the reading.
func (r *Rows) Close() error {
	if r.book == nil {
		return nil
	}
	return errors.Join(r.rows.Close(), r.book.Close())
}
