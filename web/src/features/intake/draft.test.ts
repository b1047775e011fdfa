import { describe, expect, test } from 'vitest';
import type { Catalogue } from '@/api/types';
import { categoriesOf, type Draft, fieldsOf, isEmpty, missingOf, newDraft, toIntake, withNewKey } from './draft';

const catalogue: Pick<Catalogue, 'kinds' | 'categories'> = {
  kinds: [
    { code: 'consult', zh: '咨询', en: 'Question', fields: [] },
    {
      code: 'fault',
      zh: '故障',
      en: 'Fault',
      fields: [
        { code: 'since', zh: '开始时间', en: 'Since', type: 'datetime', required: false },
        { code: 'tried', zh: '已经试过', en: 'Tried', type: 'text', required: false },
      ],
    },
    {
      code: 'emergency',
      zh: '应急保障',
      en: 'Emergency',
      fields: [
        { code: 'place', zh: '地点', en: 'Where', type: 'text', required: true },
        { code: 'phone', zh: '电话', en: 'Phone', type: 'phone', required: true },
      ],
    },
  ],
  categories: [
    { code: 'slow', kind: 'fault', zh: '速率低', en: 'Slow' },
    { code: 'tariff', kind: 'consult', zh: '资费', en: 'Prices' },
  ],
};

const draft = (part: Partial<Draft>): Draft => ({ ...newDraft(), subject: '没有信号', description: '早上起', ...part });

describe('a kind', () => {
  test('asks for its own fields', () => {
    expect(fieldsOf(catalogue, 'emergency').map((f) => f.code)).toEqual(['place', 'phone']);
    expect(fieldsOf(catalogue, 'consult')).toEqual([]);
    expect(fieldsOf(catalogue, 'unheard-of')).toEqual([]);
  });

  test('has its own categories', () => {
    expect(categoriesOf(catalogue, 'fault').map((c) => c.code)).toEqual(['slow']);
    expect(categoriesOf(catalogue, 'emergency')).toEqual([]);
  });
});

describe('what is missing', () => {
  test('stands in the order of the page, the note first', () => {
    const empty = { ...newDraft(), kind: 'emergency' };
    expect(missingOf(empty, fieldsOf(catalogue, 'emergency'), true)).toEqual([
      'acknowledged',
      'details.place',
      'details.phone',
      'subject',
      'description',
    ]);
  });

  test('is nothing once all is filled in; blanks do not count', () => {
    const fields = fieldsOf(catalogue, 'emergency');
    const filled = draft({ kind: 'emergency', details: { place: '灯塔', phone: '13900000001' }, acknowledged: true });
    expect(missingOf(filled, fields, true)).toEqual([]);
    expect(missingOf({ ...filled, subject: '  ' }, fields, true)).toEqual(['subject']);
  });
});

test('who is calling is asked before the matter', () => {
  expect(missingOf(draft({ contactOpen: true, subject: '' }), [], true)).toEqual([
    'acknowledged',
    'contactId',
    'subject',
  ]);
});

describe('what is sent', () => {
  test('holds only the fields that the kind asks for', () => {
    const typed = draft({ kind: 'fault', category: 'slow', details: { tried: ' 重启 ', place: '灯塔', since: '' } });
    expect(toIntake(typed, catalogue)).toMatchObject({ kind: 'fault', category: 'slow', details: { tried: '重启' } });
    expect(toIntake({ ...typed, kind: 'emergency' }, catalogue).details).toEqual({ place: '灯塔' });
  });

  test('leaves out what was not given, and a category of another kind', () => {
    const sent = toIntake(draft({ kind: 'consult', category: 'slow', customerId: '', contactName: ' ' }), catalogue);
    expect(JSON.parse(JSON.stringify(sent))).toEqual({
      kind: 'consult',
      subject: '没有信号',
      description: '早上起',
      channel: 'phone',
      priority: 'normal',
    });
  });

  test('is urgent in an emergency unless something else was chosen', () => {
    expect(toIntake(draft({ kind: 'emergency' }), catalogue).priority).toBe('urgent');
    expect(toIntake(draft({ kind: 'emergency', priority: 'low' }), catalogue).priority).toBe('low');
  });
});

describe('a draft', () => {
  test('is empty until something is typed; choices alone would not be missed', () => {
    expect(isEmpty(newDraft())).toBe(true);
    expect(isEmpty({ ...newDraft(), kind: 'complaint', priority: 'high' })).toBe(true);
    expect(isEmpty({ ...newDraft(), details: { place: '灯塔' } })).toBe(false);
  });

  test('has a key of its own; a new key changes nothing else', () => {
    const one = newDraft();
    expect(one.key).toHaveLength(32);
    expect(newDraft().key).not.toBe(one.key);
    const anew = withNewKey(one);
    expect(anew.key).not.toBe(one.key);
    expect({ ...anew, key: one.key }).toEqual(one);
  });
});
