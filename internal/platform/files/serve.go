package files

import (
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// shown are the types that a browser shows without running anything in them.
var shown = []string{"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"}

// Previews tells whether a browser shows the file safely.
func Previews(f *File) bool { return slices.Contains(shown, f.Type) }

// Serve answers with a whole file: to be kept, or to be shown if it is asked for and safe. Nothing in it is
// ever run. It never changes, so browsers keep it; ranges are served.
func Serve(w http.ResponseWriter, r *http.Request, f *File, content io.ReadSeeker, show bool) {
	kind, disposition := "application/octet-stream", "attachment"
	if show && Previews(f) {
		kind, disposition = f.Type, "inline"
	} else if base, _, _ := strings.Cut(f.Type, ";"); !strings.HasPrefix(base, "text/html") && base != "" {
		kind = f.Type
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": f.Name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, max-age=31536000, immutable")
	h.Set("ETag", `"`+f.SHA256+`"`)
	http.ServeContent(w, r, "", f.DoneAt, content)
}
