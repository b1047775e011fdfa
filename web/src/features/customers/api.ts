import { patch, post } from '@/api/client';
import type { Contact, Customer, Site, Terminal } from '@/api/types';

export interface CustomerChange {
  name?: string;
  tier?: string;
  industry?: string;
  unitId?: string;
  note?: string;
  noteMust?: boolean;
  version: number;
}

export type NewContact = Pick<Contact, 'name'> & Partial<Pick<Contact, 'role' | 'phone' | 'email' | 'main'>>;
export type NewSite = Pick<Site, 'name' | 'area' | 'lat' | 'lon'> & Partial<Pick<Site, 'address' | 'heightM'>>;
export type NewTerminal = Pick<Terminal, 'product'> &
  Partial<
    Pick<
      Terminal,
      | 'siteId'
      | 'number'
      | 'imei'
      | 'sim'
      | 'serial'
      | 'maker'
      | 'model'
      | 'satellite'
      | 'satelliteLon'
      | 'beam'
      | 'gateway'
      | 'antenna'
    >
  >;

export const changeCustomer = (id: string, input: CustomerChange) => patch<Customer>(`/customers/${id}`, input);
export const addContact = (id: string, input: NewContact) => post<Contact>(`/customers/${id}/contacts`, input);
export const addSite = (id: string, input: NewSite) => post<Site>(`/customers/${id}/sites`, input);
export const addTerminal = (id: string, input: NewTerminal) => post<Terminal>(`/customers/${id}/terminals`, input);
