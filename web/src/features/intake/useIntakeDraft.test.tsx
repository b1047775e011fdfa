import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keys } from '@/api/keys';
import { currentKey, parseDraft, rememberKey, setAside, useIntakeDraft } from './useIntakeDraft';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T09:00:00Z') });
  // Without a network: what stands on this device must do.
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(key = 'draft-1', staff = 'anna') {
  const client = new QueryClient();
  client.setQueryData(keys.session, { id: staff });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return renderHook(() => useIntakeDraft(key), { wrapper });
}

describe('a draft of a ticket', () => {
  test('is kept at a pause and is back after a reload, with its idempotency key', () => {
    const { result } = open();
    act(() => result.current.change({ subject: '没有信号' }));
    act(() => result.current.change({ details: { tried: '重启' } }));
    act(() => void vi.advanceTimersByTime(1000));

    const again = open().result.current; // the first one was never closed, as in a crash
    expect(again.draft).toMatchObject({ subject: '没有信号', details: { tried: '重启' }, key: 'draft-1' });
    expect(again.isUnsaved).toBe(true);
    expect(new Date(again.foundAt).toISOString()).toBe('2026-11-23T09:00:00.000Z');
  });

  test('is kept at once when the page is left before the pause', () => {
    const { result, unmount } = open();
    act(() => result.current.change({ description: '早上起' }));
    unmount();
    expect(open().result.current.draft.description).toBe('早上起');
  });

  test('belongs to one person and one matter', () => {
    const { result, unmount } = open();
    act(() => result.current.change({ subject: '没有信号' }));
    unmount();
    expect(open('draft-1', 'boris').result.current.draft.subject).toBe('');
    expect(open('draft-2').result.current.draft.subject).toBe('');
  });

  test('of an older console gets the parts that it lacks; what cannot be read is a new one', () => {
    expect(parseDraft('{"subject":"没有信号"}', 'k')).toMatchObject({ subject: '没有信号', details: {}, key: 'k' });
    expect(parseDraft('{half', 'k')).toMatchObject({ subject: '', channel: 'phone', key: 'k' });
  });

  test('put aside is another draft with the same words', () => {
    const { result } = open();
    act(() => result.current.change({ subject: '没有信号' }));
    const key = setAside('anna', result.current.draft);
    expect(open(key).result.current.draft).toMatchObject({ subject: '没有信号', key });
  });
});

test('a window goes on with its own draft, a new window with the last one, and after filing with a new one', () => {
  rememberKey('anna', 'first');
  expect(currentKey('anna')).toBe('first');
  sessionStorage.clear(); // another window, or one after a crash
  expect(currentKey('anna')).toBe('first');
  expect(currentKey('boris')).not.toBe('first');
  rememberKey('anna', undefined);
  expect(currentKey('anna')).not.toBe('first');
});
