package customer

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/xingfu/xingfu/internal/platform/fault"
)

// Site is a place where terminals work (站点). Coordinates are WGS 84 degrees.
type Site struct {
	bun.BaseModel `bun:"table:site"`

	Part
	Name    string  `json:"name"`
	Area    string  `json:"area" enum:"urban,rural,sea,air"`
	Address string  `json:"address"`
	Lat     float64 `json:"lat"`
	Lon     float64 `json:"lon"`
	HeightM float64 `bun:"height_m" json:"heightM"`
	Zone    string  `json:"zone" doc:"The time zone in which people there live, as Asia/Urumqi."`
	Access  string  `json:"access" doc:"How one gets there, and who opens."`
}

const usualZone = "Asia/Shanghai"

// Areas are the sorts of places.
var Areas = []string{"urban", "rural", "sea", "air"}

func (*Site) kind() kind { return kind{"site", "个站点", "site"} }

func (*Site) refers(context.Context, bun.Tx) error { return nil }

func (p *Site) valid(context.Context) error {
	p.Name = strings.TrimSpace(p.Name)
	if p.Zone == "" {
		p.Zone = usualZone
	}
	switch {
	case p.Name == "":
		return fault.Bad("name", "请填写站点名称。", "Please give the site's name.")
	case p.Area != "" && !slices.Contains(Areas, p.Area):
		return fault.Bad("area", "没有 %s 这种区域。", "There is no area %s.", p.Area)
	case p.Lat < -90 || p.Lat > 90:
		return fault.Bad("lat", "纬度应在 -90 至 90 度之间。", "The latitude is between -90 and 90 degrees.")
	case p.Lon < -180 || p.Lon > 180:
		return fault.Bad("lon", "经度应在 -180 至 180 度之间。", "The longitude is between -180 and 180 degrees.")
	case p.HeightM < -500 || p.HeightM > 20000:
		return fault.Bad("heightM", "海拔应在 -500 至 20000 米之间。", "The height is between -500 and 20000 m.")
	}
	if p.Zone == usualZone {
		return nil
	}
	if _, err := time.LoadLocation(p.Zone); err != nil || p.Zone == "Local" {
		return fault.Bad("zone", "没有 %s 这个时区，请写成 Asia/Shanghai 这样。", "There is no time zone %s; write it as Asia/Shanghai.", p.Zone)
	}
	return nil
}

// SiteFields are what may be set on a site; nil leaves it.
type SiteFields struct {
	Name    *string  `json:"name,omitempty"`
	Area    *string  `json:"area,omitempty" enum:"urban,rural,sea,air"`
	Address *string  `json:"address,omitempty"`
	Lat     *float64 `json:"lat,omitempty"`
	Lon     *float64 `json:"lon,omitempty"`
	HeightM *float64 `json:"heightM,omitempty"`
	Zone    *string  `json:"zone,omitempty"`
	Access  *string  `json:"access,omitempty"`
}

func (f SiteFields) apply(p *Site) {
	put(&p.Name, f.Name)
	put(&p.Area, f.Area)
	put(&p.Address, f.Address)
	put(&p.Lat, f.Lat)
	put(&p.Lon, f.Lon)
	put(&p.HeightM, f.HeightM)
	put(&p.Zone, f.Zone)
	put(&p.Access, f.Access)
}

// AddSite adds a site. It needs customer.write for the customer's unit.
func (s *Service) AddSite(ctx context.Context, customerID string, in Site) (*Site, error) {
	return add(ctx, s, "site.added", customerID, &in, func(context.Context, bun.Tx, *Customer) error { return nil })
}

// ChangeSite changes a site. It needs customer.write for the customer's unit. A stale version is a Conflict.
func (s *Service) ChangeSite(ctx context.Context, id string, in SiteFields, version int64) (*Site, error) {
	return change(ctx, s, "site.changed", id, version, func(p *Site) error { in.apply(p); return nil },
		func(ctx context.Context, tx bun.Tx, _ *Customer, before, p *Site) error {
			if before.Name == p.Name {
				return nil
			}
			return s.index.Renamed(ctx, tx, "site", p.ID)
		})
}
