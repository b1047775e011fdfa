package customer

import "github.com/xingfu/xingfu/internal/platform/lang"

// Column is one thing that a row of an imported table says.
type Column struct {
	Code  string // number, contact.phone, …: the part of the customer and its field
	Name  lang.Text
	also  []string // what else such a column may be called
	codes words    // what its values are called, where they are codes
	set   func(row *importRow, value string) error
}

// importRow is what a row of a table says of a customer and of one of each of his parts; nil where it says nothing.
type importRow struct {
	line         int
	number       *string
	customer     Change
	unit         *string // by name
	manager      *string // by log-in name
	contact      *ContactFields
	site         *SiteFields
	terminal     *TerminalFields
	subscription *SubscriptionFields
	state        *string // of the subscription
	contract     *ContractFields
}

// said gives the part of a row that at stands for, and makes it when nothing was said of it yet.
func said[T any](at **T) *T {
	if *at == nil {
		*at = new(T)
	}
	return *at
}

// at puts a value that parse understands where field says.
func at[T any](parse func(string) (T, error), field func(*importRow) **T) func(*importRow, string) error {
	return func(r *importRow, text string) error {
		value, err := parse(text)
		if err == nil {
			*field(r) = &value
		}
		return err
	}
}

// Columns are what a table of customers can have, in the order in which one is written.
var Columns = []Column{
	{"number", lang.T("客户编号", "Customer number"), []string{"编号", "客户号", "number", "customer no", "customer id"}, nil,
		at(digits, func(r *importRow) **string { return &r.number })},
	{"name", lang.T("客户名称", "Customer name"), []string{"名称", "客户", "name", "customer"}, nil,
		at(asIs, func(r *importRow) **string { return &r.customer.Name })},
	{"kind", lang.T("客户类型", "Kind"), []string{"类型", "客户性质"}, kindWords,
		at(kindWords.code, func(r *importRow) **string { return &r.customer.Kind })},
	{"tier", lang.T("客户等级", "Tier"), []string{"等级", "级别"}, tierWords,
		at(tierWords.code, func(r *importRow) **string { return &r.customer.Tier })},
	{"industry", lang.T("行业", "Industry"), nil, nil,
		at(asIs, func(r *importRow) **string { return &r.customer.Industry })},
	{"address", lang.T("客户地址", "Customer address"), []string{"地址", "通信地址", "address"}, nil,
		at(asIs, func(r *importRow) **string { return &r.customer.Address })},
	{"locale", lang.T("语言", "Language"), nil, localeWords,
		at(localeWords.code, func(r *importRow) **string { return &r.customer.Locale })},
	{"unitId", lang.T("服务单位", "Served by"), []string{"单位", "所属单位", "分公司", "unit"}, nil,
		at(asIs, func(r *importRow) **string { return &r.unit })},
	{"managerId", lang.T("客户经理", "Account manager"), []string{"客户经理登录名", "manager"}, nil,
		at(asIs, func(r *importRow) **string { return &r.manager })},
	{"note", lang.T("服务注意事项", "How to serve"), []string{"备注", "注意事项", "note"}, nil,
		at(asIs, func(r *importRow) **string { return &r.customer.Note })},
	{"noteMust", lang.T("服务前必读", "Must be read"), nil, nil,
		at(truth, func(r *importRow) **bool { return &r.customer.NoteMust })},
	{"contact.name", lang.T("联系人", "Contact"), []string{"联系人姓名", "contact name"}, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.contact).Name })},
	{"contact.role", lang.T("联系人职务", "Contact role"), []string{"职务"}, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.contact).Role })},
	{"contact.phone", lang.T("联系电话", "Contact phone"), []string{"电话", "手机", "手机号", "联系人电话", "phone", "mobile"}, nil,
		at(digits, func(r *importRow) **string { return &said(&r.contact).Phone })},
	{"contact.email", lang.T("电子邮件", "Contact mail"), []string{"邮箱", "邮件", "email", "mail"}, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.contact).Email })},
	{"contact.main", lang.T("主要联系人", "Main contact"), nil, nil,
		at(truth, func(r *importRow) **bool { return &said(&r.contact).Main })},
	{"contact.portal", lang.T("网上权限", "Portal right"), nil, portalWords,
		at(portalWords.code, func(r *importRow) **string { return &said(&r.contact).Portal })},
	{"site.name", lang.T("站点", "Site"), []string{"站点名称", "船名", "site name"}, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.site).Name })},
	{"site.area", lang.T("区域", "Area"), []string{"区域类型"}, areaWords,
		at(areaWords.code, func(r *importRow) **string { return &said(&r.site).Area })},
	{"site.address", lang.T("站点地址", "Site address"), []string{"安装地址"}, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.site).Address })},
	{"site.lat", lang.T("纬度", "Latitude"), []string{"lat"}, nil,
		at(decimal, func(r *importRow) **float64 { return &said(&r.site).Lat })},
	{"site.lon", lang.T("经度", "Longitude"), []string{"lon", "lng"}, nil,
		at(decimal, func(r *importRow) **float64 { return &said(&r.site).Lon })},
	{"site.heightM", lang.T("海拔", "Height"), []string{"海拔（米）", "高度"}, nil,
		at(decimal, func(r *importRow) **float64 { return &said(&r.site).HeightM })},
	{"terminal.number", lang.T("终端号", "Terminal number"), []string{"终端号码", "卫星电话号码", "站号"}, nil,
		at(digits, func(r *importRow) **string { return &said(&r.terminal).Number })},
	{"terminal.product", lang.T("产品", "Product"), []string{"业务类型", "终端类型"}, productWords,
		at(productWords.code, func(r *importRow) **string { return &said(&r.terminal).Product })},
	{"terminal.sim", lang.T("SIM 卡号", "SIM"), []string{"卡号", "iccid"}, nil,
		at(digits, func(r *importRow) **string { return &said(&r.terminal).SIM })},
	{"terminal.imei", lang.T("IMEI", "IMEI"), nil, nil,
		at(digits, func(r *importRow) **string { return &said(&r.terminal).IMEI })},
	{"terminal.serial", lang.T("序列号", "Serial"), []string{"sn", "serial number"}, nil,
		at(digits, func(r *importRow) **string { return &said(&r.terminal).Serial })},
	{"terminal.maker", lang.T("厂商", "Maker"), []string{"厂家", "品牌"}, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.terminal).Maker })},
	{"terminal.model", lang.T("型号", "Model"), nil, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.terminal).Model })},
	{"terminal.satellite", lang.T("卫星", "Satellite"), nil, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.terminal).Satellite })},
	{"terminal.satelliteLon", lang.T("卫星经度", "Satellite longitude"), nil, nil,
		at(decimal, func(r *importRow) **float64 { return &said(&r.terminal).SatelliteLon })},
	{"terminal.beam", lang.T("波束", "Beam"), nil, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.terminal).Beam })},
	{"terminal.gateway", lang.T("信关站", "Gateway"), nil, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.terminal).Gateway })},
	{"terminal.antenna", lang.T("天线", "Antenna"), nil, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.terminal).Antenna })},
	{"terminal.state", lang.T("终端状态", "Terminal state"), nil, terminalWords,
		at(terminalWords.code, func(r *importRow) **string { return &said(&r.terminal).State })},
	{"terminal.installedOn", lang.T("安装日期", "Installed on"), nil, nil,
		at(day, func(r *importRow) **string { return &said(&r.terminal).InstalledOn })},
	{"terminal.warrantyUntil", lang.T("保修截止", "Warranty until"), []string{"质保到期"}, nil,
		at(day, func(r *importRow) **string { return &said(&r.terminal).WarrantyUntil })},
	{"subscription.plan", lang.T("套餐", "Plan"), []string{"资费", "套餐名称"}, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.subscription).Plan })},
	{"subscription.state", lang.T("业务状态", "Subscription state"), []string{"停开机状态"}, subscriptionWords,
		at(subscriptionWords.code, func(r *importRow) **string { return &r.state })},
	{"subscription.startsOn", lang.T("业务开始日期", "Subscribed from"), []string{"开通日期", "入网日期"}, nil,
		at(day, func(r *importRow) **string { return &said(&r.subscription).StartsOn })},
	{"subscription.endsOn", lang.T("业务结束日期", "Subscribed until"), []string{"到期日期"}, nil,
		at(day, func(r *importRow) **string { return &said(&r.subscription).EndsOn })},
	{"contract.number", lang.T("合同编号", "Contract number"), []string{"合同号"}, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.contract).Number })},
	{"contract.title", lang.T("合同名称", "Contract title"), nil, nil,
		at(asIs, func(r *importRow) **string { return &said(&r.contract).Title })},
	{"contract.tier", lang.T("合同等级", "Contract tier"), nil, tierWords,
		at(tierWords.code, func(r *importRow) **string { return &said(&r.contract).Tier })},
	{"contract.startsOn", lang.T("合同开始日期", "Contract from"), nil, nil,
		at(day, func(r *importRow) **string { return &said(&r.contract).StartsOn })},
	{"contract.endsOn", lang.T("合同结束日期", "Contract until"), nil, nil,
		at(day, func(r *importRow) **string { return &said(&r.contract).EndsOn })},
}
