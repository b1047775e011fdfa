import i18n from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Names } from '@/api/catalogue';
import type { Unit } from '@/api/types';
import { startI18n } from '@/i18n';
import type { Entry } from './audit';
import { factsOf, listOf, type Voice } from './facts';

const known: Record<string, string> = { antenna: '天线射频', fault: '故障', urgent: '特急', high: '紧急' };
const names: Names = { of: (_, code) => known[code ?? ''] ?? '', in: ({ zh }) => zh };

beforeAll(() => startI18n('zh'));

const voice = (): Voice => ({
  t: i18n.t,
  names,
  language: 'zh',
  units: [
    { id: 'u1', name: '北京分公司' },
    { id: 'u2', name: '北京射频组' },
  ] as Unit[],
  roleName: (code) => ({ engineer: '单位工程师' })[code] ?? code,
  permissionName: (code) => ({ 'ticket.read': '查看工单', 'flow.read': '查看流程分析' })[code] ?? code,
});
const entry = (object: string, objectName: string, detail: unknown) =>
  ({ object, objectName, address: '10.1.2.3', detail: JSON.stringify(detail) }) as Entry;
const said = (e: Entry) =>
  factsOf(e, voice()).map(({ name, was, value }) =>
    was === undefined ? `${name} ${value}` : `${name} ${was} → ${value}`,
  );

describe('an entry is said in words, with no identifier and no code', () => {
  test.each([
    [entry('staff', '潘悦', { from: '127.0.0.1' }), ['来自 127.0.0.1']],
    [entry('staff', '潘悦', { from: '10.1.2.3' }), []], // told beside it
    [
      entry('staff', '潘悦', {
        name: '潘悦',
        after: {
          login: 'pan.yue',
          name: '潘悦',
          unitId: 'u2',
          roles: [{ role: 'engineer', unitId: 'u2', scope: 'unit' }],
        },
      }),
      ['登录名 pan.yue', '单位 北京射频组', '角色 单位工程师 北京射频组（本单位）'],
    ],
    [
      entry('unit', '北京射频组', { Link: 'antenna', ForUnitID: 'u1', UnitID: 'u2' }), // as older entries have it
      ['服务范围 北京分公司', '环节 天线射频'],
    ],
    [
      entry('unit', '北京射频组', {
        link: 'antenna',
        forUnitId: 'u1',
        before: { unitId: 'u1' },
        after: { unitId: 'u2' },
      }),
      ['单位 北京分公司 → 北京射频组', '服务范围 北京分公司', '环节 天线射频'],
    ],
    [
      entry('policy', '海上紧急故障', {
        zh: '海上紧急故障',
        en: 'Urgent',
        when: { kind: ['fault'], priority: ['urgent', 'high'] },
        respond: 15,
        resolve: 720,
        version: 3,
      }),
      ['条件 类型 故障 · 优先级 特急、紧急', '首次答复 15 分', '解决 12 小时'],
    ],
    [
      entry('policy', '海上紧急故障', {
        zh: '海上紧急故障',
        en: 'Urgent',
        before: { respond: 15, when: {}, active: false, zh: '海上故障' },
        after: { respond: 30, when: { kind: ['fault'] }, active: true, zh: '海上紧急故障' },
      }),
      ['中文名称 海上故障 → 海上紧急故障', '条件  → 类型 故障', '首次答复 15 分 → 30 分', '启用 否 → 是'],
    ],
    [entry('staff', '潘悦', { before: { newPassword: false }, after: { newPassword: true } }), ['设置新密码 否 → 是']],
    [
      entry('role', '单位工程师', {
        before: { permissions: [] },
        after: { permissions: ['ticket.read', 'flow.read'] },
      }),
      ['权限  → 查看工单、查看流程分析'],
    ],
    [entry('setting', '', { before: { apart: false }, after: { apart: true } }), ['管理员与安全管理员分开 否 → 是']],
    [
      entry('rules', '', {
        before: { lock: { failures: 10 }, networks: [], breakGlass: '' },
        after: { lock: { failures: 5 }, networks: ['10.0.0.0/8'], breakGlass: '' },
      }),
      ['锁定 失败多少次后锁定（0 为不锁定） 10 → 失败多少次后锁定（0 为不锁定） 5', '允许的网络  → 10.0.0.0/8'],
    ],
    [entry('staff', '潘悦', { how: 'passkey' }), ['方式 通行密钥']],
    [entry('policy', '', ['p1', 'p2']), []],
    [entry('staff', '潘悦', { id: 't1' }), []],
    [entry('phrase', '问候', { name: '问候', before: { name: '问候', text: '一', scope: 'all' } }), ['内容 一']],
  ])('%#', (given, expected) => {
    expect(said(given)).toEqual(expected);
  });

  test('what is no record says nothing', () => {
    expect(factsOf({ ...entry('staff', '', {}), detail: 'plain' }, voice())).toEqual([]);
  });

  test('a list that was taken out can be seen', () => {
    expect(listOf(entry('tickets', '', { list: 'late=overdue&status=active' }))).toEqual({
      to: '/tickets',
      search: { late: 'overdue', status: 'active' },
    });
    expect(listOf(entry('audit', '', { list: 'group=exports' }))?.to).toBe('/audit');
    expect(listOf(entry('staff', '', {}))).toBeUndefined();
  });
});
