import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSelection } from './useSelection';

const list = ['a', 'b', 'c'].map((id) => ({ id }));
const [a, b, c] = list as [{ id: string }, { id: string }, { id: string }];

test('rows are chosen and let go one by one, all together, and some of them', () => {
  const { result } = renderHook(() => useSelection(list));
  const chosen = () => result.current.rows.map((row) => row.id);
  act(() => result.current.toggle(c));
  act(() => result.current.toggle(a));
  expect(chosen()).toEqual(['a', 'c']);
  act(() => result.current.toggle(a));
  expect(chosen()).toEqual(['c']);
  act(() => result.current.toggleAll());
  expect(chosen()).toEqual(['a', 'b', 'c']);
  act(() => result.current.drop([b]));
  expect(chosen()).toEqual(['a', 'c']);
  act(() => result.current.drop());
  expect(chosen()).toEqual([]);
});

test('a row that is read anew stays chosen; one that has left the list does not count', () => {
  const { result, rerender } = renderHook(({ rows }) => useSelection(rows), { initialProps: { rows: list } });
  act(() => result.current.toggleAll());
  rerender({ rows: [{ id: 'b' }, { id: 'd' }] });
  expect(result.current.rows).toEqual([{ id: 'b' }]);
});
