import { describe, expect, test } from 'vitest';
import type { Handoff, PromiseBrief, PromiseKind, PromiseState, TicketPromise } from '@/api/types';
import { clockFor, customerClock, inOrder } from './ticketClocks';

const promise = (kind: PromiseKind, state: PromiseState, handoffId: string | null = null) =>
  ({ kind, state, handoffId }) as TicketPromise;

const handoff = (unitId: string, status: Handoff['status'], createdAt: string, dueAt = '2026-11-23T08:00:00Z') => {
  const clock = (kind: PromiseKind) => ({ kind, state: 'running', dueAt }) as PromiseBrief;
  const of = { unitId, unit: `${unitId}组`, status, createdAt };
  return { id: `${unitId} ${status} ${createdAt}`, ...of, accept: clock('accept'), finish: clock('finish') } as Handoff;
};

describe('the customer’s clock', () => {
  test.each<[string, TicketPromise[], PromiseKind | undefined]>([
    ['the answer while it runs', [promise('resolve', 'running'), promise('respond', 'running')], 'respond'],
    ['then the solution', [promise('respond', 'met'), promise('resolve', 'running')], 'resolve'],
    ['also while it stands still', [promise('respond', 'missed'), promise('resolve', 'paused')], 'resolve'],
    ['none when all is done', [promise('respond', 'met'), promise('resolve', 'met')], undefined],
    ['never a unit’s', [promise('accept', 'running', 'h1'), promise('resolve', 'running')], 'resolve'],
  ])('is %s', (_name, promises, kind) => {
    expect(customerClock({ promises })?.kind).toBe(kind);
  });
});

describe('for a person of a unit', () => {
  const promises = [promise('respond', 'running')];

  test('the clock is of the handoff that the unit has, by the unit’s name', () => {
    const handoffs = [handoff('天线', 'accepted', '1'), handoff('波束', 'sent', '2')];
    expect(clockFor({ handoffs, promises }, '波束')).toMatchObject({ promise: { kind: 'accept' }, unit: '波束组' });
    expect(clockFor({ handoffs, promises }, '天线')).toMatchObject({ promise: { kind: 'finish' }, unit: '天线组' });
  });

  test('it is the customer’s when the unit has none, or has answered', () => {
    const handoffs = [handoff('天线', 'finished', '1'), handoff('波束', 'sent', '2')];
    expect(clockFor({ handoffs, promises }, '天线')).toEqual({ promise: promises[0] });
    expect(clockFor({ handoffs, promises }, '前台')).toEqual({ promise: promises[0] });
  });

  test('its handoff comes first, then what is open, then what has ended', () => {
    const late = handoff('天线', 'accepted', '1', '2026-11-23T09:00:00Z');
    const soon = handoff('天线', 'sent', '0', '2026-11-23T07:00:00Z');
    const before = handoff('天线', 'returned', '9');
    const other = handoff('波束', 'sent', '5');
    expect(inOrder({ handoffs: [before, other, late, soon] }, '天线')).toEqual([soon, late, other, before]);
    expect(inOrder({ handoffs: [before, late, other, soon] }, '前台')).toEqual([other, late, soon, before]);
  });
});
