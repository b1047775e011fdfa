import { describe, expect, test } from 'vitest';
import type { Holiday, Role, Unit } from '@/api/types';
import { targetWords } from '@/i18n/minutes';
import { stretches, uncovered } from './calendars';
import { below, treeRows } from './org';
import { moved } from './policies';
import { difference } from './roles';

const unit = (id: string, parentId: string | null) => ({ id, parentId, name: id }) as Unit;
const units = [unit('hq', null), unit('north', 'hq'), unit('team', 'north'), unit('south', 'hq')];

describe('units', () => {
  test('stand as a tree', () => {
    const [top] = treeRows(units);
    expect(top?.children?.map((row) => row.id)).toEqual(['north', 'south']);
    expect(top?.children?.[0]?.children?.map((row) => row.id)).toEqual(['team']);
    expect(top?.children?.[1]?.children).toBeUndefined();
  });

  test('whose parent is hidden stand at the top', () => {
    expect(treeRows([unit('team', 'north')]).map((row) => row.id)).toEqual(['team']);
  });

  test('cannot move below themselves', () => {
    expect([...below(units, 'north')]).toEqual(['north', 'team']);
  });
});

describe('the order of policies', () => {
  test('changes by one place', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  });

  test('ends at its ends', () => {
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
  });
});

describe('holidays', () => {
  const day = (date: string, kind: Holiday['kind'] = 'off', name = '元旦'): Holiday => ({ date, kind, name });

  test('in a row are one stretch, over the end of a month too', () => {
    const days = [day('2026-12-31'), day('2027-01-01'), day('2027-01-03', 'work'), day('2027-01-02')];
    expect(stretches(days)).toEqual([
      { from: '2026-12-31', to: '2027-01-02', kind: 'off', name: '元旦', days: 3 },
      { from: '2027-01-03', to: '2027-01-03', kind: 'work', name: '元旦', days: 1 },
    ]);
  });

  test('of another name begin another stretch', () => {
    expect(stretches([day('2026-10-01', 'off', '国庆节'), day('2026-10-02', 'off', '中秋节')])).toHaveLength(2);
  });

  test('are missing for this year or the next', () => {
    expect(uncovered([2025, 2026], 2026)).toEqual([2027]);
    expect(uncovered([2026, 2027], 2026)).toEqual([]);
    expect(uncovered([], 2026)).toEqual([2026, 2027]);
  });
});

describe('a permission of a role', () => {
  const role = { builtIn: true, default: ['ticket.read', 'handoff.work'] } as Role;

  test('is marked where it is not as the role comes', () => {
    expect(difference(role, 'ticket.read', true)).toBeUndefined();
    expect(difference(role, 'ticket.read', false)).toBe('dropped');
    expect(difference(role, 'flow.read', true)).toBe('added');
    expect(difference(role, 'flow.read', false)).toBeUndefined();
  });

  test('of the operator’s own is never marked', () => {
    expect(difference({ ...role, builtIn: false, default: [] }, 'ticket.read', true)).toBeUndefined();
    expect(difference(undefined, 'ticket.read', true)).toBeUndefined();
  });
});

test('targets are said in hours, never in days of a calendar', () => {
  expect([15, 120, 150, 2880].map((minutes) => targetWords(minutes, 'zh'))).toEqual([
    '15 分',
    '2 小时',
    '2.5 小时',
    '48 小时',
  ]);
});
