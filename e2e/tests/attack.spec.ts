import { expect, type Page, test } from '@playwright/test'
import { Api, account, demo, logIn } from '../desk.js'

/** What would run if a page took what people write for its own. */
const script =
  '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script><svg onload="window.hacked=1">{{7*7}}'
const link = 'javascript:window.hacked=1'

/** Notes what a page tries to run although it must not: the policy that stops it is the second wall, not the first. */
function watched(page: Page): string[] {
  const tried: string[] = []
  page.on('console', (m) => {
    if (m.text().includes('Content Security Policy')) tried.push(m.text())
  })
  page.on('dialog', (d) => tried.push(d.message()))
  return tried
}

test('what people write is shown and never run', async ({ page }) => {
  const desk = account('frontdesk', '客户服务中心')
  const api = await Api.as(desk)
  const customer = await api.post<{ id: string }>('/customers', { name: `剧本 ${script}` })
  await api.post('/contacts', { customerId: customer.id, name: script, role: script, note: script })
  await api.post('/sites', { customerId: customer.id, name: script, area: 'sea', lat: 20, lon: 110 })
  const ticket = await api.post<{ id: string; number: string }>('/tickets', {
    kind: 'fault',
    customerId: customer.id,
    subject: `剧本 ${script}`,
    description: `${script} ${link} [x](${link})`,
    channel: 'phone',
  })
  await api.post(`/tickets/${ticket.id}/notes`, { text: `${script} ${link}` })
  await api.post(`/tickets/${ticket.id}/replies`, { text: `${script} ${link}`, confirmed: true })

  const tried = watched(page)
  await logIn(page, desk)
  for (const path of [
    `/tickets/${ticket.number}`,
    '/tickets?q=剧本',
    `/customers/${customer.id}`,
    '/customers?q=剧本',
    `/search?q=${encodeURIComponent('剧本')}`,
    `/tickets?q=${encodeURIComponent(script)}`,
    `/tickets?status=${encodeURIComponent(script)}`,
    `/customers?q=${encodeURIComponent(script)}`,
    `/${encodeURIComponent(script)}`,
  ]) {
    await page.goto(demo().url + path)
    await page.locator('#page').waitFor()
    if (!path.includes('status=') && !path.startsWith('/%'))
      await expect(page.getByText('onerror=').or(page.getByText('没有')).first()).toBeAttached()
    expect(await page.locator('img[src="x"], a[href^="javascript:"], #page script').count(), path).toBe(0)
    expect(await page.evaluate(() => 'hacked' in window), path).toBe(false)
  }
  expect(tried).toEqual([])
})

test('a log-in leads only to pages of the console', async ({ page }) => {
  const desk = account('frontdesk', '客户服务中心')
  for (const to of [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    'javascript:alert(1)',
  ]) {
    await page.context().clearCookies()
    await page.goto(`${demo().url}/login?to=${encodeURIComponent(to)}`)
    await page.getByLabel(/登录名|Log-in name/).fill(desk.login)
    await page.getByLabel(/密码|Password/).fill(desk.password)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname !== '/login')
    await page.locator('#page').waitFor()
    expect(new URL(page.url()).origin).toBe(demo().url)
    expect(new URL(page.url()).pathname).toBe('/')
  }
  await page.context().clearCookies()
  await page.goto(`${demo().url}/login?to=${encodeURIComponent('/tickets?status=open')}`)
  await page.getByLabel(/登录名|Log-in name/).fill(desk.login)
  await page.getByLabel(/密码|Password/).fill(desk.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/tickets\?status=open/)
})
