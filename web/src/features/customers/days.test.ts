import { describe, expect, it, test } from 'vitest';
import type { Contract } from '@/api/types';
import { contractState, contractsInOrder, dayAt, warrantyState } from './days';

test('a day is that of the operator', () => {
  expect(dayAt(new Date('2026-11-23T15:59:00Z'))).toBe('2026-11-23');
  expect(dayAt(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
});

describe('a contract', () => {
  const of = (startsOn: string, endsOn: string) => contractState({ startsOn, endsOn }, '2026-11-30');
  it.each([
    ['2026-12-01', '', { state: 'coming' }],
    ['2026-11-30', '', { state: 'running' }],
    ['2020-01-01', '2026-11-29', { state: 'ended' }],
    ['2020-01-01', '2026-11-30', { state: 'running', endsIn: 0 }],
    ['2020-01-01', '2027-01-29', { state: 'running', endsIn: 60 }],
    ['2020-01-01', '2027-01-30', { state: 'running' }],
  ])('from %s to %s', (startsOn, endsOn, state) => expect(of(startsOn, endsOn)).toEqual(state));

  it('that runs stands before those to come and those that ended', () => {
    const list = [
      ['ended', '2020-01-01', '2021-01-01'],
      ['coming', '2027-01-01', ''],
      ['short', '2026-01-01', '2027-01-01'],
      ['open', '2026-01-01', ''],
    ].map(([number, startsOn, endsOn]) => ({ number, startsOn, endsOn }) as Contract);
    expect(contractsInOrder(list, '2026-11-30').map((c) => c.number)).toEqual(['open', 'short', 'coming', 'ended']);
  });
});

test('a warranty holds on its last day', () => {
  expect(warrantyState('2026-11-30', '2026-11-30')).toBe('covered');
  expect(warrantyState('2026-11-29', '2026-11-30')).toBe('over');
  expect(warrantyState('', '2026-11-30')).toBeUndefined();
});
