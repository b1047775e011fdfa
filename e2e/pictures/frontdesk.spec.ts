import { expect, type Page } from '@playwright/test'
import { Api, account } from '../desk.js'
import { choose, open, type Seat, work } from './guide.js'

const desk = () => account('frontdesk', '客户服务中心')

interface Customer {
  id: string
  name: string
  noteMust: boolean
  contacts: { id: string; name: string; phone: string }[]
  terminals: { id: string; number: string; product: string; state: string }[]
}

interface Filed {
  id: string
  number: string
  handoffs: { id: string; unit: string; links: string[] }[]
}

/** A customer with a station and two people who call for it. */
async function customer(api: Api): Promise<Customer> {
  const { items } = await api.get<{ items: { id: string; tier: string }[] }>('/customers?limit=100')
  for (const { id } of items.filter((one) => one.tier === 'gold')) {
    const found = await api.get<Customer>(`/customers/${id}`)
    const stations = found.terminals.filter((t) => t.product === 'vsat' && t.state === 'active')
    if (!found.noteMust && stations.length === 1 && found.contacts.length > 1) return { ...found, terminals: stations }
  }
  throw new Error('The demo has no such customer.')
}

/** A fault of that customer, filed beforehand. */
async function fault(api: Api, subject: string, description: string, more: object = {}): Promise<Filed> {
  const { id, contacts, terminals } = await customer(api)
  return api.post<Filed>('/tickets', {
    kind: 'fault',
    category: 'no-receive',
    subject,
    description,
    channel: 'phone',
    customerId: id,
    contactId: contacts[0]?.id,
    terminalId: terminals[0]?.id,
    ...more,
  })
}

const reception = ({ say }: Seat): [string, string] => [
  say('船载站接收中断', 'No reception on the ship’s station'),
  say(
    '出海第三天起接收指示灯灭，发射灯正常，重启两次没有用。',
    'Since the third day at sea the receive light is off. Transmit light on. Restarted twice, no change.',
  ),
]

const menu = async (page: Page, more: string, item: string) => {
  await page.locator('main').getByRole('button', { name: more }).first().click()
  await page.getByRole('menuitem', { name: item }).first().click()
}

work('the home page says what to do next', desk, async ({ page, say, picture }) => {
  await expect(page.getByRole('heading', { name: say('接下来要做', 'To do next') })).toBeVisible()
  await page.setViewportSize({ width: 1240, height: 580 })
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await picture('frontdesk-home')
})

work('a call becomes a ticket', desk, async (seat) => {
  const { page, api, say, picture } = seat
  const { contacts, name } = await customer(api)
  await page.keyboard.press('n')
  await page.waitForURL('**/tickets/new')
  await page.getByLabel(say('来电', 'Caller'), { exact: true }).fill(contacts[0]?.phone ?? '')
  await expect(page.getByText(say(`已选客户：${name}`, `Customer: ${name}`))).toBeVisible()
  const group = (label: string) => page.getByRole('radiogroup', { name: label })
  await group(say('类型', 'Kind')).getByText(say('故障', 'Fault'), { exact: true }).click()
  await group(say('类别', 'Category')).getByText(say('接收中断', 'Reception lost'), { exact: true }).click()
  await page.getByRole('button', { name: say('套用模板', 'Use the template') }).click()
  await page.keyboard.type(say('船载 80 厘米站', '80 cm ship station'))
  await expect(page.getByText(say('草稿已保存', 'Draft saved'))).toBeVisible()
  await page.setViewportSize({ width: 1240, height: 1240 })
  await page.locator('#page').evaluate((e) => e.scrollTo(0, 0))
  await picture('frontdesk-intake')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: say('已受理', 'Filed') })).toBeVisible()
  await expect(page.getByText(say('请告诉客户', 'Please tell the customer'))).toBeVisible()
  await picture('frontdesk-filed', page.locator('main section').first())
})

