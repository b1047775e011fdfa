import { expect, type Page, test } from '@playwright/test'
import { barriers, themes, tooWide } from '../axe.js'
import { account, demo } from '../desk.js'
import { type OpenId, startOpenId } from '../openid.js'

/** The demo calls itself so: a provider sends people back there. */
const site = () => demo().url.replace('127.0.0.1', 'localhost')

let provider: OpenId

test.beforeAll(async () => {
  provider = await startOpenId(site(), 'corp')
  await provider.has('1', { login: 'wang.fang', password: 'her-own-password', name: '王芳', groups: ['desk'] })
})

test.afterAll(() => provider.stop())

async function enter(page: Page, who: { login: string; password: string }): Promise<void> {
  await page.goto(`${site()}/login`)
  await page.getByLabel('登录名').fill(who.login)
  await page.getByLabel('密码', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/login')
  await page.locator('#page').waitFor()
}

/** Chooses an option of a select once it can be seen. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).last().click()
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).first().click()
}

test('a security officer connects a provider, and somebody without an account comes in by it', async ({ browser }) => {
  const officer = await (await browser.newContext()).newPage()
  await enter(officer, account('security'))
  await officer.goto(`${site()}/settings/providers`)
  await officer.getByRole('button', { name: '接入身份提供方' }).click()
  const form = officer.getByRole('dialog')
  await form.getByLabel('中文名称').fill('统一认证')
  await form.getByLabel('代号').fill('corp')
  await form.getByLabel('地址（issuer）').fill(provider.issuer)
  await form.getByLabel('客户端标识').fill('xingfu')
  await form.getByLabel('客户端密钥').fill(provider.secret)
  await form.getByLabel('没有账号的人首次登录时自动开设').check()
  await form.getByRole('button', { name: '加一条' }).click()
  await form.getByLabel('组或角色', { exact: true }).fill('desk')
  await choose(officer, '角色', '前台')
  await officer.getByRole('combobox', { name: '单位', exact: true }).last().click()
  await officer.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
  await form.getByRole('button', { name: '测试', exact: true }).click()
  await expect(form.getByText('找到了身份提供方')).toBeVisible()
  for (const [i, width] of [390, 1440].entries()) {
    await officer.setViewportSize({ width, height: 900 })
    expect(await tooWide(officer)).toEqual([])
    expect(await barriers(officer, themes[i] ?? 'light', '[role=dialog]')).toEqual([])
  }
  await form.getByRole('button', { name: /保\s*存/ }).click()
  await expect(form).toBeHidden()
  await expect(officer.getByRole('row', { name: /统一认证/ })).toBeVisible()

  const page = await (await browser.newContext()).newPage()
  await page.goto(`${site()}/login?to=/customers`)
  await page.getByRole('button', { name: '用统一认证登录' }).click()
  await page.waitForURL(`${provider.issuer}/**`)
  await page.getByLabel('Username').fill('wang.fang')
  await page.getByLabel('Password').fill('her-own-password')
  await page.getByRole('button', { name: 'Login' }).click()
  await page.waitForURL(`${site()}/customers`)
  await page.goto(`${site()}/settings/security`)
  await expect(page.getByRole('row', { name: /统一认证/ })).toContainText('wang.fang')
  await page.getByRole('button', { name: /我的菜单/ }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await expect(page.getByRole('button', { name: '用统一认证登录' })).toBeVisible() // by way of the provider's own log-out

  await officer.getByRole('button', { name: '去掉: 统一认证' }).click()
  await officer.getByRole('tooltip').getByRole('button', { name: '去掉' }).click()
  await expect(officer.getByText('还没有接入')).toBeVisible()
})
