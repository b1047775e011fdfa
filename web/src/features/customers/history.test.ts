import i18n, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Names } from '@/api/catalogue';
import type { Language, Terminal, TerminalChange } from '@/api/types';
import { setLanguage, startI18n } from '@/i18n';
import { changeLines, goldenWords, type HistoryVoice, mentionedIn } from './history';

const names: Names = { of: (_, code) => (code === 'vsat' ? '卫星宽带' : (code ?? '')), in: (named) => named.zh };
const places: Record<string, string> = { s1: '旧站', s2: '新站', c1: '甲公司' };

beforeAll(() => startI18n('en').then(() => setLanguage('zh')));

function voice(language: Language): HistoryVoice {
  return { t: i18n.getFixedT(language) as TFunction, names, placeOf: (id) => places[id] ?? '' };
}

const happened = (kind: TerminalChange['kind'], ...changes: TerminalChange['changes']): TerminalChange => ({
  id: kind,
  at: '2026-11-23T02:00:00Z',
  by: '林',
  kind,
  reason: '',
  changes,
});

describe('the history of a terminal', () => {
  it('names where it was and where it went', () => {
    const moved = happened(
      'moved',
      { field: 'customerId', from: 'c1', to: 'c2' },
      { field: 'siteId', from: 's1', to: 's2' },
    );
    expect(changeLines(moved, voice('zh'))).toEqual(['客户：甲公司 → 一位您看不到的客户', '站点：旧站 → 新站']);
    expect(mentionedIn([moved, moved])).toEqual([
      { kind: 'customer', id: 'c1' },
      { kind: 'customer', id: 'c2' },
      { kind: 'site', id: 's1' },
      { kind: 'site', id: 's2' },
    ]);
  });

  it('tells a new terminal in one line', () => {
    const added = happened(
      'added',
      { field: 'siteId', from: '', to: 's1' },
      { field: 'number', from: '', to: 'VS-1' },
      { field: 'product', from: '', to: 'vsat' },
      { field: 'satelliteLon', to: 110.5 },
    );
    expect(changeLines(added, voice('zh'))).toEqual(['站点 旧站 · 终端号 VS-1 · 产品 卫星宽带']);
  });

  it('says of the golden configuration only what changed, with units', () => {
    const changed = happened('changed', {
      field: 'golden',
      from: { downMHz: 3964, txDBm: -17.4 },
      to: { downMHz: 3970, txDBm: -17.4, cnDB: 14 },
    });
    expect(changeLines(changed, voice('zh'))).toEqual([
      '标准参数 · 接收频率：3964 MHz → 3970 MHz',
      '标准参数 · 载噪比：空 → 14 dB',
    ]);
  });

  it('tells a state in words and an empty value as empty', () => {
    const changed = happened(
      'changed',
      { field: 'state', from: 'active', to: 'faulty' },
      { field: 'buc', from: 'A', to: '' },
    );
    expect(changeLines(changed, voice('en'))).toEqual(['State: In use → Faulty', 'BUC: A → empty']);
  });

  it.each<Language>(['zh', 'en'])('has a word in %s for every field, also those of tomorrow', (language) => {
    const fields: (keyof Terminal | 'tomorrow')[] = [
      'siteId',
      'customerId',
      'number',
      'imei',
      'sim',
      'serial',
      'product',
      'maker',
      'model',
      'satellite',
      'satelliteLon',
      'beam',
      'gateway',
      'antenna',
      'antennaM',
      'buc',
      'lnb',
      'modem',
      'firmware',
      'state',
      'installedOn',
      'warrantyUntil',
      'tomorrow',
    ];
    for (const field of fields) {
      const [line = ''] = changeLines(happened('changed', { field, from: '', to: 'active' }), voice(language));
      expect(line.split(/[:：]/)[0], field).not.toMatch(/^$|^customers|Id$|[a-z][A-Z]|^tomorrow/);
    }
  });
});

it('values of the golden configuration have their units', () => {
  expect(goldenWords('azimuth', 337.6)).toBe('337.6°');
  expect(goldenWords('rxDBm', -47)).toBe('-47 dBm');
  expect(goldenWords('modcod', 'QPSK 3/4')).toBe('QPSK 3/4');
  expect(goldenWords('cnDB', undefined)).toBe('');
});
