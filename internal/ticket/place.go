package ticket

import (
	"context"
	"strings"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/personal"
)

// setPlace takes over from customer, terminal and site what the ticket goes by.
func (w *work) setPlace(p *customer.Place) {
	t := w.t
	w.place = p
	t.Tier = "standard"
	t.ServicePlan = ""
	t.CustomerID, t.ContactID, t.TerminalID, t.SiteID, t.Product, t.Area = "", "", "", "", "", ""
	if p.Customer != nil {
		t.CustomerID, t.Tier, t.ServicePlan = p.Customer.ID, p.Customer.Tier, p.Customer.ServicePlan
	}
	if p.Contact != nil {
		t.ContactID = p.Contact.ID
		if t.ContactName == "" {
			t.ContactName = p.Contact.Name
		}
		if t.ContactPhone == "" {
			t.ContactPhone = p.Contact.Phone
		}
	}
	if p.Terminal != nil {
		t.TerminalID, t.Product = p.Terminal.ID, p.Terminal.Product
	}
	if p.Site != nil {
		t.SiteID, t.Area = p.Site.ID, p.Site.Area
	}
	w.serving = ""
	if p.Customer != nil {
		w.serving = p.Customer.UnitID
	}
}

// servingUnit is the unit that serves the ticket's customer; the owner's when the customer is not known.
func (w *work) servingUnit() string {
	if w.serving == "" && w.t.CustomerID != "" {
		if p, err := w.s.customers.Place(w.ctx, w.t.CustomerID, "", "", ""); err == nil {
			w.serving = p.Customer.UnitID
		}
	}
	if w.serving == "" {
		return w.t.OwnerUnitID
	}
	return w.serving
}

// Edit is what may be put right on a ticket; nil leaves it.
type Edit struct {
	Subject      *string           `json:"subject,omitempty"`
	Description  *string           `json:"description,omitempty"`
	Category     *string           `json:"category,omitempty"`
	Priority     *string           `json:"priority,omitempty"`
	CustomerID   *string           `json:"customerId,omitempty"`
	ContactName  *string           `json:"contactName,omitempty"`
	ContactPhone *string           `json:"contactPhone,omitempty"`
	TerminalID   *string           `json:"terminalId,omitempty"`
	Details      map[string]string `json:"details,omitempty"`
	Version      Version           `json:"version,omitempty"`
}

// Edit puts a ticket right: who and what it is about, how urgent. It is for whoever handles the ticket.
// The chain follows the product as long as no link has been looked at; promises already given stay.
func (s *Service) Edit(ctx context.Context, id string, in Edit) (*Ticket, error) {
	w, err := s.change(ctx, id, func(w *work) error {
		if err := w.canEdit(); err != nil {
			return err
		}
		if err := in.Version.check(w.t.Version); err != nil {
			return err
		}
		return w.edit(in)
	})
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

func (w *work) canEdit() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	return w.notEnded()
}

func (w *work) notEnded() error {
	switch w.t.Status {
	case Closed:
		return not("工单已办结，不能再改动。", "The ticket is closed and cannot be changed.")
	case Cancelled:
		return not("工单已撤销，不能再改动。", "The ticket is cancelled and cannot be changed.")
	case Merged:
		return not("工单已合并，请到并入的工单上处理。", "The ticket was merged; go on at the ticket that it was merged into.")
	}
	return nil
}

func (w *work) edit(in Edit) error {
	before := *w.t
	assign := func(to *string, from *string) {
		if from != nil {
			*to = strings.TrimSpace(*from)
		}
	}
	t := w.t
	assign(&t.Subject, in.Subject)
	assign(&t.Description, in.Description)
	assign(&t.Category, in.Category)
	assign(&t.Priority, in.Priority)
	assign(&t.ContactName, in.ContactName)
	assign(&t.ContactPhone, in.ContactPhone)
	if t.Subject == "" {
		return fault.Bad("subject", "请填写主题。", "Please give a subject.")
	}
	if in.ContactPhone != nil {
		t.ContactPhone = personal.Meant(t.ContactPhone, before.ContactPhone)
		if err := checkPhone("contactPhone", t.ContactPhone, staffDigits); err != nil {
			return err
		}
	}
	if err := w.checkPriority(t.Priority); err != nil {
		return err
	}
	if err := w.checkCategory(t.Kind, t.Category); err != nil {
		return err
	}
	if err := w.editDetails(in.Details); err != nil {
		return err
	}
	if err := w.editPlace(in); err != nil {
		return err
	}
	changes := differences(&before, t)
	if len(changes) == 0 {
		return nil
	}
	w.touched = true
	w.event("ticket.changed", Internal, nil, Data{"changes": changes})
	if t.Plea != "" && t.Priority != before.Priority {
		w.answerPlea(before.Priority, t.Priority, "")
	}
	return nil
}

func (w *work) editDetails(details map[string]string) error {
	if details == nil {
		return nil
	}
	kind, _ := find(w.book.Kinds, w.t.Kind)
	for name, value := range details {
		details[name] = personal.Meant(value, w.t.Details[name])
	}
	if err := checkDetails(kind, details); err != nil {
		return err
	}
	w.t.Details = details
	return nil
}

func (w *work) editPlace(in Edit) error {
	if in.CustomerID == nil && in.TerminalID == nil {
		return nil
	}
	customerID, contactID, terminalID := w.t.CustomerID, w.t.ContactID, w.t.TerminalID
	if in.CustomerID != nil && *in.CustomerID != customerID {
		customerID, contactID, terminalID = *in.CustomerID, "", ""
	}
	if in.TerminalID != nil {
		terminalID = *in.TerminalID
	}
	place, err := w.s.customers.Choose(w.ctx, customerID, contactID, terminalID, "")
	if err != nil {
		return err
	}
	product := w.t.Product
	w.setPlace(place)
	if w.t.Product != product && !w.chainTouched() {
		return w.relayChain()
	}
	return nil
}

func (w *work) chainTouched() bool {
	if len(w.handoffs) > 0 {
		return true
	}
	for _, l := range w.links {
		if l.TimesSet > 0 {
			return true
		}
	}
	return false
}

// relayChain lays the chain anew for another product.
func (w *work) relayChain() error {
	tx := w.s.db.Read(w.ctx)
	if _, err := tx.NewDelete().Model((*Link)(nil)).Where("ticket_id = ?", w.t.ID).Exec(w.ctx); err != nil {
		return err
	}
	w.links = nil
	w.layChain()
	return nil
}

// differences gives what an edit has changed, by field: before and after.
func differences(a, b *Ticket) map[string][2]string {
	changes := map[string][2]string{}
	compare := func(field, before, after string) {
		if before != after {
			changes[field] = [2]string{before, after}
		}
	}
	compare("subject", a.Subject, b.Subject)
	compare("description", a.Description, b.Description)
	compare("category", a.Category, b.Category)
	compare("priority", a.Priority, b.Priority)
	compare("contactName", a.ContactName, b.ContactName)
	compare("contactPhone", a.ContactPhone, b.ContactPhone)
	compare("customer", a.CustomerID, b.CustomerID)
	compare("terminal", a.TerminalID, b.TerminalID)
	for name, value := range b.Details {
		compare("details."+name, a.Details[name], value)
	}
	return changes
}
