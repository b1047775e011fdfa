package customer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/xingfu/xingfu/internal/customer"
	"github.com/xingfu/xingfu/internal/org"
	"github.com/xingfu/xingfu/internal/platform/fault"
	"github.com/xingfu/xingfu/internal/platform/index"
	"github.com/xingfu/xingfu/internal/platform/index/token"
	"github.com/xingfu/xingfu/internal/platform/sheet"
	"github.com/xingfu/xingfu/internal/platform/store/storetest"
)

// load imports a table as somebody, or as the program for nobody.
func (h *house) load(who, table string, in customer.ImportOrder) (*customer.ImportReport, error) {
	h.t.Helper()
	rows, err := sheet.Read(strings.NewReader(table), sheet.CSV)
	ok(h.t, err)
	defer rows.Close()
	ctx := org.AsProgram(h.t.Context())
	if who != "" {
		ctx = h.as(who)
	}
	return h.Import(ctx, rows, in)
}

const fleet = `客户编号,客户名称,类型,等级,服务单位,联系人,电话,站点,区域,纬度,经度,终端号,产品,卡号,套餐,业务状态,开通日期,合同编号,合同等级,合同开始日期
A1,舟山远汐渔业,企业,银牌,zj,林船长,13900000001,浙岱渔11号,海上,30.2,122.4,VS-1,VSAT,N1,Ku 宽带,正常,2026/5/1,HT-9,金牌,2026-01-01
A1,舟山远汐渔业,,,,王轮机,13900000002,浙岱渔12号,海上,30.3,122.5,VS-2,VSAT,N2,Ku 宽带,欠费,2026年6月1日,,,
A2,林渔,个人,普通,gd,,13900000003,,,,,17400010009,卫星电话,89860,,,,,,
`

func TestATableOfCustomersIsImportedAndCanBeAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.plan("Ku 宽带", "vsat")
		for _, dry := range []bool{true, false} {
			r, err := h.load("", fleet, customer.ImportOrder{Name: "fleet.csv", DryRun: dry})
			ok(t, err)
			if diff := cmp.Diff(customer.ImportCount{Added: 2}, r.Customers); diff != "" || r.Parts.Added != 11 || r.Failed != 0 || r.Rows != 3 {
				t.Errorf("dry %v: %+v %s", dry, r, diff)
			}
			rows, _, err := h.List(h.as("all"), customer.Filter{}, customer.Paging{Limit: 10})
			if ok(t, err); dry && len(rows) != 0 {
				t.Fatal("a dry run has written something")
			}
		}
		ok(t, h.Index().Finish(t.Context(), nil))
		found, err := h.Callers(h.as("all"), "13900000002")
		ok(t, err)
		if len(found) != 1 || found[0].Customer.Name != "舟山远汐渔业" || found[0].Customer.Tier != "gold" || found[0].Customer.BaseTier != "silver" {
			t.Fatalf("%+v", found)
		}
		d, err := h.Get(h.as("all"), found[0].Customer.ID)
		ok(t, err)
		var got []string
		for _, b := range d.Subscriptions {
			i := slices.IndexFunc(d.Terminals, func(x customer.Terminal) bool { return x.ID == b.TerminalID })
			got = append(got, fmt.Sprint(b.Plan, " ", b.Product, " ", b.State, " ", b.StartsOn, " ", d.Terminals[i].Number, " ", d.Terminals[i].SiteName))
		}
		slices.Sort(got)
		want := []string{"Ku 宽带 vsat active 2026-05-01 VS-1 浙岱渔11号", "Ku 宽带 vsat suspended-arrears 2026-06-01 VS-2 浙岱渔12号"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if len(d.Contacts) != 2 || !d.Contacts[0].Main || d.Contacts[0].Name != "林船长" || d.Contacts[1].Main {
			t.Errorf("%+v", d.Contacts)
		}
		if words, _, err := h.FindCustomers(h.as("all"), index.Page{Words: "浙岱渔12号", Query: token.Parse("浙岱渔12号"), Limit: 5}); err != nil || len(words) != 1 {
			t.Errorf("the search finds %v, %v", words, err)
		}

		again, err := h.load("", fleet, customer.ImportOrder{})
		ok(t, err)
		if again.Customers != (customer.ImportCount{Same: 2}) || again.Parts.Added+again.Parts.Changed != 0 {
			t.Errorf("the second run: %+v %+v", again.Customers, again.Parts)
		}
		changed, err := h.load("", strings.NewReplacer("企业,银牌", "企业,普通", "VSAT,N2", "VSAT,N3").Replace(fleet), customer.ImportOrder{})
		ok(t, err)
		if changed.Customers != (customer.ImportCount{Changed: 1, Same: 1}) || changed.Parts.Added != 0 || changed.Parts.Changed != 1 {
			t.Errorf("changed: %+v %+v", changed.Customers, changed.Parts)
		}
		for number, want := range map[string]int{"N2": 0, "N3": 1} {
			list, _, err := h.ListTerminals(h.as("all"), customer.PartFilter{Number: number}, customer.Paging{Limit: 5})
			if ok(t, err); len(list) != want {
				t.Errorf("%s finds %d terminals", number, len(list))
			}
		}
	})
}

