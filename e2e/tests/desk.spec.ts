import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { Api, account, demo, logIn } from '../desk.js'

const front = '客户服务中心'
const me = () => account('frontdesk', front)

/** Another person at the same front desk. */
function colleague() {
  const found = demo().accounts.find((a) => a.role === 'frontdesk' && a.unit.includes(front) && a.login !== me().login)
  return found ?? account('supervisor', '星联')
}

/** A browser of its own, logged in as somebody. */
async function seat(page: Page, who: { login: string; password: string }): Promise<Page> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  if (!context) throw new Error('no browser')
  const own = await context.newPage()
  await logIn(own, who)
  return own
}

interface Filed {
  id: string
  number: string
}

async function fault(subject: string): Promise<Filed> {
  const desk = await Api.as(me())
  return desk.post<Filed>('/tickets', {
    kind: 'fault',
    subject,
    description: '没有信号',
    channel: 'phone',
    contactName: '张三',
  })
}

const open = async (page: Page, ticket: Filed) => {
  await page.goto(`${demo().url}/tickets/${ticket.number}`)
  await expect(page.getByRole('region', { name: '写点什么' })).toBeVisible()
}
const write = (page: Page) => page.getByRole('region', { name: '写点什么' })
const toReply = (page: Page) => write(page).getByText('回复客户').click()
const replyField = (page: Page) => page.getByRole('textbox', { name: '回复客户' })

interface Terminal {
  id: string
  customerId: string
  number: string
}

/** A terminal of a customer about whom nothing must be read first. */
async function terminal(): Promise<Terminal> {
  const desk = await Api.as(me())
  const { items } = await desk.get<{ items: { id: string }[] }>('/customers?limit=50')
  for (const { id } of items) {
    const customer = await desk.get<{ noteMust: boolean; terminals: Terminal[] }>(`/customers/${id}`)
    const found = customer.terminals.find((one) => one.number !== '')
    if (!customer.noteMust && found) return { ...found, customerId: id }
  }
  throw new Error('the demo has no such terminal')
}

test('what is known already is added to its ticket', async ({ page }) => {
  await logIn(page, me())
  const { id, customerId, number } = await terminal()
  const there = { kind: 'fault', subject: '船上没有信号', description: '刚出港', channel: 'phone' }
  const desk = await Api.as(me())
  const ticket = await desk.post<Filed>('/tickets', { ...there, customerId, terminalId: id })
  await page.goto(`${demo().url}/tickets/new`)
  await page.locator('#field-number').fill(number)
  await expect(page.locator('aside').getByText('还没有选定客户')).toBeHidden()
  const row = page.getByRole('alert').getByRole('listitem').filter({ hasText: ticket.number })
  await expect(row).toBeVisible()
  await expect(row.getByRole('button')).toHaveCount(0) // nothing is written yet
  await page.locator('#field-subject').fill('又来电:仍无信号')
  await page.locator('#field-description').fill('过了三小时')
  await row.getByRole('button', { name: '记到这张工单' }).click()
  const sure = page.getByRole('tooltip').filter({ hasText: ticket.number })
  await sure.getByRole('button', { name: '记到这张工单' }).click()
  await page.waitForURL(`**/tickets/${ticket.number}`)
  await expect(page.getByText(/又来电:仍无信号\s*过了三小时/)).toBeVisible()
  await page.keyboard.press('n')
  await page.waitForURL('**/tickets/new')
  await expect(page.locator('#field-number')).toHaveValue('')
  await expect(page.locator('#field-subject')).toHaveValue('')
})

test('a ticket is filed by keyboard alone, in few key presses, with the template of its category', async ({ page }) => {
  await logIn(page, me())
  const { number } = await terminal()
  let presses = 0
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      presses++
      await page.keyboard.press(key)
    }
  }
  /** Goes on with Tab until a field has the focus. */
  const tabTo = async (is: () => Promise<boolean>) => {
    for (let i = 0; i < 25 && !(await is()); i++) await press('Tab')
    expect(await is()).toBe(true)
  }
  const focused = (css: string) => () => page.evaluate((css) => document.activeElement?.matches(css) ?? false, css)

  const began = Date.now()
  await press('n')
  await page.waitForURL('**/tickets/new')
  await expect(page.locator('#field-number')).toBeFocused()
  await page.keyboard.type(number)
  await expect(page.locator('aside').getByText('还没有选定客户')).toBeHidden()
  await press('Tab')
  if (await page.getByText('请问是哪位来电').count()) await press('ArrowDown', 'Enter')
  await tabTo(focused('#field-kind input'))
  await press('Tab', 'ArrowRight') // from open to the first category
  await press('Tab')
  await expect(page.getByRole('button', { name: '套用模板' })).toBeFocused()
  await press('Enter')
  await expect(page.locator('#field-description')).toBeFocused()
  await expect(page.locator('#field-subject')).not.toHaveValue('')
  await page.keyboard.type('CS-60')
  await expect(page.locator('#field-description')).toHaveValue(/^[^\n]+：CS-60\n/)
  await press('Control+Enter')
  await expect(page.getByRole('heading', { name: '已受理' })).toBeVisible()
  console.log(`keys besides the texts: ${presses}, ${number.length} for the number, ${Date.now() - began} ms`)
  expect(presses).toBeLessThanOrEqual(30)
})

