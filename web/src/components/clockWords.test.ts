import i18n from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Language, PromiseBrief } from '@/api/types';
import { startI18n } from '@/i18n';
import { instantOf } from '@/i18n/time';
import { readClock } from './clockWords';

beforeAll(() => startI18n('zh'));

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
    expect(words(paused)).toBe('已暂停: 等待客户 · 明天 9:00 恢复');
    expect(words(paused, 'en')).toBe('Paused: waiting for the customer · resumes 9:00 tomorrow');
    expect(words({ ...paused, resumeAt: null })).toBe('已暂停: 等待客户');
  });

  test('less where there is little room', () => {
    expect(read(running).brief).toBe('今天 17:40 前');
    expect(read({ ...running, dueAt: instant('2026-11-26T15:19') }).brief).toBe('周四 前');
    expect(read({ ...running, leftMinutes: -25 }).brief).toBe('');
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
