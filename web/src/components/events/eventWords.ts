import type { TFunction } from 'i18next';
import type { NamedList, Names } from '@/api/catalogue';
import type { Language, LinkState, TicketEvent } from '@/api/types';
import { timeWords } from '@/i18n/time';

/** What an event's sentence is made with. */
export interface Voice {
  t: TFunction;
  names: Names;
  now: Date;
  language: Language;
}

/** What was said on another ticket and taken along. */
interface Said {
  by: string;
  text: string;
}

/** Reads an event's data, in which anything may be missing. */
function reader(event: TicketEvent) {
  const data = event.data ?? {};
  return {
    word: (key: string) => (typeof data[key] === 'string' ? (data[key] as string) : ''),
    number: (key: string) => (typeof data[key] === 'number' ? (data[key] as number) : 0),
    list: <T>(key: string) => (Array.isArray(data[key]) ? (data[key] as T[]) : []),
    is: (key: string) => data[key] === true,
    changes: (data.changes ?? {}) as Record<string, [old: string, now: string]>,
  };
}

/** Who did it; a customer of whom only the phone is known is the customer. */
export function actorOf({ actor }: TicketEvent, t: TFunction): string {
  if (actor.id === null && /^\+?[\d\s-]+$/.test(actor.name)) return t('events:theCustomer');
  return actor.name || t('events:system');
}

/** The text of an event: the same kind may read differently by what happened. */
function textKeyOf(event: TicketEvent): string {
  const { word, is } = reader(event);
  switch (event.kind) {
    case 'ticket.created':
      return word('channel') === 'portal' && event.actor.id === null ? 'ticket.filed' : event.kind;
    case 'handoff.sent':
      return is('binding') ? 'handoff.ordered' : event.kind;
    case 'handoff.checked':
      return is('done') ? event.kind : 'handoff.unchecked';
    case 'promise.paused':
      return word('resumeAt') === '' ? event.kind : 'promise.pausedUntil';
    case 'promise.started':
      return word('number') === '' ? event.kind : 'promise.taken';
    case 'promise.resumed':
      if (is('heard')) {
        return 'promise.resumedByCustomer';
      }
      return is('automatic') ? 'promise.resumedByItself' : event.kind;
    case 'callback.tried':
      return word('outcome') === 'unreached' ? 'callback.unreached' : event.kind;
    case 'ticket.confirmed':
      return word('via') === 'unreached' ? 'ticket.unreached' : event.kind;
    default:
      return event.kind;
  }
}

/** One event as a sentence, without the words that were written: those are textOf. */
export function sentenceOf(event: TicketEvent, { t, names, now, language }: Voice): string {
  const { word, number, list, changes } = reader(event);
  const comma = language === 'zh' ? '、' : ', ';
  const time = (key: string) => (word(key) ? timeWords(new Date(word(key)), now, language) : '');
  const worded = (group: 'stateWord' | 'outcome' | 'via', key: string) =>
    word(key) === '' ? '' : t(`events:${group}.${word(key)}`, { defaultValue: word(key) });
  const linkWords = list<string | LinkState>('links').map((l) =>
    typeof l === 'string' ? names.of('links', l) : `${names.of('links', l.link)} ${t(`components:state.${l.state}`)}`,
  );
  const fields = new Set(Object.keys(changes).map((field) => fieldWord(field, t)));
  const sentence = t(`events:event.${textKeyOf(event)}`, {
    defaultValue: word('activity') || word('text') || t('events:unknownEvent'),
    unit: word('unit'),
    by: word('by'),
    from: word('fromName') || names.of('priorities', word('from')),
    to:
      (word('toName') || names.of('priorities', word('to'))) +
      (word('for') && t('events:standsIn', { name: word('for') })),
    reason: names.of('pauses', names.of('returns', word('reason'))),
    links: linkWords.join(comma),
    link: names.of('links', word('link')),
    state: worded('stateWord', 'state'),
    kind: kindWord(event, t, names),
    due: time('dueAt'),
    until: time('resumeAt'),
    count: number('count'),
    tries: number('tries'),
    percent: number('percent'),
    outcome: worded('outcome', 'outcome'),
    cause: names.of('causes', word('cause')),
    channel: names.of('channels', word('channel')),
    via: worded('via', 'via'),
    score: number('score'),
    units: list<string>('units').join(comma),
    supervisor: word('supervisorUnit'),
    fields: [...fields].join(comma),
    text: word('text') || word('name'),
    number: word('number'),
    subject: word('subject'),
    tags: [...list<string>('added').map((tag) => `+${tag}`), ...list<string>('removed').map((tag) => `−${tag}`)].join(
      ' ',
    ),
    activity: word('activity') || word('action') || t('events:unknownEvent'),
  });
  // A handoff may name no link, an imported case no cause: then nothing follows the colon.
  return sentence.replace(/[\s:：·]+$/, '') || t('events:unknownEvent');
}

/** A promise's kind with the unit that owes it, or a ticket's kind: both stand under the same name in the data. */
function kindWord(event: TicketEvent, t: TFunction, names: Names): string {
  const { word } = reader(event);
  if (word('kind') === '') return '';
  const kind = t(`events:kindWord.${word('kind')}`, { defaultValue: names.of('kinds', word('kind')) });
  const owed = event.kind.startsWith('promise.') && word('unit') !== '';
  return owed ? t('events:owedBy', { kind, unit: word('unit') }) : kind;
}

function fieldWord(field: string, t: TFunction): string {
  return t(`events:field.${field.split('.')[0]}`, { defaultValue: field });
}

const valueLists: Record<string, NamedList> = { category: 'categories', priority: 'priorities' };
/** Their values are identifiers or too long to stand beside each other. */
const unsaid = ['customer', 'terminal', 'description'];

/** What stands beneath an event's text, line by line: what fields were and are, why checks were left out. */
export function changeLines(event: TicketEvent, { t, names }: Voice): string[] {
  const skipped = event.kind === 'handoff.finished' ? reader(event).word('skipped') : '';
  if (skipped !== '') return [t('events:skipped', { text: skipped })];
  if (event.kind === 'ticket.separated')
    return reader(event)
      .list<Said>('said')
      .map(({ by, text }) => `${by}:${text}`);
  if (event.kind !== 'ticket.changed') return [];
  return Object.entries(reader(event).changes).flatMap(([field, pair]) => {
    if (unsaid.includes(field) || field.startsWith('details.') || !Array.isArray(pair)) return [];
    const list = valueLists[field];
    const [from, to] = pair.map((v) => (v === '' ? t('events:changed.empty') : list ? names.of(list, v) : v));
    return [t('events:changed.to', { field: fieldWord(field, t), from, to })];
  });
}

/** Kinds whose reason is what somebody wrote. */
const reasoned = ['ticket.cancelled', 'ticket.merged', 'ticket.unmerged', 'ticket.released', 'handoff.withdrawn'];

/** The words that somebody wrote with an event, if any. */
export function textOf(event: TicketEvent): string {
  const { word } = reader(event);
  if (event.kind === 'handoff.checked') return '';
  for (const key of ['text', 'result', 'summary', 'note', 'request', 'evidence', 'comment']) {
    if (word(key) !== '') return word(key);
  }
  return reasoned.includes(event.kind) || event.kind.startsWith('owner.') ? word('reason') : '';
}
