import i18n, { type TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import type { Names } from '@/api/catalogue';
import type { Language, TicketEvent } from '@/api/types';
import { startI18n } from '@/i18n';
import { passes, sentenceOf, textOf } from './eventWords';

/** Every kind of event that the server writes, with facts as it writes them. */
const events: [kind: string, data: Record<string, unknown>][] = [
  ['ticket.created', { channel: 'phone', kind: 'fault', subject: 'x' }],
  ['ticket.changed', { changes: { priority: ['normal', 'high'], 'details.since': ['', 'x'] } }],
  ['reply', { text: 'x' }],
  ['message', { text: 'x' }],
  ['note', { text: 'x' }],
  ['owner.offered', { to: '1', toName: '周', reason: 'x' }],
  ['owner.accepted', { from: '1', fromName: '林' }],
  ['owner.declined', { reason: 'x' }],
  ['handoff.sent', { unit: '组', links: ['antenna'], request: 'x' }],
  ['handoff.accepted', { unit: '组' }],
  ['handoff.returned', { unit: '组', reason: 'not-ours', text: 'x', links: ['antenna'] }],
  ['handoff.invited', { unit: '组', by: '另一组', links: ['antenna'], request: 'x' }],
  ['handoff.urged', { unit: '组', count: 2, text: '' }],
  ['handoff.finished', { unit: '组', result: 'x', links: [{ link: 'antenna', state: 'cleared' }] }],
  ['handoff.withdrawn', { unit: '组', reason: 'x' }],
  ['handoff.assigned', { unit: '组', to: '1', toName: '周' }],
  ['handoff.checked', { unit: '组', text: 'x', done: true }],
  ['link.set', { link: 'antenna', state: 'faulty', evidence: 'x' }],
  ['dispute.opened', { link: 'antenna', units: ['组'], supervisorUnit: '总部' }],
  ['dispute.decided', { link: 'antenna', unit: '组', text: 'x' }],
  ['promise.started', { kind: 'accept', policy: 'fault', dueAt: '2026-11-23T08:00:00Z' }],
  ['promise.paused', { kind: 'finish', reason: 'customer', text: 'x' }],
  ['promise.resumed', { kind: 'finish', automatic: true }],
  ['promise.stopped', { kind: 'finish', state: 'met' }],
  ['promise.warned', { kind: 'resolve', percent: 80 }],
  ['promise.breached', { kind: 'resolve' }],
  ['ticket.resolved', { cause: 'pointing', link: 'antenna', summary: 'x' }],
  ['callback.tried', { outcome: 'unreached', note: 'x', tries: 1 }],
  ['ticket.reopened', { note: 'x', count: 1 }],
  ['ticket.confirmed', { via: 'phone' }],
  ['ticket.closed', { outcome: 'confirmed' }],
  ['ticket.cancelled', { reason: 'x' }],
  ['customer.urged', { count: 1 }],
  ['rating.given', { score: 5, comment: '' }],
  ['imported', { activity: 'Accepted', action: 'note' }],
];

const names: Names = { of: (_list, code) => (code ? `〈${code}〉` : ''), in: (named) => named.zh };

const event = (
  kind: string,
  data: Record<string, unknown>,
  audience: TicketEvent['audience'] = 'internal',
): TicketEvent => ({
  id: kind,
  seq: 1,
  at: '2026-11-23T02:00:00Z',
  kind,
  audience,
  actor: { id: null, name: '林', unit: '前台' },
  handoffId: null,
  data,
});

describe.each<Language>(['zh', 'en'])('the sentence of every event in %s', (language) => {
  it.each(events)('%s', (kind, data) => {
    startI18n(language);
    const t = i18n.getFixedT(language) as TFunction;
    const words = sentenceOf(event(kind, data), { t, names, now: new Date('2026-11-23T03:00:00Z'), language });
    expect(words.trim()).not.toBe('');
    expect(words).not.toBe(kind);
    expect(words).not.toMatch(/\{\{|undefined|\[object/);
  });
});

describe('the timeline', () => {
  it('shows what somebody wrote', () => {
    expect(textOf(event('handoff.finished', { result: '天线偏了 0.7 度' }))).toBe('天线偏了 0.7 度');
    expect(textOf(event('handoff.accepted', {}))).toBe('');
  });

  it('keeps the customer out of what is internal', () => {
    expect(passes(event('note', { text: 'x' }), 'customer')).toBe(false);
    expect(passes(event('reply', { text: 'x' }, 'public'), 'customer')).toBe(true);
    expect(passes(event('promise.started', {}), 'all')).toBe(false);
    expect(passes(event('promise.breached', {}), 'all')).toBe(true);
  });
});
