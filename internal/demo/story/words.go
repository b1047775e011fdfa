package story

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xingfu/xingfu/internal/platform/now"
)

// measured are the usual carrier-to-noise ratios of a product, in decibels.
var measured = map[string][2]float64{"mobile": {8, 12}, "vsat": {9.2, 13.6}, "cband": {12.5, 15.5}, "relay": {13, 17}}

// words puts the facts of a customer, and readings drawn for this matter, into texts. Readings stay the
// same throughout the matter.
func (t *teller) words(c *Customer, x *Terminal, site *Site, at time.Time) *strings.Replacer {
	az, el := look(site, x.SatelliteLon)
	span := measured[x.Product]
	clear := t.fraction(span[0], span[1])
	local := at.In(now.China)
	began := local.Add(-time.Duration(t.between(25, 170)) * time.Minute)
	sun, _ := sunBehind(site, x.SatelliteLon, at)
	_, other := t.person(map[string]bool{})
	subscription := Subscription{Plan: "天通畅联 300 分钟"}
	for _, s := range c.Subscriptions {
		if c.Terminals[s.Terminal].Number == x.Number {
			subscription = s
		}
	}
	pairs := []string{
		"site", site.Name, "place", site.Address, "customer", c.Name, "contact", c.Contacts[0].Name, "other", other,
		"number", x.Number, "model", x.Model, "sat", x.Satellite, "lon", oneDigit(x.SatelliteLon), "beam", x.Beam, "gateway", x.Gateway,
		"antenna", x.Antenna, "plan", subscription.Plan, "pos", position(site), "storm", storm(at), "sim", x.SIM[len(x.SIM)-6:],
		"az", oneDigit(az), "el", oneDigit(el), "cn", oneDigit(clear), "low", oneDigit(clear - t.fraction(3.2, 6.4)), "dip", oneDigit(t.fraction(2, 5)),
		"db", oneDigit(t.fraction(1.6, 4.2)), "deg", oneDigit(t.fraction(0.4, 1.6)), "volt", oneDigit(t.fraction(8.2, 10.4)), "ohm", oneDigit(t.fraction(1.8, 4.6)),
		"rate", oneDigit(t.fraction(0.3, 0.9)), "load", strconv.Itoa(t.between(91, 98)), "eased", strconv.Itoa(t.between(62, 74)), "ping", strconv.Itoa(t.between(1300, 2600)),
		"rain", strconv.Itoa(t.between(38, 76)), "wind", strconv.Itoa(t.between(8, 11)), "cold", strconv.Itoa(t.between(18, 36)), "mile", strconv.Itoa(t.between(28, 160)),
		"yuan", strconv.Itoa(t.between(18, 96) * 10), "n", strconv.Itoa(t.between(2, 6)), "m", strconv.Itoa(t.between(7, 19)), "count", strconv.Itoa(t.between(104, 380)),
		"firmware", x.Firmware, "newer", fmt.Sprintf("%d.%d.0", t.between(5, 6), t.between(0, 4)), "hour", strconv.Itoa(t.between(3, 9)),
		"day", dayOf(local.AddDate(0, 0, -t.between(2, 6))), "next", dayOf(local.AddDate(0, 0, t.between(2, 6))), "month", fmt.Sprintf("%d 月", local.AddDate(0, -1, 0).Month()),
		"began", began.Format("15:04"), "ended", began.Add(time.Duration(t.between(9, 22)) * time.Minute).Format("15:04"), "soon", local.Add(time.Duration(t.between(80, 190)) * time.Minute).Format("15:04"), "sun", sun.In(now.China).Format("15:04"),
		"spot", phone(9000 + t.between(0, 900)), "stranger", fmt.Sprintf("1740099%04d", t.between(0, 9999)), "task", fmt.Sprintf("RW%s%02d", local.Format("0102"), t.between(1, 30)),
	}
	for i := 0; i < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...)
}

func oneDigit(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

func dayOf(at time.Time) string { return fmt.Sprintf("%d 月 %d 日", at.Month(), at.Day()) }

// position is a site's place as seafarers say it.
func position(site *Site) string {
	return angle("北纬", "南纬", site.Lat) + "、" + angle("东经", "西经", site.Lon)
}

func angle(plus, minus string, x float64) string {
	name := plus
	if x < 0 {
		name = minus
	}
	all := int(math.Round(math.Abs(x) * 60))
	return fmt.Sprintf("%s %d°%02d′", name, all/60, all%60)
}

// storm is what blows in the season.
func storm(at time.Time) string {
	if month := at.In(now.China).Month(); month >= time.June && month <= time.November {
		return "台风"
	}
	return "强冷空气"
}
