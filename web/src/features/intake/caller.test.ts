import { describe, expect, test } from 'vitest';
import type { Contact, Customer, Terminal } from '@/api/types';
import { newDraft } from './draft';
import { isNumber, wayOf } from './search';
import { chosen, nobody } from './useCaller';
import { sortErrors } from './useFiling';

const contact = (id: string, main = false) => ({ id, name: id, phone: '', main }) as Contact;
const terminal = (id: string, state: Terminal['state'] = 'active') => ({ id, state }) as Terminal;
const customer = (contacts: Contact[], terminals: Terminal[]) => ({ id: 'c1', contacts, terminals }) as Customer;

describe('a caller is looked for', () => {
  test.each([
    ['139', 'number'],
    ['+86 139 0000', 'number'],
    ['VS-hi-1', 'number'],
    ['渔业', 'name'],
    ['KH', 'name'],
    ['13', 'none'],
    ['渔', 'none'],
    ['', 'none'],
  ] as const)('%s by %s', (text, way) => {
    expect(wayOf(text)).toBe(way);
  });

  test('numbers are told from names', () => {
    expect(isNumber('+86 139-0000 0001')).toBe(true);
    expect(isNumber('VS-hi-1520')).toBe(false);
  });
});

describe('a match fills in', () => {
  test('the only contact and the only terminal in use', () => {
    const one = customer([contact('a')], [terminal('old', 'retired'), terminal('t1')]);
    expect(chosen(newDraft(), { customer: one, contact: null, terminal: null }, one)).toMatchObject({
      customerId: 'c1',
      contactId: 'a',
      contactOpen: false,
      terminalId: 't1',
    });
  });

  test('nobody as caller when a terminal was found and several may be calling', () => {
    const one = customer([contact('a', true), contact('b')], [terminal('t1'), terminal('t2')]);
    const found = chosen(newDraft(), { customer: one, contact: null, terminal: terminal('t2') }, one);
    expect(found).toMatchObject({ contactId: '', contactOpen: true, terminalId: 't2' });
  });

  test('who was chosen stays when the same customer is found again', () => {
    const one = customer([contact('a', true), contact('b')], [terminal('t1'), terminal('t2')]);
    const asked = { ...newDraft(), customerId: 'c1', contactId: 'b' };
    const again = chosen(asked, { customer: one, contact: null, terminal: terminal('t1') }, one);
    expect(again).toMatchObject({ contactId: 'b', contactOpen: false });
    const open = { ...newDraft(), customerId: 'c1', contactOpen: true };
    expect(chosen(open, { customer: one, contact: contact('b'), terminal: null }, one).contactOpen).toBe(false);
  });

  test('who and what the number belongs to, rather than the usual', () => {
    const one = customer([contact('a', true), contact('b')], [terminal('t1'), terminal('t2')]);
    const match = { customer: one, contact: contact('b'), terminal: terminal('t2') };
    expect(chosen(newDraft(), match, one)).toMatchObject({ contactId: 'b', contactOpen: false, terminalId: 't2' });
  });

  test('no terminal where there are several', () => {
    const one = customer([], [terminal('t1'), terminal('t2')]);
    expect(chosen(newDraft(), { customer: one, contact: null, terminal: null }, one).terminalId).toBe('');
  });

  test('another customer, whose note must be read anew', () => {
    const one = customer([], []);
    const match = { customer: one, contact: null, terminal: null };
    expect(chosen({ ...newDraft(), customerId: 'c0', acknowledged: true }, match, one).acknowledged).toBe(false);
    expect(chosen({ ...newDraft(), customerId: 'c1', acknowledged: true }, match, one).acknowledged).toBe(true);
  });
});

describe('nobody has the number', () => {
  test('it becomes the phone of a new customer, following what is typed', () => {
    const first = nobody(newDraft(), '139111');
    expect(first.contactPhone).toBe('139111');
    expect(nobody({ ...newDraft(), ...first }, '13911112222').contactPhone).toBe('13911112222');
  });

  test('a phone that was typed by hand stays', () => {
    expect(nobody({ ...newDraft(), contactPhone: '0898-600' }, '13911112222').contactPhone).toBeUndefined();
  });

  test('the customer that was there goes', () => {
    const before = { ...newDraft(), customerId: 'c1', contactId: 'a', terminalId: 't1', acknowledged: true };
    expect(nobody(before, '13911112222')).toMatchObject({
      customerId: '',
      contactId: '',
      terminalId: '',
      acknowledged: false,
    });
  });
});

test('faults that the server names stand beside their fields, others above the form', () => {
  const errors = [
    { location: 'body.details.place', message: '请填写地点。' },
    { location: 'body.subject', message: '请填写主题。' },
    { location: 'header.Idempotency-Key', message: '太长' },
  ];
  expect(sortErrors(errors, (name) => name === 'subject' || name.startsWith('details.'))).toEqual({
    fields: { 'details.place': '请填写地点。', subject: '请填写主题。' },
    rest: ['太长'],
  });
});
