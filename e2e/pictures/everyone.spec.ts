import { expect } from '@playwright/test'
import { account } from '../desk.js'
import { open, work } from './guide.js'

const desk = () => account('frontdesk', '客户服务中心')

work('anything is found from one field', desk, async ({ page, say, picture }) => {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', {
    name: say(
      '工单、客户、终端、备注里的字、号码片段、拼音首字母、页面',
      'Any words, part of a number, pinyin initials, a page',
    ),
  })
  await field.fill('东山')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.getByRole('option', { name: say('关于“东山”的全部结果', 'Everything about “东山”') }).click()
  await page.waitForURL(/search/)
  await expect(page.locator('mark').first()).toBeVisible()
  await picture('everyone-search')
})

work('the keys are shown where they are needed', desk, async ({ page, say, picture }) => {
  await page.keyboard.press('?')
  const map = page.getByRole('dialog', { name: say('快捷键', 'Keyboard') })
  await expect(map).toBeVisible()
  await picture('everyone-keys', map)
})

work('one chooses which mails come, and when', desk, async ({ page, say, picture }) => {
  await page.setViewportSize({ width: 1240, height: 900 })
  await page.getByRole('button', { name: say('我的菜单', 'my menu') }).click()
  await page.getByRole('menuitem', { name: say('我的提醒', 'My notices') }).click()
  await page.getByText(say('每天一封', 'Once a day')).click()
  await page.getByLabel(say('邮件地址', 'Mail address')).fill('desk@example.com')
  const until = async (label: string, hour: string) => {
    await page.getByLabel(label).fill(hour)
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: hour }).first().click()
  }
  await until(say('免打扰从', 'Quiet hours from'), '22:00')
  await until(say('到', 'Until'), '07:00')
  await page.getByRole('checkbox', { name: say('特急的事立即发', 'Send urgent things at once') }).check()
  await picture('everyone-notices', page.locator('main form'))
})

work('a list is narrowed and kept as a view', desk, async ({ page, say, picture }) => {
  await page.setViewportSize({ width: 1440, height: 460 })
  await open(page, '/tickets?status=active&priority=high&kind=fault')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await page.getByRole('button', { name: say('保存为视图', 'Save as view') }).click()
  await page.getByLabel(say('视图名称', 'Name of the view')).fill(say('紧急故障', 'Urgent faults'))
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('保存', 'Save') })
    .click()
  await expect(page.getByRole('heading', { name: say('紧急故障', 'Urgent faults') })).toBeVisible()
  await picture('everyone-view')
  await page.getByRole('button', { name: say('删除视图 紧急故障', 'Delete the view Urgent faults') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('删除视图', 'Delete the view') })
    .click()
  await expect(page.getByRole('button', { name: say('保存为视图', 'Save as view') })).toBeVisible()
})
