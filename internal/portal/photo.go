package portal

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/files"
	"github.com/xingfu/xingfu/internal/ticket"
)

// uploadMost is how much may come at once: a photo without script, as large as a customer's file may be.
const uploadMost = 21 << 20

// script shrinks photos and sends them in parts. Its address changes with it, so that browsers keep it.
var script, scriptAddress = readScript()

func readScript() ([]byte, string) {
	text, err := pageFiles.ReadFile("pages/photo.js")
	if err != nil {
		panic(err) // the file is part of the program
	}
	sum := sha256.Sum256(text)
	return text, "/portal/photo.js?" + hex.EncodeToString(sum[:4])
}

func serveScript(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(script)
}

type photoPage struct {
	Number, Wrong, Script string
	Ended                 bool
	Files                 []fileLine
}

type fileLine struct{ Address, Name, Size, From string }

// photoForm is where photos are sent, with what has been sent so far.
func (v *visit) photoForm() {
	if f, ok := v.known(); ok {
		v.showPhotos(f, problem{status: http.StatusOK})
	}
}

func (v *visit) showPhotos(f *ticket.Followed, found problem) {
	t := f.Ticket
	v.self = "/portal/m/" + t.Number + "/photo"
	body := photoPage{Number: t.Number, Ended: f.Stands().Ended()}
	for _, wrong := range found.fields {
		body.Wrong = wrong
	}
	if !v.text && !body.Ended {
		body.Script = scriptAddress
	}
	for _, a := range f.Files {
		from := v.words("photo.yours")
		if a.ByID != "" {
			from = a.ByUnit
		}
		body.Files = append(body.Files, fileLine{"/portal/m/" + t.Number + "/files/" + a.ID, a.File.Name, spellSize(int(a.File.Size)), from})
	}
	v.show(found.status, "photo", v.words("photo.title"), found, body)
}

// photo takes a whole file from a form, as browsers without script send it.
func (v *visit) photo() {
	f, ok := v.known()
	if !ok {
		return
	}
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, uploadMost)
	file, header, err := v.r.FormFile("file")
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		v.message(http.StatusRequestEntityTooLarge, "large.title", "photo.large")
		return
	case err != nil:
		v.showPhotos(f, problem{status: http.StatusUnprocessableEntity, text: v.words("photo.none")})
		return
	}
	defer file.Close()
	if err := v.takeFile(f.Ticket, header.Filename, header.Size, file); err != nil {
		v.showPhotos(f, v.explain(err))
		return
	}
	v.redirect("/portal/m/" + f.Ticket.Number + "/photo?ok=photo")
}

func (v *visit) takeFile(t *ticket.Ticket, name string, size int64, content io.Reader) error {
	a, err := v.p.tickets.AttachAsCustomer(v.ctx(), t.Number, t.Code, v.address(), name, size)
	if err != nil {
		return err
	}
	part := make([]byte, files.MaxPart)
	for at := int64(0); at < size; {
		n, err := io.ReadFull(content, part[:min(int64(len(part)), size-at)])
		if err != nil {
			return err
		}
		if _, err := v.p.tickets.AddPartAsCustomer(v.ctx(), t.Number, t.Code, v.address(), a.ID, at, part[:n]); err != nil {
			return err
		}
		at += int64(n)
	}
	return nil
}

// progress of a file, as the script reads it.
type received struct {
	ID       string `json:"id"`
	Received int64  `json:"received"`
	Whole    bool   `json:"whole"`
}

// beginFile begins a file that comes in parts.
func (v *visit) beginFile() {
	number, code := v.r.PathValue("number"), v.codeOf(v.r.PathValue("number"))
	var in struct {
		Name string
		Size int64
	}
	if err := json.NewDecoder(http.MaxBytesReader(v.w, v.r.Body, 4096)).Decode(&in); err != nil {
		v.failPart(fault.Bad("name", "请重新选择照片。", "Please choose the photo again."))
		return
	}
	a, err := v.p.tickets.AttachAsCustomer(v.ctx(), number, code, v.address(), in.Name, in.Size)
	v.answerPart(a, err)
}

// addPart takes a part. Whatever part came before, the answer says where to go on. The browser knows the
// matter for as long as parts come, be it days.
func (v *visit) addPart() {
	number, code := v.r.PathValue("number"), v.codeOf(v.r.PathValue("number"))
	start, err := strconv.ParseInt(v.r.PathValue("start"), 10, 64)
	if err != nil || start < 0 {
		v.failPart(fault.Bad("start", "请重新选择照片。", "Please choose the photo again."))
		return
	}
	data, err := io.ReadAll(http.MaxBytesReader(v.w, v.r.Body, files.MaxPart))
	if err != nil { // the link broke: what came is not enough to count on
		v.failPart(fault.New(fault.Unavailable, "网络断了，请稍后再发。", "The link broke. Please send it again shortly."))
		return
	}
	a, err := v.p.tickets.AddPartAsCustomer(v.ctx(), number, code, v.address(), v.r.PathValue("id"), start, data)
	if err == nil {
		v.remember(pair{number, code})
	}
	v.answerPart(a, err)
}

func (v *visit) answerPart(a *ticket.Attachment, err error) {
	if err != nil && (a == nil || !fault.Is(err, fault.Conflict)) {
		v.failPart(err)
		return
	}
	v.w.Header().Set("Content-Type", "application/json")
	v.w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(v.w).Encode(received{a.ID, a.File.Received, a.File.Whole()})
}

// failPart tells the script in one sentence what is wrong.
func (v *visit) failPart(err error) {
	found := v.explain(err)
	text := found.text
	for _, wrong := range found.fields {
		text = wrong
	}
	v.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	v.w.Header().Set("Cache-Control", "no-store")
	v.w.WriteHeader(found.status)
	_, _ = io.WriteString(v.w, text)
}

// file gives a file of the matter to its customer.
func (v *visit) file() {
	f, ok := v.known()
	if !ok {
		return
	}
	a, content, err := v.p.tickets.ContentForCustomer(v.ctx(), f.Ticket.Number, f.Ticket.Code, v.address(), v.r.PathValue("id"))
	if err != nil {
		v.nowhere()
		return
	}
	files.Serve(v.w, v.r, a.File, content, true)
}
