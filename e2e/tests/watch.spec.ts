import { expect, type Page, test } from '@playwright/test'
import { Api, account, demo, logIn } from '../desk.js'

const desk = account.bind(null, 'frontdesk', '客户服务中心')

/** Files some tickets with a word of their own and opens the list of them. */
async function filed(page: Page, word: string, count: number): Promise<string[]> {
  const api = await Api.as(desk())
  const numbers: string[] = []
  for (let i = 0; i < count; i++) {
    const intake = { kind: 'fault', subject: `${word} ${i + 1}`, description: '见主题', channel: 'phone' }
    numbers.push((await api.post<{ number: string }>('/tickets', intake)).number)
  }
  // A word is found a moment after the ticket is filed.
  const query = `status=active&q=${encodeURIComponent(word)}&sort=created`
  await expect(async () => {
    expect((await api.get<{ items: unknown[] }>(`/tickets?${query}`)).items).toHaveLength(count)
  }).toPass()
  await page.goto(`${demo().url}/tickets?${query}`)
  await expect(page.locator('tbody tr')).toHaveCount(count)
  return numbers
}

test('several tickets are chosen by the keyboard, looked at beforehand, and done', async ({ page }) => {
  await logIn(page, desk())
  const numbers = await filed(page, '批量断网', 4)
  const api = await Api.as(desk())
  await api.post(`/tickets/${numbers[3]}/cancel`, { reason: '重复' })
  for (const key of ['j', 'x', 'j', 'j', 'j', 'Shift+X']) await page.keyboard.press(key)
  const bar = page.getByRole('region', { name: '已选择的工单' })
  await expect(bar.getByText('已选 4 张')).toBeVisible()
  await bar.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '改优先级' }).click()
  const window = page.getByRole('dialog')
  await window.getByLabel('优先级').fill('特急')
  await page.keyboard.press('Enter')
  await window.getByRole('button', { name: /预\s*览/ }).click()
  await expect(window.getByText('3 张可以')).toBeVisible()
  await expect(window.getByText('1 张跳过')).toBeVisible()
  await expect(window.getByText('优先级：一般 → 特急')).toHaveCount(3)
  await expect(window.getByRole('button', { name: '改 3 张工单的优先级' })).toBeFocused()
  await expect(window.getByText('工单已撤销，不能再改动。')).toBeVisible()
  await page.keyboard.press('Enter') // the button that does it has the focus
  await expect(window.getByText('3 张已处理，1 张没有做成')).toBeVisible()
  await window
    .getByRole('button', { name: /关\s*闭/ })
    .last()
    .click()
  await expect(page.locator('tbody').getByText('特急')).toHaveCount(3) // the list is read anew
  const { priority } = await api.get<{ priority: string }>(`/tickets/${numbers[0]}`)
  expect(priority).not.toBe('normal')
})

test('columns, filters and order stand in the address, go back with it, and are what is exported', async ({ page }) => {
  await logIn(page, desk())
  await filed(page, '列表断网', 2)
  await page.getByRole('button', { name: /列$/ }).click()
  const menu = page.getByRole('region', { name: '列', exact: true })
  // The address holds what is chosen, so that a tick follows it a moment later.
  await menu.getByRole('checkbox', { name: '业务链路' }).click()
  await expect(menu.getByRole('checkbox', { name: '业务链路' })).not.toBeChecked()
  await menu.getByRole('checkbox', { name: '终端' }).click()
  await expect(menu.getByRole('checkbox', { name: '终端' })).toBeChecked()
  await menu.getByRole('button', { name: '主题前移一列' }).click()
  await page.keyboard.press('Escape')
  const heads = page.locator('thead th')
  await expect(heads).toHaveText(['', '主题', '工单号', '客户', '目前在', '下一个时限', '最近变化', '终端'])
  expect(new URL(page.url()).searchParams.get('columns')).toBe('subject,number,customer,where,promise,changed,terminal')
  await page.getByRole('button', { name: '导出' }).click()
  const href = await page.getByRole('link', { name: '文本表格（CSV）' }).getAttribute('href')
  const csv = await (await page.request.get(demo().url + href)).text()
  expect(
    csv
      .split('\n')[0]
      ?.trim()
      .replace(/^\uFEFF/, ''),
  ).toBe('优先级,主题,工单号,类型,客户,客户等级,目前在,状态,下一个时限,到期,最近变化,终端')
  expect(csv.trim().split('\n')).toHaveLength(3)
  await page.goBack()
  await expect(heads.nth(1)).toHaveText('工单号')
  await page.goForward()
  await expect(heads.nth(1)).toHaveText('主题')
})

