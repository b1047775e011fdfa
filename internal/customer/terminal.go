package customer

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/now"
	"github.com/xingfu/xingfu/internal/platform/store"
)

// Terminal is a phone, a VSAT station, a ship or vehicle station (终端).
type Terminal struct {
	bun.BaseModel `bun:"table:terminal"`

	Part
	SiteID        string   `bun:",nullzero" json:"siteId,omitempty"`
	Number        string   `json:"number"`
	IMEI          string   `bun:"imei" json:"imei"`
	SIM           string   `bun:"sim" json:"sim"`
	Serial        string   `json:"serial"`
	Product       string   `json:"product"`
	Maker         string   `json:"maker"`
	Model         string   `json:"model"`
	Satellite     string   `json:"satellite"`
	SatelliteLon  *float64 `json:"satelliteLon"`
	Beam          string   `json:"beam"`
	Gateway       string   `json:"gateway"`
	Antenna       string   `json:"antenna"`
	AntennaM      float64  `bun:"antenna_m" json:"antennaM" doc:"Its diameter in metres; 0: not known."`
	BUC           string   `bun:"buc" json:"buc"`
	LNB           string   `bun:"lnb" json:"lnb"`
	Modem         string   `json:"modem"`
	Firmware      string   `json:"firmware"`
	Golden        *Golden  `json:"golden" doc:"The settings and readings with which it is known to work."`
	State         string   `json:"state" enum:"active,spare,faulty,retired"`
	InstalledOn   string   `json:"installedOn"`
	WarrantyUntil string   `json:"warrantyUntil"`
	SiteName      string   `bun:"-" json:"siteName"`
}

// Golden is a configuration with which a terminal is known to work: what a later reading is compared with. What is
// missing was not noted.
type Golden struct {
	DownMHz      *float64 `json:"downMHz,omitempty" doc:"Receive frequency in MHz."`
	UpMHz        *float64 `json:"upMHz,omitempty" doc:"Transmit frequency in MHz."`
	SymbolKsps   *float64 `json:"symbolKsps,omitempty" doc:"Symbol rate in ksps."`
	Modcod       string   `json:"modcod,omitempty"`
	TxDBm        *float64 `json:"txDBm,omitempty" doc:"Transmit power in dBm."`
	CNDB         *float64 `json:"cnDB,omitempty" doc:"Carrier to noise in dB, in a clear sky."`
	RxDBm        *float64 `json:"rxDBm,omitempty" doc:"Receive level in dBm, in a clear sky."`
	Azimuth      *float64 `json:"azimuth,omitempty" minimum:"0" maximum:"360" doc:"Degrees from north."`
	Elevation    *float64 `json:"elevation,omitempty" minimum:"-90" maximum:"90" doc:"Degrees."`
	Polarization *float64 `json:"polarization,omitempty" minimum:"-180" maximum:"180" doc:"Degrees."`
	Note         string   `json:"note,omitempty"`
	On           string   `json:"on,omitempty" doc:"When it was noted, as 2026-11-23."`
}

// Products are what customers are sold; each has a chain of its own.
var Products = []string{"mobile", "vsat", "cband", "relay"}

// TerminalStates are the states of a terminal.
var TerminalStates = []string{"active", "spare", "faulty", "retired"}

func (*Terminal) kind() kind { return kind{"terminal", "台终端", "terminal"} }

