import type { TFunction } from 'i18next';
import type { Names } from '@/api/catalogue';
import type { Language, LinkState, TicketEvent } from '@/api/types';
import { timeWords } from '@/i18n/time';

/** What an event's sentence is made with. */
export interface Voice {
  t: TFunction;
  names: Names;
  now: Date;
  language: Language;
}

/** One event as a sentence, without the words that were written: those are textOf. */
export function sentenceOf(event: TicketEvent, { t, names, now, language }: Voice): string {
  const d = event.data ?? {};
  const word = (key: string) => (typeof d[key] === 'string' ? (d[key] as string) : '');
  const time = (key: string) => (word(key) ? timeWords(new Date(word(key)), now, language) : '');
  const links = Array.isArray(d.links)
    ? (d.links as (string | LinkState)[]).map((l) =>
        typeof l === 'string'
          ? names.of('links', l)
          : `${names.of('links', l.link)} ${t(`components:state.${l.state}`)}`,
      )
    : [];
  return t(`ticket:event.${event.kind}`, {
    defaultValue: word('activity') || event.kind,
    unit: word('unit'),
    by: word('by'),
    from: word('fromName'),
    to: word('toName'),
    reason: names.of('pauses', names.of('returns', word('reason'))),
    links: links.join(language === 'zh' ? '、' : ', '),
    link: names.of('links', word('link')),
    state: word('state') === '' ? '' : t(`ticket:stateWord.${word('state')}`, { defaultValue: word('state') }),
    kind:
      word('kind') === ''
        ? ''
        : t(`ticket:kindWord.${word('kind')}`, { defaultValue: names.of('kinds', word('kind')) }),
    due: time('dueAt'),
    until: time('resumeAt'),
    count: typeof d.count === 'number' ? d.count : 0,
    tries: typeof d.tries === 'number' ? d.tries : 0,
    percent: typeof d.percent === 'number' ? d.percent : 0,
    outcome: word('outcome') === '' ? '' : t(`ticket:outcome.${word('outcome')}`, { defaultValue: word('outcome') }),
    cause: names.of('causes', word('cause')),
    channel: names.of('channels', word('channel')),
    via: word('via') === '' ? '' : t(`ticket:via.${word('via')}`, { defaultValue: word('via') }),
    score: typeof d.score === 'number' ? d.score : 0,
    units: Array.isArray(d.units) ? (d.units as string[]).join(language === 'zh' ? '、' : ', ') : '',
    supervisor: word('supervisorUnit'),
    policy: names.of('policies', word('policy')),
    fields: Object.keys((d.changes as object | undefined) ?? {})
      .map((field) => t(`ticket:field.${field.split('.')[0]}`, { defaultValue: field }))
      .join(language === 'zh' ? '、' : ', '),
    text: word('text'),
    activity: word('activity'),
  });
}

/** The words that somebody wrote with an event, if any. */
export function textOf(event: TicketEvent): string {
  const d = event.data ?? {};
  if (event.kind === 'handoff.checked') return '';
  for (const key of ['text', 'result', 'summary', 'note', 'request', 'evidence', 'comment']) {
    const value = d[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  if (
    (event.kind === 'ticket.cancelled' || event.kind.startsWith('owner.') || event.kind === 'handoff.withdrawn') &&
    typeof d.reason === 'string'
  ) {
    return d.reason;
  }
  return '';
}

/** The filters of the timeline. */
export type Only = 'all' | 'customer' | 'internal' | 'flow';

/** Whether an event passes a filter. The steps of clocks belong to the flow alone. */
export function passes(event: TicketEvent, only: Only): boolean {
  const clock = event.kind.startsWith('promise.');
  switch (only) {
    case 'all':
      return (
        !clock ||
        event.kind === 'promise.breached' ||
        event.kind === 'promise.paused' ||
        event.kind === 'promise.resumed'
      );
    case 'customer':
      return event.audience === 'public';
    case 'internal':
      return event.kind === 'note' || event.kind.startsWith('owner.') || event.kind === 'link.set';
    case 'flow':
      return clock || /^(handoff|dispute|ticket|owner|callback)\./.test(event.kind);
  }
}
