import { readFileSync } from 'node:fs'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { barriers, themes, tooWide } from '../axe.js'
import { Api, account, demo, logIn } from '../desk.js'

interface Listed {
  items: { id: string; number: string }[]
}

/** An address under which a page can be seen. */
type Place = string | ((api: Api) => Promise<string>)

/** A ticket that units have. */
const handed = async (api: Api) => (await api.get<Listed>('/tickets?status=handed&limit=1')).items[0]

/** Who looks at each page of the router, and where; some pages have another look with a question mark. */
const visits: Record<string, [role: string, place: Place]> = {
  '/login': ['', '/login'],
  '/log-in/$provider': ['', '/log-in/corp?state=x&code=x'],
  '/owed': ['frontdesk', '/owed'],
  '/': ['supervisor', '/'],
  '/tickets': ['frontdesk', '/tickets'],
  '/tickets/new': ['frontdesk', '/tickets/new'],
  '/tickets/new?about': ['frontdesk', async (api) => `/tickets/new?about=${(await handed(api))?.id}`],
  '/tickets/$id': ['supervisor', async (api) => `/tickets/${(await handed(api))?.number}`],
  '/inbox': ['engineer', '/inbox'],
  '/outages': ['supervisor', '/outages'],
  '/outages?id': [
    'supervisor',
    async (api) => `/outages?id=${(await api.get<Listed>('/outages?limit=1')).items[0]?.id}`,
  ],
  '/customers': ['frontdesk', '/customers'],
  '/customers/$id': [
    'frontdesk',
    async (api) => `/customers/${(await api.get<Listed>('/customers?limit=1')).items[0]?.id}`,
  ],
  '/customers/$id?terminal': [
    'frontdesk',
    async (api) => {
      const terminal = (await api.get<{ items: { id: string; customerId: string }[] }>('/terminals?limit=1')).items[0]
      return `/customers/${terminal?.customerId}?terminal=${terminal?.id}`
    },
  ],
  '/identity': ['supervisor', '/identity'],
  '/care': ['account', '/care?who=all'],
  '/service-plans': ['admin', '/service-plans'],
  '/search': ['frontdesk', '/search?q=天线'],
  '/disputes': ['supervisor', '/disputes'],
  '/watch': ['supervisor', '/watch'],
  '/watch?wall=1': ['supervisor', '/watch?wall=1'],
  '/duty': ['supervisor', '/duty?span=month'],
  '/duty?view=mine': ['frontdesk', '/duty?view=mine'],
  '/duty?view=handover': ['engineer', '/duty?view=handover'],
  '/flow': ['supervisor', '/flow'],
  '/absences': ['supervisor', '/absences'],
  '/settings/units': ['admin', '/settings/units'],
  '/settings/staff': ['admin', '/settings/staff'],
  '/settings/security': ['frontdesk', '/settings/security'],
  '/settings/log-in': ['security', '/settings/log-in'],
  '/settings/providers': ['security', '/settings/providers'],
  '/settings/staff?q=a': ['security', '/settings/staff?q=a'],
  '/settings/roles': ['security', '/settings/roles'],
  '/settings/roles?read': ['auditor', '/settings/roles'],
  '/settings/policies': ['admin', '/settings/policies'],
  '/settings/calendars': ['admin', '/settings/calendars'],
  '/settings/tokens': ['admin', '/settings/tokens'],
  '/settings/notices': ['frontdesk', '/settings/notices'],
  '/settings/phrases': ['frontdesk', '/settings/phrases'],
  '/settings/plans': ['admin', '/settings/plans'],
  '/settings/templates': ['admin', '/settings/templates'],
  '/settings/outgoing': ['admin', '/settings/outgoing'],
  '/audit': ['auditor', '/audit'],
  $: ['frontdesk', '/no/such/page'],
}

/** Visits that find a window open over the page: it has the keys. */
const windows = ['/customers/$id?terminal', '/outages?id']

