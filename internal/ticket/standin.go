package ticket

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/lang"
	"github.com/xingfu/xingfu/internal/platform/now"
)

// takes gives who gets new work that is meant for a person: himself while he is there. While he is away it is his
// substitute, or nobody where the rules of the unit leave such work to the unit.
func (w *work) takes(staffID, unitID string) string {
	if w.tree.Away(staffID, w.at) == nil || w.actor != nil && w.actor.StaffID == staffID {
		return staffID
	}
	if how, _ := w.tree.Setting(unitID, ruleAbsent); how == toUnit {
		return ""
	}
	return w.tree.StandIn(staffID, w.at)
}

// substitute gives who gets new work in the place of a person who is away; nobody where it is left to the unit.
func (w *work) substitute(staffID, unitID string) (*org.Actor, error) {
	id := w.takes(staffID, unitID)
	if id == "" {
		return nil, nil
	}
	return w.s.org.Actor(w.ctx, id)
}

// errAway says that a person is away and nobody of use stands in for him.
func (w *work) errAway(name, staffID string) error {
	until := w.tree.Away(staffID, w.at).UntilAt
	return not("%[1]s不在，%[2]s才回来，也没有能接手的代理人。请指派别人，或留给单位。",
		"%[1]s is away until %[3]s and nobody who could stands in. Choose somebody else, or leave it to the unit.",
		name, SpellMoment(lang.Chinese, until, w.at), SpellMoment(lang.English, until, w.at))
}

// present refuses those who are away: nobody gives them a whole pile.
func (s *Service) present(ctx context.Context, field string, people ...*org.Actor) error {
	tree, err := s.org.Tree(ctx)
	if err != nil {
		return err
	}
	at := now.From(ctx)
	for _, p := range people {
		away := tree.Away(p.StaffID, at)
		if away == nil {
			continue
		}
		names, err := s.org.Names(ctx, slices.DeleteFunc([]string{away.SubstituteID}, func(id string) bool { return id == "" }))
		if err != nil {
			return err
		}
		zh, en := "", ""
		if name := names[away.SubstituteID]; name != "" {
			zh, en = "，由"+name+"代理", "; "+name+" stands in"
		}
		return fault.Bad(field, "%[1]s不在，%[2]s才回来%[3]s。", "%[1]s is away until %[4]s%[5]s.", p.Name,
			SpellMoment(lang.Chinese, away.UntilAt, at), zh, SpellMoment(lang.English, away.UntilAt, at), en)
	}
	return nil
}

// tellSubstitutes tells those who stand in for whoever is away what he is told, where they see the ticket by their own
// rights and are not told of it anyway. What is only watched waits for the return.
func (w *work) tellSubstitutes() error {
	type told struct {
		notice *Notification
		by     string
	}
	var list []told
	var ids []string
	for _, n := range w.notices {
		by := w.tree.StandIn(n.StaffID, w.at)
		if by == n.StaffID || by == "" || strings.HasPrefix(n.Kind, "watched.") || w.actor != nil && w.actor.StaffID == by {
			continue
		}
		list = append(list, told{n, by})
		if !slices.Contains(ids, by) {
			ids = append(ids, by)
		}
	}
	if len(list) == 0 {
		return nil
	}
	people, err := w.s.org.Actors(w.ctx, ids)
	if err != nil {
		return err
	}
	var absent []string
	for _, t := range list {
		absent = append(absent, t.notice.StaffID)
	}
	names, err := w.s.org.Names(w.ctx, absent)
	if err != nil {
		return err
	}
	reach := w.reachOf().scopes
	for _, t := range list {
		i := slices.IndexFunc(people, func(a *org.Actor) bool { return a.StaffID == t.by })
		if i < 0 {
			continue
		}
		if scopes := scopesOf(people[i]); scopes != nil && !overlaps(scopes, reach) {
			continue
		}
		data := maps.Clone(t.notice.Data)
		data["for"] = names[t.notice.StaffID]
		n := *t.notice
		n.ID, n.StaffID, n.Data = w.newID(), t.by, data
		w.notices = append(w.notices, &n)
	}
	return nil
}
