package customer

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Move brings a terminal to another site, or to another customer with his subscriptions on it.
type Move struct {
	CustomerID string `json:"customerId,omitempty" doc:"The new customer; without one it stays with its own."`
	SiteID     string `json:"siteId,omitempty" doc:"The new site, of the customer who has the terminal then; empty: at no site."`
	Reason     string `json:"reason"`
	Version    int64  `json:"version,omitempty" doc:"The version that was seen; needed unless If-Match names it."`
}

// MoveTerminal moves a terminal. Its numbers, its history and its subscriptions go with it, its tickets stay with whom
// they were for. It needs customer.write for the units of both customers. A stale version is a Conflict.
func (s *Service) MoveTerminal(ctx context.Context, id string, in Move) (*Terminal, error) {
	if in.Reason = strings.TrimSpace(in.Reason); in.Reason == "" {
		return nil, fault.Bad("reason", "请写明为什么迁移。", "Please say why it is moved.")
	}
	var moved *Terminal
	err := s.db.Write(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
		if in.CustomerID != "" {
			if err := s.takes(ctx, in.CustomerID); err != nil {
				return err
			}
		}
		from := ""
		moved, err = s.changeTerminal(ctx, id, in.Version, "moved", in.Reason, func(t *Terminal) error {
			from = t.CustomerID
			if in.CustomerID != "" {
				t.CustomerID = in.CustomerID
			}
			if t.CustomerID == from && t.SiteID == in.SiteID {
				return fault.Bad("siteId", "终端已经在那里。", "The terminal is there already.")
			}
			t.SiteID = in.SiteID
			return nil
		})
		if err != nil || moved.CustomerID == from {
			return err
		}
		if err := s.index.Changed(ctx, tx, "customer", moved.CustomerID); err != nil {
			return err
		}
		_, err = tx.NewUpdate().Model((*Subscription)(nil)).Set("customer_id = ?", moved.CustomerID).Set("version = version + 1").
			Where("terminal_id = ?", id).Exec(ctx)
		if err != nil || s.OnTransfer == nil {
			return err
		}
		return s.OnTransfer(ctx, moved)
	})
	return moved, err
}

// takes tells whether the acting person may give a customer something.
func (s *Service) takes(ctx context.Context, customerID string) error {
	if !store.IsID(customerID) {
		return notChosen("customerId")
	}
	err := s.edit(ctx, customerID, func(context.Context, bun.Tx, *org.Actor, *Customer) error { return nil })
	if fault.Is(err, fault.NotFound) {
		return notChosen("customerId")
	}
	return err
}

// Swap puts another device in a terminal's place: what is given is that of the new one.
type Swap struct {
	Fields TerminalFields
	Reason string
}

// swapped are the fields of which at least one is new when a device is replaced.
var swapped = []string{"serial", "imei", "sim", "modem", "buc", "lnb", "antenna", "model"}

// SwapTerminal replaces the device, or a part of it, at a terminal: number, site, subscriptions and history stay, the
// old device's numbers stand in the history. It needs customer.write for the customer's unit. A stale version is a
// Conflict.
func (s *Service) SwapTerminal(ctx context.Context, id string, in Swap, version int64) (*Terminal, error) {
	if in.Reason = strings.TrimSpace(in.Reason); in.Reason == "" {
		return nil, fault.Bad("reason", "请写明为什么更换。", "Please say why it is swapped.")
	}
	return s.changeTerminal(ctx, id, version, "swapped", in.Reason, func(t *Terminal) error {
		before := *t
		in.Fields.apply(t)
		t.CustomerID, t.SiteID, t.Product = before.CustomerID, before.SiteID, before.Product
		for _, c := range differences(&before, t) {
			for _, name := range swapped {
				if c.Field == name {
					return nil
				}
			}
		}
		return fault.Bad("serial", "请填写新设备的序列号、IMEI、卡号或部件。", "Give the serial, IMEI, SIM or part of the new device.")
	})
}
