import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { Api, account, demo, logIn } from '../desk.js'

/** A page in a browser of its own, logged in as somebody. */
async function seat(page: Page, role: string, unit = ''): Promise<Page> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  if (!context) throw new Error('no browser')
  const own = await context.newPage()
  await logIn(own, account(role, unit))
  return own
}

test('the closed loop, from the first call to the confirmed end, seen live by the unit', async ({ page }) => {
  const desk = await seat(page, 'frontdesk', '客户服务中心')
  const engineer = await seat(page, 'engineer', '卫星与波束组')

  await desk.keyboard.press('n')
  await desk.waitForURL('**/tickets/new')
  await desk.getByLabel(/主题/).fill('船上网络时断时续')
  await desk.getByLabel(/描述/).fill('出海第三天开始,每小时断两三次。')
  await desk.keyboard.press('Control+Enter')
  await expect(desk.getByRole('heading', { name: '已受理' })).toBeVisible() // an unfinished draft may name another ticket
  const words = (await desk.locator('main').textContent()) ?? ''
  const number = /\d{8}-\d{6}/.exec(words)?.[0] ?? ''
  await desk.goto(`${demo().url}/tickets/${number}`)
  await expect(desk.getByRole('heading', { name: '船上网络时断时续' })).toBeVisible()

  await engineer.goto(`${demo().url}/inbox`)
  await expect(engineer.getByRole('heading', { name: '单位待办' })).toBeVisible()
  await expect(engineer.getByText(number)).toHaveCount(0)

  await desk.getByRole('button', { name: '转派单位' }).click()
  const asking = desk.getByRole('dialog')
  await asking.getByLabel('卫星波束').first().check()
  await expect(asking.getByText('卫星与波束组')).toBeVisible()
  await asking.getByLabel('请单位做什么').fill('请查该船波束最近三天的电平。')
  await asking.getByRole('button', { name: '转派单位' }).click()
  await expect(asking).toBeHidden()

  const inbox = engineer.locator('[data-row]', { hasText: number })
  await expect(inbox).toBeVisible() // without reload
  await inbox.getByRole('button', { name: '接收' }).click()
  await expect(desk.getByText('处理中').first()).toBeVisible() // without reload
  await inbox.getByRole('button', { name: '完成' }).click()
  const finishing = engineer.getByRole('dialog')
  await finishing.getByLabel('处理结果').fill('波束电平平稳,载噪比 11.2 dB,无告警。')
  await finishing.getByText('排除', { exact: true }).click()
  await finishing.getByRole('button', { name: '完成' }).click()
  await expect(finishing).toBeHidden()

  await expect(desk.getByText('波束电平平稳').first()).toBeVisible()
  await desk.getByRole('button', { name: '填写处理结果' }).click()
  const resolving = desk.getByRole('dialog')
  await resolving.getByLabel('原因').fill('雨衰')
  await desk.keyboard.press('Enter')
  await resolving.getByLabel('告诉客户的处理结果').fill('是雨衰,雨过后恢复。')
  await resolving.getByRole('button', { name: '填写处理结果' }).click()
  await expect(resolving).toBeHidden()

  for (const [answer, step] of [
    ['还没好', '填写处理结果'],
    ['好了', '办结'],
  ] as const) {
    await desk.getByRole('button', { name: '回访客户' }).click()
    const calling = desk.getByRole('dialog')
    await calling.getByText(answer, { exact: true }).click()
    await calling.getByLabel('记录').fill('客户在船上接的电话。')
    await calling.getByRole('button', { name: '记录回访' }).click()
    await expect(calling).toBeHidden()
    await desk.getByRole('button', { name: step }).click()
    if (step === '办结') break
    const again = desk.getByRole('dialog')
    await again.getByLabel('原因').fill('雨衰')
    await desk.keyboard.press('Enter')
    await again.getByLabel('告诉客户的处理结果').fill('已再次确认恢复。')
    await again.getByRole('button', { name: '填写处理结果' }).click()
    await expect(again).toBeHidden()
  }
  await expect(desk.getByText('已办结').first()).toBeVisible()
  await expect(desk.getByText('重新打开 1 次')).toBeVisible()
})

