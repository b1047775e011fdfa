import { expect, test } from 'vitest';
import { inLanguage, pressing, wayNames } from './outage';

test('a text is in the language where there is one', () => {
  expect(inLanguage({ zh: '浙江', en: 'Zhejiang' }, 'en')).toBe('Zhejiang');
  expect(inLanguage({ zh: '浙江', en: '' }, 'en')).toBe('浙江');
  expect(inLanguage({ zh: '浙江', en: 'Zhejiang' }, 'zh')).toBe('浙江');
});

test('what goes on comes first, the next to come before those after it, what has just passed before what is long over', () => {
  const list = [
    { state: 'ended' as const, startsAt: '2026-11-01T00:00:00Z' },
    { state: 'coming' as const, startsAt: '2026-12-09T00:00:00Z' },
    { state: 'ended' as const, startsAt: '2026-11-05T00:00:00Z' },
    { state: 'running' as const, startsAt: '2026-11-20T00:00:00Z' },
    { state: 'coming' as const, startsAt: '2026-12-04T00:00:00Z' },
  ];
  expect(pressing(list).map((o) => o.startsAt.slice(5, 10))).toEqual(['11-20', '12-04', '12-09', '11-05', '11-01']);
});

test('all ways are named', () => {
  expect(wayNames({ ways: { beams: ['KU-03'], gateways: ['怀柔'], satellites: [] } })).toEqual(['KU-03', '怀柔']);
});
