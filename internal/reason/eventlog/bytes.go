package eventlog

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const maxHint = 1 << 30 // bytes believed of the size the caller tells

// readText reads all of r and gives it in UTF-8 without byte order mark. Bytes
// that no allowed encoding explains stay as they are.
func readText(r io.Reader, size int64, encoding Encoding) ([]byte, error) {
	var buffer bytes.Buffer
	if size > 0 && size < maxHint {
		buffer.Grow(int(size) + bytes.MinRead)
	}
	if _, err := buffer.ReadFrom(r); err != nil {
		return nil, err
	}
	data := buffer.Bytes()
	if rest, marked := bytes.CutPrefix(data, []byte("\uFEFF")); marked {
		return rest, nil
	}
	if encoding == UTF8 || encoding == Auto && utf8.Valid(data) {
		return data, nil
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	unknown := []byte(string(utf8.RuneError))
	if err != nil || encoding == Auto && bytes.Contains(decoded, unknown) {
		return data, nil
	}
	// A byte that is no UTF-8 lets the row be found that could not be decoded.
	decoded = bytes.ReplaceAll(decoded, unknown, []byte{0xFF})
	return bytes.TrimPrefix(decoded, []byte("\uFEFF")), nil
}
