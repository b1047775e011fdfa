import { expect, type Locator, type Page, test } from '@playwright/test'
import { Api, demo, logIn } from '../desk.js'

/** Chinese or English, as the console and the portal call them: the name of the project that runs. */
type Language = 'zh' | 'en'

interface Account {
  login: string
  password: string
}

/** Somebody before a page in one language, as the guide tells of it. */
export interface Seat {
  page: Page
  language: Language
  /** Gives the words in the language of the page. */
  say: (zh: string, en: string) => string
  /** Takes a picture for the guide, of the page or of a part of it. */
  picture: (name: string, part?: Locator) => Promise<void>
}

/** Goes through the steps of a page of the guide, with nobody logged in. */
export function visit(title: string, steps: (seat: Seat) => Promise<void>): void {
  test(title, async ({ page }, info) => {
    const language = info.project.name === 'en' ? 'en' : 'zh'
    await steps({
      page,
      language,
      say: (zh, en) => (language === 'zh' ? zh : en),
      picture: (name, part) => picture(part ?? page, `../docs/guide/pictures/${language}/${name}.png`),
    })
  })
}

/** Goes through the steps of a page of the guide as somebody at the console. */
export function work(title: string, who: () => Account, steps: (seat: Seat & { api: Api }) => Promise<void>): void {
  visit(title, async (seat) => {
    const { page, language } = seat
    await page.addInitScript((l) => localStorage.setItem('xingfu.language', l), language)
    await logIn(page, who())
    await steps({ ...seat, api: await Api.as(who()) })
  })
}

/** Takes a picture once everything is there and still. */
export async function picture(of: Page | Locator, path: string): Promise<void> {
  const page = 'goto' in of ? of : of.page()
  await expect(page.locator('.ant-spin-spinning, .ant-skeleton, .ant-message-notice')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await page.waitForTimeout(300)
  await of.screenshot({ path, animations: 'disabled', caret: 'hide' })
}

/** Opens a page of the console. */
export const open = (page: Page, path: string) => page.goto(demo().url + path)

/** Chooses in a field that opens a list, by typing what is to be chosen. */
export async function choose(field: Locator, what: string): Promise<void> {
  await field.click()
  await field.fill(what)
  const page = field.page()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: what }).first().click()
}
