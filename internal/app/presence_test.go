package app_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// hear reads a person's live stream and passes on the data of one sort of event.
func (s *seat) hear(ctx context.Context, kind string) <-chan string {
	s.t.Helper()
	r, _ := http.NewRequestWithContext(ctx, "GET", s.url+"/api/v1/live", nil)
	answer, err := s.http.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { answer.Body.Close() })
	told := make(chan string, 20)
	go func() {
		lines, current := bufio.NewScanner(answer.Body), ""
		for lines.Scan() {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				current = name
			}
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && current == kind {
				told <- data
			}
		}
		close(told)
	}()
	return told
}

func TestWhoIsAtATicketIsToldToThoseWhoAreThere(t *testing.T) {
	h := open(t, "sqlite://"+storetest.SQLitePath(t))
	desk, chief, gateway := h.seat("desk"), h.seat("chief"), h.seat("gateway")
	id := desk.want(201, "POST", "/tickets", fault)["id"].(string)
	other := desk.want(201, "POST", "/tickets", fault)["id"].(string)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	told := desk.hear(ctx, "presence")
	beside := gateway.hear(ctx, "presence")
	be := func(s *seat, ticket, doing string, status int) map[string]any {
		return s.want(status, "POST", "/tickets/"+ticket+"/presence", `{"window":"w","doing":"`+doing+`"}`)
	}
	be(gateway, id, "view", 404) // sees no such ticket
	be(desk, id, "view", 200)
	<-told // that he is there himself
	be(chief, other, "reply", 200)
	be(chief, id, "reply", 200)
	if data := <-told; !strings.Contains(data, id) || !strings.Contains(data, `"doing":"reply"`) || !strings.Contains(data, `"name":"chief"`) {
		t.Errorf("the desk is told %s", data)
	}
	be(chief, id, "leave", 200)
	if data := <-told; !strings.Contains(data, `"others":[]`) {
		t.Errorf("after he has left the desk is told %s", data)
	}
	if others := be(chief, id, "view", 200)["others"].([]any); len(others) != 1 {
		t.Errorf("who comes back finds %v", others)
	}
	select {
	case data := <-beside:
		t.Errorf("who is not there was told %s", data)
	default:
	}
	status := 0
	for range 50 {
		status, _ = desk.do("POST", "/tickets/"+id+"/presence", `{"window":"w","doing":"view"}`)
	}
	if status != http.StatusTooManyRequests {
		t.Errorf("the fiftieth word in a moment is answered %d", status)
	}
}
