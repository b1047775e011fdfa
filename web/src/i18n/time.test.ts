import { describe, expect, test } from 'vitest';
import {
  agoWords,
  briefWords,
  dayWords,
  durationWords,
  exactWords,
  hourWords,
  instantOf,
  shortWords,
  timeWords,
  workingWords,
} from './time';

// Monday 2026-11-23, 14:20 in Shanghai.
const now = new Date('2026-11-23T06:20:00Z');
const at = (wall: string) => instantOf(wall);

describe('the operator’s clock', () => {
  test('is China’s, wherever the browser stands', () => {
    expect(exactWords(new Date('2026-11-23T16:05:00Z'))).toBe('2026-11-24 00:05');
    expect(hourWords(new Date('2026-11-23T01:00:00Z'))).toBe('9:00');
  });

  test('a chosen date and time become the instant at which the clock shows them', () => {
    expect(instantOf('2026-11-23T17:40').toISOString()).toBe('2026-11-23T09:40:00.000Z');
    expect(instantOf('2026-01-01T00:30').toISOString()).toBe('2025-12-31T16:30:00.000Z');
    expect(exactWords(instantOf('2026-02-28T23:59'))).toBe('2026-02-28 23:59');
  });
});

describe('day and hour', () => {
  test.each([
    ['2026-11-23T17:40', '今天 17:40', '17:40 today'],
    ['2026-11-24T09:00', '明天 9:00', '9:00 tomorrow'],
    ['2026-11-25T09:00', '后天 9:00', '9:00 on Wednesday'],
    ['2026-11-27T18:05', '周五 18:05', '18:05 on Friday'],
    ['2026-11-29T00:00', '周日 0:00', '0:00 on Sunday'],
    ['2026-11-30T09:00', '11月30日 9:00', '9:00 on 30 Nov'],
    ['2026-12-01T09:00', '12月1日 9:00', '9:00 on 1 Dec'],
    ['2026-11-22T23:59', '昨天 23:59', '23:59 yesterday'],
    ['2026-11-20T09:00', '11月20日 9:00', '9:00 on 20 Nov'],
    ['2027-01-04T08:30', '2027年1月4日 8:30', '8:30 on 4 Jan 2027'],
  ])('%s', (wall, zh, en) => {
    expect(timeWords(at(wall), now, 'zh')).toBe(zh);
    expect(timeWords(at(wall), now, 'en')).toBe(en);
  });

  test.each([
    ['2026-11-28T09:00', '周六 9:00', '9:00 on Saturday', 'Sat 9:00'],
    ['2026-11-29T09:00', '周日 9:00', '9:00 on Sunday', 'Sun 9:00'],
    ['2026-11-30T09:00', '下周一 9:00', '9:00 next Monday', 'next Mon 9:00'],
    ['2026-12-01T09:00', '下周二 9:00', '9:00 next Tuesday', 'next Tue 9:00'],
    ['2026-12-02T09:00', '12月2日 9:00', '9:00 on 2 Dec', '2 Dec 9:00'],
  ])('said on a Wednesday: %s', (wall, zh, en, brief) => {
    const wednesday = at('2026-11-25T14:20');
    expect(timeWords(at(wall), wednesday, 'zh')).toBe(zh);
    expect(timeWords(at(wall), wednesday, 'en')).toBe(en);
    expect(briefWords(at(wall), wednesday, 'en')).toBe(brief);
  });

  test('a day ends at midnight in China', () => {
    const late = new Date('2026-11-23T15:59:00Z');
    expect(dayWords(new Date('2026-11-23T16:00:00Z'), late, 'zh')).toBe('明天');
    expect(dayWords(new Date('2026-11-23T15:00:00Z'), late, 'zh')).toBe('今天');
  });
});

test.each([
  [0.2, '1 分', '1 min'],
  [25, '25 分', '25 min'],
  [60, '1 小时', '1 h'],
  [200, '3 小时 20 分', '3 h 20 min'],
  [1440, '1 天', '1 d'],
  [1445, '1 天', '1 d'],
  [4500, '3 天 3 小时', '3 d 3 h'],
  [-25, '25 分', '25 min'],
])('%s minutes', (minutes, zh, en) => {
  expect(durationWords(minutes, 'zh')).toBe(zh);
  expect(durationWords(minutes, 'en')).toBe(en);
});

test.each([
  [25, '25 分', '25 min'],
  [200, '3 小时 20 分', '3 h 20 min'],
  [1440, '24 小时', '24 h'],
  [1920, '32 小时', '32 h'],
  [-2415, '40 小时 15 分', '40 h 15 min'],
])('%s minutes of working time', (minutes, zh, en) => {
  expect(workingWords(minutes, 'zh')).toBe(zh);
  expect(workingWords(minutes, 'en')).toBe(en);
});

test.each([
  ['2026-11-23T14:20', '刚刚', '刚刚'],
  ['2026-11-23T14:00', '20 分钟前', '20 分钟前'],
  ['2026-11-23T09:10', '5 小时前', '5 小时前'],
  ['2026-11-23T06:10', '今天 6:10', '6:10'],
  ['2026-11-22T22:00', '昨天 22:00', '昨天'],
  ['2026-11-02T22:00', '11月2日 22:00', '11月2日'],
])('%s was', (wall, ago, short) => {
  expect(agoWords(at(wall), now, 'zh')).toBe(ago);
  expect(shortWords(at(wall), now, 'zh')).toBe(short);
});
