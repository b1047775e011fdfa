package ticket

import (
	"context"
	"strings"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// Reply writes to the customer; he reads it where he follows the ticket. It is for whoever handles the
// ticket, and keeps the promise of a first response.
func (s *Service) Reply(ctx context.Context, id, text string) (*Event, error) {
	return s.write(ctx, id, text, func(w *work, text string) error {
		if err := w.canReply(); err != nil {
			return err
		}
		w.event("reply", Public, nil, Data{"text": text})
		return w.stop(Respond, nil, false)
	})
}

func (w *work) canReply() error {
	if err := w.mayHandle(); err != nil {
		return err
	}
	return w.notEnded()
}

// Note writes for colleagues only. It is for everyone who takes part in the ticket, also after its end.
func (s *Service) Note(ctx context.Context, id, text string) (*Event, error) {
	return s.write(ctx, id, text, func(w *work, text string) error {
		if err := w.mayTakePart(); err != nil {
			return err
		}
		w.event("note", Internal, nil, Data{"text": text})
		return nil
	})
}

func (s *Service) write(ctx context.Context, id, text string, f func(w *work, text string) error) (*Event, error) {
	if text = strings.TrimSpace(text); text == "" {
		return nil, fault.Bad("text", "请写点内容。", "Please write something.")
	}
	if len([]rune(text)) > textMost {
		return nil, fault.Bad("text", "最多 %d 个字。", "At most %d characters.", textMost)
	}
	var e *Event
	_, err := s.change(ctx, id, func(w *work) error {
		w.t.UpdatedAt = w.at
		n := len(w.events)
		if err := f(w, text); err != nil {
			return err
		}
		e = w.events[n]
		return nil
	})
	return e, err
}
