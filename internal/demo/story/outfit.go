package story

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// tariffs are the plans that kits come with, in English too.
var tariffs = map[string]string{
	"天通畅联 100 分钟": "Tiantong Talk 100 minutes", "天通畅联 300 分钟": "Tiantong Talk 300 minutes", "天通海洋 600 分钟": "Tiantong Ocean 600 minutes",
	"Ku 宽带 10M": "Ku Broadband 10M", "Ku 专线 4M": "Ku Leased Line 4M", "Ka 高通量 50M": "Ka High Throughput 50M", "Ka 高通量 80M": "Ka High Throughput 80M",
	"动中通宽带 8M": "On-the-Move Broadband 8M", "动中通高通量 30M": "On-the-Move High Throughput 30M", "极地专线 2M": "Polar Leased Line 2M",
	"C 波段转播 36M": "C-Band Broadcast 36M", "C 波段专线 4M": "C-Band Leased Line 4M", "C 波段专线 2M": "C-Band Leased Line 2M",
	"Ka 单址中继": "Ka Single-Access Relay", "S 单址中继": "S Single-Access Relay",
}

// price lists what is sold.
func (t *teller) price() {
	for product, list := range kits {
		for _, k := range list {
			one := Tariff{k.plan, k.plan, tariffs[k.plan], product}
			if !slices.Contains(t.plan.Tariffs, one) {
				t.plan.Tariffs = append(t.plan.Tariffs, one)
			}
		}
	}
	slices.SortFunc(t.plan.Tariffs, func(a, b Tariff) int { return strings.Compare(a.Code, b.Code) })
}

// What follows is drawn from nothing: it hangs on the number of a customer or terminal, so that it changes no story.

// outfit says how a terminal is built and how it works when it works well.
func (t *teller) outfit(x *Terminal, k kit, site *Site, serial int) {
	installed := t.now.AddDate(0, -6-serial*7%54, -serial%28)
	x.InstalledOn = installed.Format("2006-01-02")
	x.WarrantyUntil = installed.AddDate(2+serial%2, 0, 0).Format("2006-01-02")
	if x.Product != "vsat" && x.Product != "cband" {
		return
	}
	_, _ = fmt.Sscanf(k.antenna, "%f m", &x.AntennaM)
	down, up, x2 := 12_500.0, 14_250.0, "Ku 8 W BUC"
	switch {
	case strings.HasPrefix(k.beam, "KA"):
		down, up, x2 = 19_700, 29_500, "Ka 4 W BUC"
	case x.Product == "cband":
		down, up, x2 = 3_950, 6_175, "C 20 W BUC"
	}
	x.BUC, x.LNB = x2, []string{"PLL LNB 10.0 GHz", "DRO LNB 9.75/10.6 GHz"}[serial%2]
	switch {
	case strings.HasPrefix(k.beam, "KA"):
		x.LNB = "Ka LNB 18.25 GHz"
	case x.Product == "cband":
		x.LNB = "C LNB 5.15 GHz"
	}
	x.Modem = []string{"DM-240", "DM-310S2X", "IM-600"}[serial%3]
	azimuth, elevation := look(site, k.lon)
	tenth := func(v float64) float64 { return math.Round(v*10) / 10 }
	x.Golden = &Golden{DownMHz: down + float64(serial%200), UpMHz: up + float64(serial%200), SymbolKsps: float64(500 * (1 + serial%8)),
		TxDBm: tenth(-12 - float64(serial%90)/10), CNDB: tenth(9 + float64(serial%60)/10), RxDBm: tenth(-42 - float64(serial%120)/10),
		Azimuth: tenth(azimuth), Elevation: tenth(elevation), Modcod: []string{"QPSK 3/4", "8PSK 2/3", "16APSK 3/4"}[serial%3], On: x.InstalledOn}
}

// contract gives better customers a contract from which their tier comes. It runs since before the first ticket; some
// end within weeks.
func (t *teller) contract(c *Customer, i int) {
	if c.Kind != "organisation" || c.Tier != "gold" && c.Tier != "platinum" {
		return
	}
	starts := t.now.AddDate(-2-i%2, -i%10, 0)
	ends := t.now.AddDate(0, i%22, 10+i%17)
	title := map[string]string{"gold": "卫星通信服务合同", "platinum": "卫星通信保障服务合同"}[c.Tier]
	c.Contracts = append(c.Contracts, Contract{Number: fmt.Sprintf("HT-%s-%04d", starts.Format("2006"), 100+i), Title: title, Tier: c.Tier,
		StartsOn: starts.Format("2006-01") + "-01", EndsOn: ends.Format("2006-01-02")})
}

// entitle says what contacts are asked about and may do on the web.
func entitle(c *Customer, i int) {
	for j := range c.Contacts {
		x := &c.Contacts[j]
		switch {
		case c.Kind == "person" && x.Main:
			x.Portal = "manage"
		case x.Main:
			x.Portal, x.Duties = "manage", []string{"billing", "decision"}
		case c.Kind == "organisation":
			x.Portal, x.Duties = []string{"report", "view"}[i%2], []string{"technical", "emergency"}
		}
	}
}
