import { expect, type Page, test } from '@playwright/test'
import { barriers, themes, tooWide } from '../axe.js'
import { account, demo, logIn } from '../desk.js'

/** Looks at the window or drawer that is open, in both themes and at both widths. */
async function look(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = []
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    wrong.push(...(await tooWide(page)).map((what) => `${name} ${width}: ${what}`))
    for (const theme of themes) {
      const found = await barriers(page, theme, '[role=dialog]')
      wrong.push(...found.map((what) => `${name} ${width}: ${what}`))
    }
  }
  return wrong
}

test('a role is made, given to somebody, and what he may do is seen; then it is taken back', async ({ page }) => {
  const wrong: string[] = []
  await logIn(page, account('security'))
  await expect(page).toHaveURL(/\/settings\/(staff|roles)/) // who has nothing to do with tickets begins with what is his
  await page.goto(`${demo().url}/settings/roles`)
  await page.getByRole('button', { name: '新增角色' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('中文名称').fill('夜班值守')
  await dialog.getByLabel('代码').fill('night-watch')
  await dialog.getByRole('checkbox', { name: /查看工单/ }).check()
  await dialog.getByRole('checkbox', { name: /查看审计日志/ }).check()
  await dialog.getByRole('checkbox', { name: /管理单位和账号/ }).check()
  wrong.push(...(await look(page, '新增角色')))
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await expect(dialog.getByText('不能与管理组织')).toBeVisible() // the auditor stands alone, and nothing typed is lost
  await dialog.getByRole('checkbox', { name: /查看审计日志/ }).uncheck()
  await dialog.getByRole('checkbox', { name: /管理单位和账号/ }).uncheck()
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('row', { name: /夜班值守/ })
  await expect(row).toContainText('自设')

  const who = account('account')
  await page.goto(`${demo().url}/settings/staff?q=${who.login}`)
  await page.getByRole('button', { name: `修改: ${who.name}` }).click()
  await expect(dialog.getByLabel('姓名')).toBeDisabled() // the account is the administrator's
  await dialog.getByRole('button', { name: '添加角色' }).click()
  await dialog.getByRole('combobox', { name: '角色' }).last().click()
  await page.locator('.ant-select-item-option').filter({ hasText: '夜班值守' }).last().click()
  await expect(dialog.getByText('可以：查看工单', { exact: true })).toBeVisible()
  await dialog.getByRole('combobox', { name: '单位' }).last().click()
  await page.keyboard.type('三亚')
  await expect(page.locator('.ant-select-item-option').filter({ hasText: '三亚' }).last()).toBeVisible()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: `权限: ${who.name}` }).click()
  await expect(dialog).toContainText('夜班值守 三亚信关站')
  await expect(dialog).toContainText('查看工单')
  wrong.push(...(await look(page, '权限')))
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.goto(`${demo().url}/settings/roles`)
  await page.getByRole('button', { name: '删除: 夜班值守' }).click()
  await page
    .getByRole('button', { name: /^删\s*除$/ })
    .last()
    .click()
  await expect(page.getByText('还有人担任“夜班值守”')).toBeVisible()
  await page.goto(`${demo().url}/settings/staff?q=${who.login}`)
  await page.getByRole('button', { name: `修改: ${who.name}` }).click()
  await dialog.getByRole('button', { name: '去掉' }).last().click()
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await expect(dialog).toBeHidden()
  await page.goto(`${demo().url}/settings/roles`)
  await page.getByRole('button', { name: '删除: 夜班值守' }).click()
  await page
    .getByRole('button', { name: /^删\s*除$/ })
    .last()
    .click()
  await expect(row).toBeHidden()
  expect(wrong).toEqual([])
})

test('the auditor asks who sees a customer', async ({ page }) => {
  await logIn(page, account('auditor'))
  await page.goto(`${demo().url}/customers`)
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await page.getByRole('button', { name: '谁能看到' }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('在全部单位查看客户')
  expect(await look(page, '谁能看到')).toEqual([])
})
