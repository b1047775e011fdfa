import { expect, it } from 'vitest';
import { given } from './segment';

it('keeps the rules that say something', () => {
  expect(
    given({
      kinds: [],
      tiers: ['gold'],
      contract: 'running',
      tickets: { least: 3, days: 30 },
      complaints: { least: 1, days: 0 },
      quietDays: 0,
    }),
  ).toEqual({ tiers: ['gold'], contract: 'running', tickets: { least: 3, days: 30 } });
});
