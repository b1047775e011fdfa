import type { APIRequestContext, Page } from '@playwright/test'
import { request } from '@playwright/test'
import type { Demo } from './server.js'

/** The running demo: its address and log-ins. */
export function demo(): Demo {
  const line = process.env.XINGFU_E2E_DEMO
  if (!line) throw new Error('The demo is not running.')
  return JSON.parse(line)
}

/** The log-in of somebody with a role, in a unit whose name contains the text. */
export function account(role: string, unit = '') {
  const found = demo().accounts.find((a) => a.role === role && a.unit.includes(unit))
  if (!found) throw new Error(`The demo has no ${role} in ${unit}.`)
  return found
}

/** Logs a page in through the log-in form. */
export async function logIn(page: Page, who: { login: string; password: string }): Promise<void> {
  await page.goto(`${demo().url}/login`)
  await page.getByLabel(/登录名|Log-in name/).fill(who.login)
  await page.getByLabel(/密码|Password/).fill(who.password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/login')
  await page.locator('#page').waitFor() // from then on the page hears keys
}

/** The API as somebody, for setting up what a test looks at. */
export class Api {
  private constructor(
    private readonly http: APIRequestContext,
    private readonly csrf: string,
  ) {}

  static async as(who: { login: string; password: string }): Promise<Api> {
    const http = await request.newContext({ baseURL: demo().url })
    const answer = await http.post('/api/v1/session', { data: { login: who.login, password: who.password } })
    if (!answer.ok()) throw new Error(`log-in as ${who.login}: ${answer.status()} ${await answer.text()}`)
    return new Api(http, (await answer.json()).csrfToken)
  }

  async get<T>(path: string): Promise<T> {
    return this.read<T>(await this.http.get(`/api/v1${path}`))
  }

  async post<T>(path: string, data: unknown = {}): Promise<T> {
    return this.read<T>(await this.http.post(`/api/v1${path}`, { data, headers: { 'X-CSRF-Token': this.csrf } }))
  }

  async put<T>(path: string, data: unknown): Promise<T> {
    return this.read<T>(await this.http.put(`/api/v1${path}`, { data, headers: { 'X-CSRF-Token': this.csrf } }))
  }

  async remove(path: string): Promise<void> {
    await this.read(await this.http.delete(`/api/v1${path}`, { headers: { 'X-CSRF-Token': this.csrf } }))
  }

  /** What a file says. */
  async download(path: string): Promise<string> {
    const answer = await this.http.get(`/api/v1${path}`)
    if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`)
    return answer.text()
  }

  async patch<T>(path: string, data: unknown): Promise<T> {
    return this.read<T>(await this.http.patch(`/api/v1${path}`, { data, headers: { 'X-CSRF-Token': this.csrf } }))
  }

  private async read<T>(answer: Awaited<ReturnType<APIRequestContext['get']>>): Promise<T> {
    if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`)
    return answer.status() === 204 ? (undefined as T) : ((await answer.json()) as T)
  }
}
