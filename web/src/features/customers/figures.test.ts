import { describe, expect, it } from 'vitest';
import type { CustomerFigures } from '@/api/types';
import { searchOf } from '@/components/figure';
import { filterOf } from '../tickets/filters';
import { keptPercent, ticketFigures } from './figures';

const figures: CustomerFigures = {
  open: 6,
  openLate: 2,
  filed: 11,
  late: 3,
  complaints: 2,
  openComplaints: 1,
  reopened: 1,
  promisesKept: 16,
  promisesBroken: 4,
  ratings: 0,
  score: null,
};
const since = '2025-11-30T23:29:19.147Z';
const all = ticketFigures({ customer: { id: 'c' }, figures, since });

describe('a figure', () => {
  it.each(Object.entries(all))('%s opens a list that knows every word of its filter', (_, figure) => {
    expect(filterOf(searchOf(figure))).toEqual(searchOf(figure));
    expect(searchOf(figure).customer).toBe('c');
  });

  it('opens what it counts', () => {
    expect(searchOf(all.open)).toEqual({ customer: 'c', status: 'active' });
    expect(searchOf(all.openLate)).toEqual({ customer: 'c', status: 'active', late: 'breached' });
    expect(searchOf(all.filed)).toEqual({ customer: 'c', createdFrom: since });
    expect(searchOf(all.late)).toEqual({ customer: 'c', createdFrom: since, late: 'breached' });
    expect(searchOf(all.complaints)).toEqual({ customer: 'c', createdFrom: since, kind: 'complaint' });
    expect(searchOf(all.openComplaints)).toEqual({ customer: 'c', status: 'active', kind: 'complaint' });
    expect(searchOf(all.reopened)).toEqual({ customer: 'c', createdFrom: since, reopened: '1' });
  });
});

describe('kept promises in percent', () => {
  it.each([
    [16, 4, 80],
    [0, 0, undefined],
    [5, 0, 100],
    [9_999, 1, 99],
    [0, 3, 0],
  ])('%i kept, %i broken', (promisesKept, promisesBroken, percent) =>
    expect(keptPercent({ ...figures, promisesKept, promisesBroken })).toBe(percent),
  );
});
