import { expect, test } from 'vitest';
import type { Contact, Customer, Terminal, Ticket } from '@/api/types';
import { complaintOf } from './About';
import { newDraft, toIntake } from './draft';

const ticket = {
  id: 't1',
  number: '20261123-000001',
  contact: { id: 'lin', name: '林船长', phone: '13900000001' },
  terminal: { id: 'vsat' },
} as Ticket;

const customer = (contacts: string[]) =>
  ({
    id: 'c1',
    contacts: contacts.map((id) => ({ id, name: id, phone: '' }) as Contact),
    terminals: [{ id: 'phone', state: 'active' } as Terminal, { id: 'vsat', state: 'active' } as Terminal],
  }) as Customer;

test('a complaint begins with the customer, the contact and the terminal of its ticket', () => {
  expect(complaintOf(newDraft(), ticket, customer(['lin', 'wu']))).toMatchObject({
    kind: 'complaint',
    aboutId: 't1',
    aboutNumber: '20261123-000001',
    customerId: 'c1',
    contactId: 'lin',
    contactOpen: false,
    terminalId: 'vsat',
  });
});

test('a contact that is not registered is named, and nobody is asked who calls', () => {
  expect(complaintOf(newDraft(), ticket, customer(['wu', 'zhou']))).toMatchObject({
    contactId: '',
    contactOpen: false,
    contactName: '林船长',
    contactPhone: '13900000001',
  });
});

test('a stranger’s ticket has nothing but his name', () => {
  const begun = complaintOf(newDraft(), ticket);
  expect(begun).toMatchObject({ contactName: '林船长', aboutId: 't1' });
  expect(toIntake({ ...newDraft(), ...begun }, { kinds: [], categories: [] }).aboutId).toBe('t1');
});
