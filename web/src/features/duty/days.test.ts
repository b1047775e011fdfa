import { describe, expect, it } from 'vitest';
import type { DutyKind } from '@/api/types';
import { after, daysOf, hoursOf, shortNames, stretchOf, todayOf, turned } from './days';

describe('days of a roster', () => {
  it('go over the ends of months and years', () => {
    expect(after('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysOf('2027-02-27', '2027-03-01')).toEqual(['2027-02-27', '2027-02-28', '2027-03-01']);
  });
  it('make a week from Monday on, and whole months', () => {
    expect(stretchOf('2026-12-06', 'week')).toEqual({ from: '2026-11-30', to: '2026-12-06' });
    expect(stretchOf('2026-12-07', 'week')).toEqual({ from: '2026-12-07', to: '2026-12-13' });
    expect(stretchOf('2027-02-14', 'month')).toEqual({ from: '2027-02-01', to: '2027-02-28' });
    expect(stretchOf('2026-12-31', 'month')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(stretchOf(turned('2026-12-01', '2026-12-31', 1), 'month').from).toBe('2027-01-01');
    expect(stretchOf(turned('2026-12-01', '2026-12-31', -1), 'month').from).toBe('2026-11-01');
  });
  it('begin at midnight in China', () => {
    expect(todayOf(new Date('2026-12-01T15:59:00Z'))).toBe('2026-12-01');
    expect(todayOf(new Date('2026-12-01T16:00:00Z'))).toBe('2026-12-02');
  });
});

describe('shifts', () => {
  it('are told apart by as little of their names as that takes', () => {
    const kind = (id: string, name: string) => ({ id, name, retired: false }) as DutyKind;
    const names = shortNames([kind('1', '早班'), kind('2', '夜班'), kind('3', '夜二班')]);
    expect([...names.values()]).toEqual(['早', '夜班', '夜二']);
  });
  it('count for hours', () => {
    expect(hoursOf(660)).toBe('11');
    expect(hoursOf(450)).toBe('7.5');
  });
});
