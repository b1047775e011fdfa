import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { Api, account, demo, logIn } from '../desk.js'

test('a ticket is found by two characters of a note, by pinyin initials and by four digits', async ({ page }) => {
  const who = account('frontdesk', '客户服务中心')
  const api = await Api.as(who)
  const { id, number } = await api.post<{ id: string; number: string }>('/tickets', {
    kind: 'fault',
    subject: '龙舟夜航断讯',
    description: '夜里没有信号。',
    channel: 'phone',
    contactName: '齐欧',
    contactPhone: '+86 139-5566-8317',
  })
  await api.post(`/tickets/${id}/notes`, { text: '已请船东核对楔形垫片。' })
  await logIn(page, who)

  const box = page.getByRole('combobox', { name: /工单、客户、终端/ })
  const open = async (words: string) => {
    await page.keyboard.press('Control+k')
    await box.fill(words)
  }
  const hit = page.getByRole('option', { name: /龙舟夜航断讯/ })
  await expect(async () => {
    await page.keyboard.press('Escape')
    await open('楔形') // found about a second after it was written
    await expect(hit).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(hit.locator('mark')).toHaveText('楔形')
  await box.fill('lzyhdx')
  await expect(hit.locator('mark')).toHaveText('龙舟夜航断讯')
  await box.fill('8317')
  await expect(hit).toContainText('139-5566-8317')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/tickets/${number}`)
  await expect(page.getByRole('heading', { name: '龙舟夜航断讯' })).toBeVisible()

  await open('"垫片" 楔形')
  await page.getByRole('option', { name: /全部结果/ }).click()
  await page.waitForURL('**/search?q=*')
  const row = page.locator('[data-row]', { hasText: '龙舟夜航断讯' })
  await expect(row).toContainText('内部备注')
  await expect(row.locator('mark')).toHaveText('楔形垫片')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/tickets/${number}`)

  await page.goto(`${demo().url}/search?q=龘龘`)
  await expect(page.getByText('没有找到“龘龘”')).toBeVisible()
  await expect(page.getByText(/拼音首字母/)).toBeVisible()
  await page.goto(`${demo().url}/tickets?q=楔形`)
  await expect(page.getByText('龙舟夜航断讯')).toBeVisible()
})
