import { expect, type Page, test } from '@playwright/test'
import { Api, account, demo, logIn } from '../desk.js'
import { choose } from '../pictures/guide.js'

interface Made {
  id: string
  name: string
}

const desk = () => account('frontdesk', '客户服务中心')

/** A customer of the desk's own with a contact, two sites, a terminal on a site, and a subscription on it. */
async function customerWithAll(api: Api, name: string, phone: string) {
  const customer = await api.post<Made>('/customers', {
    name,
    kind: 'organisation',
    contactName: '周船长',
    phone,
  })
  const of = { customerId: customer.id }
  const site = { ...of, area: 'sea', lat: 30.1, lon: 122.4 }
  const first = await api.post<Made>('/sites', { ...site, name: '一号码头' })
  await api.post('/sites', { ...site, name: '二号码头' })
  const { items: plans } = await api.get<{ items: { code: string; product: string }[] }>('/plans')
  const plan = plans.find(({ product }) => product === 'vsat')?.code ?? ''
  const number = `VS-${phone}`
  const terminal = await api.post<Made>('/terminals', {
    ...of,
    siteId: first.id,
    product: 'vsat',
    number,
    serial: 'OLD-1',
  })
  await api.post('/subscriptions', { ...of, plan, terminalId: terminal.id, startsOn: '2026-01-01' })
  return { customer, terminal, plan, number }
}

const open = (page: Page, path: string) => page.goto(demo().url + path)
const panel = (page: Page, name: RegExp) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) })

test('what is known of a customer is changed where it is read', async ({ page }) => {
  const api = await Api.as(desk())
  const { customer, terminal, plan, number } = await customerWithAll(api, '东极岛远洋捕捞队', '13955550101')
  await logIn(page, desk())
  await open(page, `/customers/${customer.id}`)
  await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible()
  const window = page.getByRole('dialog')

  await test.step('a contact gets a portal right', async () => {
    const contacts = panel(page, /^联系人/)
    await expect(contacts).toContainText('不开通网上服务')
    await contacts.getByRole('button', { name: '修改联系人: 周船长' }).click()
    await window.getByRole('radio', { name: /网上可报障/ }).check()
    await window.getByRole('button', { name: '保存' }).click()
    await expect(window).toBeHidden()
    await expect(contacts).toContainText('网上可报障')
  })

  await test.step('a terminal moves, for a reason that its history tells', async () => {
    await panel(page, /^终端/).getByRole('link', { name: number }).click()
    await expect(page).toHaveURL(new RegExp(`terminal=${terminal.id}`))
    const drawer = page.getByRole('dialog', { name: `终端 ${number}` })
    await drawer.getByRole('button', { name: '迁移' }).click()
    const form = page.getByRole('dialog', { name: `迁移终端 ${number}` })
    await choose(form.getByLabel('新站点'), '二号码头')
    await form.getByRole('button', { name: '迁移' }).click()
    await expect(form).toContainText('这一项必须填写')
    await form.getByLabel('原因').fill('码头改造')
    await form.getByRole('button', { name: '迁移' }).click()
    await expect(form).toBeHidden()
    await expect(drawer).toContainText('原因：码头改造')
    await expect(drawer).toContainText('站点：一号码头 → 二号码头')
    await drawer.getByRole('button', { name: '更换设备' }).click()
    const swap = page.getByRole('dialog', { name: `更换设备：${number}` })
    await swap.getByLabel('序列号').fill('NEW-2')
    await swap.getByLabel('原因').fill('雷击')
    await swap.getByRole('button', { name: '更换' }).click()
    await expect(drawer).toContainText('序列号：OLD-1 → NEW-2')
    await page.keyboard.press('Escape')
    await expect(drawer).toBeHidden()
  })

  await test.step('a subscription is suspended and restored', async () => {
    const subscriptions = panel(page, /^业务/)
    const act = async (what: string, reason: string) => {
      await subscriptions.getByRole('button', { name: `${plan}的操作` }).click()
      await page.getByRole('menuitem', { name: what }).click()
      await window.getByLabel('原因').fill(reason)
      await window.getByRole('button', { name: what }).click()
      await expect(window).toBeHidden()
    }
    await act('停机', '欠费两个月')
    await expect(subscriptions.getByRole('button', { name: '欠费停机' })).toBeVisible()
    await expect(page.getByText('停机业务').locator('..')).toContainText('1')
    await act('复机', '已缴清')
    await subscriptions.getByRole('button', { name: '正常' }).click()
    await expect(page.getByRole('tooltip')).toContainText('欠费两个月')
    await page.keyboard.press('Escape')
  })

  await test.step('a contract that runs gives its tier', async () => {
    await page.getByRole('button', { name: '添加合同' }).first().click()
    await window.getByLabel('合同编号').fill('HT-E2E-1')
    await window.getByLabel('第一天').fill('2020-01-01')
    await window.getByLabel('第一天').press('Enter')
    await choose(window.getByLabel('给予的等级'), '白金')
    await window.getByRole('button', { name: '保存' }).click()
    await expect(window).toBeHidden()
    await expect(panel(page, /^合同/)).toContainText('生效中')
    await page.getByRole('button', { name: /白金.*按合同/ }).hover()
    await expect(page.getByRole('tooltip').filter({ hasText: 'HT-E2E-1' })).toBeVisible()
  })
})

