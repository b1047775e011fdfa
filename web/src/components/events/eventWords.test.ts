import i18n, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Names } from '@/api/catalogue';
import type { Language, TicketEvent } from '@/api/types';
import { setLanguage, startI18n } from '@/i18n';
import { actorOf, changeLines, sentenceOf, textOf } from './eventWords';

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
  ['owner.given', { from: '1', fromName: '林', to: '2', toName: '周' }],
  ['handoff.sent', { unit: '组', links: ['antenna'], request: 'x' }],
  ['handoff.sent', { unit: '组', links: ['antenna'], request: 'x', binding: true }],
  ['handoff.accepted', { unit: '组' }],
  ['handoff.returned', { unit: '组', reason: 'not-ours', text: 'x', links: ['antenna'] }],
  ['handoff.invited', { unit: '组', by: '另一组', links: ['antenna'], request: 'x' }],
  ['handoff.urged', { unit: '组', count: 2, text: '' }],
  ['handoff.finished', { unit: '组', result: 'x', links: [{ link: 'antenna', state: 'cleared' }] }],
  ['handoff.withdrawn', { unit: '组', reason: 'x' }],
  ['handoff.assigned', { unit: '组', to: '1', toName: '周' }],
  ['handoff.passed', { unit: '组', from: '1', fromName: '林', to: '2', toName: '周' }],
  ['handoff.queued', { unit: '组', from: '1', fromName: '林' }],
  ['handoff.checked', { unit: '组', text: '测电平', done: true }],
  ['handoff.checked', { unit: '组', text: '测电平', done: false }],
  ['link.set', { link: 'antenna', state: 'faulty', evidence: 'x' }],
  ['dispute.opened', { link: 'antenna', units: ['组'], supervisorUnit: '总部' }],
  ['dispute.decided', { link: 'antenna', unit: '组', text: 'x' }],
  ['promise.started', { kind: 'accept', policy: 'fault', dueAt: '2026-11-23T08:00:00Z' }],
  ['promise.paused', { kind: 'finish', reason: 'customer', text: 'x' }],
  ['promise.paused', { kind: 'finish', reason: 'customer', text: 'x', resumeAt: '2026-11-24T01:00:00Z' }],
  ['promise.resumed', { kind: 'resolve', automatic: false }],
  ['promise.resumed', { kind: 'finish', automatic: true }],
  ['promise.resumed', { kind: 'finish', automatic: false, heard: true }],
  ['promise.stopped', { kind: 'finish', state: 'met' }],
  ['promise.warned', { kind: 'resolve', percent: 80 }],
  ['promise.breached', { kind: 'resolve' }],
  ['ticket.resolved', { cause: 'pointing', link: 'antenna', summary: 'x' }],
  ['callback.tried', { outcome: 'unreached', note: 'x', tries: 1 }],
  ['callback.tried', { outcome: 'refused', note: 'x', tries: 0 }],
  ['ticket.reopened', { note: 'x', count: 1 }],
  ['ticket.confirmed', { via: 'phone' }],
  ['ticket.confirmed', { via: 'unreached' }],
  ['ticket.closed', { outcome: 'confirmed' }],
  ['ticket.cancelled', { reason: 'x' }],
  ['ticket.merged', { ticket: '1', number: '20261123-000001', reason: 'x' }],
  ['ticket.absorbed', { ticket: '1', number: '20261123-000002', subject: '断网', text: 'x', reason: '' }],
  ['ticket.unmerged', { ticket: '1', number: '20261123-000001', reason: 'x' }],
  ['ticket.released', { ticket: '1', number: '20261123-000002', reason: 'x' }],
  ['ticket.split', { ticket: '1', number: '20261123-000003', subject: '账单' }],
  ['ticket.escalated', { text: 'x' }],
  ['escalation.answered', { text: 'x' }],
  ['ticket.complained', { ticket: '1', number: '20261123-000004', subject: '太慢' }],
  ['ticket.continued', { ticket: '1', number: '20261123-000005', subject: '还有' }],
  ['ticket.separated', { ticket: '1', number: '20261123-000001', said: [{ by: '林', text: 'x' }] }],
  ['promise.started', { kind: 'resolve', policy: 'fault', dueAt: '2026-11-23T08:00:00Z', number: '20261123-000002' }],
  ['tags.changed', { added: ['渔船'], removed: ['误报'] }],
  ['watcher.added', { to: '1', toName: '周' }],
  ['watcher.removed', { to: '1', toName: '周' }],
  ['customer.urged', { count: 1 }],
  ['rating.given', { score: 5, comment: '' }],
  ['imported', { activity: '受理', action: 'note' }],
  ['imported', { action: '' }],
  ['kind.of.tomorrow', {}],
];

