package ticket

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/httpx"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Splitting is a second matter that has come up on a ticket.
type Splitting struct {
	Kind        string            `json:"kind"`
	Subject     string            `json:"subject"`
	Description string            `json:"description"`
	Category    string            `json:"category,omitempty"`
	Priority    string            `json:"priority,omitempty"`
	Details     map[string]string `json:"details,omitempty"`
	Events      []string          `json:"events,omitempty" doc:"What the customer and the desk have said to each other and belongs to it: identifiers of messages and replies."`
	Attachments []string          `json:"attachments,omitempty" doc:"Files that belong to it; they stay on both."`
	Version     Version           `json:"version,omitempty"`
}

// carriedMost is how many words and files a split takes along.
const carriedMost = 50

// Split makes a ticket of its own of a second matter, for the same customer, contact, terminal and site, with
// promises of its own from now on. Both belong to the same owner and name each other. It is for whoever
// handles the ticket and may file one, as long as it has not ended. With an idempotency key a repeated call
// gives the ticket of the first one.
func (s *Service) Split(ctx context.Context, id string, in Splitting, key string) (*Ticket, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	seen, err := s.load(ctx, id, false)
	if err != nil {
		return nil, err
	}
	if err := seen.canSplit(); err != nil {
		return nil, err
	}
	t := seen.t
	intake := Intake{Kind: in.Kind, Subject: in.Subject, Description: in.Description, Category: in.Category, Priority: in.Priority, Details: in.Details,
		Channel: t.Channel, CustomerID: t.CustomerID, ContactID: t.ContactID, ContactName: t.ContactName, ContactPhone: t.ContactPhone,
		TerminalID: t.TerminalID, SiteID: t.SiteID}
	from := origin{owner: t.OwnerID, unit: t.OwnerUnitID, createdBy: actor.StaffID, placed: true, also: func(w *work, tx bun.Tx) error {
		return s.splitOff(w, tx, t.ID, in)
	}}
	w, err := s.file(ctx, intake, from, once{actor: actor.StaffID, key: key})
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

func (w *work) canSplit() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	if w.actor != nil && !w.actor.May(org.TicketCreate) {
		return may("您不能新建工单。", "You may not file tickets.")
	}
	return w.notEnded()
}

// splitOff relates the new ticket to the one that it comes from, and takes along what belongs to it.
func (s *Service) splitOff(w *work, tx bun.Tx, fromID string, in Splitting) error {
	old, err := s.load(w.ctx, fromID, true)
	if err != nil {
		return err
	}
	if err := old.fire(); err != nil {
		return err
	}
	if err := old.canSplit(); err != nil {
		return err
	}
	if err := httpx.CheckIfMatch(w.ctx, old.t.Version); err != nil {
		return err
	}
	if err := in.Version.check(old.t.Version); err != nil {
		return err
	}
	if len(in.Events)+len(in.Attachments) > carriedMost {
		return fault.Bad("events", "一次最多带走 %d 项。", "At most %d things are taken along.", carriedMost)
	}
	said, err := old.saidIn(in.Events)
	if err != nil {
		return err
	}
	files, err := old.filesIn(in.Attachments)
	if err != nil {
		return err
	}
	w.relate(relSplit, old)
	w.event("ticket.separated", Public, nil, Data{"ticket": old.t.ID, "number": old.t.Number, "said": said})
	for _, a := range files {
		copied := *a
		copied.ID, copied.TicketID, copied.HandoffID, copied.CreatedAt = w.newID(), w.t.ID, "", w.at
		w.carried = append(w.carried, &copied)
		w.event("attachment.added", copied.Audience, nil, Data{"attachment": copied.ID, "name": a.File.Name, "size": a.File.Size, "type": a.File.Type, "sha256": a.File.SHA256})
	}
	old.event("ticket.split", Internal, nil, Data{"ticket": w.t.ID, "number": w.t.Number, "subject": w.t.Subject})
	old.touched = true
	return old.save(tx)
}

// Said is what somebody has said to the customer, or he himself, taken along to another ticket.
type Said struct {
	At   string `json:"at"`
	By   string `json:"by"`
	Text string `json:"text"`
}

// saidIn gives the words of messages and replies, in their order.
func (w *work) saidIn(ids []string) ([]Said, error) {
	list := []Said{}
	if len(ids) == 0 {
		return list, nil
	}
	if err := store.CheckIDs("events", ids...); err != nil {
		return nil, err
	}
	var events []Event
	err := w.s.db.Read(w.ctx).NewSelect().Model(&events).Where("ticket_id = ? AND id IN (?)", w.t.ID, bun.List(ids)).
		Where("kind IN ('message', 'reply')").OrderExpr("seq").Scan(w.ctx)
	if err == nil && len(events) < len(ids) {
		err = fault.Bad("events", "只能带走这张工单上客户的来信和给客户的回复。", "Only this ticket's messages and replies can be taken along.")
	}
	for _, e := range events {
		text, _ := e.Data["text"].(string)
		list = append(list, Said{stamp(e.At), e.Actor, text})
	}
	return list, err
}

func (w *work) filesIn(ids []string) ([]*Attachment, error) {
	all, err := w.attachments()
	if err != nil {
		return nil, err
	}
	var list []*Attachment
	for _, id := range ids {
		i := slices.IndexFunc(all, func(a *Attachment) bool { return a.ID == id })
		if i < 0 {
			return nil, fault.Bad("attachments", "这张工单没有这个附件。", "This ticket has no such attachment.")
		}
		list = append(list, all[i])
	}
	return list, nil
}
