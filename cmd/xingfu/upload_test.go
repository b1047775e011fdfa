package main_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
)

const partSize = 16 << 10

// upload is a file that somebody sends, part by part, whatever happens to the servers.
type upload struct {
	ticket, id   string
	content      []byte
	acknowledged int // bytes
	resumed      bool
}

// whole tells whether all of it was acknowledged.
func (u *upload) whole() bool { return u.acknowledged == len(u.content) }

// send sends files to tickets until the server is gone; one that was broken off goes on first.
func (l *ledger) send(p *process, s *seat, name string) {
	for n := 0; ; n++ {
		l.mu.Lock()
		var u *upload
		if last := len(l.uploads) - 1; last >= 0 && !l.uploads[last].whole() {
			u = l.uploads[last]
		}
		l.mu.Unlock()
		if u == nil {
			if u = l.begin(p, s, fmt.Sprintf("%s-%d", name, n)); u == nil {
				return
			}
		}
		if !u.goOn(p, s) {
			return
		}
	}
}

// begin files a ticket and begins a file on it; nil when the server is gone.
func (l *ledger) begin(p *process, s *seat, name string) *upload {
	status, out, err := p.ask(s, http.MethodPost, "/tickets", name, intake(name))
	if err != nil || status != http.StatusCreated {
		return nil
	}
	u := &upload{ticket: out["id"].(string), content: bytes.Repeat([]byte(name+"\n"), 4*partSize/len(name))}
	l.mu.Lock()
	l.tickets[name] = u.ticket
	l.mu.Unlock()
	status, out, err = p.ask(s, http.MethodPost, "/tickets/"+u.ticket+"/attachments", "", map[string]any{"name": name + ".log", "size": len(u.content), "audience": "internal"})
	if err != nil || status != http.StatusCreated {
		return nil
	}
	u.id = out["id"].(string)
	l.mu.Lock()
	l.uploads = append(l.uploads, u)
	l.mu.Unlock()
	return u
}

// goOn asks how much has come in and sends the rest; false when the server is gone, or has less than it had
// acknowledged.
func (u *upload) goOn(p *process, s *seat) bool {
	status, out, err := p.ask(s, http.MethodGet, "/attachments/"+u.id, "", nil)
	if err != nil || status != http.StatusOK {
		return false
	}
	received := int(out["received"].(float64))
	if received < u.acknowledged {
		return false
	}
	u.resumed = u.resumed || received > 0 && received < len(u.content)
	for u.acknowledged = received; !u.whole(); {
		part := u.content[u.acknowledged:min(len(u.content), u.acknowledged+partSize)]
		status, err := p.put(s, fmt.Sprintf("/attachments/%s/parts/%d", u.id, u.acknowledged), part)
		if err != nil || status != http.StatusOK {
			return false
		}
		u.acknowledged += len(part)
	}
	return true
}

func (p *process) put(s *seat, path string, content []byte) (int, error) {
	r, err := http.NewRequest(http.MethodPut, p.url+"/api/v1"+path, bytes.NewReader(content))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("Cookie", s.cookie)
	r.Header.Set("X-CSRF-Token", s.csrf)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}

// checkUploads finishes what was broken off and compares every file with what was sent.
func (l *ledger) checkUploads(t *testing.T, p *process, s *seat) {
	t.Helper()
	resumed := 0
	for _, u := range l.uploads {
		if !u.goOn(p, s) {
			t.Fatalf("the file %s does not go on after %d bytes", u.id, u.acknowledged)
		}
		var a struct {
			SHA256 string `json:"sha256"`
			Whole  bool
		}
		get(t, p, s, "/attachments/"+u.id, &a)
		if sum := sha256.Sum256(u.content); !a.Whole || a.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("the file %s: %+v", u.id, a)
		}
		r := check(http.NewRequest(http.MethodGet, p.url+"/api/v1/attachments/"+u.id+"/content", nil))(t)
		r.Header.Set("Cookie", s.cookie)
		answer := check(http.DefaultClient.Do(r))(t)
		content := check(io.ReadAll(answer.Body))(t)
		_ = answer.Body.Close()
		if !bytes.Equal(content, u.content) {
			t.Errorf("the file %s has %d bytes that are not those sent", u.id, len(content))
		}
		var story struct {
			Items []struct {
				Kind string
				Data json.RawMessage
			}
		}
		get(t, p, s, "/tickets/"+u.ticket+"/events", &story)
		told := 0
		for _, e := range story.Items {
			if e.Kind == "attachment.added" {
				told++
			}
		}
		if told != 1 {
			t.Errorf("the file %s is told of %d times", u.id, told)
		}
		if u.resumed {
			resumed++
		}
	}
	if resumed == 0 {
		t.Errorf("none of %d files was broken off half way", len(l.uploads))
	}
}