test('a saved view is deleted only after a question', async ({ page }) => {
  await logIn(page, desk())
  await page.goto(`${demo().url}/tickets?status=active&kind=fault`)
  await page.getByRole('button', { name: '保存为视图' }).click()
  await page.getByLabel('视图名称').fill('台风故障')
  await page.getByLabel('本单位和下级单位的同事也能用').check()
  await page.keyboard.press('Enter')
  const views = page.getByRole('navigation', { name: '视图' })
  const view = views.getByRole('link', { name: '台风故障' })
  const cross = views.getByRole('button', { name: '删除视图 台风故障' })
  await expect(view).toBeVisible()
  await cross.click()
  const question = page.getByRole('dialog', { name: '删除视图“台风故障”？' })
  await expect(question.getByText('同事也在用')).toBeVisible()
  await expect(question.getByRole('button', { name: /取\s*消/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(cross).toBeFocused()
  await expect(view).toBeVisible()
  await cross.click()
  await question.getByRole('button', { name: '删除视图' }).click()
  await expect(view).toBeHidden()
  await expect(views.getByRole('link').first()).toBeFocused()
})

test('the list keeps room for its subjects, and its menu says which columns have given way', async ({ page }) => {
  await logIn(page, account('supervisor', '星联'))
  await page.goto(`${demo().url}/tickets?status=active`)
  for (const [width, away] of [
    [1240, ['客户', '负责人', '最近变化']],
    [1440, ['负责人', '最近变化']],
    [1920, []],
  ] as [number, string[]][]) {
    await page.setViewportSize({ width, height: 900 })
    await expect(page.locator('thead th')).toHaveCount(9 - away.length)
    const subject = await page.getByRole('columnheader', { name: '主题' }).boundingBox()
    expect(subject?.width).toBeGreaterThanOrEqual(230)
    await page.getByRole('button', { name: /列$/ }).click()
    const menu = page.getByRole('region', { name: '列', exact: true })
    await expect(menu.locator('li').filter({ hasText: '放不下，暂未显示' })).toHaveText(
      away.map((name) => new RegExp(`^${name}`)),
    )
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
    const box = page.getByRole('checkbox', { name: '选择全部' })
    await expect(box).toBeVisible()
  }
})

test('the watch and the flow show every column at every width of a desk', async ({ page }) => {
  await logIn(page, account('supervisor', '星联'))
  for (const path of ['/watch', '/flow']) {
    for (const width of [1024, 1240, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(demo().url + path)
      await expect(page.locator('table').first()).toBeVisible()
      const cut = await page.evaluate(
        () =>
          [...document.querySelectorAll('table')].filter(
            ({ parentElement: box }) => box && box.scrollWidth > box.clientWidth,
          ).length,
      )
      expect(cut, `${path} at ${width}`).toBe(0)
    }
  }
})

test('a number of the watch opens its list, and the wall shows large figures alone', async ({ page }) => {
  await logIn(page, account('supervisor', '星联'))
  await page.goto(`${demo().url}/watch`)
  for (const name of ['未办结', '待接收', '处理中', '责任将超时', '责任超时', '争议中']) {
    const figure = page.getByRole('link', { name: new RegExp(`^${name}: `) })
    const shown = Number(((await figure.textContent()) ?? '').replace(/,/g, ''))
    await figure.click()
    await page.waitForURL('**/tickets?**')
    await expect(page.getByText(`${shown} 张`, { exact: true })).toBeVisible()
    await page.goBack()
  }
  await page.getByRole('button', { name: '大屏' }).click()
  await expect(page.getByRole('navigation', { name: '页面' })).toBeHidden()
  await expect(page.getByRole('link', { name: /^责任超时: / })).toHaveCSS('font-size', '72px')
})

test('what a person has goes to a colleague in one action, who is told once', async ({ page }) => {
  const chief = account('supervisor', '星联')
  const api = await Api.as(chief)
  const { people } = await api.get<{
    people: { person: { id: string; name: string }; unit: { name: string }; owned: { count: number } }[]
  }>('/watch')
  const owners = people.filter((one) => one.owned.count > 0 && one.unit.name === '客户服务中心')
  const from = owners.at(-1)
  const to = owners.at(0)
  if (!from || !to || from === to) throw new Error('the demo has too few owners')
  await logIn(page, chief)
  await page.goto(`${demo().url}/watch`)
  await page.getByRole('button', { name: `重新分配 ${from.person.name} 的工作` }).click()
  const window = page.getByRole('dialog')
  await window.getByLabel('接手的同事').fill(to.person.name)
  await expect(page.getByText(/^(未办结|已满) \d+/).first()).toBeVisible() // what he has already
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(window.getByText(`${to.person.name} ${from.owned.count} 项`)).toBeVisible()
  await window.getByRole('button', { name: `分配 ${from.owned.count} 项` }).click()
  await expect(window.getByText(`${from.owned.count} 张都已处理`)).toBeVisible()
  const { count } = await api.get<{ count: number }>(`/tickets/count?status=active&owner=${from.person.id}`)
  expect(count).toBe(0)
})
