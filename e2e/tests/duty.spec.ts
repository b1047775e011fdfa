import { expect, test } from '@playwright/test'
import { account, demo, logIn } from '../desk.js'

interface Account {
  login: string
  name: string
  role: string
  unit: string
}

/** A day of China some days from now, beyond what the demo has planned. */
const dayIn = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() + days * 86_400_000))

test('a day is planned and published, offered, taken by a colleague and agreed to', async ({ browser }, { retry }) => {
  const [ann, ben] = demo().accounts.filter((a: Account) => a.role === 'frontdesk' && a.unit === '客户服务中心')
  const lead = account('supervisor', '客户服务中心')
  if (!ann || !ben) throw new Error('The demo has too few people at the desk.')
  const day = dayIn(24 + retry)
  const at = async (who: { login: string; password: string }, path: string) => {
    const page = await (await browser.newContext()).newPage()
    await logIn(page, who)
    await page.goto(demo().url + path)
    return page
  }

  const leader = await at(lead, `/duty?view=roster&day=${day}`)
  await leader.getByRole('button', { name: `${ann.name} ${day} 休` }).click()
  await leader.getByRole('checkbox', { name: /早班/ }).check()
  await leader.getByRole('button', { name: '保存' }).click()
  await expect(leader.getByRole('button', { name: new RegExp(`${ann.name} ${day} 早班.*未发布`) })).toBeVisible()
  await leader.getByRole('button', { name: /发布（/ }).click()
  await leader.getByRole('dialog').getByRole('button', { name: /发布/ }).click()
  await expect(leader.getByText(/已发布，通知了/)).toBeVisible()

  const first = await at(ann, '/duty?view=mine')
  await first.getByRole('button', { name: `换班: ${day} 早班` }).click()
  await first.getByLabel('原因').fill('孩子家长会')
  await first.getByRole('button', { name: '提出换班' }).click()
  await expect(first.getByRole('button', { name: `撤回: ${ann.name} ${day}` })).toBeVisible()

  const second = await at(ben, '/duty?view=mine')
  await second.getByRole('button', { name: `我来接: ${ann.name} ${day}` }).click()
  await expect(second.getByText(/等主管审批.*孩子家长会/)).toBeVisible()

  await leader.goto(`${demo().url}/duty?view=mine`)
  await leader.getByRole('button', { name: `同意: ${ann.name} ${day}`, exact: true }).click()
  await expect(leader.getByRole('button', { name: `同意: ${ann.name} ${day}`, exact: true })).toBeHidden()
  await leader.goto(`${demo().url}/duty?view=roster&day=${day}`)
  await expect(leader.getByRole('button', { name: new RegExp(`${ben.name} ${day} 早班`) })).toBeVisible()
  await expect(leader.getByRole('button', { name: `${ann.name} ${day} 休` })).toBeVisible()

  await second.goto(`${demo().url}/duty?view=handover`)
  await second.getByRole('button', { name: '写交接班记录' }).first().click()
  await second.getByLabel('本班情况').fill('一切正常')
  await second.getByRole('button', { name: '加一项' }).click()
  await second.getByLabel('事项 1', { exact: true }).fill('等客户回电')
  await second.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await first.goto(`${demo().url}/duty?view=handover`)
  const note = first.getByRole('article').filter({ hasText: '一切正常' })
  await note.getByRole('button', { name: '确认接班' }).click()
  await expect(note.getByText(`${ann.name}已接班`)).toBeVisible()
  await note.getByRole('checkbox', { name: '等客户回电' }).click()
  await expect(note.getByText(`${ann.name}已办`)).toBeVisible()
})
