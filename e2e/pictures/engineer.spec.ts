import { expect } from '@playwright/test'
import { Api, account } from '../desk.js'
import { choose, open, type Seat, work } from './guide.js'

const engineer = () => account('engineer', '卫星与波束组')

interface Sent {
  number: string
  handoffs: { id: string; unit: string }[]
}

/** A handoff for the engineer's unit, asked by the desk beforehand; opened in the inbox. */
async function asked({ page, say }: Seat): Promise<Sent> {
  const desk = await Api.as(account('frontdesk', '客户服务中心'))
  const { items: units } = await desk.get<{ items: { id: string; name: string }[] }>('/units')
  const { number } = await desk.post<Sent>('/tickets', {
    kind: 'fault',
    category: 'intermittent',
    subject: say('船上网络每小时断两三次', 'The ship’s network drops two or three times an hour'),
    description: say(
      '出海第三天开始，每次断三五分钟，掉头后会好一阵。',
      'Since the third day at sea, for three to five minutes each time; better for a while after the ship turns.',
    ),
    channel: 'phone',
    contactName: say('王大副', 'Mr Wang, mate'),
    contactPhone: '13900001234',
  })
  await desk.post(`/tickets/${number}/handoffs`, {
    unitIds: [units.find((unit) => unit.name === '卫星与波束组')?.id],
    links: ['space'],
    request: say(
      '请查该船波束最近三天的电平和切换记录。',
      'Please check level and hand-overs of the ship’s beam over the last three days.',
    ),
    checklist: say(
      '近三天电平曲线\n切换记录\n邻星干扰',
      'Level over three days\nHand-over log\nInterference from the next satellite',
    ).split('\n'),
  })
  const { handoffs } = await desk.get<Sent>(`/tickets/${number}`)
  await open(page, `/inbox?handoff=${handoffs[0]?.id}&ticket=${number}`)
  return { number, handoffs }
}

work('the unit accepts, works by the checklist and answers', engineer, async (seat) => {
  const { page, say, picture } = seat
  await page.setViewportSize({ width: 1440, height: 640 })
  const { number } = await asked(seat)
  const beside = page.getByRole('complementary', { name: say(`${number} 的流转单`, `Handoff of ${number}`) })
  await beside.getByRole('button', { name: say('接收', 'Accept') }).click()
  await expect(beside.getByText(say('处理中', 'In work')).first()).toBeVisible()
  const first = beside.getByRole('checkbox', { name: say('近三天电平曲线', 'Level over three days') })
  await first.click() // ticked once the server has it
  await expect(first).toBeChecked()
  await picture('engineer-inbox')
  await beside.getByRole('button', { name: say('完成', 'Finish') }).click()
  const finishing = page.getByRole('dialog')
  await finishing
    .getByLabel(say('处理结果', 'Result'), { exact: true })
    .fill(
      say(
        '波束电平平稳，载噪比 11.2 dB；切换记录正常，无告警。',
        'Level steady, C/N 11.2 dB; hand-overs regular, no alarms.',
      ),
    )
  await finishing.getByText(say('排除', 'Cleared'), { exact: true }).click()
  await finishing.getByRole('checkbox', { name: say('切换记录', 'Hand-over log') }).check()
  await finishing
    .getByLabel(say('为何未做', 'Why it was left out'), { exact: false })
    .fill(say('频谱仪送检，下周补测', 'Analyser away for calibration, to be measured next week'))
  await picture('engineer-finish', finishing)
  await finishing.getByRole('button', { name: say('完成', 'Finish') }).click()
  await expect(finishing).toBeHidden()
})

work('the unit gives it back with a reason', engineer, async (seat) => {
  const { page, say, picture } = seat
  const { number } = await asked(seat)
  const beside = page.getByRole('complementary', { name: number })
  await beside.getByRole('button', { name: say('更多', 'More') }).click()
  await page.getByRole('menuitem', { name: say('退回', 'Return') }).click()
  const returning = page.getByRole('dialog')
  await choose(returning.getByLabel(say('退回原因', 'Why it is returned')), say('信息不全', 'Information missing'))
  await returning
    .getByLabel(say('说明', 'Details'))
    .fill(
      say(
        '缺船号和断网的准确时间，请补上后再转来。',
        'The ship and the exact times of the drops are missing. Please add them and ask again.',
      ),
    )
  await picture('engineer-return', returning)
  await returning.getByRole('button', { name: say('退回', 'Return') }).click()
  await expect(returning).toBeHidden()
})

work('the unit pauses its clock, and another unit is invited', engineer, async (seat) => {
  const { page, say, picture } = seat
  const { number } = await asked(seat)
  const beside = page.getByRole('complementary', { name: number })
  await beside.getByRole('button', { name: say('接收', 'Accept') }).click()
  const more = async (item: string) => {
    await beside.getByRole('button', { name: say('更多', 'More') }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await more(say('邀请单位', 'Invite a unit'))
  const inviting = page.getByRole('dialog')
  await choose(inviting.getByLabel(say('单位', 'Unit'), { exact: true }), '三亚信关站')
  await inviting
    .getByLabel(say('请对方做什么', 'What they are asked to do'))
    .fill(say('请核对同一时段信关站侧的切换记录。', 'Please compare the gateway’s hand-over log of the same hours.'))
  await inviting.getByRole('button', { name: say('邀请单位', 'Invite a unit') }).click()
  await expect(inviting).toBeHidden()
  await expect(beside.getByText('三亚信关站').first()).toBeVisible()
  await picture('engineer-waits', beside.getByRole('article'))
  await more(say('暂停时限', 'Pause the clock'))
  const pausing = page.getByRole('dialog')
  await choose(pausing.getByLabel(say('暂停原因', 'Why it pauses')), say('等待供应商', 'Waiting for a supplier'))
  await pausing.getByLabel(say('说明', 'Details')).fill(say('频谱仪周四送回', 'The analyser is back on Thursday'))
  await pausing.getByLabel(say('自动恢复时间', 'Resumes by itself at')).fill('2030-01-17 09:00')
  await page.keyboard.press('Tab') // closes the calendar
  await picture('engineer-pause', pausing)
  await pausing.getByRole('button', { name: say('暂停时限', 'Pause the clock') }).click()
  await expect(beside.getByRole('button', { name: say('恢复时限', 'Resume the clock') })).toBeVisible()
})
