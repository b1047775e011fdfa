import type { TFunction } from 'i18next';
import type { Names } from '@/api/catalogue';
import type { Language, Staff, Unit } from '@/api/types';
import { listWords } from '@/i18n/language';
import { targetWords } from '@/i18n/minutes';
import { weekLines, zoneWords } from '@/i18n/week';
import type { Entry } from './audit';

/** One thing that an entry says, in words. */
export interface Fact {
  name: string;
  value: string;
}

/** What is needed to say an entry in words. */
export interface Voice {
  t: TFunction;
  names: Names;
  language: Language;
  units: Unit[];
  staff: Staff[];
}

type Detail = Record<string, unknown>;

/** What an entry was done to: the person, the unit, or the thing by its own name. */
export function objectOf(entry: Entry, voice: Voice): string {
  const detail = read(entry);
  if (entry.action.startsWith('token.')) return text(detail.name);
  if (entry.object === 'outgoing') return text(detail.to);
  if (entry.object === 'bulk') return voice.t(`tickets:bulk.${text(detail.action)}`);
  if (entry.object === 'template') return voice.names.of('categories', entry.objectId);
  if (entry.object === 'staff') return personOf(entry.objectId, voice) || text(detail.name);
  if (entry.object === 'unit') return unitOf(entry.objectId, voice) || text(detail.name);
  return voice.names.in({ zh: text(detail.zh), en: text(detail.en) });
}

/** What an entry says beyond its object, in the order in which it is best read. */
export function factsOf(entry: Entry, voice: Voice): Fact[] {
  const detail = read(entry);
  const object = objectOf(entry, voice);
  return Object.keys(says)
    .filter((key) => key in detail)
    .map((key) => ({ name: voice.t(`audit:field.${key}`), value: says[key]?.(detail[key], voice) ?? '' }))
    .filter((fact) => fact.value !== '' && fact.value !== object);
}

/** How each part of a detail is said; what stands not here is told by the object, or tells nothing. */
const says: Record<string, (value: unknown, voice: Voice) => string> = {
  from: text,
  list: text,
  login: text,
  unitId: (id, voice) => unitOf(text(id), voice),
  parentId: (id, voice) => unitOf(text(id), voice),
  forUnitId: (id, voice) => unitOf(text(id), voice),
  kind: (kind, { t }) => t(`settings:unitKind.${text(kind)}`),
  link: (link, { names }) => names.of('links', text(link)),
  links: (links, { names, language }) =>
    listWords(
      list(links).map((link) => names.of('links', text(link))),
      language,
    ),
  roles: (roles, voice) =>
    listWords(
      list(roles).map((role) => postOf(role as Detail, voice)),
      voice.language,
    ),
  disabled: yesOrNo,
  when: conditionsOf,
  respond: minutes,
  resolve: minutes,
  accept: minutes,
  finish: minutes,
  warn: (percent) => `${text(percent)} %`,
  active: yesOrNo,
  week: (week, { t, language }) =>
    weekLines(list(week).map(text), language)
      .map(({ days, hours }) => `${days} ${hours || t('settings:calendars.free')}`)
      .join(' · '),
  zone: (name, { language }) => zoneWords(text(name), language),
  holidays: yesOrNo,
  years: (years, { language }) => listWords(list(years).map(text), language),
  days: text,
  affected: (moves) => String(list(moves).length),
  tickets: text,
  subjectZh: text,
  subjectEn: text,
};

/** The detail with its keys as the API writes them everywhere else: unitId, not UnitID. */
function read({ detail }: Entry): Detail {
  let found: unknown;
  try {
    found = JSON.parse(detail);
  } catch {
    return {};
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return {};
  const plain = (key: string) => key.charAt(0).toLowerCase() + key.slice(1).replace(/ID$/, 'Id');
  return Object.fromEntries(Object.entries(found).map(([key, value]) => [plain(key), value]));
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const unitOf = (id: string, { units }: Voice) => units.find((unit) => unit.id === id)?.name ?? '';
const personOf = (id: string, { staff }: Voice) => staff.find((person) => person.id === id)?.name ?? '';

function yesOrNo(value: unknown, { t }: Voice): string {
  return t(value === true ? 'audit:yes' : 'audit:no');
}

function minutes(value: unknown, { language }: Voice): string {
  return typeof value === 'number' ? targetWords(value, language) : '';
}

/** 前台 客户服务中心(全部) */
function postOf({ role, unitId, scope }: Detail, voice: Voice): string {
  const words = [voice.t(`app:role.${text(role)}`), unitOf(text(unitId), voice)]
    .filter((word) => word !== '')
    .join(' ');
  return scope ? voice.t('audit:reach', { post: words, scope: voice.t(`settings:scopeShort.${text(scope)}`) }) : words;
}

const conditionLists = {
  kind: 'kinds',
  tier: 'tiers',
  product: 'products',
  category: 'categories',
  priority: 'priorities',
  area: 'areas',
} as const;

/** 类型 故障 · 优先级 特急、紧急 */
function conditionsOf(value: unknown, { t, names, language }: Voice): string {
  const given = (value ?? {}) as Detail;
  return Object.entries(conditionLists)
    .filter(([field]) => list(given[field]).length > 0)
    .map(([field, of]) => {
      const values = list(given[field]).map((code) => names.of(of, text(code)));
      return `${t(`settings:field.${field}`)} ${listWords(values, language)}`;
    })
    .join(' · ');
}
