package ticket

import (
	"context"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/org"
)

// SetLink says how a link of the chain stands, with the evidence. It is for whoever handles the ticket
// or works on one of its handoffs.
func (s *Service) SetLink(ctx context.Context, id string, l LinkState, evidence string, version Version) (*Ticket, error) {
	return s.handle(ctx, id, version, func(w *work) error {
		if err := w.canSetLink(); err != nil {
			return err
		}
		if err := w.setLink(l, strings.TrimSpace(evidence)); err != nil {
			return err
		}
		w.event("link.set", Internal, nil, Data{"link": l.Link, "state": l.State, "evidence": strings.TrimSpace(evidence)})
		return nil
	})
}

func (w *work) canSetLink() error {
	if err := w.mayTakePart(); err != nil {
		return err
	}
	return w.notEnded()
}

var linkStates = []string{Unknown, Suspect, Cleared, Faulty}

func (w *work) setLink(l LinkState, evidence string) error {
	if err := w.checkLinks("links", []string{l.Link}); err != nil {
		return err
	}
	if !slices.Contains(linkStates, l.State) {
		return oneOf("state", "环节状态", "A link's state", linkStates)
	}
	link := w.link(l.Link)
	link.State, link.Evidence, link.SetAt, link.SetBy = l.State, evidence, w.at, w.actorName()
	link.SetUnit = w.tree.Name(w.actorUnit())
	link.TimesSet++
	if link.mark == clean {
		link.mark = changed
	}
	return nil
}

// Suggestion is the unit that answers for a link.
type Suggestion struct {
	Link string   `json:"link"`
	Unit *org.Ref `json:"unit"`
}

// SuggestUnits tells which unit answers for each of the links, for this ticket's customer.
func (s *Service) SuggestUnits(ctx context.Context, id string, links []string) ([]Suggestion, error) {
	w, err := s.load(ctx, id, false)
	if err != nil {
		return nil, err
	}
	if err := w.checkLinks("links", links); err != nil {
		return nil, err
	}
	list := make([]Suggestion, len(links))
	for i, code := range links {
		list[i] = Suggestion{code, w.tree.Ref(w.link(code).UnitID)}
	}
	return list, nil
}
