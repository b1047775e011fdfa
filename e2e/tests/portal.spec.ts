import { expect, test } from '@playwright/test'
import { Api, account, demo } from '../desk.js'

interface Ticket {
  id: string
  number: string
  status: string
  ownerId: string
}

/** The owner of a ticket, found among the demo's front desks, as the API sees him. */
async function ownerOf(number: string): Promise<Api> {
  const chief = await Api.as(account('supervisor', '星联'))
  const ticket = await chief.get<Ticket & { owner: { name: string } }>(`/tickets/${number}`)
  const who = demo().accounts.find((a) => a.name === ticket.owner.name)
  if (!who) throw new Error(`nobody is called ${ticket.owner.name}`)
  return Api.as(who)
}

const resolution = { cause: 'pointing', link: 'antenna', summary: '天线已经重新对准,网络恢复。' }

test.use({ viewport: { width: 390, height: 844 } })

for (const script of [true, false]) {
  test(`a customer reports, follows, refuses, confirms and rates, ${script ? 'with' : 'without'} script`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(`${demo().url}/portal/`)
    await expect(page.getByText('服务热线')).toBeVisible()
    await page.getByRole('link', { name: '报告故障' }).click()
    await page.getByLabel('一句话说明').fill('船上网络断了')
    await page.getByLabel(/联系电话/).fill('13900000000')
    await page.getByRole('button', { name: '提交' }).click()
    const words = (await page.locator('body').textContent()) ?? ''
    const number = /\d{8}-\d{6}/.exec(words)?.[0] ?? ''
    const code = /查询码\s*([2-9A-Z]{4})/.exec(words)?.[1] ?? ''
    expect(number).not.toBe('')
    expect(code).not.toBe('')
    await context.close()

    const elsewhere = await browser.newContext({ javaScriptEnabled: script, viewport: { width: 390, height: 844 } })
    const other = await elsewhere.newPage()
    await other.goto(`${demo().url}/portal/`)
    await other.getByLabel('工单号').fill(number)
    await other.getByLabel('查询码').fill(code)
    await other.getByRole('button', { name: '查询' }).click()
    await expect(other.getByText('船上网络断了').first()).toBeVisible()
    await other.getByRole('button', { name: '催办' }).click()
    await expect(other.getByText('催').first()).toBeVisible()

    const owner = await ownerOf(number)
    await owner.post(`/tickets/${number}/resolve`, resolution)
    await other.reload()
    await other.getByRole('button', { name: /没/ }).click()
    await expect(other.getByText('我们正在重新处理')).toBeVisible()
    expect((await owner.get<Ticket & { reopened: number }>(`/tickets/${number}`)).reopened).toBe(1)

    await owner.post(`/tickets/${number}/resolve`, resolution)
    await other.reload()
    await other.getByRole('button', { name: /^好了/ }).click()
    await other.getByRole('radio').first().check()
    await other.getByRole('button', { name: '提交评价' }).click()
    const ticket = await owner.post<Ticket & { rating: { score: number } | null }>(`/tickets/${number}/close`)
    expect(ticket.status).toBe('closed')
    expect(ticket.rating).not.toBeNull()
    await elsewhere.close()
  })
}

test('a wrong code shows nothing and guessing is slowed down', async ({ page }) => {
  await page.goto(`${demo().url}/portal/follow`)
  for (let i = 0; i < 7; i++) {
    await page.getByLabel('工单号').fill('20260101-000001')
    await page.getByLabel('查询码').fill('2222')
    await page.getByRole('button', { name: '查询' }).click()
  }
  await expect(page.getByText(/试错次数太多/)).toBeVisible()
})

test('a photo is made smaller, waits for a broken link and goes on after the page was closed', async ({ page }) => {
  await page.goto(`${demo().url}/portal/new/fault`)
  await page.getByLabel('一句话说明').fill('天线外罩裂了')
  await page.getByLabel(/联系电话/).fill('13900000000')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('link', { name: '发送照片或文件' }).click()
  const sent: number[] = []
  let broken = true
  await page.route('**/files/*/*', async (route) => {
    const start = Number(route.request().url().split('/').at(-1))
    if (broken && start > 0) return route.abort()
    sent.push(start)
    await route.continue()
  })
  await page.getByLabel('选择照片或文件').setInputFiles('../docs/pictures/ticket-zh.png')
  await page.getByRole('button', { name: '发送' }).click()
  await expect(page.locator('#says')).toContainText('网络断了')
  expect(sent).toEqual([0])
  broken = false
  await page.reload()
  await expect(page.getByText('已收到您的文件。')).toBeVisible()
  expect(sent.filter((start) => start === 0)).toHaveLength(1)
  await expect(page.getByRole('link', { name: 'ticket-zh.jpg' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('link', { name: 'ticket-zh.jpg' })).toHaveCount(1)
})
