import { expect, type Page } from '@playwright/test'
import { Api, account, demo } from '../desk.js'
import { type Seat, visit } from './guide.js'

const phone = { width: 390, height: 720 }

/** Reports a fault as a customer does, up to the receipt; gives the ticket's number and code. */
async function report({ page, say }: Seat, before?: () => Promise<void>): Promise<{ number: string; code: string }> {
  await page.goto(`${demo().url}/portal/new/fault`)
  await page
    .getByLabel(say('一句话说明', 'In one line'))
    .fill(say('船上卫星网络从昨晚起断断续续', 'The ship’s network comes and goes since last night'))
  await page
    .getByLabel(say('详细情况', 'More details'))
    .fill(say('每小时断两三次，重启没有用。', 'Two or three times an hour; restarting did not help.'))
  await page.getByLabel(say('联系电话', 'Your phone')).fill('13900001234')
  await before?.()
  await page.getByRole('button', { name: say('提交', 'Send') }).click()
  await page.waitForURL('**/receipt')
  const [number = '', code = ''] = await page.locator('.big').allInnerTexts()
  return { number, code }
}

/** What happens at the desk meanwhile. */
async function found(number: string, { say }: Seat): Promise<void> {
  const chief = await Api.as(account('supervisor', '星联'))
  const { items: units } = await chief.get<{ items: { id: string; name: string }[] }>('/units')
  await chief.post(`/tickets/${number}/links`, { link: 'terminal', state: 'cleared', evidence: 'ok' })
  await chief.post(`/tickets/${number}/handoffs`, {
    unitIds: [units.find((unit) => unit.name === '卫星与波束组')?.id],
    links: ['space'],
    request: say('请查波束', 'Please check the beam'),
  })
  await chief.post(`/tickets/${number}/replies`, {
    text: say(
      '终端正常，我们正在查波束，今天下班前告诉您结果。',
      'The terminal is in order. We are checking the beam and will tell you before the end of the day.',
    ),
  })
}

const shot = async ({ page, picture }: Seat, name: string) => {
  await page.setViewportSize({ width: phone.width, height: await height(page) })
  await page.evaluate(() => scrollTo(0, 0))
  // The browser writes how a date looks in its own language, whatever the page's.
  await page.addStyleTag({ content: '::-webkit-datetime-edit { color: transparent }' })
  await picture(name)
  await page.setViewportSize(phone)
}
const height = (page: Page) => page.evaluate(() => Math.min(document.body.scrollHeight, 1400))

visit('a customer reports a fault and follows it to the end', async (seat) => {
  const { page, say } = seat
  await page.setViewportSize(phone)
  await page.goto(`${demo().url}/portal/`)
  await expect(page.getByText(say('服务热线', 'Hotline'))).toBeVisible()
  await shot(seat, 'customer-home')
  const { number, code } = await report(seat, () => shot(seat, 'customer-report'))
  await shot(seat, 'customer-receipt')
  await found(number, seat)
  await page.context().clearCookies()
  await page.goto(`${demo().url}/portal/?lang=${seat.language}`)
  await page.getByLabel(say('工单号', 'Ticket number')).fill(number)
  await page.getByLabel(say('查询码', 'Code')).fill(code)
  await page.getByRole('button', { name: say('查询', 'Follow') }).click()
  await expect(page.getByRole('heading', { name: say('业务链路', 'The chain of your service') })).toBeVisible()
  await shot(seat, 'customer-follow')
  await page.getByRole('button', { name: say('催办', 'Urge us') }).click()
  await expect(page.getByText(say('已提醒负责的人。', 'The person in charge has been reminded.'))).toBeVisible()
  await page.getByRole('link', { name: say('纯文字版', 'Text only') }).click()
  await expect(page.getByRole('link', { name: say('普通版', 'Full version') })).toBeVisible()
  await shot(seat, 'customer-text')
})
