import { expect, test } from 'vitest';
import { daysOf, filterOf, pretty, spanOf } from './audit';

test('JSON is laid out, anything else stays as it is', () => {
  expect(pretty('{"from":"127.0.0.1"}')).toBe('{\n  "from": "127.0.0.1"\n}');
  expect(pretty('plain')).toBe('plain');
});

test('days are those of the house, and the last one is within', () => {
  const span = spanOf('2026-11-01', '2026-11-30');
  expect(span).toEqual({ from: '2026-10-31T16:00:00.000Z', to: '2026-11-30T16:00:00.000Z' });
  expect(daysOf(span)).toEqual(['2026-11-01', '2026-11-30']);
  expect(daysOf({})).toEqual([undefined, undefined]);
  expect(daysOf({ from: 'nonsense' })).toEqual([undefined, undefined]);
});

test('an address holds only what filters', () => {
  expect(filterOf({ group: 'exports', text: '', more: 'x', objectId: 7 })).toEqual({ group: 'exports', objectId: '7' });
});
