import { type Browser, expect, type Page, test } from '@playwright/test'
import { barriers, themes, tooWide } from '../axe.js'
import { Api, account, demo, logIn } from '../desk.js'
import { totp } from '../totp.js'

/** Passkeys belong to a name. */
const site = () => demo().url.replace('127.0.0.1', 'localhost')

interface Person {
  id: string
  login: string
  name: string
}

interface Rules {
  require: Record<string, string>
  breakGlass: string
  version: number
}

/** Fills the log-in form and sends it. */
async function enter(page: Page, who: { login: string; password: string }): Promise<void> {
  await page.goto(`${site()}/login`)
  await page.getByLabel('登录名').fill(who.login)
  await page.getByLabel('密码', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

async function inside(page: Page): Promise<void> {
  await page.waitForURL((url) => !['/login', '/owed'].includes(url.pathname))
  await page.locator('#page').waitFor()
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: /我的菜单/ }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.waitForURL('**/login')
}

/** What stands in the window now, at both widths and in both themes. */
async function look(page: Page, of = '[role=dialog]'): Promise<string[]> {
  const wrong: string[] = []
  const within = (await page.getByRole('dialog').count()) > 0 ? of : undefined
  for (const [i, width] of [390, 1440].entries()) {
    await page.setViewportSize({ width, height: 900 })
    wrong.push(...(await tooWide(page)))
    wrong.push(...(await barriers(page, themes[i] ?? 'light', within)))
  }
  return wrong
}

/** Sets up an authenticator in the window that is open, and gives its secret. */
async function setUp(page: Page): Promise<string> {
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('img', { name: '验证器的二维码' })).toBeVisible()
  const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
  expect(await look(page)).toEqual([])
  await page.getByLabel('验证码').fill(totp(secret, -1))
  await page.getByRole('button', { name: '完成' }).click()
  return secret
}

/** Reads the recovery codes that are shown once, and closes their window. */
async function keepCodes(page: Page): Promise<string[]> {
  const codes = page.getByRole('dialog', { name: '恢复码' })
  await expect(codes).toBeVisible()
  expect(await look(page)).toEqual([])
  const read = await codes.getByRole('listitem').allInnerTexts()
  expect(read).toHaveLength(10)
  await codes.getByRole('button', { name: '我已保存好' }).click()
  return read
}

/** Removes all factors on the page of one's own security. */
async function removeAll(page: Page): Promise<void> {
  const removes = page.getByRole('button', { name: /^去掉: / })
  await expect(removes.first()).toBeVisible()
  for (let left = await removes.count(); left > 0; left--) {
    await removes.first().click()
    await page.getByRole('tooltip').getByRole('button', { name: '去掉' }).click()
    await expect(removes).toHaveCount(left - 1)
  }
}

test.setTimeout(120_000)

test('a code of an authenticator is asked for, and a recovery code stands in for it', async ({ page }) => {
  const who = account('engineer', '信关站')
  await enter(page, who)
  await inside(page)
  await page.goto(`${site()}/settings/security`)
  await page.getByRole('button', { name: '添加验证器' }).click()
  const secret = await setUp(page)
  const codes = await keepCodes(page)
  await expect(page.getByRole('cell', { name: '手机验证器', exact: true })).toBeVisible()
  await leave(page)

  await enter(page, who)
  await expect(page.getByRole('heading', { name: '还需要第二重验证' })).toBeVisible()
  expect(await look(page)).toEqual([])
  await page.getByLabel('验证码').fill('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('验证码不对')
  await page.getByLabel('验证码').fill(totp(secret))
  await page.keyboard.press('Enter')
  await inside(page)
  await leave(page)

  await enter(page, who)
  await page.getByRole('button', { name: '改用恢复码' }).click()
  await page.getByLabel('恢复码').fill(codes[0] ?? '')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/settings/security')
  await expect(page.getByText('还有 9 个没用过')).toBeVisible()
  await removeAll(page)
  await expect(page.getByText('还没有第二重验证')).toBeVisible()
})

test('a passkey logs in alone and as second factor', async ({ page }) => {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const who = account('engineer', '核心网')
  await enter(page, who)
  await inside(page)
  await page.goto(`${site()}/settings/security`)
  await page.getByRole('button', { name: '添加通行密钥' }).click()
  await page.getByLabel('名称').fill('办公电脑')
  await page.getByRole('button', { name: '创建通行密钥' }).click()
  await keepCodes(page)
  await expect(page.getByRole('cell', { name: '办公电脑', exact: true })).toBeVisible()
  expect(await look(page)).toEqual([])
  await page.getByRole('button', { name: '添加通行密钥' }).click()
  await page.getByRole('button', { name: '创建通行密钥' }).click()
  await expect(page.getByText('这台设备已经登记过通行密钥')).toBeVisible()
  await page.keyboard.press('Escape')
  await leave(page)

  await page.getByRole('button', { name: '用通行密钥登录' }).click()
  await inside(page)
  await leave(page)
  await enter(page, who)
  await page.getByRole('button', { name: '使用通行密钥' }).click()
  await inside(page)
  await page.goto(`${site()}/settings/security`)
  await removeAll(page)
  await leave(page)
  await page.getByRole('button', { name: '用通行密钥登录' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '通行密钥没有通过验证' })).toBeVisible()
})