test('a reply survives the death of its page, also on another machine', async ({ page }) => {
  const ticket = await fault('草稿要留得住')
  const desk = await seat(page, me())
  // As in a crash, the page hears nothing of its end.
  await desk.addInitScript(() => window.addEventListener('pagehide', (e) => e.stopImmediatePropagation(), true))
  await open(desk, ticket)
  await toReply(desk)
  await replyField(desk).fill('已经在查,')
  await expect(write(desk).getByText('草稿已保存')).toBeVisible()
  await desk.keyboard.type('稍后回电。')
  await desk.waitForTimeout(400)
  await desk.close()
  const again = await desk.context().newPage()
  await open(again, ticket)
  await expect(replyField(again)).toHaveValue('已经在查,稍后回电。')
  await expect(write(again).getByText('草稿已保存')).toBeVisible()
  const elsewhere = await seat(page, me())
  await open(elsewhere, ticket)
  await toReply(elsewhere)
  await expect(replyField(elsewhere)).toHaveValue('已经在查,稍后回电。')
})

test('two windows of one person do not overwrite each other', async ({ page }) => {
  const ticket = await fault('两个窗口')
  const one = await seat(page, me())
  const two = await seat(page, me())
  for (const window of [one, two]) {
    await open(window, ticket)
    await toReply(window)
  }
  await replyField(one).fill('第一句。')
  await expect(replyField(two)).toHaveValue('第一句。') // taken over, nothing was typed there
  await two.context().setOffline(true)
  await replyField(two).fill('第一句。第二个窗口写的。')
  await replyField(one).fill('第一句。第一个窗口写的。')
  await expect(write(one).getByText('草稿已保存')).toBeVisible()
  await two.context().setOffline(false)
  const question = write(two).getByRole('alert').filter({ hasText: '另一个窗口也改过' })
  await expect(question).toBeVisible({ timeout: 20_000 })
  await expect(question.getByText('第一句。第一个窗口写的。')).toBeVisible()
  await expect(replyField(two)).toHaveValue('第一句。第二个窗口写的。')
  await question.getByRole('button', { name: '两段都留' }).click()
  const both = '第一句。第一个窗口写的。\n第一句。第二个窗口写的。'
  await expect(replyField(two)).toHaveValue(both)
  await expect(replyField(one)).toHaveValue(both)
  await write(two).getByRole('button', { name: '发送给客户 张三' }).click()
  await expect(replyField(two)).toHaveValue('')
  await expect(replyField(one)).toHaveValue('')
})

test('unfinished tickets are listed, and gone on with on another machine', async ({ page }) => {
  const one = await seat(page, me())
  await one.goto(`${demo().url}/tickets/new`)
  await one.locator('#field-subject').fill('第一件没写完的事')
  await expect(one.getByText('草稿已保存')).toBeVisible()
  await one.getByRole('button', { name: '留着，另起一张' }).click()
  await expect(one.locator('#field-subject')).toHaveValue('')
  await one.locator('#field-subject').fill('第二件没写完的事')
  const other = await seat(page, me())
  await other.goto(`${demo().url}/tickets/new`)
  await other.getByRole('button', { name: /^第一件没写完的事/ }).click()
  await expect(other.locator('#field-subject')).toHaveValue('第一件没写完的事')
  await expect(other.getByRole('button', { name: /^第二件没写完的事/ })).toBeVisible()
  await other.locator('#field-description').fill('问资费')
  await other.keyboard.press('Control+Enter')
  await expect(other.getByRole('heading', { name: '已受理' })).toBeVisible()
  await one.reload()
  await expect(one.locator('#field-subject')).toHaveValue('第二件没写完的事')
  await expect(one.getByRole('button', { name: /^第一件没写完的事/ })).toHaveCount(0)
})

