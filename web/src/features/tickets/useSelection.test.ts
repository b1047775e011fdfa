import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSelection } from './useSelection';

const list = ['a', 'b', 'c'].map((id) => ({ id }));
const [a, , c] = list as [{ id: string }, { id: string }, { id: string }];

test('a range goes from the last one that was chosen, in either direction', () => {
  const { result } = renderHook(() => useSelection(list));
  act(() => result.current.toggle(c, true));
  expect(result.current.rows).toEqual([c]);
  act(() => result.current.toggle(a, true));
  expect(result.current.rows).toEqual(list);
});

test('all that the filter finds is meant only as long as all that is loaded is chosen', () => {
  const { result } = renderHook(() => useSelection(list));
  act(() => result.current.toggleAll());
  act(() => result.current.takeEverything());
  expect(result.current.everything).toBe(true);
  act(() => result.current.toggle(a));
  expect(result.current.everything).toBe(false);
  act(() => result.current.toggle(a));
  expect([result.current.full, result.current.everything]).toEqual([true, false]);
});

test('rows are chosen and let go one by one, and all together', () => {
  const { result } = renderHook(() => useSelection(list));
  const chosen = () => result.current.rows.map((row) => row.id);
  act(() => result.current.toggle(c));
  act(() => result.current.toggle(a));
  expect(chosen()).toEqual(['a', 'c']);
  act(() => result.current.toggle(a));
  expect(chosen()).toEqual(['c']);
  act(() => result.current.toggleAll());
  expect(chosen()).toEqual(['a', 'b', 'c']);
  expect(result.current.full).toBe(true);
  act(() => result.current.drop());
  expect(chosen()).toEqual([]);
});

test('a row that is read anew stays chosen; one that has left the list does not count', () => {
  const { result, rerender } = renderHook(({ rows }) => useSelection(rows), { initialProps: { rows: list } });
  act(() => result.current.toggleAll());
  rerender({ rows: [{ id: 'b' }, { id: 'd' }] });
  expect(result.current.rows).toEqual([{ id: 'b' }]);
});
