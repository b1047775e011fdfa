import { test } from '@playwright/test'
import { Api, account, demo, logIn } from '../desk.js'

interface Row {
  number: string
  handoffs: number
  links: { state: string }[]
  where: unknown[]
}

for (const [locale, name] of [
  ['zh-CN', 'zh'],
  ['en', 'en'],
] as const) {
  test(`a ticket with its chain in ${name}`, async ({ browser }) => {
    const chief = account('supervisor', '星联')
    const list = await (await Api.as(chief)).get<{ items: Row[] }>('/tickets?status=handed&kind=fault&limit=100')
    const telling = list.items.find((row) => row.where.length > 0 && row.links.some((l) => l.state !== 'unknown'))
    const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.addInitScript((language) => localStorage.setItem('xingfu.language', language), name)
    await logIn(page, chief)
    await page.goto(`${demo().url}/tickets/${telling?.number}`)
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: `../docs/pictures/ticket-${name}.png` })
    await context.close()
  })
}
