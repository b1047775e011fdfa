import { account } from '../desk.js'
import { choose, open, work } from './guide.js'

const officer = () => account('security')

work('a role is made of permissions in plain words', officer, async ({ page, say, picture }) => {
  await open(page, '/settings/roles')
  await page.getByRole('button', { name: say('新增角色', 'New role') }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel(say('中文名称', 'Chinese name')).fill('夜班值守')
  await form.getByLabel(say('英文名称', 'English name')).fill('Night watch')
  await form.getByRole('checkbox', { name: say('查看工单', 'Read tickets') }).check()
  await form.getByRole('checkbox', { name: say('处理流转单', 'Work on handoffs') }).check()
  await form.getByText(say('新增角色', 'New role')).click()
  await picture('security-role', form)
})

work('a person gets a post', officer, async ({ page, say, picture }) => {
  await open(page, '/settings/staff?q=gu.')
  await page.getByRole('button', { name: say('修改: 顾知行', 'Change: 顾知行') }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: say('添加角色', 'Add a role') }).click()
  await choose(form.getByLabel(say('单位', 'Unit'), { exact: true }).last(), '福建分公司')
  await picture('security-post', form)
})

work('what a person may do is reviewed', officer, async ({ page, say, picture }) => {
  await open(page, '/settings/staff?q=gu.')
  await page.getByRole('button', { name: say('权限: 顾知行', 'Rights: 顾知行') }).click()
  await page.getByText(say('维护客户', 'Keep customers')).waitFor()
  await picture('security-rights')
})
