package story

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// serve invents the customers and gives them terminals.
func (t *teller) serve() {
	used := map[string]bool{}
	left := terminals
	for i := range customers {
		v := &provinces[i%len(provinces)]
		var c Customer
		var x *trade
		if t.chance(28) {
			c = t.private(v, i)
		} else {
			c, x = t.company(v, used)
		}
		c.Number, c.Unit = fmt.Sprintf("KH%06d", 100001+i), v.key
		need, after := 1, customers-1-i
		if x != nil && left-1 > after {
			need = min(t.between(1, 3), left-after)
		}
		if after == 0 {
			need = left
		}
		t.equip(&c, x, v, need, terminals-left)
		left -= need
		t.contract(&c, i)
		entitle(&c, i)
		t.plan.Customers = append(t.plan.Customers, c)
	}
}

// jobs are what people do who buy a satellite phone for themselves, by the area where they live.
var jobs = map[string][]string{
	"sea":   {"船主", "船主", "养殖户", "驻岛医生"},
	"rural": {"牧民", "护林员", "货车司机", "摄影师", "地质队员", "驻村干部", "养蜂人"},
	"urban": {"摄影师", "货车司机", "登山者", "越野领队"},
}

func (t *teller) private(v *province, i int) Customer {
	_, name := t.person(map[string]bool{})
	p := t.placeOf(v, nil)
	c := Customer{Name: name, Kind: "person", Tier: pick(t, []string{"standard", "standard", "standard", "silver"}), Industry: pick(t, jobs[p.area]),
		Contacts: []Contact{{Name: name, Role: "本人", Phone: phone(i), Main: true}}, Sites: []Site{t.siteAt(p, p.name)}}
	if c.Industry == "船主" {
		c.Sites[0].Area = "sea"
	}
	if c.Industry == "牧民" && !contains([]string{"sc", "xj", "hl"}, v.key) {
		c.Industry = "茶农"
	}
	if t.chance(25) {
		_, other := t.person(map[string]bool{})
		c.Contacts = append(c.Contacts, Contact{Name: other, Role: "家属", Phone: phone(5000 + i)})
	}
	if t.chance(6) {
		c.Note = pick(t, []string{"听力不好，请放慢语速。", "白天在山里，晚上八点以后好联系。", "普通话不太熟，可以先发短信。"})
	}
	return c
}

