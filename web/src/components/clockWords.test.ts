import i18n from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Language, PromiseBrief } from '@/api/types';
import { setLanguage, startI18n } from '@/i18n';
import { instantOf } from '@/i18n/time';
import { readClock } from './clockWords';

beforeAll(() => startI18n('en').then(() => setLanguage('zh')));

// Monday 2026-11-23, 14:20 in Shanghai.
const now = instantOf('2026-11-23T14:20');
const instant = (wall: string) => instantOf(wall).toISOString();

const running: PromiseBrief = {
  kind: 'resolve',
  state: 'running',
  startedAt: instant('2026-11-23T08:00'),
  dueAt: instant('2026-11-23T17:40'),
  warnAt: null,
  percent: 40,
  leftMinutes: 200,
  working: false,
};
const reasons: Record<Language, string> = { zh: '等待客户', en: 'waiting for the customer' };

function read(promise: PromiseBrief, language: Language = 'zh', at = now) {
  return readClock(promise, at, language, i18n.getFixedT(language), (code) =>
    code === 'customer' ? reasons[language] : code,
  );
}

function words(promise: PromiseBrief, language: Language = 'zh', at = now) {
  const { main, detail } = read(promise, language, at);
  return detail === '' ? main : `${main} · ${detail}`;
}

describe('a clock says', () => {
  test('what is left and until when', () => {
    expect(words(running)).toBe('剩 3 小时 20 分 · 今天 17:40 前');
    expect(words(running, 'en')).toBe('3 h 20 min left · by 17:40 today');
  });

  test('working time, where it is less than the time on the wall', () => {
    const overnight = { ...running, dueAt: instant('2026-11-24T09:20'), leftMinutes: 230 };
    expect(words(overnight)).toBe('剩 3 小时 50 分 · 明天 9:20 前');
  });

  test('less and less while the page stands open', () => {
    expect(words(running, 'zh', instantOf('2026-11-23T17:15'))).toBe('剩 25 分 · 今天 17:40 前');
  });

  test('by how much it is overdrawn', () => {
    const late = { ...running, percent: 104, leftMinutes: -25 };
    expect(words(late, 'zh', instantOf('2026-11-23T18:05'))).toBe('已超时 25 分 · 应在今天 17:40 前');
    expect(words(late, 'en', instantOf('2026-11-23T18:05'))).toBe('25 min overdue · was due 17:40 today');
  });

  test('that it became late while the page stood open', () => {
    expect(read(running, 'zh', instantOf('2026-11-23T17:50'))).toMatchObject({
      main: '已超时 10 分',
      tone: 'late',
      percent: 100,
    });
  });

  test('why it stands still and when it goes on', () => {
    const paused: PromiseBrief = {
      ...running,
      state: 'paused',
      dueAt: null,
      pauseReason: 'customer',
      resumeAt: instant('2026-11-24T09:00'),
    };
    expect(words(paused)).toBe('已暂停：等待客户 · 明天 9:00 恢复');
    expect(words(paused, 'en')).toBe('Paused: waiting for the customer · resumes 9:00 tomorrow');
    expect(words({ ...paused, resumeAt: undefined })).toBe('已暂停：等待客户');
  });

  test.each([
    ['2026-11-23T17:40', '今天 17:40 前', 'by 17:40 today'],
    ['2026-11-24T08:30', '明天 8:30 前', 'by 8:30 tomorrow'],
    ['2026-11-26T15:19', '周四 15:19 前', 'by Thu 15:19'],
    ['2026-12-03T08:30', '12月3日 8:30 前', 'by 3 Dec 8:30'],
    ['2027-01-04T08:30', '2027年1月4日 8:30 前', 'by 4 Jan 2027 8:30'],
  ])('in a list the day and the hour: %s', (due, zh, en) => {
    expect(read({ ...running, dueAt: instant(due) }, 'zh').brief).toEqual({ main: '剩 3 小时 20 分', detail: zh });
    expect(read({ ...running, dueAt: instant(due) }, 'en').brief).toEqual({ main: '3 h 20 min left', detail: en });
  });

  test('in a list nothing twice', () => {
    const paused: PromiseBrief = { ...running, state: 'paused', dueAt: null, pauseReason: 'customer' };
    expect(read(paused).brief).toEqual({ main: '已暂停：等待客户', detail: '' });
    const until = { ...paused, resumeAt: instant('2026-11-24T09:00') };
    expect(read(until).brief).toEqual({ main: '等待客户', detail: '明天 9:00 恢复' });
  });

  test('that it counts working time', () => {
    const overnight = { ...running, dueAt: instant('2026-11-24T09:20'), leftMinutes: 230, working: true };
    expect(words(overnight)).toBe('剩 3 小时 50 分（工作时间） · 明天 9:20 前');
    expect(words(overnight, 'en')).toBe('3 h 50 min of working time left · by 9:20 tomorrow');
    const late = { ...overnight, dueAt: instant('2026-11-20T17:00'), leftMinutes: -350 };
    expect(words(late)).toBe('已超时 5 小时 50 分（工作时间） · 应在11月20日 17:00 前');
    expect(read(overnight).brief).toEqual({ main: '剩 3 小时 50 分', detail: '按工作时间 · 明天 9:20 前' });
    expect(read(late, 'en').brief.detail).toBe('working time · due 20 Nov 17:00');
  });

  test('working time in hours, time around the clock in days', () => {
    const week = { ...running, dueAt: instant('2026-11-27T17:40'), leftMinutes: 1920 };
    expect(read({ ...week, working: true }).main).toBe('剩 32 小时（工作时间）');
    expect(read({ ...week, working: true }, 'en').main).toBe('32 h of working time left');
    expect(read({ ...week, working: true, leftMinutes: -1920 }).main).toBe('已超时 32 小时（工作时间）');
    expect(read(week).main).toBe('剩 1 天 8 小时');
  });

  test('how it ended', () => {
    expect(words({ ...running, state: 'met' })).toBe('按时完成');
    expect(words({ ...running, state: 'missed' }, 'en')).toBe('Done late');
    expect(words({ ...running, state: 'dropped' })).toBe('不再计时');
  });
});

test.each([
  [0, 'calm'],
  [69.9, 'calm'],
  [70, 'warn'],
  [99.9, 'warn'],
])('at %s %% it is %s', (percent, tone) => {
  expect(read({ ...running, percent }).tone).toBe(tone);
});
