import { expect, test } from '@playwright/test'
import { Api, account, demo, logIn } from '../desk.js'

interface Made {
  id: string
  number: string
}

test('an outage is declared, told to those it touches, and declared over', async ({ page, browser }) => {
  const chief = account('supervisor', '客户服务中心')
  const desk = await Api.as(account('frontdesk', '客户服务中心'))
  const customer = await desk.post<Made>('/customers', {
    name: '嵊山捕捞队',
    contactName: '陈船长',
    phone: '13955550301',
  })
  const place = `嵊山渔场 ${customer.number}` // a second try meets what the first has left
  const beam = `E2E-${customer.number}`
  const terminal = await desk.post<Made>('/terminals', {
    customerId: customer.id,
    product: 'vsat',
    number: `VS-${customer.number}`,
    beam,
  })
  await logIn(page, chief)
  await page.goto(`${demo().url}/outages`)
  await page.getByRole('button', { name: '发布公告' }).click()
  const window = page.getByRole('dialog').filter({ hasText: '告诉客户的话' }).last()
  await window.getByLabel('波束').fill(beam)
  await page.keyboard.press('Enter')
  await window.getByLabel('影响哪里（中文）').fill(place)
  await window.getByLabel('告诉客户的话（中文）').fill('正在切换备份设备。')
  await window.getByRole('button', { name: '保存' }).click()
  const drawer = page.getByRole('dialog').filter({ hasText: '受影响的终端' })
  await expect(drawer).toContainText(`VS-${customer.number}`)

  await test.step('it stands on the customer, and at intake', async () => {
    await page.goto(`${demo().url}/customers/${customer.id}`)
    await expect(page.getByRole('link', { name: `通信中断：${place}` })).toBeVisible()
    await page.goto(`${demo().url}/tickets/new?customer=${customer.id}`)
    await expect(page.getByRole('link', { name: `通信中断：${place}` })).toBeVisible()
  })

  await test.step('the portal tells of it', async () => {
    const visitor = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
    await visitor.goto(`${demo().url}/portal/`)
    await visitor.getByRole('link', { name: '是我的问题还是网络的问题？' }).click()
    await expect(visitor.getByText(`通信中断：${place}`)).toBeVisible()
    await visitor.context().close()
  })

  await test.step('its tickets are one click away', async () => {
    const fault = { kind: 'fault', subject: '收不到信号', description: '整船断网', channel: 'phone' }
    const ticket = await desk.post<Made>('/tickets', { ...fault, customerId: customer.id, terminalId: terminal.id })
    await page.goto(`${demo().url}/outages`)
    await page.getByRole('link', { name: new RegExp(place) }).click()
    await drawer.getByRole('link', { name: '这些终端的未办结工单' }).click()
    await expect(page.getByText(ticket.number)).toBeVisible()
    await page.goto(`${demo().url}/tickets/${ticket.number}`)
    await expect(page.getByRole('link', { name: `通信中断：${place}` })).toBeVisible()
  })

  await test.step('it is over', async () => {
    await page.getByRole('link', { name: `通信中断：${place}` }).click()
    await drawer.getByRole('button', { name: '宣布恢复' }).click()
    const ending = page.getByRole('dialog').filter({ hasText: '告诉客户的话（中文）' }).last()
    await ending.getByLabel('告诉客户的话（中文）').fill('已恢复。')
    await ending.getByRole('button', { name: '宣布恢复' }).click()
    await expect(drawer.getByRole('button', { name: '并未恢复' })).toBeVisible()
  })
})

test('what was found at a site is noted; a customer registered twice is merged and the merge undone', async ({
  page,
}) => {
  const who = account('frontdesk', '客户服务中心')
  const desk = await Api.as(who)
  const one = await desk.post<Made>('/customers', { name: '花鸟岛灯塔站', contactName: '刘站长', phone: '13955550302' })
  const two = await desk.post<Made>('/customers', { name: '花鸟岛灯塔', contactName: '刘站长', phone: '13955550302' })
  const site = await desk.post<Made>('/sites', {
    customerId: one.id,
    name: '灯塔机房',
    area: 'rural',
    lat: 30.8,
    lon: 122.6,
  })
  await logIn(page, who)
  await page.goto(`${demo().url}/customers/${one.id}?site=${site.id}`)
  const window = page.getByRole('dialog').last()
  await window.getByRole('button', { name: '记录现场情况' }).click()
  await window.getByRole('textbox', { name: '情况' }).fill('上山只有石阶，设备要人抬。')
  await window.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('上山只有石阶，设备要人抬。')).toBeVisible()

  await test.step('consent', async () => {
    await page.goto(`${demo().url}/customers/${one.id}`)
    await page.getByRole('button', { name: '记录同意: 满意度回访' }).click()
    await window.getByLabel('凭据').fill('电话录音')
    await window.getByRole('button', { name: '记录同意' }).click()
    await expect(page.getByRole('button', { name: '记录收回: 满意度回访' })).toBeVisible()
  })

  await test.step('merge and undo', async () => {
    await page.goto(`${demo().url}/customers/${two.id}`)
    await page.getByRole('button', { name: /合并$/ }).click()
    await window.getByRole('radio', { name: new RegExp(one.number) }).check()
    await window.getByLabel('为什么是同一位客户').fill('同一座灯塔')
    await window.getByRole('button', { name: '合并', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: '花鸟岛灯塔站' })).toBeVisible()
    await page.goto(`${demo().url}/customers/${two.id}`)
    await page.getByRole('button', { name: '撤销合并' }).click()
    await window.getByLabel('为什么撤销').fill('是两家')
    await window.getByRole('button', { name: '撤销合并' }).click()
    await expect(page.getByText('这位客户已并入')).toBeHidden()
  })
})
