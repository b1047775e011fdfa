// Package portal is the customers' pages: report a matter, follow it, urge, write, confirm the repair and
// rate it. The pages are plain HTML made here, small enough for one bar of satellite signal, and need
// no script. Every rule is the ticket service's; the portal only puts it into words.
package portal

import (
	"net/http"

	"github.com/xingfu/xingfu/internal/outage"
	"github.com/xingfu/xingfu/internal/ticket"
)

// Portal serves the customers' pages.
type Portal struct {
	tickets *ticket.Service
	outages *outage.Service
	hotline string
	pages   map[string]pageTemplate
}

// New makes the portal. The hotline stands in the first line of every page.
func New(t *ticket.Service, o *outage.Service, hotline string) *Portal {
	return &Portal{tickets: t, outages: o, hotline: hotline, pages: parsePages()}
}

// Register adds the pages to mux, all under /portal/.
func (p *Portal) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /portal/{$}", p.visited((*visit).home))
	mux.HandleFunc("GET /portal/new/{kind}", p.visited((*visit).reportForm))
	mux.HandleFunc("POST /portal/new/{kind}", p.visited((*visit).fileReport))
	mux.HandleFunc("GET /portal/network", p.visited((*visit).network))
	mux.HandleFunc("GET /portal/follow", p.visited((*visit).followForm))
	mux.HandleFunc("POST /portal/follow", p.visited((*visit).follow))
	mux.HandleFunc("POST /portal/forget", p.visited((*visit).forget))
	mux.HandleFunc("GET /portal/m/{number}", p.visited((*visit).matter))
	mux.HandleFunc("GET /portal/m/{number}/receipt", p.visited((*visit).receipt))
	mux.HandleFunc("POST /portal/m/{number}/urge", p.visited((*visit).urge))
	mux.HandleFunc("POST /portal/m/{number}/priority", p.visited((*visit).plead))
	mux.HandleFunc("POST /portal/m/{number}/say", p.visited((*visit).say))
	mux.HandleFunc("POST /portal/m/{number}/answer", p.visited((*visit).answer))
	mux.HandleFunc("POST /portal/m/{number}/rate", p.visited((*visit).rate))
	mux.HandleFunc("GET /portal/m/{number}/photo", p.visited((*visit).photoForm))
	mux.HandleFunc("POST /portal/m/{number}/photo", p.visitedRaw((*visit).photo))
	mux.HandleFunc("POST /portal/m/{number}/files", p.visitedRaw((*visit).beginFile))
	mux.HandleFunc("PUT /portal/m/{number}/files/{id}/{start}", p.visitedRaw((*visit).addPart))
	mux.HandleFunc("GET /portal/m/{number}/files/{id}", p.visitedRaw((*visit).file))
	mux.HandleFunc("GET /portal/photo.js", serveScript)
	mux.HandleFunc("GET /portal/", p.visited((*visit).nowhere))
	mux.HandleFunc("POST /portal/", p.visited((*visit).nowhere))
}