// placeOf draws a place of a province in one of the areas, on land or at sea when there is none named.
func (t *teller) placeOf(v *province, areas []string) *place {
	var fit []*place
	for i := range v.places {
		p := &v.places[i]
		if contains(areas, p.area) || len(areas) == 0 && p.area != "polar" {
			fit = append(fit, p)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return pick(t, fit)
}

// siteAt puts a site on the land near a place: within some kilometres, so that no two are one.
func (t *teller) siteAt(p *place, name string) Site {
	near := func(x float64) float64 { return math.Round((x+(t.random.Float64()-0.5)*0.12)*1e4) / 1e4 }
	area := p.area
	if area == "polar" || area == "sea" {
		area = "rural"
	}
	return Site{Name: name, Area: area, Address: p.name, Lat: near(p.lat), Lon: near(p.lon), HeightM: p.h}
}

func (t *teller) trade() *trade {
	all := 0
	for _, x := range trades {
		all += x.weight
	}
	n := t.random.IntN(all)
	i := slices.IndexFunc(trades, func(x trade) bool { n -= x.weight; return n < 0 })
	return &trades[i]
}

// company invents an organisation of a province under a name that is not used yet.
func (t *teller) company(v *province, used map[string]bool) (Customer, *trade) {
	for {
		x := t.trade()
		p := t.placeOf(v, x.areas)
		if p == nil {
			continue
		}
		name := strings.NewReplacer("{p}", p.name, "{c}", pick(t, v.counties)).Replace(pick(t, x.names))
		if used[name] {
			continue
		}
		used[name] = true
		c := Customer{Name: name, Kind: "organisation", Tier: pick(t, x.tier), Industry: x.industry, Note: x.note, NoteMust: x.note != ""}
		for j, role := range []string{"联系人", pick(t, []string{"值班员", "设备主管", "调度"})} {
			_, who := t.person(map[string]bool{})
			n := 1000 + len(used)*2 + j
			c.Contacts = append(c.Contacts, Contact{Name: who, Role: role, Phone: phone(n), Email: fmt.Sprintf("kh%d@example.com", n), Main: j == 0})
		}
		c.Sites = t.sites(x, p)
		return c, x
	}
}

func (t *teller) sites(x *trade, p *place) []Site {
	if x.vessel == "" {
		return []Site{t.siteAt(p, strings.ReplaceAll(x.site, "{p}", p.name))}
	}
	first := t.between(11, 88)
	var list []Site
	for i := range t.between(1, 3) {
		at := *p
		if x.own() == "sea" { // out on the open sea
			at.lat -= t.random.Float64() * 1.5
			at.lon += t.random.Float64() * 1.5
		}
		s := t.siteAt(&at, strings.ReplaceAll(fmt.Sprintf(x.vessel, first+i), "{p}", string([]rune(p.name)[:2])))
		if s.Area = x.own(); s.Area == "sea" {
			s.Address, s.HeightM = p.name+"外海", 8
		}
		list = append(list, s)
	}
	return list
}

// equip gives a customer n terminals; first is how many there are before.
func (t *teller) equip(c *Customer, x *trade, v *province, n, first int) {
	products := []string{"mobile"}
	polar := false
	if x != nil {
		products, polar = x.products, contains(x.areas, "polar")
	}
	for i := range n {
		product := products[i%len(products)]
		site := i % len(c.Sites)
		k := t.kitFor(product, &c.Sites[site], polar)
		c.Terminals = append(c.Terminals, t.terminal(c, k, product, v.key, first+i, site))
		c.Subscriptions = append(c.Subscriptions, t.subscription(k, product, i))
	}
}

// letters begin the numbers of what is not a phone.
var letters = map[string]string{"mobile": "TT", "vsat": "VS", "cband": "CB", "relay": "RL"}

func (t *teller) terminal(c *Customer, k kit, product, province string, serial, site int) Terminal {
	number := fmt.Sprintf("17400%06d", 100000+serial*7)
	sim := fmt.Sprintf("8986170%012d", serial*17+5)
	imei := fmt.Sprintf("8664200%08d", serial*13+11)
	if product != "mobile" {
		number, sim, imei = fmt.Sprintf("%s-%s-%04d", letters[product], strings.ToUpper(province), 1000+serial), fmt.Sprintf("N%09d", serial*31+7), ""
	}
	gateway := "怀柔信关站"
	if t.answering("gateway", province) == "gws" {
		gateway = "三亚信关站"
	}
	state := "active"
	if t.chance(3) {
		state = "spare"
	}
	x := Terminal{Number: number, IMEI: imei, SIM: sim, Serial: fmt.Sprintf("XL%s%06d", letters[product], serial), Model: k.model, Maker: k.maker,
		Product: product, Satellite: k.satellite, SatelliteLon: k.lon, Beam: fmt.Sprintf("%s-%02d", k.beam, t.between(1, k.beams)), Gateway: gateway,
		Antenna: k.antenna, Firmware: fmt.Sprintf("%d.%d.%d", t.between(2, 4), t.between(0, 9), t.between(0, 20)), State: state, Site: site}
	t.outfit(&x, k, &c.Sites[site], serial)
	return x
}

func (t *teller) subscription(k kit, product string, terminal int) Subscription {
	state := "active"
	switch n := t.random.IntN(100); {
	case n < 4:
		state = "suspended-arrears"
	case n < 5:
		state = "suspended-identity"
	}
	starts := t.now.AddDate(0, -t.between(3, 40), 0)
	s := Subscription{Product: product, Plan: k.plan, State: state, StartsOn: starts.Format("2006-01") + "-01", Terminal: terminal}
	if t.chance(30) { // a term that still runs for some months
		s.EndsOn = t.now.AddDate(0, t.between(1, 14), 0).Format("2006-01") + "-28"
	}
	return s
}

func contains(list []string, one string) bool { return slices.Contains(list, one) }
