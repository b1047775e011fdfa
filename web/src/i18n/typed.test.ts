import { expect, test } from 'vitest';
import { isInstant, typedInstant } from './typed';

test.each([
  ['2026-11-24 09:00', '2026-11-24T01:00:00.000Z'],
  ['2026-11-24 9:00', '2026-11-24T01:00:00.000Z'],
  [' 2026/1/2  18:05 ', '2026-01-02T10:05:00.000Z'],
  ['2026年11月24日 9:00', '2026-11-24T01:00:00.000Z'],
])('%s means an instant', (text, instant) => {
  expect(typedInstant(text)?.toISOString()).toBe(instant);
});

test.each([
  '',
  '明天',
  '2026-11-24',
  '2026-11-24 9',
  '2026-13-01 9:00',
  '2026-02-31 9:00',
  '2026-11-24 24:30',
  '0 9:00',
])('“%s” means none', (text) => expect(typedInstant(text)).toBeUndefined());

test('an instant is told from words', () => {
  expect(isInstant('2026-11-24T01:00:00Z')).toBe(true);
  expect(isInstant('2026-11-24 x')).toBe(false);
  expect(isInstant('1')).toBe(false);
});
