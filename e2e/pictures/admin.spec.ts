import { expect } from '@playwright/test'
import { account } from '../desk.js'
import { choose, open, work } from './guide.js'

const admin = () => account('admin')

work('a unit is added with what it answers for', admin, async ({ page, say, picture }) => {
  await open(page, '/settings/units')
  await page.getByRole('button', { name: say('新增下级: 浙江分公司', 'Add below: 浙江分公司') }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel(say('单位名称', 'Name')).fill('舟山海上维护组')
  for (const link of [say('终端', 'Terminal'), say('天线射频', 'Antenna and RF')]) {
    await choose(form.getByLabel(say('负责环节', 'Answers for')), link)
  }
  await form.getByText(say('新增单位', 'Add a unit')).click()
  await picture('admin-unit', form)
  await form.getByRole('button', { name: say('取消', 'Cancel') }).click()
})

work('a person gets an account', admin, async ({ page, say, picture }) => {
  await open(page, '/settings/staff')
  await page.getByRole('button', { name: say('新增员工', 'Add a person') }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel(say('姓名', 'Name'), { exact: true }).fill('林海波')
  await form.getByLabel(say('登录名', 'Log-in')).fill(say('lin.haibo', 'lin.haibo.en'))
  await choose(form.getByLabel(say('单位', 'Unit'), { exact: true }).first(), '浙江分公司')
  await form.getByLabel(say('初始密码', 'First password')).fill('correct horse battery')
  await picture('admin-staff', form)
  await form.getByRole('button', { name: say('保存', 'Save') }).click()
  await expect(form).toBeHidden()
  await page.getByPlaceholder(say('姓名或登录名', 'Name or log-in')).fill('lin.haibo')
  await expect(page.getByText('林海波').first()).toBeVisible()
})

work('one tries which promises a matter meets', admin, async ({ page, say, picture }) => {
  await open(page, '/settings/policies')
  await choose(page.getByLabel(say('类型', 'Kind'), { exact: true }), say('故障', 'Fault'))
  await choose(page.getByLabel(say('客户等级', 'Tier'), { exact: true }), say('金牌', 'Gold'))
  await expect(page.getByText(say('第 4 条「金牌客户故障」', 'Rule 4, Gold customer fault.'))).toBeVisible()
  await picture('admin-policies')
})

work('a year’s holidays are looked at before they are taken in', admin, async ({ page, say, picture }) => {
  await open(page, '/settings/calendars')
  await page.getByRole('button', { name: say('导入放假安排', 'Import a list') }).click()
  const importing = page.getByRole('dialog')
  await importing
    .getByLabel(say('放假安排', 'List of holidays'), { exact: true })
    .fill(
      say(
        '# 来源: 放假通知\n2027-01-01,off,元旦\n2027-01-02,off,元旦\n2027-01-03,off,元旦\n2027-01-09,work,元旦调休',
        '# Source: official notice\n2027-01-01,off,New Year\n2027-01-02,off,New Year\n2027-01-03,off,New Year\n2027-01-09,work,New Year make-up',
      ),
    )
  await importing.getByRole('button', { name: say('查看影响', 'See the effect') }).click()
  await expect(importing.getByText(say('年份 2027，共 4 天。', 'Years: 2027; 4 days.'))).toBeVisible()
  await picture('admin-holidays', importing)
  await importing.getByRole('button', { name: say('取消', 'Cancel') }).click()
})

work('a macro writes and acts in one step', admin, async ({ page, say, picture }) => {
  await open(page, '/settings/phrases')
  await page
    .getByRole('button', { name: say('新增常用语', 'Add a phrase') })
    .first()
    .click()
  const form = page.getByRole('dialog')
  await form.getByLabel(say('名字', 'Name')).fill(say('请客户重启', 'Ask for a restart'))
  await form
    .getByLabel(say('内容', 'Text'))
    .fill(
      say(
        '{{联系人}}您好，工单 {{工单号}}:请断电 5 分钟后重启终端，把指示灯的状态告诉我们。',
        'Dear {{contact}}, ticket {{number}}: please switch the terminal off for five minutes and tell us what the lights show then.',
      ),
    )
  await form.getByLabel(say('写成', 'Written as')).click()
  await page.getByTitle(say('给客户的回复', 'Reply to the customer')).click()
  await form.getByLabel(say('处理时限', 'Clock of the resolution')).click()
  await page.getByTitle(say('暂停时限', 'Pause the clock')).click()
  await choose(form.getByLabel(say('暂停原因', 'Why it pauses')), say('等待客户', 'Waiting for the customer'))
  await picture('admin-macro', form)
  await form.getByRole('button', { name: say('保存', 'Save') }).click()
  await expect(form).toBeHidden()
  await expect(page.getByText(say('请客户重启', 'Ask for a restart'))).toBeVisible()
})
