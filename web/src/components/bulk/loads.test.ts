import i18n from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { PersonWatch } from '@/api/types';
import { setLanguage, startI18n } from '@/i18n';
import { loadWords } from './loads';

beforeAll(() => startI18n('en').then(() => setLanguage('zh')));

const figure = (count: number) => ({ count, query: '' });
const load = (owned: number, working: number, warned: number, overdue: number): PersonWatch => ({
  person: { id: 'p', name: '金丽娜' },
  unit: { id: 'u', name: '客户服务中心' },
  disabled: false,
  owned: figure(owned),
  working: figure(working),
  warned: figure(warned),
  overdue: figure(overdue),
  most: 34,
});

test.each([
  [load(30, 2, 3, 1), '未办结 32 · 责任将超时 3 · 责任超时 1', '32 open · 3 at risk · 1 overdue'],
  [load(30, 5, 0, 0), '已满 35/34', 'full 35/34'],
  [load(0, 4, 0, 2), '未办结 4 · 责任超时 2', '4 open · 2 overdue'],
  [load(0, 0, 0, 0), '未办结 0', '0 open'],
])('what a person has is said in few words', (one, zh, en) => {
  expect(loadWords(one, i18n.getFixedT('zh'))).toBe(zh);
  expect(loadWords(one, i18n.getFixedT('en'))).toBe(en);
});
