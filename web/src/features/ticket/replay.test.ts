import { describe, expect, it } from 'vitest';
import type { ReplayPiece } from '@/api/types';
import { minutesOf, partsOf, sharesOf, wholeOf } from './replay';

const piece = (from: string, to: string, kind: ReplayPiece['kind'], reason = ''): ReplayPiece => ({
  from: `2026-11-${from}:00Z`,
  to: `2026-11-${to}:00Z`,
  kind,
  reason,
  countedMinutes: 0,
  totalMinutes: 0,
});

/** Friday afternoon to Monday noon, with a pause. */
const pieces = [
  piece('20T07:30', '20T09:30', 'working'),
  piece('20T09:30', '23T01:00', 'off_hours'),
  piece('23T01:00', '23T01:45', 'working'),
  piece('23T01:45', '23T02:45', 'paused', 'customer'),
  piece('23T02:45', '23T03:15', 'paused', 'weather'),
  piece('23T03:15', '23T04:00', 'working'),
];

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

describe('the replay of a promise', () => {
  it('adds up: pieces, parts and shares make the whole', () => {
    const whole = wholeOf(pieces);
    expect(whole).toBe((2 * 24 + 20.5) * 60);
    expect(sum(pieces.map(minutesOf))).toBe(whole);
    expect(sum(partsOf(pieces).map((p) => p.minutes))).toBe(whole);
    expect(sum(sharesOf(pieces))).toBeCloseTo(100, 9);
  });

  it('puts together what is of one sort, and keeps pauses for different reasons apart', () => {
    expect(partsOf(pieces)).toEqual([
      { kind: 'working', reason: '', minutes: 210 },
      { kind: 'off_hours', reason: '', minutes: 3810 },
      { kind: 'paused', reason: 'customer', minutes: 60 },
      { kind: 'paused', reason: 'weather', minutes: 30 },
    ]);
  });

  it('can be empty, or stopped as soon as it began', () => {
    expect(wholeOf([])).toBe(0);
    expect(partsOf([])).toEqual([]);
    expect(sharesOf([])).toEqual([]);
    expect(sharesOf([piece('23T01:00', '23T01:00', 'working')])).toEqual([100]);
  });
});