test('a file goes to colleagues at once, to the customer only after a question', async ({ page }) => {
  await logIn(page, account('frontdesk', '客户服务中心'))
  const desk = await Api.as(account('frontdesk', '客户服务中心'))
  const intake = { kind: 'fault', subject: '频谱有干扰', description: '见图', channel: 'phone' }
  const ticket = await desk.post<{ id: string; number: string }>('/tickets', intake)
  await page.goto(`${demo().url}/tickets/${ticket.number}`)
  const choose = page.locator('input[type=file]')
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  await choose.setInputFiles({ name: '频谱.png', mimeType: 'image/png', buffer: picture })
  await expect(page.getByRole('link', { name: '频谱.png' })).toBeVisible()
  await page.getByText('回复客户').click()
  await choose.setInputFiles({ name: '指向说明.txt', mimeType: 'text/plain', buffer: Buffer.from('方位 178.2 度') })
  const asking = page.getByRole('dialog')
  await expect(asking.getByText('客户会看到这些文件').last()).toBeVisible()
  await asking.getByRole('button', { name: '发给客户' }).click()
  await expect(page.getByRole('link', { name: '指向说明.txt' })).toBeVisible()
  const { attachments } = await desk.get<{ attachments: { name: string; audience: string; type: string }[] }>(
    `/tickets/${ticket.number}`,
  )
  expect(attachments.map(({ name, audience, type }) => [name, audience, type])).toEqual([
    ['频谱.png', 'internal', 'image/png'],
    ['指向说明.txt', 'public', 'text/plain; charset=utf-8'],
  ])
  const found = await new AxeBuilder({ page }).analyze()
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)).toEqual([])
})

interface Listed {
  items: { id: string }[]
}

/** A ticket of a customer, taken in by phone. */
async function taken(desk: Api, subject: string, customerId: string) {
  const intake = { kind: 'fault', subject, description: '没有信号', channel: 'phone', customerId }
  return desk.post<{ id: string; number: string }>('/tickets', intake)
}

test('a ticket reported twice is merged, seen at both, and the merge undone', async ({ page }) => {
  const who = account('frontdesk', '客户服务中心')
  const desk = await Api.as(who)
  const customers = await desk.get<Listed>('/customers?limit=1')
  const customerId = customers.items[0]?.id ?? ''
  const first = await taken(desk, '雷达站断网', customerId)
  const again = await taken(desk, '雷达站又报断网', customerId)
  await logIn(page, who)
  await page.goto(`${demo().url}/tickets/${again.number}`)
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '并入另一张工单' }).click()
  const asking = page.getByRole('dialog')
  await asking.getByLabel('并入哪张工单').fill(first.number)
  await page.locator('.ant-select-item-option', { hasText: first.number }).click()
  await expect(asking.getByText('合并之后')).toBeVisible()
  await expect(asking.getByText('同一客户')).toBeVisible()
  const shown = await new AxeBuilder({ page }).analyze()
  expect(shown.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)).toEqual([])
  await asking.getByRole('button', { name: '并入另一张工单' }).click()
  await expect(asking).toBeHidden()
  await expect(page.getByText('这张工单已并入')).toBeVisible()
  const found = await new AxeBuilder({ page }).analyze()
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)).toEqual([])

  await page.getByRole('link', { name: first.number }).first().click()
  await expect(page.getByRole('heading', { name: '雷达站断网' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '相关工单' })).toBeVisible()
  await expect(page.getByText(/并入这张工单/)).toBeVisible()
  await page.getByRole('link', { name: again.number }).first().click()
  await page.getByRole('button', { name: '撤销合并' }).click()
  await page.getByRole('dialog').getByLabel('原因').fill('是两个雷达站')
  await page.keyboard.press('Enter')
  await expect(page.getByText('处理中').first()).toBeVisible()
  await expect(page.getByText('这张工单已并入')).toHaveCount(0)
  const { status } = await desk.get<{ status: string }>(`/tickets/${again.number}`)
  expect(status).toBe('open')
})

test('tags are put on by keyboard, found in the list, and taken off', async ({ page }) => {
  const who = account('frontdesk', '客户服务中心')
  const desk = await Api.as(who)
  const customers = await desk.get<Listed>('/customers?limit=1')
  const ticket = await taken(desk, '甲板站指向偏移', customers.items[0]?.id ?? '')
  await logIn(page, who)
  await page.goto(`${demo().url}/tickets/${ticket.number}`)
  await page.getByRole('button', { name: '加标签' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('极地 船')
  await page.keyboard.press('Enter')
  const tags = page.getByRole('list', { name: '标签' })
  await expect(tags.getByRole('link', { name: '极地 船' })).toBeVisible()
  await page.keyboard.type('VIP')
  await page.keyboard.press('Enter')
  await expect(tags.getByRole('link', { name: 'vip' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '加标签' })).toBeFocused()
  await page.getByRole('button', { name: '关注', exact: true }).click()
  await expect(page.getByRole('button', { name: '已关注' })).toBeVisible()

  await tags.getByRole('link', { name: '极地 船' }).click()
  await expect(page.locator('[data-row]')).toHaveCount(1)
  await expect(page.locator('[data-row]')).toContainText('甲板站指向偏移')
  await expect(page.locator('[data-row]')).toContainText('极地 船')
  await page.goto(`${demo().url}/tickets?status=active&mine=watching&sort=-created`)
  await expect(page.locator('[data-row]').first()).toContainText('甲板站指向偏移')

  await page.goto(`${demo().url}/tickets/${ticket.number}`)
  await page.getByRole('button', { name: '去掉标签 极地 船' }).click()
  await expect(tags.getByRole('link', { name: '极地 船' })).toHaveCount(0)
})
