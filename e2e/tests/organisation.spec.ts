import { expect, test } from '@playwright/test'
import { barriers, themes, tooWide } from '../axe.js'
import { account, demo, logIn } from '../desk.js'

test('a province rules for itself, follows headquarters again, and a move is seen before it is made', async ({
  page,
}) => {
  const wrong: string[] = []
  await logIn(page, account('admin'))
  await page.goto(`${demo().url}/settings/units`)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '规则: 福建分公司' }).click()
  await dialog.getByRole('button', { name: '单独设定: 回访次数' }).click()
  await dialog.getByRole('spinbutton', { name: '回访次数' }).fill('6')
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    wrong.push(...(await tooWide(page)).map((what) => `${width}: ${what}`))
    for (const theme of themes) wrong.push(...(await barriers(page, theme, '[role=dialog]')))
  }
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: '规则: 福建终端与射频维护组' }).click()
  await expect(dialog.getByRole('listitem').filter({ hasText: '回访次数' })).toContainText('沿用福建分公司')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: '修改: 福建终端与射频维护组' }).click()
  await dialog.getByLabel('上级单位').click()
  await page.keyboard.type('海南分公司')
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: /^海南分公司/ })
    .first()
    .click()
  await expect(dialog.getByText('移到海南分公司以后')).toBeVisible()
  await expect(dialog.getByText('回访次数：6 → 3')).toBeVisible()
  await dialog.getByRole('button', { name: /取\s*消/ }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: '规则: 福建分公司' }).click()
  await dialog.getByRole('button', { name: '改为沿用: 回访次数' }).click()
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await expect(dialog).toBeHidden()
  expect(wrong).toEqual([])
})

test('an absence that lies in the past is refused, and nothing typed is lost', async ({ page }) => {
  const who = account('frontdesk', '福建')
  await logIn(page, who)
  await page.goto(`${demo().url}/absences`)
  await page.getByRole('button', { name: '登记请假' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('从', { exact: true }).fill('2026-01-01 09:00')
  await page.keyboard.press('Tab')
  await dialog.getByLabel('到', { exact: true }).fill('2026-01-02 09:00')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await expect(dialog.getByText('回来的时间应在现在之后')).toBeVisible()
  await expect(dialog.getByLabel('从', { exact: true })).toHaveValue('2026-01-01 09:00')
  await page.keyboard.press('Escape')
})
