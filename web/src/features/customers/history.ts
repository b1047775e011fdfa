import type { TFunction } from 'i18next';
import type { Names } from '@/api/catalogue';
import type { Golden, TerminalChange } from '@/api/types';
import { orbitWords } from '@/i18n/place';
import type { Mentioned } from './api';

/** What a terminal's history is told with. */
export interface HistoryVoice {
  t: TFunction;
  names: Names;
  /** The name of a customer or site, empty where it may not be seen. */
  placeOf: (id: string) => string;
}

const mentions: Record<string, Mentioned['kind']> = { customerId: 'customer', siteId: 'site' };

/** The customers and sites that a history names, each once. */
export function mentionedIn(history: TerminalChange[]): Mentioned[] {
  const found = new Map<string, Mentioned>();
  for (const { field, from, to } of history.flatMap((one) => one.changes)) {
    const kind = mentions[field];
    if (kind === undefined) continue;
    for (const id of [from, to]) if (typeof id === 'string' && id !== '') found.set(id, { kind, id });
  }
  return [...found.values()].sort((a, b) => a.id.localeCompare(b.id));
}

/** The settings and readings of a golden configuration, in the order in which they are read. */
export const goldenFields = [
  'downMHz',
  'upMHz',
  'symbolKsps',
  'modcod',
  'txDBm',
  'cnDB',
  'rxDBm',
  'azimuth',
  'elevation',
  'polarization',
  'on',
  'note',
] as const satisfies (keyof Golden)[];

/** The units of what is measured; texts and days have none. */
export const goldenUnits: Partial<Record<keyof Golden, string>> = {
  downMHz: 'MHz',
  upMHz: 'MHz',
  symbolKsps: 'ksps',
  txDBm: 'dBm',
  cnDB: 'dB',
  rxDBm: 'dBm',
  azimuth: '°',
  elevation: '°',
  polarization: '°',
};

/** A value of a golden configuration with its unit: 3964 MHz, 337.6°. Empty where it was not noted. */
export function goldenWords(field: keyof Golden, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  const unit = goldenUnits[field];
  if (unit === undefined) return String(value);
  return unit === '°' ? `${value}°` : `${value} ${unit}`;
}

/** One change of a field as a sentence: 固件：2.3 → 2.4. */
interface Said {
  name: string;
  from: string;
  to: string;
}

/** Of a new terminal: which it is, and where. All else that was noted then is what changed since or stands there still. */
const toldAtFirst = ['customerId', 'siteId', 'number', 'sim', 'imei', 'serial', 'product', 'maker', 'model'];

/** What happened, line by line. A new terminal is told in one line. */
export function changeLines(change: TerminalChange, voice: HistoryVoice): string[] {
  const { t } = voice;
  const isNew = change.kind === 'added';
  const told = change.changes.filter(({ field }) => !isNew || toldAtFirst.includes(field));
  const said = told.flatMap((one) => saidOf(one, voice));
  if (isNew) {
    const known = said.filter(({ to }) => to !== '').map(({ name, to }) => `${name} ${to}`);
    return known.length === 0 ? [] : [known.join(' · ')];
  }
  const empty = t('customers:history.empty');
  return said.map(({ name, from, to }) => t('customers:history.to', { name, from: from || empty, to: to || empty }));
}

function saidOf({ field, from, to }: TerminalChange['changes'][number], voice: HistoryVoice): Said[] {
  const { t } = voice;
  if (field === 'golden') return goldenChanges(from, to, t);
  const name = t(`customers:field.${field}`, { defaultValue: t('customers:history.another') });
  return [{ name, from: valueWords(field, from, voice), to: valueWords(field, to, voice) }];
}

function goldenChanges(from: unknown, to: unknown, t: TFunction): Said[] {
  const before = (from ?? {}) as Golden;
  const after = (to ?? {}) as Golden;
  return goldenFields
    .map((field) => ({
      name: `${t('customers:golden.title')} · ${t(`customers:golden.${field}`)}`,
      from: goldenWords(field, before[field]),
      to: goldenWords(field, after[field]),
    }))
    .filter((said) => said.from !== said.to);
}

/** A field's value in words; empty where there is none. */
function valueWords(field: string, value: unknown, { t, names, placeOf }: HistoryVoice): string {
  if (value === undefined || value === null || value === '') return '';
  switch (field) {
    case 'customerId':
    case 'siteId':
      return placeOf(String(value)) || t(`customers:history.unseen.${field}`);
    case 'product':
      return names.of('products', String(value));
    case 'state':
      return t(`customers:terminalState.${value}`);
    case 'satelliteLon':
      return orbitWords(Number(value));
    case 'antennaM':
      return value === 0 ? '' : `${value} m`;
    default:
      return String(value);
  }
}
