package ticket

import (
	"context"
	"io"
	"slices"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// customerFileMost is how many bytes a file may have that a customer sends.
const customerFileMost = 20 << 20

// AttachAsCustomer begins a file that the customer sends to his ticket.
func (s *Service) AttachAsCustomer(ctx context.Context, number, code, address, name string, size int64) (*Attachment, error) {
	w, err := s.open(ctx, number, code, address)
	if err != nil {
		return nil, err
	}
	if err := w.hears(); err != nil {
		return nil, err
	}
	if size > customerFileMost {
		return nil, fault.Bad("size", "文件不能超过 %d MB。", "A file may have %d MB at the most.", customerFileMost>>20)
	}
	w.actor = nil
	return s.attach(program(ctx), w, NewAttachment{Name: name, Size: size, Audience: Public})
}

// AddPartAsCustomer adds a part to a file that the customer has begun on his ticket.
func (s *Service) AddPartAsCustomer(ctx context.Context, number, code, address, id string, start int64, data []byte) (*Attachment, error) {
	a, err := s.customerFile(ctx, number, code, address, id)
	if err != nil {
		return nil, err
	}
	if a.ByID != "" {
		return nil, fault.Missing("这个文件", "file")
	}
	return a, s.addPart(program(ctx), a, start, data, func(w *work) error {
		w.touched = true
		return w.hears()
	})
}

// ContentForCustomer opens a whole public file of the customer's ticket.
func (s *Service) ContentForCustomer(ctx context.Context, number, code, address, id string) (*Attachment, io.ReadSeeker, error) {
	a, err := s.customerFile(ctx, number, code, address, id)
	if err != nil {
		return nil, nil, err
	}
	r, err := s.files.Open(ctx, a.File)
	return a, r, err
}

// customerFile gives a public file of the ticket with this number and code.
func (s *Service) customerFile(ctx context.Context, number, code, address, id string) (*Attachment, error) {
	w, err := s.open(ctx, number, code, address)
	if err != nil {
		return nil, err
	}
	if !store.IsID(id) {
		return nil, fault.Missing("这个文件", "file")
	}
	a, err := s.attachment(program(ctx), id)
	if err != nil {
		return nil, err
	}
	if a.TicketID != w.t.ID || a.Audience != Public {
		return nil, fault.Missing("这个文件", "file")
	}
	return a, nil
}

// publicFiles are the whole files that the customer sees.
func (w *work) publicFiles() ([]*Attachment, error) {
	list, err := w.attachments()
	return slices.DeleteFunc(list, func(a *Attachment) bool { return a.Audience != Public }), err
}
