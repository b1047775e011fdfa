import type { TFunction } from 'i18next';
import type { Names } from '@/api/catalogue';
import type { Language, RoleCode, Unit } from '@/api/types';
import { listWords } from '@/i18n/language';
import { targetWords } from '@/i18n/minutes';
import { weekLines, zoneWords } from '@/i18n/week';
import type { Entry } from './audit';

/** One thing that an entry says, in words; with what it was before, where it was changed. */
export interface Fact {
  name: string;
  value: string;
  was?: string;
}

/** What is needed to say an entry in words. */
export interface Voice {
  t: TFunction;
  names: Names;
  language: Language;
  units: Unit[];
  roleName: (code: RoleCode) => string;
  permissionName: (code: string) => string;
}

type Detail = Record<string, unknown>;

/** What an entry says beyond its sentence, in the order in which it is best read. */
export function factsOf(entry: Entry, voice: Voice): Fact[] {
  const detail = read(entry);
  const before = section(detail.before);
  const after = section(detail.after);
  const changed = detail.before !== undefined && detail.after !== undefined;
  const facts = Object.keys(says).flatMap((key): Fact[] => {
    const say = (value: unknown) => (value === undefined ? '' : (says[key]?.(value, voice) ?? ''));
    const name = voice.t(`audit:field.${key}`);
    if (key in after || key in before) {
      const now = say(key in after ? after[key] : before[key]);
      return [changed ? { name, value: say(after[key]), was: say(before[key]) } : { name, value: now }];
    }
    return key in detail && !naming.includes(key) ? [{ name, value: say(detail[key]) }] : [];
  });
  const toldElsewhere = ['', entry.objectName, entry.address];
  return facts.filter(({ value, was }) => (was === undefined ? !toldElsewhere.includes(value) : value !== was));
}

/** The list that was taken out, where it can be seen. */
export function listOf(entry: Entry) {
  const { list } = read(entry);
  if (typeof list !== 'string') return undefined;
  const search = Object.fromEntries(new URLSearchParams(list));
  return entry.object === 'audit' ? ({ to: '/audit', search } as const) : ({ to: '/tickets', search } as const);
}

/** Parts that name the object, where they stand beside what was changed. */
const naming = ['name', 'zh', 'en'];

const section = (value: unknown): Detail =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Detail) : {};

/** How each part of a detail is said; what stands not here is told by the object, or tells nothing. */
const says: Record<string, (value: unknown, voice: Voice) => string> = {
  from: text,
  login: text,
  name: text,
  zh: text,
  en: text,
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
  how: (how, { t }) => t(`proof:factor.${text(how)}`),
  factor: (kind, { t }) => t(`proof:factor.${text(kind)}`),
  count: text,
  device: text,
  reason: text,
  left: text,
  password: ruleOf('password'),
  lock: ruleOf('lock'),
  sessions: (value, voice) => text(value) || ruleOf('sessions')(value, voice),
  require: (needs, { t, roleName }) =>
    Object.entries(section(needs))
      .map(([role, need]) => `${roleName(role)} ${t(`security:rules.need.${text(need)}`)}`)
      .join(' · '),
  networks: (all, { language }) => listWords(list(all).map(text), language),
  roleNetworks: (all, { language, roleName }) =>
    Object.entries(section(all))
      .map(([role, networks]) => `${roleName(role)} ${listWords(list(networks).map(text), language)}`)
      .join(' · '),
  breakGlass: (id, voice) => yesOrNo(text(id) !== '', voice),
  aboutZh: text,
  aboutEn: text,
  permissions: (codes, { permissionName, language }) =>
    listWords(
      list(codes).map((code) => permissionName(text(code))),
      language,
    ),
  apart: yesOrNo,
  disabled: yesOrNo,
  newPassword: yesOrNo,
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
  affected: (moves) => (Array.isArray(moves) ? String(moves.length) : text(moves)),
  names: (all, { language }) => listWords(list(all).map(text), language),
  text,
  subjectZh: text,
  subjectEn: text,
  descriptionZh: text,
  descriptionEn: text,
  cases: text,
  known: text,
  failed: text,
  since: text,
  until: text,
  noted: text,
};

/** A part of the log-in rules in words. */
function ruleOf(part: string): (value: unknown, voice: Voice) => string {
  return (value, voice) =>
    Object.entries(section(value))
      .map(([key, set]) => {
        const said = typeof set === 'boolean' ? yesOrNo(set, voice) : text(set);
        return `${voice.t(`security:rules.field.${part}-${key}`)} ${said}`;
      })
      .join(' · ');
}

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

function yesOrNo(value: unknown, { t }: Voice): string {
  return t(value === true ? 'audit:yes' : 'audit:no');
}

function minutes(value: unknown, { language }: Voice): string {
  return typeof value === 'number' ? targetWords(value, language) : '';
}

/** 前台 客户服务中心(全部) */
function postOf({ role, unitId, scope }: Detail, voice: Voice): string {
  const words = [voice.roleName(text(role)), unitOf(text(unitId), voice)].filter((word) => word !== '').join(' ');
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