work('two units are asked at once, one returns it, and the end is confirmed', desk, async (seat) => {
  const { page, api, say, picture } = seat
  const ticket = await fault(api, ...reception(seat))
  await open(page, `/tickets/${ticket.number}`)
  await page.getByRole('button', { name: say('转派单位', 'Hand to units') }).click()
  const asking = page.getByRole('dialog')
  await asking.getByRole('checkbox', { name: say('天线射频', 'Antenna and RF') }).check()
  await asking.getByRole('checkbox', { name: say('卫星波束', 'Satellite and beam') }).check()
  const request = say('请单位做什么', 'What the units are asked to do')
  await asking
    .getByLabel(request)
    .fill(
      say(
        '接收指示灯灭、发射正常。请查近三天波束电平与告警；请船上量 LNB 供电。',
        'Receive light off, transmit fine. Please check the beam’s level and alarms of the last three days, and have the LNB’s supply measured on board.',
      ),
    )
  await asking
    .getByLabel(say('检查单', 'Checklist'))
    .fill(say('近三天波束电平\nLNB 供电电压', 'Beam level, last three days\nLNB supply voltage'))
  await expect(asking.getByTitle('卫星与波束组', { exact: true })).toBeVisible()
  await picture('frontdesk-handoff', asking)
  await asking.getByRole('button', { name: say('转派单位', 'Hand to units') }).click()
  await expect(asking).toBeHidden()

  await answer(seat, ticket)
  await expect(page.getByText(say('退回 1 次', 'returned once')).first()).toBeVisible()
  await picture('frontdesk-returned')

  await menu(page, say('更多', 'More'), say('填写处理结果', 'Resolve'))
  const resolving = page.getByRole('dialog')
  await choose(resolving.getByLabel(say('原因', 'Cause')), say('馈线/接头进水', 'Cable or connector damage'))
  await resolving
    .getByLabel(say('告诉客户的处理结果', 'What the customer is told'))
    .fill(say('更换进水的接头后接收恢复。', 'A wet connector was replaced; reception is back.'))
  await resolving.getByRole('button', { name: say('填写处理结果', 'Resolve') }).click()
  await page.getByRole('button', { name: say('回访客户', 'Call back') }).click()
  const calling = page.getByRole('dialog')
  await calling.getByText(say('没联系上', 'Not reached'), { exact: true }).click()
  await calling
    .getByLabel(say('记录', 'Note'))
    .fill(say('打船上座机，响铃无人接。', 'Rang the ship’s phone, no answer.'))
  await picture('frontdesk-callback', calling)
  await calling.getByText(say('好了', 'All is well'), { exact: true }).click()
  await calling.getByRole('button', { name: say('记录回访', 'Note the call') }).click()
  await page.getByRole('button', { name: say('办结', 'Close'), exact: true }).click()
  await expect(page.getByText(say('已办结', 'Closed')).first()).toBeVisible()
})

/** The two units answer: the beam is in order, the antenna people give it back. */
async function answer({ say }: Seat, { number }: Filed): Promise<void> {
  const chief = await Api.as(account('supervisor', '星联'))
  const { handoffs } = await chief.get<Filed>(`/tickets/${number}`)
  const beamFirst = [...handoffs].sort((a, b) => Number(b.links.includes('space')) - Number(a.links.includes('space')))
  for (const { id, links } of beamFirst) {
    await chief.post(`/handoffs/${id}/accept`)
    if (links.includes('space')) {
      await chief.post(`/handoffs/${id}/finish`, {
        result: say('三天电平平稳，载噪比 11.2 dB,无告警。', 'Level steady for three days, C/N 11.2 dB, no alarms.'),
        links: [{ link: 'space', state: 'cleared' }],
        skipped: say('供电由船上测', 'Supply is measured on board'),
      })
    } else {
      await chief.post(`/handoffs/${id}/return`, {
        reason: 'missing-info',
        text: say('请先让船上拍接头照片。', 'Please have the connectors photographed on board first.'),
      })
    }
  }
}

