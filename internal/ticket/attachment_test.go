package ticket_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
	"github.com/xingfu/xingfu/internal/ticket"
)

// put sends a whole file in two parts, each twice.
func (d *desk) put(by, ticketID, name, audience string, content []byte) *ticket.Attachment {
	d.t.Helper()
	a, err := d.Attach(d.as(by), ticketID, ticket.NewAttachment{Name: name, Size: int64(len(content)), Audience: audience})
	ok(d.t, err)
	d.later(time.Second)
	half := len(content) / 2
	for _, p := range [][2]int{{0, half}, {0, half}, {half, len(content)}, {half, len(content)}} {
		a, err = d.AddPart(d.as(by), a.ID, int64(p[0]), content[p[0]:p[1]])
		ok(d.t, err)
	}
	return a
}

func TestFilesOfATicket(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		h := d.hand("lin", id, "gateway", "gateway")
		log := []byte("C/N 3.2 dB\nlock lost\n")
		inner := d.put("gao", id, "modem.log", ticket.Internal, log)
		d.put("lin", id, "指向说明.txt", ticket.Public, []byte("方位 178.2 度"))
		var names []string
		for _, a := range d.view(id).Attachments {
			names = append(names, a.Name+" "+a.Audience+" "+a.Type+" "+a.By)
		}
		want := []string{"modem.log internal text/plain; charset=utf-8 gao", "指向说明.txt public text/plain; charset=utf-8 lin"}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Error(diff)
		}
		var told []string
		for _, e := range d.story(id) {
			if e.Kind == "attachment.added" {
				told = append(told, e.Audience+" "+e.Data["name"].(string))
			}
		}
		if diff := cmp.Diff([]string{"internal modem.log", "public 指向说明.txt"}, told); diff != "" {
			t.Error("told once each:", diff)
		}
		_, r, err := d.Content(d.as("lin"), inner.ID)
		ok(t, err)
		got, err := io.ReadAll(r)
		ok(t, err)
		if !bytes.Equal(got, log) {
			t.Errorf("read: %q", got)
		}
		_, err = d.Attach(d.as("gao"), id, ticket.NewAttachment{Name: "a", Size: 1, Audience: ticket.Public})
		refused(t, err, fault.Forbidden) // a unit does not write to the customer
		_, err = d.Attach(d.as("lin"), id, ticket.NewAttachment{Name: "a", Size: 1, Audience: "all"})
		refused(t, err, fault.Invalid)
		_, err = d.Attach(d.as("gao"), id, ticket.NewAttachment{Name: "a", Size: 1, Audience: ticket.Internal, HandoffID: h})
		ok(t, err)
		_, _, err = d.Content(d.as("fang"), inner.ID) // a unit that has nothing to do with it
		refused(t, err, fault.NotFound)
		_, err = d.Attach(d.as("fang"), id, ticket.NewAttachment{Name: "a", Size: 1, Audience: ticket.Internal})
		refused(t, err, fault.NotFound)
	})
}

func TestAnUnfinishedFileIsItsSendersAlone(t *testing.T) {
	d := newDesk(t, "sqlite://"+storetest.SQLitePath(t))
	id := d.fault("lin")
	a, err := d.Attach(d.as("lin"), id, ticket.NewAttachment{Name: "a.bin", Size: 10, Audience: ticket.Internal})
	ok(t, err)
	a, err = d.AddPart(d.as("lin"), a.ID, 0, []byte("12345"))
	ok(t, err)
	if n := len(d.view(id).Attachments); n != 0 || a.File.Received != 5 {
		t.Errorf("%d files are seen, %d bytes received", n, a.File.Received)
	}
	for _, who := range []string{"zhou", "chief"} {
		_, err = d.AddPart(d.as(who), a.ID, 5, []byte("67890"))
		refused(t, err, fault.NotFound)
		_, err = d.Attachment(d.as(who), a.ID)
		refused(t, err, fault.NotFound)
	}
	_, _, err = d.Content(d.as("lin"), a.ID)
	refused(t, err, fault.Conflict)
	_, err = d.AddPart(d.as("lin"), a.ID, 7, []byte("890"))
	refused(t, err, fault.Conflict)
	if !strings.Contains(err.Error(), "byte 5") {
		t.Errorf("it says %v", err)
	}
}

func TestTheCustomerSendsAndSeesHisFiles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		d := newDesk(t, url)
		id := d.fault("lin")
		v := d.view(id)
		inner := d.put("lin", id, "inner.txt", ticket.Internal, []byte("for us"))
		open := d.put("lin", id, "open.txt", ticket.Public, []byte("for you"))
		ctx := d.program()
		_, err := d.AttachAsCustomer(ctx, v.Number, "WRONG", "10.0.0.1", "a.jpg", 3)
		refused(t, err, fault.NotFound)
		_, err = d.AttachAsCustomer(ctx, v.Number, v.Code, "10.0.0.1", "a.jpg", 21<<20)
		refused(t, err, fault.Invalid)
		a, err := d.AttachAsCustomer(ctx, v.Number, v.Code, "10.0.0.1", "站点.jpg", 6)
		ok(t, err)
		a, err = d.AddPartAsCustomer(ctx, v.Number, v.Code, "10.0.0.1", a.ID, 0, []byte("\xff\xd8\xff\xe0ab"))
		ok(t, err)
		if !a.File.Whole() || a.File.Type != "image/jpeg" {
			t.Errorf("%+v", a.File)
		}
		f, err := d.Track(ctx, v.Number, v.Code, "10.0.0.1")
		ok(t, err)
		var names []string
		for _, a := range f.Files {
			names = append(names, a.File.Name)
		}
		if diff := cmp.Diff([]string{"open.txt", "站点.jpg"}, names); diff != "" {
			t.Error(diff)
		}
		_, _, err = d.ContentForCustomer(ctx, v.Number, v.Code, "10.0.0.1", open.ID)
		ok(t, err)
		_, _, err = d.ContentForCustomer(ctx, v.Number, v.Code, "10.0.0.1", inner.ID)
		refused(t, err, fault.NotFound)
		_, err = d.AddPartAsCustomer(ctx, v.Number, v.Code, "10.0.0.1", open.ID, 0, []byte("x"))
		refused(t, err, fault.NotFound)
		other := d.view(d.fault("lin"))
		_, _, err = d.ContentForCustomer(ctx, other.Number, other.Code, "10.0.0.1", open.ID)
		refused(t, err, fault.NotFound)
		if got := d.view(id).Attachments[2]; got.By == "" && got.Unit != "" {
			t.Errorf("by %q of %q", got.By, got.Unit)
		}
	})
}
