import { describe, expect, it } from 'vitest';
import { differenceOf, fieldsThatDiffer, filledIn } from './difference';

const before = { name: '王', role: '', phone: '139', heightM: 20, lon: 110, duties: ['billing'], main: true };

describe('what is sent of a form', () => {
  it('is what was changed', () => {
    expect(differenceOf(before, { ...before, phone: '138', duties: ['billing', 'technical'] })).toEqual({
      phone: '138',
      duties: ['billing', 'technical'],
    });
    expect(differenceOf(before, { ...before, main: false })).toEqual({ main: false });
    expect(differenceOf(before, { ...before, role: undefined })).toEqual({});
  });

  it('empties texts, and numbers only where empty means something', () => {
    expect(differenceOf(before, { ...before, phone: undefined, heightM: null, lon: null }, { heightM: 0 })).toEqual({
      phone: '',
      heightM: 0,
    });
  });
});

describe('a golden configuration', () => {
  const golden = { upMHz: 14263, downMHz: 12513, on: '2023-12-09' };
  it('counts as changed only where a value has', () => {
    expect(differenceOf({ golden }, { golden: { downMHz: 12513, upMHz: 14263, on: '2023-12-09', note: '' } })).toEqual(
      {},
    );
    expect(differenceOf({ golden: null }, { golden: { downMHz: null, note: undefined } })).toEqual({});
    expect(differenceOf({ golden }, { golden: { ...golden, upMHz: null } })).toEqual({
      golden: { downMHz: 12513, on: '2023-12-09' },
    });
  });
  it('is emptied as a whole', () => {
    expect(differenceOf({ golden }, { golden: { upMHz: null } }, { golden: {} })).toEqual({ golden: {} });
  });
});

it('of something new only what was filled in is sent', () => {
  expect(filledIn({ name: '王', role: '', phone: undefined, golden: { on: '' }, main: false })).toEqual({
    name: '王',
    main: false,
  });
});

it('what others changed is named by its fields', () => {
  expect(fieldsThatDiffer(before, { ...before, phone: '138', role: '船长' })).toEqual(['role', 'phone']);
});
