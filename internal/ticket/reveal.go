package ticket

import (
	"context"
	"strings"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
)

// reveal reads the phones of a ticket that somebody wants to see for a reason: that of its contact, and those that its
// template asks for. It needs what customer.NeedReveal wants, and ticket.read.
func (s *Service) reveal(ctx context.Context, id, field string) (*customer.Revealed, error) {
	if err := customer.NeedReveal(ctx); err != nil {
		return nil, err
	}
	if _, err := org.Need(ctx, org.TicketRead); err != nil {
		return nil, err
	}
	w, err := s.load(ctx, id, false)
	if err != nil {
		return nil, err
	}
	found := &customer.Revealed{Value: w.t.ContactPhone, Field: lang.T("联系电话", "contact's phone"), Name: w.t.Number}
	if name, isDetail := strings.CutPrefix(field, "details."); isDetail {
		found.Value = w.t.Details[name]
	} else if field != "contactPhone" {
		return nil, fault.Missing("这项内容", "field")
	}
	return found, nil
}