test('who else is there and writes is seen at once, and gone when the page is', async ({ page }) => {
  const ticket = await fault('两个人同时在看')
  const one = await seat(page, me())
  const two = await seat(page, colleague())
  await open(one, ticket)
  await open(two, ticket)
  const here = one.getByText(`${colleague().name}也在看这张工单`)
  await expect(here).toBeVisible()
  await toReply(two)
  await replyField(two).pressSequentially('我来回复客户。')
  await expect(one.getByText(`${colleague().name}正在给客户写回复`)).toBeVisible()
  await toReply(one)
  await replyField(one).fill('正在查。')
  await one.keyboard.press('Control+Enter')
  const asking = one.getByRole('dialog')
  await expect(asking.getByText('客户可能收到两份答复')).toBeVisible()
  await asking.getByRole('button', { name: '仍然发给客户' }).click()
  await expect(replyField(one)).toHaveValue('')
  await expect(two.getByText(`${me().name}刚刚回复了客户`)).toBeVisible() // before he sends
  await two.close()
  await expect(here).toBeHidden({ timeout: 15_000 })
})

test('internal text does not go to the customer unasked', async ({ page }) => {
  const ticket = await fault('备注和回复分得清')
  await logIn(page, me())
  await open(page, ticket)
  await write(page).getByText('内部备注', { exact: true }).click()
  await page.getByRole('textbox', { name: '内部备注' }).fill('二号机柜电源老化,上周就该换掉的。')
  await write(page).getByRole('button', { name: '保存内部备注' }).click()
  await expect(page.getByRole('textbox', { name: '内部备注' })).toHaveValue('')
  await toReply(page)
  await replyField(page).fill('您好,二号机柜电源老化,上周就该换掉的。请稍候。')
  await write(page).getByRole('button', { name: '发送给客户 张三' }).click()
  const asking = page.getByRole('dialog')
  await expect(asking.getByText('「二号机柜电源老化,上周就该换掉的。」')).toBeVisible()
  await asking.getByRole('button', { name: '回去修改' }).click()
  await expect(replyField(page)).toHaveValue(/^您好/)
  const desk = await Api.as(me())
  const replies = async () =>
    (await desk.get<{ items: { kind: string }[] }>(`/tickets/${ticket.id}/events`)).items.filter(
      (event) => event.kind === 'reply',
    ).length
  expect(await replies()).toBe(0)
  await write(page).getByRole('button', { name: '发送给客户 张三' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '仍然发给客户' }).click()
  await expect(replyField(page)).toHaveValue('')
  expect(await replies()).toBe(1)
})

