package ticket

import (
	"context"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// Plead notes that the customer disputes the priority of his ticket, and why. The owner and the supervisors
// over him are told; until somebody answers there is nothing to repeat.
func (s *Service) Plead(ctx context.Context, number, code, address, why string) (*Followed, error) {
	if why = strings.TrimSpace(why); why == "" {
		return nil, fault.Bad("why", "请写明为什么更急。", "Please say why it is more urgent.")
	}
	if err := checkLength("why", why); err != nil {
		return nil, err
	}
	return s.asCustomer(ctx, number, code, address, func(w *work) error {
		if err := w.canPlead(); err != nil {
			return err
		}
		w.t.Plea = why
		w.event("priority.disputed", Public, nil, Data{"text": why, "priority": w.t.Priority})
		w.tellOwner("priority.disputed", nil)
		return w.tellSupervisors(w.t.OwnerUnitID, "priority.disputed", w.lastEvent(), Data{})
	})
}

func (w *work) canPlead() error {
	switch {
	case w.t.Status != Open && w.t.Status != Handed:
		return not("这件事已处理完毕。", "This matter is done.")
	case w.t.Plea != "":
		return not("您的意见已经收到，负责人会尽快答复。", "We have what you wrote and will answer it soon.")
	case w.t.Priority == Priorities[0].Code:
		return not("这件事已经是最优先的了。", "This matter has the highest priority already.")
	}
	return nil
}

// AnswerPlea answers a customer who disputes the priority: with another one, or with the same and the reason
// for it. He reads the text. It is for whoever handles the ticket.
func (s *Service) AnswerPlea(ctx context.Context, id, priority, text string) (*Ticket, error) {
	if text = strings.TrimSpace(text); text == "" {
		return nil, fault.Bad("text", "请写明给客户的答复。", "Please write what the customer is told.")
	}
	w, err := s.change(ctx, id, func(w *work) error {
		if err := w.canAnswerPlea(); err != nil {
			return err
		}
		if err := w.checkPriority(priority); err != nil {
			return err
		}
		w.t.UpdatedAt = w.at
		w.answerPlea(w.t.Priority, priority, text)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return w.t, nil
}

func (w *work) answerPlea(from, to, text string) {
	w.t.Priority, w.t.Plea = to, ""
	w.event("priority.answered", Public, nil, Data{"from": from, "to": to, "text": text})
}

func (w *work) canAnswerPlea() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	if w.t.Plea == "" {
		return not("客户没有对优先级提出异议。", "The customer does not dispute the priority.")
	}
	return w.notEnded()
}
