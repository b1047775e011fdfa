import { patch, post } from '@/api/client';
import type { Code, Contact, Customer, Site, Terminal } from '@/api/types';

export interface NewCustomer {
  number?: string;
  name: string;
  kind: Customer['kind'];
  tier?: Code;
  industry?: string;
  unitId?: string;
  contactName?: string;
  phone?: string;
}

export type CustomerChange = Partial<Pick<Customer, 'name' | 'tier' | 'industry' | 'note' | 'noteMust'>> & {
  unitId?: string;
  version: number;
};

export type NewContact = Partial<Omit<Contact, 'id'>> & { name: string };
export type NewSite = Partial<Omit<Site, 'id'>> & Pick<Site, 'name' | 'area' | 'lat' | 'lon'>;
export type NewTerminal = Partial<
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
> & { product: Code };

export const addCustomer = (body: NewCustomer) => post<Customer>('/customers', body);
export const changeCustomer = (id: string, body: CustomerChange) => patch<Customer>(`/customers/${id}`, body);
export const addContact = (id: string, body: NewContact) => post<Contact>(`/customers/${id}/contacts`, body);
export const addSite = (id: string, body: NewSite) => post<Site>(`/customers/${id}/sites`, body);
export const addTerminal = (id: string, body: NewTerminal) => post<Terminal>(`/customers/${id}/terminals`, body);

/** A form's values without those that were left empty. */
export function filled<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as T;
}
