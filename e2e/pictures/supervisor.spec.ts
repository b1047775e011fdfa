import { expect } from '@playwright/test'
import { Api, account, demo } from '../desk.js'
import { open, work } from './guide.js'

const chief = () => account('supervisor', '星联')

work('the watch shows what presses, and an absent colleague’s work goes to others', chief, async (seat) => {
  const { page, say, picture } = seat
  await page.setViewportSize({ width: 1440, height: 620 })
  await open(page, '/watch')
  await expect(
    page.getByRole('heading', { name: say('待回应的上报和催办', 'Unanswered escalations and urges') }),
  ).toBeVisible()
  await picture('supervisor-watch')
  const absent = demo().accounts.filter((a) => a.role === 'frontdesk' && a.unit === '客户服务中心')
  const name = absent[0]?.name ?? ''
  await page.getByRole('button', { name: say(`重新分配 ${name} 的工作`, `Redistribute the work of ${name}`) }).click()
  const sharing = page.getByRole('dialog')
  const takers = sharing.getByLabel(say('接手的同事', 'Who takes over'))
  for (const { name: other } of absent.slice(1, 3)) {
    await takers.fill(other)
    await takers.press('Enter')
    await expect(sharing.locator('.ant-select-selection-item', { hasText: other }).first()).toBeVisible()
  }
  await sharing.getByText(say(`重新分配 ${name} 的工作`, `Redistribute the work of ${name}`)).click()
  await expect(sharing.getByRole('button', { name: say('分配 ', 'Redistribute ') })).toBeEnabled()
  await picture('supervisor-share', sharing)
  await sharing.getByRole('button', { name: say('取消', 'Cancel') }).click()
})

work('a dispute is decided', chief, async ({ page, say, picture }) => {
  const { number } = await returnedTwice(say)
  await open(page, '/disputes')
  const card = page.getByRole('article').filter({ hasText: number })
  await expect(card).toBeVisible()
  await card.getByRole('button', { name: say('裁定', 'Decide') }).click()
  const deciding = page.getByRole('dialog')
  await deciding.getByLabel(say('由哪个单位负责', 'The unit that answers')).fill('怀柔')
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '怀柔信关站' }).first().click()
  await deciding
    .getByLabel(say('裁定理由', 'Reasons'), { exact: false })
    .fill(
      say(
        '用户在怀柔波束下，由怀柔信关站查注册失败的原因，今天给出结论。',
        'The user is in the Huairou beam: Huairou is to find out why registration fails, with a finding today.',
      ),
    )
  await picture('supervisor-dispute', deciding)
  await deciding.getByRole('button', { name: say('裁定', 'Decide') }).click()
  await expect(deciding).toBeHidden()
  await expect(card).toBeHidden()
})

/** A ticket whose gateway two units have given back. */
async function returnedTwice(say: (zh: string, en: string) => string): Promise<{ number: string }> {
  const desk = await Api.as(account('frontdesk', '客户服务中心'))
  const head = await Api.as(chief())
  const { items: units } = await desk.get<{ items: { id: string; name: string }[] }>('/units')
  const ticket = await desk.post<{ number: string }>('/tickets', {
    kind: 'fault',
    subject: say('林区瞭望塔电话注册失败', 'The phone at the forest lookout does not register'),
    description: say(
      '卡正常，信号满格，拨号提示注册失败。',
      'SIM in order, full signal, registration fails when dialling.',
    ),
    channel: 'phone',
    contactName: say('李站长', 'Mr Li'),
  })
  const reasons = {
    三亚信关站: say('该波束不归本站。', 'This beam is not ours.'),
    怀柔信关站: say('本站无告警，请查核心网。', 'No alarms here; ask the core network.'),
  }
  for (const [unit, text] of Object.entries(reasons)) {
    await desk.post(`/tickets/${ticket.number}/handoffs`, {
      unitIds: [units.find(({ name }) => name === unit)?.id],
      links: ['gateway'],
      request: say('请查注册失败的原因。', 'Please find out why registration fails.'),
    })
    const { handoffs } = await desk.get<{ handoffs: { id: string; status: string }[] }>(`/tickets/${ticket.number}`)
    const open = handoffs.find(({ status }) => status === 'sent')
    await head.post(`/handoffs/${open?.id}/return`, { reason: 'not-ours', text })
  }
  return ticket
}

work('the flow says where the time goes', chief, async ({ page, say, picture }) => {
  await page.setViewportSize({ width: 1440, height: 780 })
  await open(page, '/flow')
  await expect(page.getByText(say('各环节用时', 'Time by stage'))).toBeVisible()
  await expect(page.getByRole('img', { name: say('柱状图', 'Bar chart') })).toBeVisible()
  await picture('supervisor-flow')
})
