import { describe, expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '@/app/search';
import {
  chipsOf,
  columnWidth,
  expandStatuses,
  filterOf,
  fitting,
  foldStatuses,
  sameSearch,
  sortOf,
  usualColumns,
  views,
  withField,
} from './filters';

describe('filter and address', () => {
  test('a filter comes back from its address as it was', () => {
    const search = { status: 'open,handed', q: '接收 007', createdFrom: '2026-11-01T00:00:00Z', sort: '-updated' };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });

  test('digits stay text and commas stay readable', () => {
    expect(stringifySearch({ q: '0012', kind: 'fault,emergency' })).toBe('?q=0012&kind=fault,emergency');
    expect(parseSearch('?q=0012')).toEqual({ q: '0012' });
  });

  test('what the list does not know is not asked of the server', () => {
    expect(filterOf({ status: 'open', sort: 'due', at: '3', late: '' })).toEqual({ status: 'open' });
  });

  test('an unknown order falls back to the soonest due', () => {
    expect(sortOf({ sort: 'subject' })).toBe('due');
    expect(sortOf({ sort: '-created' })).toBe('-created');
  });

  test('chips stand in a fixed order with their values apart', () => {
    const chips = chipsOf({ q: 'x', tier: 'gold,platinum', status: 'active' });
    expect(chips.map((c) => [c.field.name, c.values])).toEqual([
      ['status', ['active']],
      ['tier', ['gold', 'platinum']],
    ]);
  });

  test('a chip is set and removed without touching the others', () => {
    const search = { status: 'active', sort: '-updated' };
    const set = withField(search, 'tier', ['gold', 'silver']);
    expect(set).toEqual({ status: 'active', sort: '-updated', tier: 'gold,silver' });
    expect(withField(set, 'tier', [])).toEqual(search);
  });

  test('active stands for the statuses that have not ended', () => {
    expect(expandStatuses(['active'])).toEqual(['open', 'handed', 'resolved', 'confirmed']);
    expect(foldStatuses(['confirmed', 'open', 'handed', 'resolved'])).toEqual(['active']);
    expect(foldStatuses(['open', 'closed'])).toEqual(['open', 'closed']);
    expect(foldStatuses(expandStatuses(['closed']))).toEqual(['closed']);
  });

  test('a view is recognised whatever the order of its parts', () => {
    expect(sameSearch({ mine: 'owner', status: 'active' }, views[1]?.search ?? {})).toBe(true);
    expect(sameSearch({ status: 'active' }, {})).toBe(false);
  });
});

describe('the usual columns', () => {
  const all = usualColumns(true);
  const whole = all.reduce((sum, column) => sum + columnWidth[column], 0);

  test('all stand where there is room', () => {
    expect(fitting(all, whole)).toEqual(all);
  });

  test('give way one after the other, so that the subject keeps its room', () => {
    expect(fitting(all, whole - 1)).not.toContain('changed');
    expect(fitting(all, 1012)).toEqual(['number', 'subject', 'customer', 'chain', 'where', 'promise']);
    expect(fitting(all, 850)).toEqual(['number', 'subject', 'chain', 'where', 'promise']);
    expect(fitting(all, 1)).toEqual(['number', 'subject', 'promise']);
  });
});