const routes = [...readFileSync('../web/src/app/routes.tsx', 'utf8').matchAll(/\bpath: '([^']+)'/g)].map((m) => m[1])

test('every page of the router is looked at', () => {
  const seen = Object.keys(visits).map((path) => path.split('?')[0])
  expect([...routes].sort()).toEqual([...new Set(seen)].sort())
})

const languages = ['zh', 'en'] as const
const widths = [390, 1440, 1920]

test.setTimeout(180_000)

for (const [path, [role, place]] of Object.entries(visits)) {
  test(`${path} is open to everyone, in both languages and themes, from a phone to a wall`, async ({ page }) => {
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    if (role !== '') await logIn(page, account(role))
    const address = typeof place === 'string' ? place : await place(await Api.as(account(role)))
    for (const [i, language] of languages.entries()) {
      await page.evaluate((l) => localStorage.setItem('xingfu.language', l), language).catch(() => undefined)
      await page.goto(demo().url + address)
      await page.waitForLoadState('networkidle')
      for (const [j, width] of widths.entries()) {
        await page.setViewportSize({ width, height: 900 })
        const found = await tooWide(page)
        // Every page in both languages, both themes and at all widths, though not each with each: a look takes long.
        if (i === 0 || j !== 1) found.push(...(await barriers(page, themes[(i + j) % 2] ?? 'light')))
        wrong.push(...found.map((what) => `${language} ${width}: ${what}`))
      }
    }
    expect(wrong).toEqual([])
    // Not before one is inside.
    if (role !== '' && path !== '/owed' && !windows.includes(path)) await showsItsKeys(page)
  })
}

/** The key map opens from every page and gives the focus back. */
async function showsItsKeys(page: Page): Promise<void> {
  const skip = page.getByRole('link', { name: 'Skip to the page' })
  await skip.focus()
  await page.keyboard.press('?')
  const map = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(map).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(map).toBeHidden()
  await expect(skip).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#page')).toBeFocused()
}

/**
 * Opens everything that a menu offers, looks at each window, closes it and sees where the focus goes. What leads
 * to another page is left again: that page is among the visits.
 */
async function walk(page: Page, menu: Locator): Promise<string[]> {
  const wrong: string[] = []
  const here = page.url()
  const items = page.locator('[role=menuitem]:not([aria-disabled=true]):visible')
  await menu.click()
  await expect(items.first()).toBeVisible()
  const names = await items.allInnerTexts()
  await page.keyboard.press('Escape')
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) {
    await menu.click()
    await items.filter({ hasText: name }).first().click()
    const elsewhere = () => page.url() !== here
    await expect.poll(async () => elsewhere() || (await page.getByRole('dialog').isVisible())).toBe(true)
    if (elsewhere()) {
      await page.goBack()
      await expect(menu).toBeVisible()
      continue
    }
    wrong.push(...(await look(page, name)))
  }
  return wrong
}

/** Looks at the window that has just been opened, in both themes, and closes it. */
async function look(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = []
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  for (const theme of themes)
    wrong.push(...(await barriers(page, theme, '[role=dialog]')).map((what) => `${name}: ${what}`))
  wrong.push(...(await tooWide(page)).map((what) => `${name}: ${what}`))
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  const lost = await page.evaluate(() => document.activeElement === document.body)
  return lost ? [...wrong, `${name}: the focus is lost`] : wrong
}

for (const width of [390, 1440]) {
  test(`the windows of a ticket are open to everyone at ${width}`, async ({ page }) => {
    const who = account('frontdesk', '客户服务中心')
    const desk = await Api.as(who)
    const intake = { kind: 'fault', subject: '通话断续', description: '每次两分钟', channel: 'phone' }
    const ticket = await desk.post<{ number: string }>('/tickets', intake)
    await page.setViewportSize({ width, height: 900 })
    await logIn(page, who)
    await page.goto(`${demo().url}/tickets/${ticket.number}`)
    const main = page.locator('main')
    const wrong: string[] = []
    await main.getByRole('button', { name: '转派单位' }).click()
    wrong.push(...(await look(page, '转派单位')))
    wrong.push(...(await walk(page, main.getByRole('button', { name: '更多' }).first())))
    await desk.post(`/tickets/${ticket.number}/resolve`, { cause: 'rain', link: 'antenna', summary: '雨后恢复。' })
    await page.reload()
    await main.getByRole('button', { name: '回访客户' }).click()
    wrong.push(...(await look(page, '回访客户')))
    expect(wrong).toEqual([])
  })
}

