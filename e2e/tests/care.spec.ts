import { expect, test } from '@playwright/test'
import { Api, account, demo, logIn } from '../desk.js'
import { choose } from '../pictures/guide.js'

interface Made {
  id: string
  number: string
}

test('a need raised in a call is owed an answer, and the answer is read by the desk', async ({ page }) => {
  const manager = account('account', '浙江')
  const api = await Api.as(manager)
  const { items } = await api.get<{ items: (Made & { name: string; manager: { name: string } | null })[] }>(
    '/customers?kind=organisation&limit=100',
  )
  const customer = items.find((one) => one.manager?.name === manager.name)
  if (!customer) throw new Error('The account manager has no customer.')
  const ticket = await api.post<Made>('/tickets', {
    kind: 'consult',
    subject: '问套餐',
    description: '问能否加一条线路',
    channel: 'phone',
    customerId: customer.id,
  })
  const words = '要给新码头加一条备用链路'
  const window = page.getByRole('dialog')
  await logIn(page, manager)

  await test.step('it is recorded on the ticket with one click', async () => {
    await page.goto(`${demo().url}/tickets/${ticket.number}`)
    await page.getByRole('button', { name: '记需求' }).click()
    await window.getByLabel('内容').fill(words)
    await window.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText(`已记录，${manager.name}应在`)).toBeVisible()
    await expect(window).toBeHidden()
  })

  await test.step('who owes it finds it among his tasks and answers', async () => {
    await page.goto(`${demo().url}/care?who=mine&state=open&kind=need`)
    await page.getByRole('button', { name: `办结: ${words}` }).click()
    await window.getByRole('button', { name: '办结' }).click()
    await expect(window).toContainText('请填写')
    await window.getByLabel('答复、结果或原因').fill('可以，下周现场勘查。')
    await window.getByRole('button', { name: '办结' }).click()
    await expect(window).toBeHidden()
    await expect(page.getByText(words)).toBeHidden()
  })

  await test.step('the desk reads the answer on the customer page', async () => {
    await page.goto(`${demo().url}/customers/${customer.id}`)
    const care = page.locator('section').filter({ has: page.getByRole('heading', { name: '需求与关怀' }) })
    await expect(care).toContainText(words)
    await expect(care).toContainText('可以，下周现场勘查。')
  })

  await test.step('a service plan that is set by hand holds at once', async () => {
    await page.getByRole('button', { name: /^指定服务方案/ }).click()
    await choose(window.getByLabel('服务方案'), '关系修复方案')
    await window.getByRole('button', { name: '保存' }).click()
    await expect(window).toBeHidden()
    await expect(page.getByText('关系修复方案 (手工指定)')).toBeVisible()
  })
})