func (t *Terminal) valid(context.Context) error {
	for _, text := range []*string{&t.Number, &t.IMEI, &t.SIM, &t.Serial, &t.Maker, &t.Model, &t.Satellite, &t.Beam, &t.Gateway, &t.Antenna} {
		*text = strings.TrimSpace(*text)
	}
	if t.State == "" {
		t.State = "active"
	}
	switch {
	case !slices.Contains(Products, t.Product):
		return fault.Bad("product", "请选择产品：mobile、vsat、cband 或 relay。", "Choose the product: mobile, vsat, cband or relay.")
	case !slices.Contains(TerminalStates, t.State):
		return fault.Bad("state", "没有 %s 这种终端状态。", "There is no state %s of a terminal.", t.State)
	case normal(t.Number+t.SIM+t.IMEI+t.Serial) == "":
		return fault.Bad("number", "请至少填写终端号码、卡号、IMEI 或序列号中的一项。", "Give at least one of number, SIM, IMEI or serial.")
	case t.SatelliteLon != nil && (*t.SatelliteLon < -180 || *t.SatelliteLon > 180):
		return fault.Bad("satelliteLon", "卫星经度应在 -180 至 180 度之间。", "The satellite's longitude is between -180 and 180 degrees.")
	case t.AntennaM < 0 || t.AntennaM > 100:
		return fault.Bad("antennaM", "天线口径应在 0 至 100 米之间。", "The antenna's diameter is between 0 and 100 m.")
	}
	for field, day := range map[string]string{"installedOn": t.InstalledOn, "warrantyUntil": t.WarrantyUntil} {
		if err := checkDay(field, day); err != nil {
			return err
		}
	}
	if t.Golden != nil {
		if err := checkDay("golden.on", t.Golden.On); err != nil {
			return err
		}
	}
	return nil
}

func (t *Terminal) refers(ctx context.Context, tx bun.Tx) error {
	if t.SiteID == "" {
		return nil
	}
	if err := store.CheckIDs("siteId", t.SiteID); err != nil {
		return err
	}
	known, err := tx.NewSelect().Model((*Site)(nil)).Where("id = ? AND customer_id = ?", t.SiteID, t.CustomerID).Exists(ctx)
	if err == nil && !known {
		return fault.Bad("siteId", "这位客户没有这个站点。", "This customer has no such site.")
	}
	return err
}

// checkDay tells whether a text is a day, as 2026-11-23, or nothing.
func checkDay(field, day string) error {
	if day == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fault.Bad(field, "%s 不是日期，请写成 2026-11-23 这样。", "%s is not a day; write it as 2026-11-23.", day)
	}
	return nil
}

// TerminalFields are what may be set on a terminal; nil leaves it.
type TerminalFields struct {
	SiteID        *string  `json:"siteId,omitempty" doc:"Empty: at no site."`
	Number        *string  `json:"number,omitempty"`
	IMEI          *string  `json:"imei,omitempty"`
	SIM           *string  `json:"sim,omitempty"`
	Serial        *string  `json:"serial,omitempty"`
	Product       *string  `json:"product,omitempty" enum:"mobile,vsat,cband,relay"`
	Maker         *string  `json:"maker,omitempty"`
	Model         *string  `json:"model,omitempty"`
	Satellite     *string  `json:"satellite,omitempty"`
	SatelliteLon  *float64 `json:"satelliteLon,omitempty" minimum:"-180" maximum:"180"`
	Beam          *string  `json:"beam,omitempty"`
	Gateway       *string  `json:"gateway,omitempty"`
	Antenna       *string  `json:"antenna,omitempty"`
	AntennaM      *float64 `json:"antennaM,omitempty"`
	BUC           *string  `json:"buc,omitempty"`
	LNB           *string  `json:"lnb,omitempty"`
	Modem         *string  `json:"modem,omitempty"`
	Firmware      *string  `json:"firmware,omitempty"`
	Golden        *Golden  `json:"golden,omitempty"`
	State         *string  `json:"state,omitempty" enum:"active,spare,faulty,retired"`
	InstalledOn   *string  `json:"installedOn,omitempty"`
	WarrantyUntil *string  `json:"warrantyUntil,omitempty"`
}

func (f TerminalFields) apply(t *Terminal) {
	for _, text := range []struct{ to, from *string }{{&t.SiteID, f.SiteID}, {&t.Number, f.Number}, {&t.IMEI, f.IMEI}, {&t.SIM, f.SIM},
		{&t.Serial, f.Serial}, {&t.Product, f.Product}, {&t.Maker, f.Maker}, {&t.Model, f.Model}, {&t.Satellite, f.Satellite}, {&t.Beam, f.Beam},
		{&t.Gateway, f.Gateway}, {&t.Antenna, f.Antenna}, {&t.BUC, f.BUC}, {&t.LNB, f.LNB}, {&t.Modem, f.Modem}, {&t.Firmware, f.Firmware},
		{&t.State, f.State}, {&t.InstalledOn, f.InstalledOn}, {&t.WarrantyUntil, f.WarrantyUntil}} {
		put(text.to, text.from)
	}
	put(&t.AntennaM, f.AntennaM)
	if f.SatelliteLon != nil {
		t.SatelliteLon = f.SatelliteLon
	}
	if f.Golden != nil {
		t.Golden = f.Golden
	}
}

