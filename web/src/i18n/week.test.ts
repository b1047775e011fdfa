import { describe, expect, test } from 'vitest';
import { weekLines, zoneWords } from './week';

const office = ['', ...Array(5).fill('08:30-12:00 13:30-17:30'), ''];

describe('a week', () => {
  test('says days of the same hours together', () => {
    expect(weekLines(office, 'zh')).toEqual([
      { days: '周一至周五', hours: '08:30–12:00、13:30–17:30' },
      { days: '周六至周日', hours: '' },
    ]);
    expect(weekLines(['10:00-16:00', ...Array(6).fill('08:00-22:00')], 'en')).toEqual([
      { days: 'Monday to Saturday', hours: '08:00–22:00' },
      { days: 'Sunday', hours: '10:00–16:00' },
    ]);
  });

  test('without a pause is one line', () => {
    expect(weekLines(Array(7).fill('00:00-24:00'), 'zh')).toEqual([{ days: '每天', hours: '全天' }]);
  });
});

test('a zone is said by its name, an unknown one as it is', () => {
  expect(zoneWords('Asia/Shanghai', 'zh')).toBe('北京时间');
  expect(zoneWords('Europe/Paris', 'en')).toMatch(/Central European/);
  expect(zoneWords('Mars/Olympus', 'en')).toBe('Mars/Olympus');
});