// Rows at fault are left out whole, and say which column is wrong; the others go on.
func TestARowAtFaultIsLeftOutWhole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		h := newHouse(t, address)
		h.plan("Ku 宽带", "vsat")
		_, err := h.load("", fleet, customer.ImportOrder{})
		ok(t, err)
		table := "客户编号,客户名称,等级,服务单位,电话,站点,纬度,终端号,产品,套餐,合同编号,合同开始日期\n" +
			"B1,,,zj,,,,,,,,\n" +
			"B2,甲,钻,zj,,,,,,,,\n" +
			"B3,甲,,没有的,,,,,,,,\n" +
			"B4,甲,,zj,1.39E+10,,,,,,,\n" +
			"B5,甲,,zj,139,站,91,,,,,\n" +
			"B6,甲,,zj,139,站,30,VS-9,电报,,,\n" +
			"B7,甲,,zj,139,站,30,VS-9,VSAT,没有的套餐,,\n" +
			"B8,甲,,zj,139,站,30,VS-9,VSAT,,HT-9,2026-01-01\n" +
			",甲,,zj,,,,,,,,\n" +
			"B9,乙,,zj,1.3900000009E+10,,,,,,,\n" +
			"B\"10,乙,,zj,,,,,,,,\n"
		r, err := h.load("", table, customer.ImportOrder{})
		ok(t, err)
		var got []string
		for _, p := range r.Problems {
			got = append(got, fmt.Sprintf("%d %s", p.Line, p.Column))
			if p.Message == "" {
				t.Errorf("line %d says nothing", p.Line)
			}
		}
		want := []string{"2 客户名称", "3 等级", "4 服务单位", "5 电话", "6 纬度", "7 产品", "8 套餐", "9 合同编号", "10 客户编号", "12 "}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if r.Customers.Added != 1 || r.Failed != len(want) || r.Rows != 11 {
			t.Errorf("%+v", r)
		}
		found, err := h.Callers(h.as("all"), "13900000009")
		if ok(t, err); len(found) != 1 || found[0].Customer.Name != "乙" {
			t.Errorf("%+v", found)
		}
	})
}

func TestOnlyOwnCustomersAreImported(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	_, err := h.load("eng", fleet, customer.ImportOrder{})
	wants(t, err, fault.Forbidden, "")
	h.plan("Ku 宽带", "vsat")
	r, err := h.load("zhe", fleet, customer.ImportOrder{})
	ok(t, err)
	if r.Customers.Added != 1 || r.Failed != 1 || r.Problems[0].Line != 4 {
		t.Errorf("%+v", r)
	}
	_, err = h.load("", fleet, customer.ImportOrder{})
	ok(t, err)
	r, err = h.load("zhe", "客户编号,客户名称\nA2,林\n", customer.ImportOrder{})
	ok(t, err)
	if r.Failed != 1 || r.Problems[0].Column != "客户编号" {
		t.Errorf("%+v", r)
	}
}