test('a role that needs a second factor is led to it, and the keeper takes it away again', async ({
  page,
  browser,
}) => {
  const who = account('engineer', '射频')
  await logIn(page, account('security'))
  await page.goto(`${demo().url}/settings/log-in`)
  await chooseNeed(page, '单位工程师', '任意一种')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存')).toBeVisible()
  try {
    const other = await another(browser)
    await enter(other, who)
    await expect(other.getByRole('heading', { name: '请先设置第二重验证' })).toBeVisible()
    expect(await look(other)).toEqual([])
    await other.goto(`${site()}/tickets`)
    await other.waitForURL('**/owed?to=*')
    await other.getByRole('button', { name: '添加验证器' }).click()
    await setUp(other)
    await keepCodes(other)
    await other.waitForURL('**/tickets')

    await page.context().clearCookies()
    await logIn(page, account('admin'))
    await page.goto(`${demo().url}/settings/staff?q=${encodeURIComponent(who.name)}`)
    await expect(page.getByRole('cell', { name: '验证器', exact: true })).toBeVisible()
    await page.getByRole('button', { name: `登录与安全: ${who.name}` }).click()
    await expect(page.getByRole('dialog').getByText('手机验证器')).toBeVisible()
    expect(await look(page)).toEqual([])
    await page.getByRole('button', { name: '清除第二重验证' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '清除第二重验证' }).click()
    await expect(page.getByRole('dialog').getByText('没有，只用密码登录')).toBeVisible()
    await other.reload()
    await other.waitForURL('**/login*')
    await other.context().close()
  } finally {
    await setRules((rules) => {
      rules.require = {}
    })
  }
})

async function chooseNeed(page: Page, role: string, need: string): Promise<void> {
  await page.getByRole('combobox', { name: role }).first().click()
  await page.locator('.ant-select-dropdown:visible').getByTitle(need).click()
}

async function another(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
}

async function setRules(change: (rules: Rules) => void): Promise<void> {
  const api = await Api.as(account('security'))
  const rules = await api.get<Rules>('/security/rules')
  change(rules)
  await api.put('/security/rules', rules)
}

test('who has not proved lately who he is is asked, and what he did goes on', async ({ page }) => {
  const who = account('frontdesk', '客户服务中心')
  await logIn(page, who)
  await page.goto(`${demo().url}/settings/tokens`)
  // As the server answers when ten minutes have passed; that it does is tested there.
  const problem = { status: 403, code: 'forbidden', reason: 'reauthenticate', detail: '为了安全，请先确认是您本人。' }
  let asked = false
  await page.route('**/api/v1/tokens', (route) => {
    if (asked || route.request().method() !== 'POST') return route.fallback()
    asked = true
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) })
  })
  await page.getByRole('button', { name: '新建令牌' }).click()
  await page.getByLabel('用途').fill('对接')
  await page.keyboard.press('Enter')
  const ask = page.getByRole('dialog', { name: '请确认是您本人' })
  await expect(ask).toBeVisible()
  await ask.getByLabel('密码').fill('wrong-password')
  await page.keyboard.press('Enter')
  await expect(ask.getByRole('alert')).toContainText('密码不对')
  expect(await look(page, '[role=dialog]:has(input[type=password])')).toEqual([])
  await ask.getByLabel('密码').fill(who.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /对接/ })).toBeVisible()
})

test('a reset password is good for one log-in', async ({ page, browser }) => {
  const keeper = await Api.as(account('admin'))
  const unit = (await keeper.get<{ items: { id: string }[] }>('/units')).items[0]?.id
  const person = await keeper.post<Person>('/staff', { login: 'yan.lan', name: '颜岚', unitId: unit })
  await logIn(page, account('admin'))
  await page.goto(`${demo().url}/settings/staff?q=${encodeURIComponent('颜岚')}`)
  await page.getByRole('button', { name: '登录与安全: 颜岚' }).click()
  await page.getByRole('button', { name: '重置密码' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '重置密码' }).click()
  const shown = page.getByRole('dialog', { name: '颜岚的一次性密码' })
  const once = (await shown.locator('code').textContent()) ?? ''
  await shown.getByRole('button', { name: '我已转告' }).click()

  const other = await another(browser)
  await enter(other, { login: person.login, password: once })
  await expect(other.getByRole('heading', { name: '请先修改密码' })).toBeVisible()
  expect(await look(other)).toEqual([])
  await other.getByLabel('现在的密码').fill(once)
  await other.getByLabel('新密码', { exact: true }).fill('password1234')
  await other.getByLabel('再输入一次新密码').fill('password1234')
  await other.getByRole('button', { name: '修改密码' }).click()
  await expect(other.getByText('这个密码太容易猜到')).toBeVisible()
  const own = 'seventeen-green-herons'
  await other.getByLabel('新密码', { exact: true }).fill(own)
  await other.getByLabel('再输入一次新密码').fill(own)
  await other.getByRole('button', { name: '修改密码' }).click()
  await inside(other)

  // The same account, now the one for emergencies, raises an alarm when it logs in.
  await setRules((rules) => {
    rules.breakGlass = person.id
  })
  await leave(other)
  await enter(other, { login: person.login, password: own })
  await inside(other)
  const band = page.getByRole('alert').filter({ hasText: '应急账号“颜岚”登录过' })
  await expect(band).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await look(page)).toEqual([])
  await band.getByRole('button', { name: '确认' }).click()
  await page.getByLabel('谁用的，为什么').fill('演练')
  await page.getByRole('dialog', { name: '确认应急账号的使用' }).getByRole('button', { name: '确认' }).click()
  await expect(band).toBeHidden()
  await setRules((rules) => {
    rules.breakGlass = ''
  })
  await other.context().close()
})