test('what was typed stays when somebody else was faster, and both changes are kept', async ({ page }) => {
  const api = await Api.as(desk())
  const { customer } = await customerWithAll(api, '普陀山轮渡站', '13955550102')
  await logIn(page, desk())
  await open(page, `/customers/${customer.id}`)
  await page.getByRole('button', { name: /^(edit )?修改$/ }).click()
  const window = page.getByRole('dialog')
  await window.getByLabel('行业').fill('客运')
  const { version } = await api.get<{ version: number }>(`/customers/${customer.id}`)
  await api.patch(`/customers/${customer.id}`, { address: '普陀山一号', version })
  await window.getByRole('button', { name: '保存' }).click()
  await expect(window.getByRole('alert')).toContainText('有人改了：地址')
  await expect(window.getByLabel('行业')).toHaveValue('客运')
  await window.getByRole('button', { name: '保存' }).click()
  await expect(window).toBeHidden()
  await expect(page.getByText('普陀山一号')).toBeVisible()
  await expect(page.getByText('客运', { exact: true })).toBeVisible()
})

test('the list is filtered by unit, and its address can be sent', async ({ page }) => {
  await logIn(page, desk())
  await open(page, '/customers')
  await choose(page.getByRole('combobox', { name: '服务单位（含下级）' }), '浙江分公司')
  await expect(page).toHaveURL(/unit=/)
  const units = page.locator('tbody tr td:nth-child(5)')
  await expect(units.first()).toHaveText('浙江分公司')
  expect(new Set(await units.allInnerTexts())).toEqual(new Set(['浙江分公司']))
  await page.reload()
  await expect(units.first()).toHaveText('浙江分公司')
})

test('a plan is made, and withdrawn from sale', async ({ page }) => {
  await logIn(page, account('admin'))
  await open(page, '/settings/plans')
  await page.getByRole('button', { name: '新增套餐' }).click()
  const window = page.getByRole('dialog')
  await window.getByLabel('中文名称').fill('海岛专线 1M')
  await window.getByLabel('英文名称').fill('Island Line 1M')
  await window.getByLabel('编码').fill('island/1M')
  await choose(window.getByLabel('产品'), 'Ku/Ka')
  await window.getByRole('button', { name: '保存' }).click()
  const row = page.getByRole('row', { name: /海岛专线 1M/ })
  await expect(row).toContainText('在售')
  await row.getByRole('button', { name: '停售: 海岛专线 1M' }).click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /停 ?售/ })
    .click()
  await expect(row).toContainText('已停售')
})

test('a document is recorded with its number masked, and a check goes by its steps', async ({ page }) => {
  const api = await Api.as(desk())
  const customer = await api.post<Made>('/customers', { name: '枸杞岛补给站', kind: 'organisation' })
  await logIn(page, desk())
  await open(page, `/customers/${customer.id}`)
  const window = page.getByRole('dialog')
  const name = panel(page, /^实名/)
  await expect(name).toContainText('未登记')

  await test.step('a wrong number is told beside its field, and nothing typed is lost', async () => {
    await name.getByRole('button', { name: '登记证件' }).first().click()
    await window.getByLabel('证件号码').fill('91350100M000100Y44')
    await window.getByLabel('核验目的').fill('新开户')
    await window.getByRole('button', { name: '登记证件' }).click()
    await expect(window).toContainText('校验不通过')
    await window.getByLabel('证件号码').fill('91350100M000100Y43')
    await window.getByRole('button', { name: '登记证件' }).click()
    await expect(window).toBeHidden()
    await expect(name).toContainText('913***********0Y43')
    await expect(name).toContainText('缺责任人的证件')
  })

  await test.step('a check is asked for, and the customer is given notice', async () => {
    await name.getByRole('button', { name: '要求重新核验' }).click()
    await window.getByLabel('原因').last().fill('负责人已更换')
    await window.getByRole('button', { name: '要求重新核验' }).click()
    await expect(window).toBeHidden()
    await name.getByRole('button', { name: '通知客户' }).click()
    await window.getByLabel('原因').fill('负责人已更换')
    await window.getByRole('button', { name: '通知客户' }).click()
    await expect(window).toBeHidden()
    await expect(name).toContainText('已通知')
    await expect(name.getByRole('button', { name: /限制呼出/ })).toHaveCount(0) // a supervisor's
  })
})

test('an engineer sees phones masked, and one of them for a reason', async ({ page }) => {
  const api = await Api.as(desk())
  const engineer = account('engineer')
  const me = await (await Api.as(engineer)).get<{ unit: { id: string } }>('/session')
  const customer = await api.post<Made>('/customers', {
    name: '花鸟岛灯塔',
    unitId: me.unit.id,
    contactName: '灯塔主任',
    phone: '13955550303',
  })
  await logIn(page, engineer)
  await open(page, `/customers/${customer.id}`)
  const contacts = panel(page, /^联系人/)
  await expect(contacts).toContainText('139****0303')
  await contacts.getByRole('button', { name: '查看灯塔主任的电话' }).click()
  const window = page.getByRole('dialog')
  await window.getByLabel('说明').fill('上门前联系')
  await window.getByRole('button', { name: '查看', exact: true }).click()
  await expect(contacts.getByRole('link', { name: '13955550303' })).toBeVisible()
})