work('two tickets of one matter are merged, and the merge is undone', desk, async (seat) => {
  const { page, api, say, picture } = seat
  const first = await fault(api, ...reception(seat))
  const again = await fault(
    api,
    say('大副来问网络什么时候好', 'The mate asks when the network is back'),
    say('和上午报的是同一件事。', 'It is what was reported this morning.'),
  )
  await open(page, `/tickets/${again.number}`)
  await menu(page, say('更多', 'More'), say('并入另一张工单', 'Merge into another ticket'))
  const merging = page.getByRole('dialog')
  await merging.getByLabel(say('并入哪张工单', 'Merge into which ticket')).fill(first.number)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: first.number }).first().click()
  await expect(merging.getByText(say('合并之后', 'Once merged'))).toBeVisible()
  await merging
    .getByLabel(say('告诉本单客户', 'What this ticket’s customer is told'))
    .fill(
      say(
        '您问的和上午报的是同一件事，我们一起处理。',
        'What you ask about was reported this morning; we deal with both together.',
      ),
    )
  await picture('frontdesk-merge', merging)
  await merging.getByRole('button', { name: say('并入另一张工单', 'Merge into another ticket') }).click()
  await expect(page.getByText(say('这张工单已并入', 'This ticket was merged into'))).toBeVisible()
  await page.getByRole('button', { name: say('撤销合并', 'Undo the merge') }).click()
  const undoing = page.getByRole('dialog')
  await undoing.getByLabel(say('原因', 'Reason')).fill(say('是另一台终端', 'It is another terminal'))
  await undoing.getByRole('button', { name: say('撤销合并', 'Undo the merge') }).click()
  await expect(page.getByText(say('这张工单已并入', 'This ticket was merged into'))).toBeHidden()
})

work('many tickets are worked through at once, seen beforehand', desk, async (seat) => {
  const { page, say, picture } = seat
  await page.setViewportSize({ width: 1440, height: 560 })
  await open(page, '/tickets?mine=owner')
  await page.getByRole('checkbox', { name: say('选择全部', 'Select all') }).check()
  const bar = page.getByRole('region', { name: say('已选择的工单', 'Selected tickets') })
  await bar.getByRole('button', { name: say('更多操作', 'More') }).click()
  await page.getByRole('menuitem', { name: say('催办', 'Urge the units') }).click()
  const bulk = page.getByRole('dialog')
  await bulk.getByRole('button', { name: say('预览', 'Preview') }).click()
  await expect(bulk.getByText(say('张可以', 'will change'), { exact: false }).first()).toBeVisible()
  await picture('frontdesk-bulk')
})

work('a clock is paused until a day, and a reply is written', desk, async (seat) => {
  const { page, api, say, picture } = seat
  const ticket = await fault(api, ...reception(seat))
  await open(page, `/tickets/${ticket.number}`)
  await menu(page, say('更多', 'More'), say('暂停时限', 'Pause the clock'))
  const pausing = page.getByRole('dialog')
  await choose(pausing.getByLabel(say('暂停原因', 'Why it pauses')), say('等待天气', 'Waiting for the weather'))
  await pausing
    .getByLabel(say('说明', 'Details'))
    .fill(say('台风，船三天后靠港', 'Typhoon; the ship is in port in three days'))
  await pausing.getByLabel(say('自动恢复时间', 'Resumes by itself at')).fill('2030-01-15 09:00')
  await page.keyboard.press('Tab') // closes the calendar
  await pausing.getByRole('button', { name: say('暂停时限', 'Pause the clock') }).click()
  await expect(page.getByText(say('已暂停：等待天气', 'Paused: Waiting for the weather')).first()).toBeVisible()
  const composer = page.getByRole('region', { name: say('写点什么', 'Write') })
  await composer.getByText(say('回复客户', 'Reply to customer')).click()
  await composer
    .getByRole('textbox', { name: say('回复客户', 'Reply to customer') })
    .fill(
      say(
        '波束已排除故障，等船靠港后我们安排人上船检查接头。',
        'The beam is in order. When the ship is in port we will send somebody to check the connectors.',
      ),
    )
  await expect(composer.getByText(say('草稿已保存', 'Draft saved'))).toBeVisible()
  await picture('frontdesk-reply', composer)
})

work('all of a customer stands on one page', desk, async ({ page, api, say, picture }) => {
  const { items } = await api.get<{ items: { id: string; tier: string }[] }>('/customers?limit=100&tier=gold')
  for (const { id } of items) {
    const { figures } = await api.get<{ figures: { open: number; filed: number } }>(`/customers/${id}/overview`)
    if (figures.open === 0 || figures.filed < 4) continue
    await open(page, `/customers/${id}`)
    await expect(page.getByRole('heading', { name: say('最近往来', 'Last contacts') })).toBeVisible()
    await picture('frontdesk-customer')
    return
  }
  throw new Error('The demo has no such customer.')
})