test('a phrase is filled and put in by a slash; a macro does all in one step', async ({ page }) => {
  const ticket = await fault('宏一步完成')
  await logIn(page, me())
  await page.goto(`${demo().url}/settings/phrases`)
  const add = async (name: string, text: string, macro = false) => {
    await page.getByRole('button', { name: '新增常用语' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel('名字').fill(name)
    await form.getByLabel('内容').fill(text)
    if (macro) {
      await form.getByLabel('写成').click()
      await page.getByTitle('给客户的回复').click()
      await form.getByLabel('优先级').fill('紧急')
      await page.keyboard.press('Enter')
      await form.getByLabel('处理时限').click()
      await page.getByTitle('暂停时限').click()
      await form.getByLabel('暂停原因').fill('等待客户')
      await page.keyboard.press('Enter')
    }
    await form.getByRole('button', { name: /保\s*存/ }).click()
  }
  await add('错的', '{{天气}}')
  await expect(page.getByRole('dialog').getByText('没有变量 {{天气}}')).toBeVisible()
  await page.getByRole('dialog').getByLabel('内容').fill('{{联系人}}您好,工单号 {{工单号}}。')
  await page.getByRole('dialog').getByLabel('名字').fill('问候')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await add('请客户重启', '{{联系人}}请重启终端后告诉我们。', true)
  await expect(page.getByRole('dialog')).toBeHidden()

  await open(page, ticket)
  await toReply(page)
  await replyField(page).focus()
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox', { name: '输入名字或内容查找' })).toBeFocused()
  await page.keyboard.type('问候')
  await expect(page.getByText(`张三您好,工单号 ${ticket.number}。`)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(replyField(page)).toHaveValue(`张三您好,工单号 ${ticket.number}。`)
  await expect(replyField(page)).toBeFocused()
  await replyField(page).fill('')

  await page.keyboard.press('/')
  await page.keyboard.type('重启')
  await page.keyboard.press('Enter')
  const macro = page.getByRole('region', { name: '宏 请客户重启' })
  await expect(macro.getByRole('listitem')).toHaveCount(3)
  const found = await new AxeBuilder({ page }).analyze()
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(macro).toBeHidden()
  const desk = await Api.as(me())
  const after = await desk.get<{ priority: string; promises: { kind: string; state: string }[] }>(
    `/tickets/${ticket.id}`,
  )
  expect(after.priority).toBe('high')
  expect(after.promises.find((p) => p.kind === 'resolve')?.state).toBe('paused')
})

test('a colleague is found by the initials of his name, mentioned, asked to watch, and taken off again', async ({
  page,
}) => {
  const ticket = await fault('按拼音找同事')
  const desk = await Api.as(me())
  const { items } = await desk.get<{ items: { name: string; spelling: string }[] }>(`/tickets/${ticket.id}/colleagues`)
  const other = items.find((one) => one.name === colleague().name)
  const initials = other?.spelling.split(' ').at(-1) ?? ''
  expect(initials).toMatch(/^[a-z]{2,4}$/)
  await logIn(page, me())
  await open(page, ticket)
  await page.getByRole('button', { name: '请同事关注' }).click()
  await expect(page.getByRole('combobox', { name: '请同事关注' })).toBeFocused()
  await expect(page.getByText('没有其他能看到这张工单的同事')).toBeHidden()
  const offered = page.locator('.ant-select-item-option').filter({ hasText: other?.name })
  await page.keyboard.type(initials)
  await expect(offered).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(other?.spelling.split(' ')[0] ?? '')
  await expect(offered).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `不再让${other?.name}关注` }).click()
  await expect(page.getByRole('button', { name: '请同事关注' })).toBeVisible()

  await write(page).getByText('内部备注', { exact: true }).click()
  const note = page.getByRole('textbox', { name: '内部备注' })
  await note.click()
  await page.keyboard.type(`@${initials}`)
  await page.getByRole('menuitem', { name: new RegExp(`^${other?.name}`) }).click()
  await expect(note).toHaveValue(`@${other?.name} `)
})

test('a stuck ticket is escalated and answered, and a complaint about it begins with what is known', async ({
  page,
}) => {
  const { id, customerId } = await terminal()
  const there = { kind: 'fault', subject: '三天没有修好', description: '一直等', channel: 'phone' }
  const ticket = await (await Api.as(me())).post<Filed>('/tickets', { ...there, customerId, terminalId: id })
  await logIn(page, me())
  await open(page, ticket)
  const more = page.getByRole('button', { name: '更多' }).first()
  await more.click()
  await page.getByRole('menuitem', { name: '上报主管' }).click()
  const asking = page.getByRole('dialog')
  await asking.getByLabel('为什么上报').fill('单位不接，请协调')
  await asking.getByRole('button', { name: '上报主管' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '单位不接，请协调' })).toBeVisible()

  const chief = await seat(page, account('supervisor', front))
  await chief.goto(`${demo().url}/watch`)
  await chief.getByRole('link', { name: '三天没有修好' }).click()
  await chief.getByRole('button', { name: '答复上报' }).click()
  const answering = chief.getByRole('dialog')
  await answering.getByLabel('怎样处理').fill('今晚请值班长到场')
  await answering.getByRole('button', { name: '答复上报' }).click()
  await expect(chief.getByRole('alert').filter({ hasText: '单位不接，请协调' })).toHaveCount(0)
  await expect(page.getByText('今晚请值班长到场')).toBeVisible() // live, without a reload

  await more.click()
  await page.getByRole('menuitem', { name: '受理对它的投诉' }).click()
  await page.waitForURL('**/tickets/new')
  await expect(page.getByRole('radio', { name: '投诉' })).toBeChecked()
  await expect(page.getByRole('link', { name: ticket.number })).toHaveCount(2) // what it is about, and open at this customer
  await page.locator('#field-subject').fill('太慢')
  await page.locator('#field-description').fill('三天没有人回话')
  await page.getByLabel('投诉对象').fill('处理时限')
  await page.getByLabel('客户诉求').fill('今天修好')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('#field-subject')).toBeHidden()
  await open(page, ticket)
  await expect(page.getByText('说到本单的')).toBeVisible()
})
