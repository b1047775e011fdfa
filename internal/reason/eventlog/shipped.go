package eventlog

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed mappings/*.yaml
var shipped embed.FS

// Shipped gives the names of the mappings that come with the product, sorted.
func Shipped() []string {
	files, err := fs.Glob(shipped, "mappings/*.yaml")
	if err != nil {
		panic(err) // the pattern above is wrong
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(path.Base(f), ".yaml")
	}
	return names
}

// ShippedMapping gives the mapping of that name. The error wraps
// fs.ErrNotExist where there is none.
func ShippedMapping(name string) (*Mapping, error) {
	file, err := shipped.Open("mappings/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("no mapping %q is shipped, only %s: %w", name, strings.Join(Shipped(), ", "), fs.ErrNotExist)
	}
	defer file.Close()
	return LoadMapping(file)
}
