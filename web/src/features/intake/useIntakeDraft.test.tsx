import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useIntakeDraft } from './useIntakeDraft';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T09:00:00Z') });
  localStorage.clear();
});
afterEach(() => void vi.useRealTimers());

const open = (staff = 'anna') => renderHook(() => useIntakeDraft(staff));

describe('a draft of a ticket', () => {
  test('is kept at a pause and is back after a reload, with its idempotency key', () => {
    const { result } = open();
    act(() => result.current.change({ subject: '没有信号' }));
    act(() => result.current.change({ details: { tried: '重启' } }));
    const key = result.current.draft.key;
    act(() => void vi.advanceTimersByTime(1000));

    const again = open().result.current; // the first one was never closed, as in a crash
    expect(again.draft).toMatchObject({ subject: '没有信号', details: { tried: '重启' }, key });
    expect(new Date(again.foundAt).toISOString()).toBe('2026-11-23T09:00:00.000Z');
  });

  test('is kept at once when the page is left before the pause', () => {
    const { result, unmount } = open();
    act(() => result.current.change({ description: '早上起' }));
    unmount();
    expect(open().result.current.draft.description).toBe('早上起');
  });

  test('is gone once it is dropped, and the next one has another key', () => {
    const first = open();
    act(() => first.result.current.change({ subject: '没有信号' }));
    const key = first.result.current.draft.key;
    act(() => void vi.advanceTimersByTime(1000));
    act(() => first.result.current.drop());
    first.unmount();

    const next = open().result.current;
    expect(next.draft.subject).toBe('');
    expect(next.draft.key).not.toBe(key);
    expect(next.foundAt).toBe(0);
  });

  test('belongs to one person', () => {
    const { result, unmount } = open('anna');
    act(() => result.current.change({ subject: '没有信号' }));
    unmount();
    expect(open('boris').result.current.draft.subject).toBe('');
  });

  test('of an older console gets the parts that it lacks', () => {
    localStorage.setItem('xingfu.draft.intake.anna', JSON.stringify({ subject: '没有信号' }));
    const { draft, foundAt } = open().result.current;
    expect(draft).toMatchObject({ subject: '没有信号', details: {}, channel: 'phone' });
    expect(foundAt).toBe(0);
  });
});
