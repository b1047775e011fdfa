import { describe, expect, test } from 'vitest';
import type { Visit } from '@/api/types';
import { parseSearch, stringifySearch } from '@/app/search';
import { searchOf } from '@/components/figure';
import { choiceOf, daysBack, daysOf, requestOf, returnsOf } from './flow';
import { barLabels, shareWords, spanWords, stepWords } from './labels';

describe('a figure', () => {
  const query = 'createdFrom=2026-10-11T16%3A00%3A00Z&source=xingfu&stayEnded=true&ageFrom=0&q=a%26b+c';

  test('opens the tickets by exactly its filter', () => {
    expect(searchOf({ count: 3, query })).toEqual({
      createdFrom: '2026-10-11T16:00:00Z',
      source: 'xingfu',
      stayEnded: 'true',
      ageFrom: '0',
      q: 'a&b c',
    });
  });

  test('stands in the address so that reading it gives the same filter', () => {
    const search = searchOf({ count: 3, query });
    expect(parseSearch(stringifySearch(search).slice(1))).toEqual(search);
  });
});

test('the returns of a unit open the tickets that were there and were returned', () => {
  const visit = { returns: 4, tickets: { count: 9, query: 'stayUnit=u1&stayFrom=2026-10-11T16%3A00%3A00Z' } } as Visit;
  expect(returnsOf(visit).count).toBe(4);
  expect(searchOf(returnsOf(visit))).toEqual({ stayUnit: 'u1', stayFrom: '2026-10-11T16:00:00Z', returns: '1' });
});

test('a measured time is said by its first and last day', () => {
  expect(daysOf({ from: '2026-10-31T16:00:00Z', to: '2026-11-30T16:00:00Z' })).toEqual(['2026-11-01', '2026-11-30']);
});

describe('a choice', () => {
  test('counts the last day whole, in the zone of the operator', () => {
    expect(requestOf({ from: '2026-11-01', to: '2026-11-30' })).toEqual({
      source: 'xingfu',
      from: '2026-10-31T16:00:00.000Z',
      to: '2026-11-30T16:00:00.000Z',
      unit: undefined,
      by: 'week',
    });
  });

  test('leaves an open period to the program', () => {
    expect(requestOf({ source: 'volvo', by: 'month' })).toMatchObject({
      source: 'volvo',
      from: undefined,
      to: undefined,
      by: 'month',
    });
  });

  test('of an address takes only what makes sense', () => {
    expect(choiceOf({ source: 'volvo', from: '2026-11-01', to: 'never', by: 'hour', other: 'x' })).toEqual({
      source: 'volvo',
      from: '2026-11-01',
      to: undefined,
      unit: undefined,
      by: undefined,
    });
    expect(requestOf({ from: '2026-13-45' }).from).toBeUndefined();
  });

  test('of the last days begins on a day in the zone of the operator', () => {
    expect(daysBack(7, new Date('2026-11-23T17:00:00Z'))).toBe('2026-11-17');
  });
});

describe('labels', () => {
  test('name a step by its first day or its month', () => {
    expect(stepWords('2026-11-15T16:00:00Z', 'week', 'zh')).toBe('11/16');
    expect(stepWords('2026-11-15T16:00:00Z', 'week', 'en')).toBe('16 Nov');
    expect(stepWords('2026-12-31T16:00:00Z', 'month', 'zh')).toBe('2027年1月');
  });

  test.each([
    [0.4, '<1 分'],
    [45, '45 分'],
    [174, '2.9 小时'],
    [2880, '2.0 天'],
  ])('say %d minutes as %s', (minutes, words) => {
    expect(spanWords(minutes, 'zh')).toBe(words);
  });

  test('say a share so that little is not nothing', () => {
    expect([0, 0.004, 0.126].map(shareWords)).toEqual(['0 %', '0.4 %', '13 %']);
  });

  test('stand on the bars only where they have room', () => {
    expect(barLabels(10, 1200)).toBe(true);
    expect(barLabels(10, 340)).toBe(false);
    expect(barLabels(0, 340)).toBe(false);
  });
});
