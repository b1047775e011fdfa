import { expect, test } from 'vitest';
import type { Phrase } from '@/api/types';
import { formOf, inputOf } from './phrases';

const phrase: Phrase = {
  id: 'p',
  scope: 'unit',
  unit: { id: 'u', name: '客服中心' },
  name: '等客户',
  text: '请重启。',
  writtenAs: 'reply',
  actions: { priority: 'high', tags: ['待客户'], pause: { reason: 'customer', minutes: 90 } },
  macro: true,
  version: 3,
  usable: true,
  may: { ok: true },
};

test('a macro goes into the form and comes back as it was', () => {
  expect(inputOf(formOf(phrase))).toEqual({
    scope: 'unit',
    unitId: 'u',
    name: '等客户',
    text: '请重启。',
    writtenAs: 'reply',
    actions: { priority: 'high', tags: ['待客户'], pause: { reason: 'customer', minutes: 90 } },
  });
});

test('a phrase without actions has none, and no unit where it is not a unit’s', () => {
  const input = inputOf({
    scope: 'own',
    unitId: 'u',
    name: 'x',
    text: 'y',
    priority: '',
    tags: [],
    reason: 'customer',
  });
  expect(input).toEqual({ scope: 'own', name: 'x', text: 'y', writtenAs: '', actions: {} });
});
