import { expect } from '@playwright/test'
import { Api, account } from '../desk.js'
import { open, work } from './guide.js'

/** An administrator adds a unit and a person, so that there is something to look at. */
async function reorganise(say: (zh: string, en: string) => string): Promise<void> {
  const admin = await Api.as(account('admin'))
  const { items: units } = await admin.get<{ items: { id: string; name: string }[] }>('/units')
  const province = units.find(({ name }) => name === '广东分公司')?.id
  const unit = await admin.post<{ id: string }>('/units', {
    name: say('湛江海上维护组', '汕头海上维护组'),
    kind: 'team',
    parentId: province,
    links: ['terminal', 'antenna'],
  })
  await admin.post('/staff', {
    login: say('he.wanli', 'he.wanli.en'),
    name: '何万里',
    unitId: unit.id,
  })
  await admin.post('/tokens', { name: say('网管告警对接', 'Alarms from network management') })
}

work(
  'the audit log shows who did what',
  () => account('auditor'),
  async ({ page, say, picture }) => {
    await reorganise(say)
    await open(page, '/audit')
    const added = page.getByRole('row', { name: say('为何万里开设了账号', 'gave 何万里 an account') }).first()
    await expect(added).toBeVisible()
    await added.getByRole('button').click()
    await expect(page.getByText(say('校验值', 'Checksum')).first()).toBeVisible()
    await picture('auditor-log')
  },
)
