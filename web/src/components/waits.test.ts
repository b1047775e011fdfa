import i18n from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '@/api/types';
import { startI18n } from '@/i18n';
import { waitsOf, waitWords } from './waits';

beforeAll(() => startI18n('zh'));

const place = (unit: string, more: Partial<Place> = {}): Place => ({
  handoffId: unit,
  unitId: unit,
  unit,
  staff: '',
  links: [],
  status: 'accepted',
  invitedBy: '',
  urged: false,
  dueAt: '2026-11-23T04:00:00Z',
  leftMinutes: 70,
  working: false,
  calendar: 'office',
  pauseReason: '',
  resumeAt: null,
  ...more,
});

describe('who waits for whom', () => {
  const places = [place('信关站组'), place('空间段组', { invitedBy: '信关站组' }), place('射频组')];
  test('a unit waits for the one that it invited, and knows who works beside it', () => {
    expect(waitsOf('信关站组', places).map(({ kind, unit }) => [kind, unit])).toEqual([
      ['for', '空间段组'],
      ['beside', '射频组'],
    ]);
  });
  test('the invited unit knows who waits for it', () => {
    expect(waitsOf('空间段组', places).map(({ kind, unit }) => [kind, unit])).toEqual([
      ['by', '信关站组'],
      ['beside', '射频组'],
    ]);
  });
  test('of a handoff that has ended nobody waits', () => {
    expect(waitsOf('核心网组', places)).toEqual([]);
  });
});

describe('how long one waits', () => {
  const words = (p: Place, now = '2026-11-23T02:00:00Z') => waitWords(p, new Date(now), 'zh', i18n.t, (code) => code);
  test('is working time, and no more than what is left on the wall', () => {
    expect(words(place('u'))).toBe('剩 1 小时 10 分');
    expect(words(place('u'), '2026-11-23T03:30:00Z')).toBe('剩 30 分');
    const days = { dueAt: '2026-11-27T04:00:00Z', leftMinutes: 1920 };
    expect(words(place('u', { ...days, working: true }))).toBe('按工作时间剩 32 小时');
    expect(words(place('u', days))).toBe('剩 1 天 8 小时');
  });
  test('is said as late, paused, or not at all', () => {
    expect(words(place('u', { leftMinutes: -25 }))).toBe('已超时 25 分');
    expect(words(place('u', { dueAt: null, pauseReason: 'weather' }))).toBe('已暂停：weather');
    expect(words(place('u', { dueAt: null }))).toBe('');
  });
});
