package secret

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ReadFile reads keys from a file: a line each, 32 bytes in base64, the one that seals first; empty lines and those
// that begin with # are passed over.
func ReadFile(path string) (*Keys, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the keys: %w", err)
	}
	keys, err := Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return keys, nil
}

// Parse reads the text of a key file. Its errors name lines, never what stands in them.
func Parse(text []byte) (*Keys, error) {
	var raw [][]byte
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		one, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(one) != keyBytes {
			return nil, fmt.Errorf("line %d is no key: a key is %d bytes in base64, as `openssl rand -base64 %d` makes it", n, keyBytes, keyBytes)
		}
		for _, other := range raw {
			if bytes.Equal(one, other) {
				return nil, fmt.Errorf("line %d repeats a key", n)
			}
		}
		raw = append(raw, one)
	}
	if len(raw) == 0 {
		return nil, errors.New("there is no key in it")
	}
	return New(raw...)
}

// ReadOrMakeFile reads the keys of a file, and makes one with a new key, readable by its owner alone, when there is
// none. Of several who do so at once one makes it.
func ReadOrMakeFile(path string) (*Keys, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if err := makeFile(path); err != nil {
			return nil, fmt.Errorf("make a key: %w", err)
		}
	}
	return ReadFile(path)
}

// makeFile puts a whole file in place, or leaves the one that has come meanwhile.
func makeFile(path string) error {
	key := make([]byte, keyBytes)
	rand.Read(key)
	draft, err := os.CreateTemp(filepath.Dir(path), ".secret-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = draft.WriteString("# What Xingfu keeps encrypted is lost without this key. No backup of the database holds it: keep a copy elsewhere.\n" +
		base64.StdEncoding.EncodeToString(key) + "\n")
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return err
	}
	if err := os.Link(draft.Name(), path); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}