test('the windows of a handoff are open to everyone', async ({ page }) => {
  await logIn(page, account('engineer', '卫星与波束组'))
  await page.goto(`${demo().url}/inbox?state=accepted`)
  const wrong: string[] = []
  const row = page
    .locator('[data-row]')
    .filter({ has: page.getByRole('button', { name: '完成' }) })
    .first()
  for (const name of ['完成', '退回']) {
    await row.getByRole('button', { name }).click()
    wrong.push(...(await look(page, name)))
  }
  wrong.push(...(await walk(page, row.getByRole('button', { name: '更多' }))))
  expect(wrong).toEqual([])
})

test('the pages of the portal are open to everyone, with and without their style', async ({ page }) => {
  const wrong: string[] = []
  const see = async (name: string) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const found = await tooWide(page)
      if (width === 390) found.push(...(await barriers(page, 'light')))
      wrong.push(...found.map((what) => `${name} ${width}: ${what}`))
    }
    wrong.push(...(await barriers(page, 'dark')).map((what) => `${name}: ${what}`))
  }
  const portal = `${demo().url}/portal`
  await page.goto(`${portal}/new/fault`)
  await page.getByLabel('一句话说明').fill('船上网络断了')
  await page.getByLabel(/联系电话/).fill('13900000000')
  await page.getByRole('button', { name: '提交' }).click()
  await page.waitForURL('**/receipt')
  const matter = page.url().replace(/\/receipt$/, '')
  for (const look of ['lang=zh&text=0', 'lang=en&text=0', 'lang=zh&text=1']) {
    await page.goto(`${portal}/?${look}`)
    const places = [`${portal}/`, `${portal}/follow`, `${portal}/new/emergency`, `${portal}/new/complaint`]
    for (const address of [...places, `${portal}/nowhere`, matter, `${matter}/receipt`, `${matter}/photo`]) {
      await page.goto(address)
      await see(`${look} ${address}`)
    }
    await page.goto(`${portal}/new/fault`)
    const sent = page.waitForURL(/send$/)
    await page.locator('#report').evaluate((form: HTMLFormElement) => form.submit())
    await sent
    await see(`${look} a form with faults`)
  }
  expect(wrong).toEqual([])
})

test('the first load of the console stays under 400 kB, and charts come when they are asked for', async ({
  browser,
}) => {
  const context = await browser.newContext()
  await logIn(await context.newPage(), account('supervisor', '星联'))
  const fresh = await browser.newContext({ storageState: await context.storageState() })
  const page = await fresh.newPage()
  const files: { name: string; bytes: number }[] = []
  page.on('requestfinished', async (request) => {
    const name = new URL(request.url()).pathname
    if (name === '/' || name.startsWith('/assets/')) {
      files.push({ name, bytes: (await request.sizes()).responseBodySize })
    }
  })
  await page.goto(`${demo().url}/`)
  await page.waitForLoadState('networkidle')
  await expect(page.getByRole('heading', { name: /工作台|Home/ })).toBeVisible()
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  console.log(`  ${files.length} files, ${(bytes / 1000).toFixed(0)} kB`)
  expect(files.length).toBeGreaterThan(5)
  expect(bytes).toBeLessThan(400_000)
  const charts = () => files.filter(({ name }) => /Charts.*\.js/.test(name)).length
  expect(charts()).toBe(0)
  await page.goto(`${demo().url}/flow`)
  await expect.poll(charts).toBe(1)
  await context.close()
  await fresh.close()
})
