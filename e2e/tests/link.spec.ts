import { type Browser, expect, type Page, test } from '@playwright/test'
import { Api, account, demo } from '../desk.js'
import { Link } from '../link.js'

/** What a customer waits for on the link, from the first page to his receipt, at the most. */
const patience = 60

// Wall clocks prove nothing: what counts is computed from bytes and round trips.
test.setTimeout(300_000)

/** A customer's phone without script, at the end of a satellite link. */
async function phone(browser: Browser): Promise<{ page: Page; link: Link; hangUp: () => Promise<void> }> {
  const link = await Link.to(demo().url)
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  context.setDefaultTimeout(120_000)
  const hangUp = async () => {
    await context.close()
    await link.close()
  }
  return { page: await context.newPage(), link, hangUp }
}

/** How many tickets there are with this subject. */
async function filed(subject: string): Promise<number> {
  const chief = await Api.as(account('supervisor', '星联'))
  const found = await chief.get<{ items: { subject: string }[] }>(`/tickets?q=${encodeURIComponent(subject)}&limit=100`)
  return found.items.filter((t) => t.subject === subject).length
}

async function write(page: Page, subject: string, description = ''): Promise<void> {
  await page.getByLabel('一句话说明').fill(subject)
  await page.getByLabel('详细情况').fill(description)
  await page.getByLabel(/联系电话/).fill('13900000000')
}

test('over 9.6 kbit/s and 600 ms a fault is reported without script in under a minute of link time', async ({
  browser,
}) => {
  const { page, link, hangUp } = await phone(browser)
  await page.goto(`${link.url}/portal/`)
  await page.getByRole('link', { name: '报告故障' }).click()
  await write(page, '细链路上的报障', '海况三级,天线电源灯亮,搜不到星。')
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(/\d{8}-\d{6}/).first()).toBeVisible({ timeout: 120_000 })
  await expect(page.locator('body')).toContainText(/查询码\s*[2-9A-Z]{4}/)
  console.log(`  first page, form, submit, receipt: ${link.said()}`)
  expect(link.seconds()).toBeLessThan(patience)
  expect(await filed('细链路上的报障')).toBe(1)
  await hangUp()
})

test('a report whose answer was lost is sent again and taken once', async ({ browser }) => {
  const { page, link, hangUp } = await phone(browser)
  const subject = '提交到一半断了网'
  await page.goto(`${link.url}/portal/new/fault`)
  await write(page, subject)
  const failed = page.waitForEvent('requestfailed')
  const lost = link.break()
  await page.getByRole('button', { name: '提交' }).click({ noWaitAfter: true })
  await lost
  expect(await filed(subject)).toBe(1)
  await failed
  await expect.poll(() => page.url()).toContain('chrome-error:') // the browser says that the link is down
  link.mend()
  await page.goBack()
  await expect(page.getByLabel('一句话说明')).toHaveValue(subject)
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page).toHaveURL(/receipt$/, { timeout: 120_000 })
  expect(await filed(subject)).toBe(1)
  await hangUp()
})

test('long words that take half a minute to send are not cut off', async ({ browser }) => {
  const { page, link, hangUp } = await phone(browser)
  const subject = '很长的一份说明'
  await page.goto(`${link.url}/portal/new/fault`)
  await write(page, subject, '出海第三天开始断。'.repeat(400))
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(/\d{8}-\d{6}/).first()).toBeVisible({ timeout: 120_000 })
  console.log(`  a long report: ${link.said()}`)
  expect(link.seconds()).toBeGreaterThan(25) // longer than any time-out that waits for a request
  expect(await filed(subject)).toBe(1)
  await hangUp()
})
