package app

import (
	"encoding/json"
	"log/slog"
	"net/http"

	"github.com/xingfu/xingfu/internal/platform/store"
)

// fine is what a check says that finds nothing wrong.
const fine = "ok"

// health is the body of /readyz: one word for programs, a sentence for people, and what each check has found.
type health struct {
	Status string `json:"status"` // ready, degraded, unavailable
	Why    string `json:"why,omitempty"`
	Checks checks `json:"checks"`
}

type checks struct {
	Reading  string `json:"reading"`  // ok or a store.Trouble
	Writing  string `json:"writing"`  // ok or a store.Trouble
	Outgoing string `json:"outgoing"` // ok, stuck, failed, unknown
}

var troubleWords = map[store.Trouble]string{
	store.Away:     "the database does not answer",
	store.Slow:     "the database answers too slowly",
	store.Full:     "the disk of the database is full: nothing can be saved",
	store.ReadOnly: "the database is read-only: nothing can be saved",
	store.Locked:   "another program keeps the database to itself",
	store.Failing:  "the disk of the database answers with errors",
}

// readyz tells whether requests can be served: 503 while the database cannot be read or written. A queue of
// outgoing messages that stands still is told, but keeps nobody from being served.
func (a *App) readyz(w http.ResponseWriter, r *http.Request) {
	h := a.health(r)
	status := http.StatusOK
	if h.Status == "unavailable" {
		status = http.StatusServiceUnavailable
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(h)
}

func (a *App) health(r *http.Request) health {
	h := health{Status: "ready", Checks: checks{fine, fine, "unknown"}}
	if t := a.DB.Reads(r.Context()); t != "" {
		h.Status, h.Why, h.Checks.Reading, h.Checks.Writing = "unavailable", troubleWords[t], string(t), string(t)
		return h
	}
	if t := a.DB.Writes(r.Context()); t != "" {
		h.Status, h.Why, h.Checks.Writing = "unavailable", troubleWords[t], string(t)
		return h
	}
	queue, err := a.Messages.Health(r.Context())
	switch {
	case err != nil:
		slog.WarnContext(r.Context(), "the queue of outgoing messages cannot be looked at", "error", err)
	case queue.Stuck():
		h.Status, h.Why, h.Checks.Outgoing = "degraded", "outgoing messages are not getting out", "stuck"
	case queue.Failed > 0:
		h.Checks.Outgoing = "failed"
	default:
		h.Checks.Outgoing = fine
	}
	return h
}