func TestColumnsAreUnderstoodOrMapped(t *testing.T) {
	h := newHouse(t, "sqlite://"+storetest.SQLitePath(t))
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("旧编号,姓名,客户名称,单位,杂项\nA1,林,舟山远汐渔业,zj,x\n")
	ok(t, err)
	_, err = h.load("", gb, customer.ImportOrder{})
	wants(t, err, fault.Invalid, "mapping")
	_, err = h.load("", gb, customer.ImportOrder{Mapping: map[string]string{"旧编号": "nonsense"}})
	wants(t, err, fault.Invalid, "mapping")
	_, err = h.load("", "客户编号,编号\n1,2\n", customer.ImportOrder{})
	wants(t, err, fault.Invalid, "mapping")
	_, err = h.load("", "", customer.ImportOrder{})
	wants(t, err, fault.Invalid, "file")
	r, err := h.load("", gb, customer.ImportOrder{Mapping: map[string]string{"旧编号": "number", "姓名": "contact.name"}})
	ok(t, err)
	want := []customer.ImportColumn{{Header: "旧编号", Code: "number"}, {Header: "姓名", Code: "contact.name"}, {Header: "客户名称", Code: "name"}, {Header: "单位", Code: "unitId"}, {Header: "杂项"}}
	if diff := cmp.Diff(want, r.Columns); diff != "" || r.Customers.Added != 1 {
		t.Errorf("%+v %s", r, diff)
	}
}

// Whatever a file holds, an import says beforehand what it will do, does it whole, and finds nothing to do the next time.
func FuzzImport(f *testing.F) {
	f.Add([]byte(fleet))
	f.Add([]byte("客户编号,客户名称,服务单位\nB1,甲,zj\n\"B2,乙,zj\n"))
	f.Add([]byte("编号;名称;单位;电话\r\nC1;=1+1;hq;１３９\r\n;;;\r\nC1;丙;没有;1.39E+10\r\n"))
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("客户编号\t客户名称\t服务单位\nD1\t舟山\tzj\n")
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(gb))
	f.Add([]byte("\xff\xfe\x16\x7f\xf7\x53,\x00\x0a\x00"))
	f.Add([]byte("number,name,unit,contact.phone,site.lat,terminal.number,terminal.product\nE1,x\x00y,zj,1,1e999,VS,vsat\nE2,\xff,zj,,NaN,,\n"))
	h := newHouse(f, "sqlite://"+storetest.SQLitePath(f)) // one for all: to make one takes longer than to import
	f.Fuzz(func(t *testing.T, file []byte) {
		var before customer.ImportReport
		for _, dry := range []bool{true, false, false} {
			rows, err := sheet.Read(bytes.NewReader(file), sheet.CSV)
			if err != nil {
				return
			}
			r, err := h.Import(org.AsProgram(context.Background()), rows, customer.ImportOrder{DryRun: dry})
			_ = rows.Close()
			var f *fault.Error
			if errors.As(err, &f) {
				return // said to the person
			}
			if err != nil {
				t.Fatal(err)
			}
			known := before.Customers.Added + before.Customers.Changed + before.Customers.Same
			switch {
			case dry: // only says
			case before.DryRun && (r.Customers != before.Customers || r.Failed != before.Failed || r.Parts.Added != before.Parts.Added):
				t.Fatalf("it was to be %+v %+v, and was %+v %+v", before.Customers, before.Parts, r.Customers, r.Parts)
			case !before.DryRun && (r.Customers.Added != 0 || r.Parts.Added != 0 || r.Failed != before.Failed || r.Customers.Same+r.Customers.Changed != known):
				t.Fatalf("the second time it was %+v %+v after %+v", r.Customers, r.Parts, before.Customers)
			}
			before = *r
		}
	})
}