/** The names of the codes above, as the catalogue has them. */
const named: Record<string, Record<string, [zh: string, en: string]>> = {
  kinds: { fault: ['故障', 'Fault'] },
  links: { antenna: ['天线射频', 'Antenna and RF'] },
  channels: { phone: ['电话', 'Phone'] },
  causes: { pointing: ['天线指向偏移', 'Pointing off'] },
  returns: { 'not-ours': ['不属本单位职责', 'Not ours'] },
  pauses: { customer: ['等待客户', 'Waiting for the customer'] },
  policies: { fault: ['故障', 'Fault'] },
  priorities: { normal: ['普通', 'Normal'], high: ['紧急', 'High'] },
};
const namesIn = (language: Language): Names => ({
  of: (list, code) => named[list]?.[code ?? '']?.[language === 'zh' ? 0 : 1] ?? code ?? '',
  in: (entry) => entry[language],
});

const event = (kind: string, data: Record<string, unknown>): TicketEvent => ({
  id: kind,
  seq: 1,
  at: '2026-11-23T02:00:00Z',
  kind,
  audience: 'internal',
  actor: { id: null, name: '林', unit: '前台' },
  handoffId: null,
  data,
});

beforeAll(() => startI18n('en').then(() => setLanguage('zh')));

function voice(language: Language) {
  const t = i18n.getFixedT(language) as TFunction;
  return { t, names: namesIn(language), now: new Date('2026-11-23T03:00:00Z'), language };
}

/** Codes that only programs use: what stands in the data, and kinds of events. */
const codes = /\b(not-ours|unreached|refused|dropped|antenna|pointing|priority\.|details\.|automatic|\w+\.\w+)\b/;

describe.each<Language>(['zh', 'en'])('the sentence of every event in %s', (language) => {
  it.each(events)('%s %j', (kind, data) => {
    const words = sentenceOf(event(kind, data), voice(language));
    expect(words.trim()).not.toBe('');
    expect(words).not.toMatch(codes);
    expect(words).not.toMatch(/\{\{|undefined|\[object|[::·]$/);
    if (language === 'zh') expect(words).not.toMatch(/[a-z]{2,}/i);
  });

  it('stays whole when facts are missing', () => {
    for (const [kind] of events) {
      const words = sentenceOf(event(kind, {}), voice(language));
      expect(words.trim(), kind).not.toBe('');
      expect(words, kind).not.toMatch(/\{\{|undefined|[::]$/);
    }
  });
});

describe('what a customer files himself', () => {
  const filed = {
    ...event('ticket.created', { channel: 'portal', kind: 'fault' }),
    actor: { id: null, name: '13900001123', unit: '' },
  };
  it.each<[Language, string]>([
    ['zh', '客户 在网上服务提交：故障'],
    ['en', 'The customer filed this through the portal: Fault'],
  ])('is said so in %s', (language, words) => {
    const v = voice(language);
    expect(`${actorOf(filed, v.t)} ${sentenceOf(filed, v)}`).toBe(words);
  });
  it('bears his name where he gave it', () => {
    expect(actorOf({ ...filed, actor: { id: null, name: '王船长', unit: '' } }, voice('zh').t)).toBe('王船长');
  });
});

describe('the sentence', () => {
  it('tells apart what happened', () => {
    const say = (kind: string, data: Record<string, unknown>) => sentenceOf(event(kind, data), voice('zh'));
    expect(say('handoff.sent', { unit: '射频组', links: ['antenna'] })).toBe('转派射频组：天线射频');
    expect(say('handoff.sent', { unit: '射频组', links: [] })).toBe('转派射频组');
    expect(say('handoff.returned', { unit: '射频组', reason: 'not-ours' })).toBe('射频组退回：不属本单位职责');
    expect(say('promise.paused', { kind: 'resolve', reason: 'customer', resumeAt: '2026-11-24T01:00:00Z' })).toBe(
      '解决时限暂停：等待客户，明天 9:00 恢复',
    );
    expect(say('promise.breached', { kind: 'accept', unit: '射频组' })).toBe('射频组的接收超时');
    expect(say('callback.tried', { outcome: 'unreached', tries: 2 })).toBe('回访没联系上（第 2 次）');
  });
});

describe('what somebody wrote or changed', () => {
  it('is shown', () => {
    expect(textOf(event('handoff.finished', { result: '天线偏了 0.7 度' }))).toBe('天线偏了 0.7 度');
    expect(textOf(event('owner.offered', { toName: '周', reason: '我下班了' }))).toBe('我下班了');
    expect(textOf(event('handoff.accepted', {}))).toBe('');
  });

  it('names old and new values', () => {
    const changes = { priority: ['normal', 'high'], category: ['', 'x'], customer: ['1', '2'] };
    expect(changeLines(event('ticket.changed', { changes }), voice('zh'))).toEqual([
      '优先级：普通 → 紧急',
      '类别：空 → x',
    ]);
    expect(changeLines(event('reply', { changes }), voice('zh'))).toEqual([]);
  });

  it('says why checks were left out', () => {
    const lines = (data: Record<string, unknown>) => changeLines(event('handoff.finished', data), voice('zh'));
    expect(lines({ skipped: '站上停电' })).toEqual(['未做完检查项的原因：站上停电']);
    expect(lines({})).toEqual([]);
  });
});
