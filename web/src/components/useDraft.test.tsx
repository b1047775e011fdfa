import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepDraft, readDraft, useDraft } from './useDraft';

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const use = (key = 'reply.1', start = '') => renderHook(() => useDraft(key, start));
const type = (hook: ReturnType<typeof use>, text: string) => act(() => hook.result.current[1](text));

test('what was typed is kept at a pause and comes back', () => {
  const hook = use();
  type(hook, '您好');
  type(hook, '您好，我们');
  expect(readDraft('reply.1')).toBeUndefined();
  act(() => vi.advanceTimersByTime(300));
  expect(readDraft('reply.1')).toBe('您好，我们');
  expect(use().result.current[0]).toBe('您好，我们');
});

test('nothing is lost when the page is closed in the middle of a word', () => {
  const hook = use();
  type(hook, '天线');
  act(() => {
    window.dispatchEvent(new Event('pagehide'));
  });
  expect(readDraft('reply.1')).toBe('天线');
});

test('nothing is lost when one goes to another page', () => {
  const hook = use();
  type(hook, '天线');
  hook.unmount();
  expect(readDraft('reply.1')).toBe('天线');
});

test('a dropped draft is gone, also what was not yet kept', () => {
  const hook = use();
  type(hook, '一');
  act(() => vi.advanceTimersByTime(300));
  type(hook, '一二');
  act(() => hook.result.current[2]());
  act(() => vi.advanceTimersByTime(1000));
  hook.unmount();
  expect(hook.result.current[0]).toBe('');
  expect(readDraft('reply.1')).toBeUndefined();
});

test('drafts under different keys are apart', () => {
  keepDraft('reply.1', 'a');
  expect(use('reply.2', 'start').result.current[0]).toBe('start');
});

test('a draft that cannot be read counts as none', () => {
  localStorage.setItem('xingfu.draft.reply.1', '{half');
  expect(use('reply.1', 'start').result.current[0]).toBe('start');
});

test('a full storage does not stop the typing', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const hook = use();
  type(hook, '还在');
  act(() => vi.advanceTimersByTime(300));
  expect(hook.result.current[0]).toBe('还在');
});
