package ticket

import (
	"context"
	"io"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/files"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Attachment is a file on a ticket. It comes in parts; colleagues, and for what is public the customer, see
// it once it is whole.
type Attachment struct {
	bun.BaseModel `bun:"table:attachment"`

	ID        string `bun:",pk"`
	TicketID  string
	HandoffID string `bun:",nullzero"`
	FileID    string
	Audience  string
	ByID      string `bun:",nullzero"` // empty: the customer
	ByName    string
	ByUnit    string
	CreatedAt time.Time

	File *files.File `bun:"rel:belongs-to,join:file_id=id"`
}

// attachmentsMost is how many files a ticket may have.
const attachmentsMost = 200

// NewAttachment is a file that is to come in.
type NewAttachment struct {
	Name      string `json:"name" doc:"What the file is called."`
	Size      int64  `json:"size" doc:"Bytes of the whole file."`
	Audience  string `json:"audience" enum:"public,internal" doc:"public: the customer sees it too."`
	HandoffID string `json:"handoffId,omitempty" format:"uuid" doc:"The handoff that it is evidence for."`
}

// Attach begins a file on a ticket; its content follows part by part. A public one is for whoever may reply
// to the customer, an internal one for everyone who takes part.
func (s *Service) Attach(ctx context.Context, ticketID string, in NewAttachment) (a *Attachment, err error) {
	w, err := s.load(ctx, ticketID, false)
	if err != nil {
		return nil, err
	}
	if err := w.canAttach(in); err != nil {
		return nil, err
	}
	return s.attach(ctx, w, in)
}

func (w *work) canAttach(in NewAttachment) error {
	switch in.Audience {
	case Public:
		if err := w.canReply(); err != nil {
			return err
		}
	case Internal:
		if err := w.mayTakePart(); err != nil {
			return err
		}
	default:
		return fault.Bad("audience", "请说明文件给谁看。", "Say who may see the file: public or internal.")
	}
	if in.HandoffID != "" && w.handoff(in.HandoffID) == nil {
		return fault.Bad("handoffId", "这张工单没有这张流转单。", "This ticket has no such handoff.")
	}
	return nil
}

// attach makes the row and its file; the customer has no actor.
func (s *Service) attach(ctx context.Context, w *work, in NewAttachment) (a *Attachment, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := s.files.Sweep(ctx); err != nil {
			return err
		}
		n, err := tx.NewSelect().Model((*Attachment)(nil)).Where("ticket_id = ?", w.t.ID).Count(ctx)
		if err != nil {
			return err
		}
		if n >= attachmentsMost {
			return not("一张工单最多 %d 个附件。", "A ticket has %d attachments at the most.", attachmentsMost)
		}
		f, err := s.files.Begin(ctx, in.Name, in.Size)
		if err != nil {
			return err
		}
		a = &Attachment{ID: store.NewID(ctx), TicketID: w.t.ID, HandoffID: in.HandoffID, FileID: f.ID, Audience: in.Audience,
			ByName: w.t.customerName(), CreatedAt: w.at, File: f}
		if w.actor != nil {
			a.ByID, a.ByName, a.ByUnit = w.actor.StaffID, w.actor.Name, w.actor.UnitName
		}
		_, err = tx.NewInsert().Model(a).Exec(ctx)
		return err
	})
	return a, err
}

// AddPart adds the part of an attachment that begins at a byte. Only who began it goes on with it. Once it is
// whole it is told as an event on the ticket.
func (s *Service) AddPart(ctx context.Context, id string, start int64, data []byte) (*Attachment, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	a, err := s.attachment(ctx, id)
	if err != nil {
		return nil, err
	}
	if a.ByID != actor.StaffID {
		return nil, fault.Missing("这个附件", "attachment")
	}
	return a, s.addPart(ctx, a, start, data, func(w *work) error { return w.canAttach(NewAttachment{Audience: a.Audience}) })
}

func (s *Service) addPart(ctx context.Context, a *Attachment, start int64, data []byte, may func(*work) error) error {
	return s.db.Write(ctx, func(ctx context.Context, _ bun.Tx) error {
		was := a.File.Whole()
		f, err := s.files.Append(ctx, a.FileID, start, data)
		if err != nil || was || !f.Whole() {
			a.File = f
			return err
		}
		a.File = f
		_, err = s.changePart(ctx, a.TicketID, func(w *work) error {
			if err := may(w); err != nil {
				return err
			}
			return w.attached(a)
		})
		return err
	})
}

// attached tells of a file that is whole. One from the customer lets go on what waits for him.
func (w *work) attached(a *Attachment) error {
	w.t.UpdatedAt = w.at
	if a.ByID == "" {
		w.who = a.ByName
	}
	w.event("attachment.added", a.Audience, w.handoff(a.HandoffID),
		Data{"attachment": a.ID, "name": a.File.Name, "size": a.File.Size, "type": a.File.Type, "sha256": a.File.SHA256})
	if a.ByID != "" {
		return nil
	}
	w.tellOwner("attachment.added", nil)
	return w.heard()
}

// attachment reads an attachment with its file, without asking who wants it.
func (s *Service) attachment(ctx context.Context, id string) (*Attachment, error) {
	a := &Attachment{}
	err := s.db.Read(ctx).NewSelect().Model(a).Relation("File").Where("attachment.id = ?", id).Scan(ctx)
	if store.None(err) {
		return nil, fault.Missing("这个附件", "attachment")
	}
	return a, err
}

// Attachment gives an attachment, whole or not, of a ticket that the acting person may see. One that is not
// whole is seen by who began it.
func (s *Service) Attachment(ctx context.Context, id string) (*Attachment, error) {
	actor, err := org.Need(ctx, org.TicketRead)
	if err != nil {
		return nil, err
	}
	a, err := s.attachment(ctx, id)
	if err != nil {
		return nil, err
	}
	if _, err := s.load(ctx, a.TicketID, false); fault.Is(err, fault.NotFound) || err == nil && !a.File.Whole() && a.ByID != actor.StaffID {
		return nil, fault.Missing("这个附件", "attachment")
	} else if err != nil {
		return nil, err
	}
	return a, nil
}

// Content opens a whole attachment of a ticket that the acting person may see.
func (s *Service) Content(ctx context.Context, id string) (*Attachment, io.ReadSeeker, error) {
	a, err := s.Attachment(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	r, err := s.files.Open(ctx, a.File)
	return a, r, err
}

// attachments reads the whole files of a ticket, oldest first.
func (w *work) attachments() ([]*Attachment, error) {
	var list []*Attachment
	err := w.s.db.Read(w.ctx).NewSelect().Model(&list).Relation("File").Where("attachment.ticket_id = ?", w.t.ID).
		Where("file.done_at IS NOT NULL").OrderExpr("attachment.created_at, attachment.id").Scan(w.ctx)
	return list, err
}