// AddTerminal adds a terminal. It needs customer.write for the customer's unit.
func (s *Service) AddTerminal(ctx context.Context, customerID string, in Terminal) (*Terminal, error) {
	return add(ctx, s, "terminal.added", customerID, &in, func(ctx context.Context, tx bun.Tx, _ *Customer) error {
		if err := s.keepTerminal(ctx, tx, &in); err != nil {
			return err
		}
		return s.note(ctx, tx, &TerminalChange{TerminalID: in.ID, Kind: "added", Changes: differences(&Terminal{}, &in)})
	})
}

// ChangeTerminal corrects or completes what is known of a terminal. It needs customer.write for the customer's unit. A
// stale version is a Conflict.
func (s *Service) ChangeTerminal(ctx context.Context, id string, in TerminalFields, version int64) (*Terminal, error) {
	return s.changeTerminal(ctx, id, version, "changed", "", func(t *Terminal) error { in.apply(t); return nil })
}

// changeTerminal alters a terminal by f and adds to its history.
func (s *Service) changeTerminal(ctx context.Context, id string, version int64, what, reason string, f func(*Terminal) error) (*Terminal, error) {
	return change(ctx, s, "terminal.changed", id, version, f, func(ctx context.Context, tx bun.Tx, _ *Customer, before, t *Terminal) error {
		changes := changesOf(before, t)
		if len(changes) == 0 {
			return nil
		}
		if err := s.keepTerminal(ctx, tx, t); err != nil {
			return err
		}
		return s.note(ctx, tx, &TerminalChange{TerminalID: id, Kind: what, Reason: reason, Changes: changes})
	})
}

// keepTerminal lets a terminal be found by its numbers.
func (s *Service) keepTerminal(ctx context.Context, tx bun.Tx, t *Terminal) error {
	if err := s.index.Changed(ctx, tx, "terminal", t.ID); err != nil {
		return err
	}
	return setIdentifiers(ctx, tx, "terminal_id", t.ID, t.numbers()...)
}

func (t *Terminal) numbers() []identifier {
	of := func(kind, value string) identifier {
		return identifier{Value: value, Kind: kind, CustomerID: t.CustomerID, TerminalID: t.ID}
	}
	return []identifier{of("number", t.Number), of("sim", t.SIM), of("imei", t.IMEI), of("serial", t.Serial)}
}

// TerminalChange is one thing that happened to a terminal.
type TerminalChange struct {
	bun.BaseModel `bun:"table:terminal_change"`

	ID         string    `bun:",pk" json:"id"`
	TerminalID string    `json:"-"`
	At         time.Time `json:"at"`
	ByID       string    `bun:",nullzero" json:"-"`
	ByName     string    `json:"by" doc:"Empty: the program, as by an import."`
	Kind       string    `json:"kind" enum:"added,changed,moved,swapped"`
	Reason     string    `json:"reason"`
	Changes    []Changed `json:"changes"`
}

func (s *Service) note(ctx context.Context, tx bun.Tx, c *TerminalChange) error {
	c.ID, c.At = store.NewID(ctx), now.From(ctx)
	c.ByID, c.ByName = actedBy(ctx)
	_, err := tx.NewInsert().Model(c).Exec(ctx)
	return err
}

// TerminalHistory gives what happened to a terminal, the newest first. It needs customer.read.
func (s *Service) TerminalHistory(ctx context.Context, id string) ([]TerminalChange, error) {
	if _, err := get[Terminal](ctx, s, id); err != nil {
		return nil, err
	}
	var list []TerminalChange
	err := s.db.Read(ctx).NewSelect().Model(&list).Where("terminal_id = ?", id).OrderExpr("at DESC, id DESC").Limit(historyMost).Scan(ctx)
	return list, err
}

// historyMost is how much of a history is shown.
const historyMost = 500
