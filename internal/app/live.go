package app

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/live"
	"github.com/xingfu/xingfu/internal/ticket"
)

// live streams changes to a browser as server-sent events: those that concern the person who listens.
func (a *App) live(w http.ResponseWriter, r *http.Request) {
	actor := org.From(r.Context())
	changes := make(chan live.Change, 64)
	stop, err := a.Bus.Listen(func(c live.Change) {
		if !concerns(c, actor) {
			return
		}
		select {
		case changes <- c:
		default: // a browser too slow to listen refetches on its next connection
		}
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	defer stop()
	seats := make(chan string, 64)
	defer a.Bus.OnSeats(func(thing string) {
		if !sits(a.Bus.Seated(thing), actor) {
			return
		}
		select {
		case seats <- thing:
		default: // its next word brings the answer too
		}
	})()
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, "retry: 3000\n\n")
	ping := time.NewTicker(20 * time.Second)
	defer ping.Stop()
	for {
		if err := out.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-a.streams:
			return
		case <-ping.C:
			fmt.Fprint(w, ": ping\n\n")
		case c := <-changes:
			c.Units, c.Staff = nil, nil
			data, _ := json.Marshal(c)
			fmt.Fprintf(w, "event: change\ndata: %s\n\n", data)
		case thing := <-seats:
			data, _ := json.Marshal(ticket.PresenceOf(a.Bus, thing, actor))
			fmt.Fprintf(w, "event: presence\ndata: %s\n\n", data)
		}
	}
}

func sits(there []live.Present, a *org.Actor) bool {
	return slices.ContainsFunc(there, func(p live.Present) bool { return p.ID == a.StaffID })
}

func concerns(c live.Change, a *org.Actor) bool {
	if c.Kind == "org" || c.Kind == "rules" || c.Kind == "outage" || slices.Contains(c.Staff, a.StaffID) {
		return true
	}
	reach := a.Reach(org.TicketRead)
	return reach.All || slices.ContainsFunc(c.Units, reach.Covers)
}
