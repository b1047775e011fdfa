import i18n from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Names } from '@/api/catalogue';
import type { Staff, Unit } from '@/api/types';
import { startI18n } from '@/i18n';
import type { Entry } from './audit';
import { factsOf, objectOf, type Voice } from './facts';

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
  staff: [{ id: 's1', name: '潘悦' }] as Staff[],
});
const entry = (action: string, object: string, objectId: string, detail: unknown) =>
  ({ action, object, objectId, detail: JSON.stringify(detail) }) as Entry;
const said = (e: Entry) => [objectOf(e, voice()), ...factsOf(e, voice()).map(({ name, value }) => `${name} ${value}`)];

describe('an entry is said in words, with no identifier and no code', () => {
  test.each([
    [entry('login', 'staff', 's1', { from: '127.0.0.1' }), ['潘悦', '来自 127.0.0.1']],
    [
      entry('staff.added', 'staff', 's1', {
        login: 'pan.yue',
        name: '潘悦',
        unitId: 'u2',
        roles: [{ role: 'engineer', unitId: 'u2', scope: 'unit' }],
      }),
      ['潘悦', '登录名 pan.yue', '单位 北京射频组', '角色 单位工程师 北京射频组（本单位）'],
    ],
    [
      entry('answer.set', 'unit', 'u2', { Link: 'antenna', ForUnitID: 'u1', UnitID: 'u2' }),
      ['北京射频组', '服务范围 北京分公司', '环节 天线射频'],
    ],
    [
      entry('policy.saved', 'policy', 'p1', {
        zh: '海上紧急故障',
        en: 'Urgent',
        when: { kind: ['fault'], priority: ['urgent', 'high'] },
        respond: 15,
        resolve: 720,
        version: 3,
      }),
      ['海上紧急故障', '条件 类型 故障 · 优先级 特急、紧急', '首次答复 15 分', '解决 12 小时'],
    ],
    [entry('policies.ordered', 'policy', '', ['p1', 'p2']), ['']],
    [entry('token.removed', 'staff', 's1', { id: 't1' }), ['']],
  ])('%#', (given, expected) => {
    expect(said(given)).toEqual(expected);
  });

  test('what is no record says nothing', () => {
    expect(factsOf({ ...entry('login', 'staff', 's1', {}), detail: 'plain' }, voice())).toEqual([]);
  });
});
